"""What the user wrote in Markdown, sanitised: as HTML, and as lines of spans that any format can set."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from briefing.memo.shapes import Prose

if TYPE_CHECKING:
    from markdown import Markdown

_TAGS = {"a", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "strong", "sub", "sup", "ul"}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_PLAIN = re.compile(r"[\w ,;()’“”–—/%€$£°]*")
_LONGEST = 200_000  # code points; beyond that it is no note, and is shown as it stands
_BLOCKS = frozenset(["p", "pre", "blockquote", "ul", "ol", "li", "br", "hr"])
_SPACE = re.compile(r"[ \n]+")  # no-break spaces stay


@dataclass(frozen=True)
class Span:
    """A stretch of text set in one way.

    `marks` are the HTML elements it stands in ("em", "code"), outermost first; `address` is where
    it links to, "" where it does not.
    """

    text: str
    marks: tuple[str, ...] = ()
    address: str = ""


Line = tuple[Span, ...]


def lines(prose: Prose) -> tuple[Line, ...]:
    """The text as lines: each paragraph and list item is one, with the sign of its list before it."""
    reader = _Reader()
    reader.feed(block(prose))
    reader.close()
    return tuple(tuple(line) for line in reader.lines if line)


def block(prose: Prose) -> Markup:
    """The text as HTML: paragraphs, lists and so on."""
    # A plain word needs no parser, and most header fields are a few plain words.
    if _PLAIN.fullmatch(prose.markdown) or len(prose.markdown) > _LONGEST:
        return Markup("<p>{}</p>").format(prose.markdown)
    import nh3

    try:
        made = _parser().reset().convert(prose.markdown)
    except RecursionError:  # quotations or lists nested by the thousand
        _parser.cache_clear()  # it still takes itself for inside of them
        made = str(escape(prose.markdown))
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
    return Markup(clean.strip())  # noqa: S704  it has been sanitised


@lru_cache(maxsize=1)
def _parser() -> "Markdown":
    from markdown import Markdown

    return Markdown(extensions=["sane_lists"], output_format="html")


class _Reader(HTMLParser):
    """Walks sanitised HTML, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[Span]] = [[]]
        self._open: list[str] = []
        self._addresses: list[str] = []
        self._counters: list[int | None] = []  # one for each open list; None where it is not numbered
        self._sign = ""  # of the list item that has no text yet

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.lines.append([])
        match tag:
            case "br" | "hr":
                return
            case "a":
                self._addresses.append(dict(attrs).get("href") or "")
            case "ul":
                self._counters.append(None)
            case "ol":
                # "3. November 2026" is a list to Markdown, and must keep its number
                start = dict(attrs).get("start") or "1"
                self._counters.append(int(start) - 1 if start.isdecimal() and len(start) < 10 else 0)
            case "li":
                self._sign = self._next_sign()
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            return
        self._open.pop()
        if tag in _BLOCKS:
            self.lines.append([])
        match tag:
            case "a":
                self._addresses.pop()
            case "ul" | "ol":
                self._counters.pop()

    def handle_data(self, data: str) -> None:
        line = self.lines[-1]
        text = data.strip("\n") if "pre" in self._open else _SPACE.sub(" ", data if line else data.lstrip(" \n"))
        if not text:
            return
        if self._sign:
            line.append(Span(self._sign))
            self._sign = ""
        marks = tuple(dict.fromkeys(tag for tag in self._open if tag not in _BLOCKS and tag != "a"))
        line.append(Span(text, marks, self._addresses[-1] if self._addresses else ""))

    def _next_sign(self) -> str:
        counter = self._counters[-1] if self._counters else None
        if counter is None:
            return "•\u00a0"
        self._counters[-1] = counter + 1
        return f"{counter + 1}.\u00a0"
