"""What Word's paragraph styles say a paragraph is."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.ooxml.elements import attribute, child, number, value
from briefing.readers._wordml import Paragraph, list_level

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading ?([1-9])")
_LIST = re.compile(r"list ?(?:bullet|number)?(?: ?([2-9]))?")
_CONTENTS = re.compile(r"toc ?(?:[1-9]|heading)|table of figures")
_QUOTES = frozenset({"quote", "intense quote", "intensequote", "block text", "blocktext", "quotations"})
_BODY_RANK = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str | None = None
    outline: int | None = None
    list_level: int | None = None


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: "etree._Element | None") -> None:
        self._styles: dict[str, _Style] = {}
        for element in root if root is not None else ():
            identity = attribute(element, "styleId")
            if identity is not None:
                self._styles[identity] = _style(element, identity)

    def kind_of(self, paragraph: Paragraph) -> tuple[BlockKind | None, int]:
        """What a paragraph is, and its level; `None` for a line of the table of contents.

        What the paragraph says itself goes before its style, and that before what the style is based on.
        """
        chain = self._chain(paragraph.style)
        names = [style.name for style in chain]
        if any(map(_CONTENTS.fullmatch, names)):
            return None, 0
        if "title" in names:
            return BlockKind.TITLE, 0
        if "subtitle" in names:
            return BlockKind.HEADING, 1
        heading = next((found for found in map(_HEADING.fullmatch, names) if found), None)
        if heading is not None:
            return BlockKind.HEADING, int(heading[1])
        outline = next(
            (rank for rank in (paragraph.outline, *(style.outline for style in chain)) if rank is not None), 9
        )
        if outline < _BODY_RANK:
            return BlockKind.HEADING, outline + 1
        if not _QUOTES.isdisjoint(names):
            return BlockKind.QUOTATION, 0
        level = paragraph.list_level
        if level is None:
            # "List Bullet 2" is one deeper than "List Bullet", though each is a list of its own.
            listed = [int(found[1] or 1) - 1 for found in map(_LIST.fullmatch, names) if found]
            level = max(
                [*listed, *(style.list_level for style in chain[:1] if style.list_level is not None)], default=None
            )
        return (BlockKind.PARAGRAPH, 0) if level is None or level < 0 else (BlockKind.LIST_ITEM, level + 1)

    def _chain(self, identity: str | None) -> list[_Style]:
        """A style and those it is based on, the nearest first."""
        chain: list[_Style] = []
        while identity is not None and len(chain) < _LONGEST_CHAIN:
            # A style that nobody defined still has a telling id ("Heading1").
            style = self._styles.get(identity) or _Style(identity.casefold())
            chain.append(style)
            identity = style.parent
        return chain


def _style(element: "etree._Element", identity: str) -> _Style:
    properties = child(element, "pPr")
    return _Style(
        name=(value(child(element, "name")) or identity).casefold(),
        parent=value(child(element, "basedOn")),
        outline=None if properties is None else number(child(properties, "outlineLvl")),
        list_level=None if properties is None else list_level(properties),
    )
