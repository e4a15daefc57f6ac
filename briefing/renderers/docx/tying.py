"""What ties the words of a filled document to the fields that they come from.

A value reaches a template as a text that knows its field. Where it is put out as it is, it comes out
between signs, which become a content control and a bookmark once the document is XML again. What a
template makes of values (capitals, a part of one, several in one) is text like any other.
"""

import copy
import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Self

from lxml import etree

from briefing.model import SECTIONS, QuestionKind, Strength
from briefing.ooxml import names
from briefing.ooxml.ledger import Choice, Ledger, Line, Piece
from briefing.ooxml.paragraphs import Paragraph, paragraphs
from briefing.renderers.docx.ooxml import W, add, root

if TYPE_CHECKING:
    from briefing.renderers.docx.package import Package

_HEADER = "header"
FIELDS = {
    "summary": ("point",),
    "actors": ("name", "role", "affiliation"),
    "commitments": ("committer", "action", "beneficiary", "condition", "deadline", "amount", "reported_by", "strength"),
    "open_questions": ("question", "kind", "about"),
    "statements": ("speaker", "text"),
    "timeline": ("when", "event"),
}
"""The fields whose words may come back, by section."""

_SECTIONS = {field: section for section, fields in FIELDS.items() for field in fields}

# Code points that XML allows, and that are no characters.
_OPEN, _OPENED, _CLOSE = "\U0001fffe", "\U0001ffff", "\U0002fffe"
_SIGN = re.compile(f"({_OPEN}[0-9]+{_OPENED}|{_CLOSE})")
_SIGNS = str.maketrans("", "", f"{_OPEN}{_OPENED}{_CLOSE}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Here a control may stand among runs.
_HOMES = frozenset(f"{W}{name}" for name in ("p", "hyperlink", "ins", "smartTag", "fldSimple"))


class Tied(str):
    """A value of the item `anchor`, "" for the briefing itself, that knows its field."""

    anchor: str
    field: str

    def __new__(cls, text: str, anchor: str, field: str) -> Self:
        made = super().__new__(cls, text)
        made.anchor, made.field = anchor, field
        return made


def unsigned(text: str) -> str:
    """The text without what would be taken for one of the signs."""
    return text.translate(_SIGNS)


def tie_values(values: dict[str, Any]) -> dict[str, Any]:
    """A saved briefing whose texts know their fields."""
    made = values | {"title": Tied(values["title"], "", "title")}
    header = values[_HEADER]
    made[_HEADER] = {name: Tied(text, "", name) if text else text for name, text in header.items()}
    for section in SECTIONS:
        made[section] = [
            one | {field: Tied(one[field], one["id"], field) for field in FIELDS[section] if one[field]}
            for one in values[section]
        ]
    return made


class Ties:
    """The fields in one document that is filled."""

    def __init__(self, package: "Package") -> None:
        self._root = package.document.element
        self._controls = package.first_control
        self._taken = {one.get(f"{W}name", "").casefold() for one in self._root.iter(f"{W}bookmarkStart")}
        numbers = [one.get(f"{W}id", "") for one in self._root.iter(f"{W}bookmarkStart")]
        self._bookmarks = max((int(one) for one in numbers if one.isdecimal() and len(one) < 10), default=0)
        self._signed: list[str] = []
        self._fields: dict[str, tuple[str, str]] = {}

    def signs(self, value: Tied, name: str = "") -> tuple[str, str]:
        """What to put before and after a value that is put out; `name` is that of a control of the user's own."""
        name = name or names.of_field(value.anchor, value.field)
        self.expect(name, value.anchor, value.field)
        self._signed.append(name)
        return f"{_OPEN}{len(self._signed) - 1}{_OPENED}", _CLOSE

    def expect(self, name: str, anchor: str, field: str) -> None:
        """Says that what a control or a bookmark of that name holds is the text of a field."""
        self._fields[name] = names.of_item(anchor) if anchor else "", field

    def draw(self, within: etree._Element, *, tie: bool) -> None:
        """Puts controls and bookmarks in the place of the signs; without `tie` the signs only go."""
        holders = (text.getparent() for text in within.iter(f"{W}t") if _OPEN in (text.text or ""))
        parents = {home: None for run in holders if run is not None and (home := run.getparent()) is not None}
        for parent in parents if tie else ():
            self._draw_in(parent)
        for element in within.iter(etree.Element):
            # What is left stands in texts of pictures and the like.
            if len(element) == 0 and (text := element.text or "") and _OPEN in text:
                element.text = unsigned(_SIGN.sub("", text))
            for name, value in element.attrib.items():
                if _OPEN in str(value):
                    element.set(name, unsigned(_SIGN.sub("", str(value))))

    def _draw_in(self, parent: etree._Element) -> None:
        made: list[tuple[int | None, etree._Element]] = []
        current: int | None = None
        for child in list(parent):
            for number, piece in _cut(child, current) if child.tag == f"{W}r" else [(current, child)]:
                current = number
                if piece is not None:
                    made.append((number, piece))
        parent[:] = []
        for number, pieces in groupby(made, key=lambda one: one[0]):
            words = [piece for _, piece in pieces]
            if number is None:
                parent.extend(words)
            else:
                self._tie(parent, self._signed[number], words)

    def _tie(self, parent: etree._Element, name: str, words: list[etree._Element]) -> None:
        """Ties words to a field, as they are tied in a memo."""
        first = name.casefold() not in self._taken
        if first:
            self._taken.add(name.casefold())
            self._bookmarks += 1
            add(parent, "bookmarkStart", id=str(self._bookmarks), name=name)
        home = parent
        # Within a control of the user's own another one is not allowed everywhere.
        if parent.tag in _HOMES and next(parent.iterancestors(f"{W}sdt"), None) is None:
            control = add(parent, "sdt")
            properties = add(control, "sdtPr")
            add(properties, "alias", val=name)
            add(properties, "tag", val=name)
            self._controls += 1
            add(properties, "id", val=str(self._controls))
            home = add(control, "sdtContent")
        home.extend(words)
        if first:
            add(parent, "bookmarkEnd", id=str(self._bookmarks))

    def ledger(self) -> Ledger:
        """What the filled document shows, read as it will be read when it comes back."""
        kinds = (("strength", Strength), ("kind", QuestionKind))
        choices = tuple(Choice(field, one.value, one.value) for field, kind in kinds for one in kind)
        lines = tuple(self._line(one) for one in paragraphs(self._root) if one.foot < 0)
        return Ledger(lines, choices, own=True)

    def _line(self, paragraph: Paragraph) -> Line:
        pieces = tuple(self._pieces(paragraph))
        found = [piece for piece in pieces if piece.field]
        items = {piece.item for piece in found if piece.item}
        column = paragraph.cell.column if paragraph.cell else -1
        return Line(
            role=("cell" if paragraph.cell else "item") if items else "other",
            section=next((_SECTIONS[one.field] for one in found if one.item), ""),
            item=str(next(iter(items))) if len(items) == 1 else "",
            column=column,
            field=found[0].field if len(found) == 1 else "",
            pieces=pieces,
        )

    def _pieces(self, paragraph: Paragraph) -> Iterator[Piece]:
        at = 0
        for mark in sorted((*paragraph.controls, *paragraph.bookmarks), key=lambda one: (one.start, one.end)):
            if mark.name not in self._fields or mark.goes_on or mark.start < at:
                continue
            item, field = self._fields[mark.name]
            if mark.start > at:
                yield Piece(paragraph.text[at : mark.start])
            yield Piece(paragraph.text[mark.start : mark.end], field, mark.name, item)
            at = mark.end
        if at < len(paragraph.text):
            yield Piece(paragraph.text[at:])


def _cut(run: etree._Element, current: int | None) -> Iterator[tuple[int | None, etree._Element | None]]:
    """A run in pieces, each with the number of the field whose words it holds; none where a sign alone stands."""
    piece: etree._Element | None = None
    properties = run.find(f"{W}rPr")
    for child in list(run):
        if child is properties:
            continue
        parts = _SIGN.split(child.text or "") if child.tag == f"{W}t" else [None]
        for part in parts:
            if part and _SIGN.fullmatch(part):
                if piece is not None:
                    yield current, piece
                piece, current = None, None if part == _CLOSE else int(part[1:-1])
                continue
            if part == "":
                continue
            if piece is None:
                piece = root("r")
                for name, value in run.items():
                    piece.set(name, value)
                if properties is not None:
                    piece.append(copy.deepcopy(properties))
            if part is None:
                piece.append(child)
            else:
                text = add(piece, "t")
                text.set(_SPACE, "preserve")
                text.text = part
    yield current, piece
