"""How much room the parts of a memo take, reckoned from their text alone.

The same in every format, so that all of them show the same items on the body's pages: set after
the built-in style sheet, with lines as long as on A4, the narrower of the two papers. An estimate that
errs on the large side; what a page really holds is known only once it is set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from briefing.memo.shapes import (
    Blank,
    Body,
    Callout,
    Cell,
    Groups,
    HeaderField,
    Line,
    Lines,
    Map,
    Pointer,
    Pointers,
    Prose,
    Quote,
    Quotes,
    Row,
    Section,
    Table,
)

PAGE = {"A4": 690.0, "Letter": 640.0}
"""Points of text on a page, by its paper: a PDF holds some lines more, but Word sets the same lines further apart."""

_PAGE_END = 6.0  # points that any page may leave empty, for the estimate is one
_WIDTH = 482.0  # points: that of A4, which is the narrower
_LINE, _LEADING = 102, 13.6  # code points on a line of the body, and its height in points
_SMALL_WIDTH, _SMALL_LEADING = 4.15, 11.1  # points that a code point of a table takes, and the height of a line
_HEADING, _LESSER_HEADING = 28.0, 23.0
_TITLE_LINE, _TITLE_LEADING = 46, 26.0
_CALLOUT_LINE, _CALLOUT_LEADING = 77, 17.0
_REFERENCE = 4  # code points
_MAP_LINE, _MAP_BOX = 44, 16.0  # code points on a line of a map, and the height of a box with one line


@dataclass(frozen=True)
class Extent:
    """Room in points of height, and words."""

    points: float = 0.0
    words: int = 0

    def __add__(self, other: "Extent") -> "Extent":
        return Extent(self.points + other.points, self.words + other.words)


@dataclass(frozen=True)
class Block:
    """What no page divides: an item, by its `anchor`, or what belongs to none. One that `leads` stays with the next."""

    size: Extent
    anchor: str = ""
    leads: bool = False


def head(title: str, fields: tuple[HeaderField, ...]) -> Extent:
    """What stands above the first section."""
    rows = sum(ceil(_length(field) / 80) for field in fields)
    points = 52.0 + ceil(len(title) / _TITLE_LINE) * _TITLE_LEADING + rows * _LEADING
    return Extent(points, _words(title))


def blocks(section: Section) -> list[Block]:
    """A section from its heading on."""
    made = [Block(_frame(section), leads=True)]
    match section.body:
        case Blank(prompt=prompt, lead=lead, offers=offers):
            made.append(Block(Extent(32 + _paragraph(prompt), _words(prompt))))
            if lead:
                made.append(Block(Extent(_paragraph(lead)), leads=True))
            made += [Block(size, anchor) for anchor, size in _items(offers)]
        case body:
            made += [Block(size, anchor) for anchor, size in _items(body)]
            if isinstance(body, Table) and body.map:
                made.append(Block(Extent(_map(body.map))))
    # With nothing below it, a heading stays with the section that comes next.
    return made if len(made) == 1 else [*made[:-1], replace(made[-1], leads=False)]


def extent(head: Extent, sections: Iterable[Sequence[Block]], page: float) -> Extent:
    """All of a body: its words, and its points with the room that pages of so many points leave empty at their ends."""
    full = page - _PAGE_END
    points, words = head.points, head.words
    held = 0.0
    for block in (block for section in sections for block in section):
        words += block.size.words
        held += block.size.points
        if block.leads:
            continue
        left = full - points % full
        points += held if held <= left or held > full else left + held
        held = 0.0
    return Extent((points + held) * page / full, words)


def _frame(section: Section) -> Extent:
    """What stands above the items of a section."""
    points = _LESSER_HEADING if section.below else _HEADING
    match section.body:
        case Table():
            points += 16
        case Callout():
            points += 12
    if section.note and not section.cut:
        points += _LEADING
    return Extent(points, _words(section.heading))


def _items(body: Body) -> list[tuple[str, Extent]]:
    """What each item of a section takes, by its anchor; "" for lines that are no item of their own."""
    match body:
        case Callout(line=line):
            points = ceil(_line_length(line) / _CALLOUT_LINE) * _CALLOUT_LEADING + _note(line.note)
            return [(line.anchor, Extent(points, _words(line.text)))]
        case Lines(lines=lines):
            return [(line.anchor, _line(line)) for line in lines]
        case Groups(groups=groups):
            return [
                (line.anchor, _line(line) + (Extent(18.0, _words(group.heading)) if first else Extent()))
                for group in groups
                for first, line in _with_first(group.body.lines)
            ]
        case Table(columns=columns, rows=rows):
            widths = [column.width for column in columns]
            return [(row.anchor, _row(row, widths)) for row in rows]
        case Quotes(quotes=quotes):
            return [(quote.anchor, _quote(quote)) for quote in quotes]
        case Pointers(pointers=pointers):
            return [("", _pointer(pointer)) for pointer in pointers]
    return []


def _with_first(lines: tuple[Line, ...]) -> Iterable[tuple[bool, Line]]:
    return ((number == 0, line) for number, line in enumerate(lines))


def _line_length(line: Line) -> int:
    return len(line.label) + len(line.text) + len(line.detail) + _REFERENCE * len(line.refs)


def _map(shown: Map) -> float:
    """The height of a picture, of which no column is taller than a third of a page."""
    what = sum(5 + _MAP_BOX + (9.4 if len(line.text) > _MAP_LINE else 0) for line in shown.lines)
    ends = sum(5 + _MAP_BOX + (9.4 if len(end.text) > _MAP_LINE / 2 else 0) for end in shown.ends)
    return min(14 + max(what, ends), 245) + 14


def _line(line: Line) -> Extent:
    points = ceil(_line_length(line) / _LINE) * _LEADING + 2.4 + _note(line.note)
    return Extent(points, _words(line.label, line.text, line.detail))


def _row(row: Row, widths: list[int]) -> Extent:
    lines = max(_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True))
    words = sum(_words(cell.mark, cell.text, cell.detail) for cell in row.cells)
    return Extent(lines * _SMALL_LEADING + 5 + _note(row.note), words)


def _cell(cell: Cell, width: int) -> int:
    """Lines, at a width in hundredths of the text's."""
    line = max((_WIDTH * width / 100 - 6) / _SMALL_WIDTH, 1)
    return _wrapped(f"{cell.mark} {cell.text}", line, _REFERENCE * len(cell.refs)) + _wrapped(cell.detail, line)


