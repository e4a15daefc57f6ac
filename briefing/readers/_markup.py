"""A tree of HTML, or of what trafilatura makes of it → pieces."""

import re

from lxml import etree

from briefing.document import BlockKind, Piece

_PARTS = """p div section article main header footer aside body html address figure figcaption caption
    center table thead tbody tfoot tr td th row cell ul ol dl dt dd list pre hr form fieldset details"""

# What each element says about the text in it. `None` ends a block without naming a kind.
_KINDS: dict[str, BlockKind | None] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head", "summary"), BlockKind.HEADING),
    **dict.fromkeys(("li", "item"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("blockquote", "quote"), BlockKind.QUOTATION),
    **dict.fromkeys(_PARTS.split()),
}
_LISTS = frozenset({"ul", "ol", "list"})
_BREAKS = frozenset({"br", "lb"})
_SKIPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "button", "select"})
_LEVEL = re.compile(r"h([1-6])")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def pieces_of(root: etree._Element) -> list[Piece]:
    """The blocks in a tree, in its order: headings, list items, quotations and paragraphs.

    Text between two line breaks in a row is a paragraph of its own. What is never shown (scripts,
    styles) is left out. The tree may be nested to any depth.
    """
    return _Walk(root).pieces


class _Walk:
    def __init__(self, root: etree._Element) -> None:
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._kinds: list[tuple[BlockKind, int]] = []
        self._depth = 0
        skipping = 0
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                skipping += tag in _SKIPPED
                if not skipping:
                    self._open(tag, element)
                    self._text.append(element.text or "")
            elif event == "end":
                if not skipping:
                    self._close(tag)
                skipping -= tag in _SKIPPED
            if event != "start" and not skipping and element is not root:
                self._text.append(element.tail or "")
        self._flush()

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag in _BREAKS:
            self._text.append("\n")
        if tag not in _KINDS:
            return
        self._flush()
        self._depth += tag in _LISTS
        kind = _KINDS[tag]
        if kind is BlockKind.HEADING:
            found = _LEVEL.search(element.get("rend") or tag)
            self._kinds.append((kind, int(found[1]) if found else 2))
        elif kind is not None:
            self._kinds.append((kind, self._depth or 1 if kind is BlockKind.LIST_ITEM else 0))

    def _close(self, tag: str) -> None:
        if tag not in _KINDS:
            return
        self._flush()
        self._depth -= tag in _LISTS
        if _KINDS[tag] is not None:
            self._kinds.pop()

    def _flush(self) -> None:
        kind, level = self._kinds[-1] if self._kinds else (BlockKind.PARAGRAPH, 0)
        text = "".join(self._text)
        self._text.clear()
        for part in _EMPTY_LINE.split(text) if kind is not BlockKind.HEADING else [text]:
            if part.strip():
                self.pieces.append(Piece(kind, part, level))
