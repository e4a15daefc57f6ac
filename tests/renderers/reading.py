"""Reads memos back, as their readers would: browsers, screen readers, GitHub."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
import pypdf
from cmarkgfm.cmark import Options

VOID = {"meta", "br", "col", "hr", "img", "input", "link"}


@dataclass
class Page:
    """An HTML page: its elements with their attributes, in order, and its text outside of `style` and `script`."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)

    def frame(self) -> list[tuple[str, list[str]]]:
        """The elements and names of their attributes, but for those that hang on how long a text is.

        That is a picture (see test_map.py), and a last word that is kept on one line with its number.
        """
        drawn = {"figure", "svg", "title", "desc", "text", "tspan", "rect", "path"}
        return [
            (tag, list(attributes))
            for tag, attributes in self.elements
            if tag not in drawn and attributes.get("class") not in ("gap", "tail")
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.page.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.page.open and self.page.open[-1] == tag, f"</{tag}> closes nothing: {self.page.open}"
        self.page.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.page.open):
            self.page.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)


def read_html(text: str) -> Page:
    """The page, every element of which is closed in its place."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert not reader.page.open, f"left open: {reader.page.open}"
    return reader.page


def as_github_shows(markdown: str) -> str:
    """The HTML that GitHub's own parser makes of a Markdown memo, its front matter taken off."""
    body = markdown.split("\n---\n", 1)[1]
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    made: str = cmarkgfm.github_flavored_markdown_to_html(body, options)
    return made


def structure(data: bytes) -> str:
    """The structure elements of a tagged PDF, one a line, indented; runs of equal lines are counted."""
    root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]
    lines: list[list[Any]] = []
    for depth, tag in _tags(root, 0):
        line = f"{'  ' * depth}{tag}"
        if lines and lines[-1][0] == line:
            lines[-1][1] += 1
        else:
            lines.append([line, 1])
    return "".join(f"{line}{f' ×{count}' if count > 1 else ''}\n" for line, count in lines)


def _tags(element: Any, depth: int) -> Iterator[tuple[int, str]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if isinstance(one, dict) and "/S" in one:
            yield depth, str(one["/S"])[1:]
            yield from _tags(one, depth + 1)