def _wrapped(text: str, line: float, behind: int = 0) -> int:
    """Lines of a narrow column, where whole words leave much of it empty; `behind` are code points after the text."""
    lines, used = 0, line
    for length in (*map(len, text.split()), *([behind] if behind else [])):
        if used + 1 + length > line:
            lines, used = lines + ceil(length / line), float(length)
        else:
            used += 1 + length
    return lines


def _quote(quote: Quote) -> Extent:
    length = len(quote.speaker) + len(quote.role) + len(quote.cue) + len(quote.text) + 9 + _REFERENCE * len(quote.refs)
    points = ceil(length / _LINE) * _LEADING + 2.4 + _note(quote.note)
    return Extent(points, _words(quote.speaker, quote.role, quote.cue, quote.text))


def _pointer(pointer: Pointer) -> Extent:
    length = len(pointer.label) + len(pointer.text) + sum(len(one.label) + 2 for one in pointer.citations)
    return Extent(ceil(length / _LINE) * _LEADING + 2.4, _words(pointer.label, pointer.text))


def _paragraph(text: str) -> float:
    return ceil(len(text) / _LINE) * _LEADING


def _note(prose: Prose | None) -> float:
    return ceil(len(prose.markdown) / _LINE) * _LEADING if prose else 0.0


def _length(field: HeaderField) -> int:
    return max(len(field.value.markdown), 1)


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
