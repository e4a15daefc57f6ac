"""What a memo shows, line by line, as it was drawn: the base that an edited file is compared with.

It is kept in the custom XML part, behind the saved briefing.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from lxml import etree

Role = Literal[
    "title", "head", "heading", "group", "column", "item", "cell", "note", "exhibit", "footnote", "source", "other"
]
"""What a line is: the memo's title, a line of its head, a heading, the heading of a group of lines,
of a table's column, a line or a cell of an item, the note on it, evidence, evidence at the foot of a page
that cites it for that item, a source, or none of these."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a line. `field` names the field whose words it holds, "" where they are the memo's own.

    `id` is the name of its bookmark and control; that of a footnote is of the bookmark around its number.
    `item` is the name of the item whose field it is, where that is not the line's.
    """

    text: str
    field: str = ""
    id: str = ""
    item: str | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph. `section` is "" outside of sections; `item` is the name of an item's bookmark, "" where
    the line belongs to none.

    `column` is the place of a table's cell in its row, from 0, and `field` the one that the column
    is for. `style` is the name of the paragraph's style.
    """

    role: Role
    section: str = ""
    style: str = ""
    item: str = ""
    column: int = -1
    field: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def owner(self, piece: Piece) -> str:
        """The name of the item whose field a piece of the line holds, "" for the briefing itself."""
        return self.item if piece.item is None else piece.item


@dataclass(frozen=True)
class Choice:
    """What a memo calls the `value` of a field that knows a few values only."""

    field: str
    value: str
    text: str


@dataclass(frozen=True)
class Ledger:
    """Lines in the order of the page. `own` means that the document is the user's, whose fields were filled."""

    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    own: bool = False


class Book:
    """A ledger while the memo is drawn: text goes to the line that was begun last."""

    def __init__(self) -> None:
        self._lines: list[tuple[Line, list[Piece]]] = []

    @property
    def item(self) -> str:
        """The name of the item of the line that was begun last."""
        return self._lines[-1][0].item if self._lines else ""

    def begin(self, line: Line) -> None:
        self._lines.append((line, []))

    def put(self, piece: Piece) -> None:
        pieces = self._lines[-1][1]
        if not piece.text:
            return
        if pieces and (pieces[-1].field, pieces[-1].id) == (piece.field, piece.id):
            piece = replace(piece, text=pieces.pop().text + piece.text)
        pieces.append(piece)

    def close(self, choices: tuple[Choice, ...] = ()) -> Ledger:
        return Ledger(tuple(replace(line, pieces=tuple(pieces)) for line, pieces in self._lines), choices)


def write(ledger: Ledger, parent: "etree._Element", namespace: str) -> None:
    """Appends the ledger to an element, as elements of that namespace."""
    from lxml.etree import SubElement

    space = f"{{{namespace}}}"
    if ledger.own:
        parent.set("own", "yes")
    for line in ledger.lines:
        # What says nothing is left out, for most lines say little.
        said = {"role": line.role, "section": line.section, "style": line.style, "item": line.item, "field": line.field}
        if line.column >= 0:
            said["column"] = str(line.column)
        element = SubElement(parent, f"{space}line", {name: text for name, text in said.items() if text})
        for piece in line.pieces:
            own = {"field": piece.field, "id": piece.id}
            made = SubElement(element, f"{space}text", {name: text for name, text in own.items() if text})
            made.text = piece.text
            if piece.item is not None:
                made.set("item", piece.item)
    for choice in ledger.choices:
        own = {"field": choice.field, "value": choice.value}
        SubElement(parent, f"{space}choice", own).text = choice.text


def read(parent: "etree._Element", namespace: str) -> Ledger:
    """The ledger in an element; whatever is not as `write` makes it is passed over."""
    space = f"{{{namespace}}}"
    choices = (
        Choice(one.get("field", ""), one.get("value", ""), one.text or "") for one in parent.iterfind(f"{space}choice")
    )
    lines = (_line(one, space) for one in parent.iterfind(f"{space}line"))
    return Ledger(tuple(lines), tuple(choices), own=parent.get("own") == "yes")


def _line(element: "etree._Element", space: str) -> Line:
    role, column = element.get("role", ""), element.get("column", "")
    return Line(
        role=next((one for one in get_args(Role) if one == role), "other"),
        section=element.get("section", ""),
        style=element.get("style", ""),
        item=element.get("item", ""),
        column=int(column) if column.isascii() and column.isdigit() and len(column) < 4 else -1,
        field=element.get("field", ""),
        pieces=tuple(
            Piece(one.text or "", one.get("field", ""), one.get("id", ""), one.get("item"))
            for one in element.iterfind(f"{space}text")
        ),
    )
