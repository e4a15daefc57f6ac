"""Tables: one row for each item, fixed widths, a head that is repeated on every page."""

import re
from dataclasses import replace

from lxml import etree

from briefing.memo.shapes import Cell, Held, Row, Table
from briefing.ooxml import ledger, names
from briefing.renderers.docx.ink import Field, Ink
from briefing.renderers.docx.ooxml import add, legal
from briefing.renderers.docx.pictures import draw_map
from briefing.renderers.docx.styles import Style

_BREAKS = re.compile(r"[\s\u2e80-\uffdc-]+")

# A row with more than this may go over the end of a page: held together, it would leave half
# a page empty, and some programs cut off what does not fit on one. In code points.
_HELD_TOGETHER = 1_200

# What a word takes that must not be broken, in twips: a letter at 9 points in the widest of the fonts that may
# stand in for the memo's, bold or not, and what is beside it: the distance to the next column, and a row's number.
_BOLD, _PLAIN = 126, 112
_APART, _NUMBER = 113, 284
_MOST, _LEAST = 0.35, 0.25  # of the whole table, for a column that needs more, and for the one that gives it


def draw_table(table: Table, ink: Ink, place: ledger.Line) -> None:
    """Draws the table at the full width of the text; one without rows is left out."""
    if not table.rows:
        return
    widths = _widths(table, ink.package.width)
    made = add(ink.package.body, "tbl")
    _properties(made, table, ink, sum(widths))
    grid = add(made, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=str(width))
    _head(made, table, ink, widths, place)
    for row in table.rows:
        _row(made, row, table, ink, widths, place)
    if table.map:
        draw_map(table.map, ink)


def _widths(table: Table, whole: int) -> list[int]:
    """The columns' widths in twips. What rounding leaves over goes to the last.

    A column in which a word would be broken gets what it lacks from the widest.
    """
    widths = [whole * column.width // 100 for column in table.columns]
    widths[-1] += whole - sum(widths)
    widest = widths.index(max(widths))
    for position in range(len(widths)):
        lacking = min(_needed(table, position), int(whole * _MOST)) - widths[position]
        given = min(lacking, widths[widest] - int(whole * _LEAST))
        if given > 0 and position != widest:
            widths[position] += given
            widths[widest] -= given
    return widths


def _needed(table: Table, position: int) -> int:
    """What the longest word of a column takes, in twips."""
    heading, first = table.columns[position].heading, position == 0
    cells = [row.cells[position] for row in table.rows]
    beside = _APART + (_NUMBER if first and any(row.number for row in table.rows) else 0)
    strong = [heading, *(cell.text for cell in cells if first)]
    plain = [text for cell in cells for text in (cell.text, cell.detail)]
    return beside + max(_BOLD * _longest(strong), _PLAIN * _longest(plain))


def _longest(texts: list[str]) -> int:
    """Letters of the longest word; those that may be parted anywhere, as Chinese ones may, count for none."""
    return max((len(word) for text in texts for word in _BREAKS.split(text)), default=0)


def _properties(made: etree._Element, table: Table, ink: Ink, width: int) -> None:
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val=ink.package.styles[Style.TABLE])
    add(properties, "tblW", w=str(width), type="dxa")
    add(properties, "tblLayout", type="fixed")
    add(
        properties, "tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0",
        noHBand="0", noVBand="1",
    )  # fmt: skip
    caption = legal(table.caption)
    add(properties, "tblCaption", val=caption)
    add(properties, "tblDescription", val=caption)


def _head(made: etree._Element, table: Table, ink: Ink, widths: list[int], place: ledger.Line) -> None:
    row = add(made, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    for position, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        cell = _cell(row, width)
        line = replace(place, role="column", column=position, field=column.field)
        ink.text(ink.paragraph(cell, Style.TABLE_HEAD, line), column.heading)


def _row(made: etree._Element, row: Row, table: Table, ink: Ink, widths: list[int], place: ledger.Line) -> None:
    drawn = add(made, "tr")
    if sum(len(cell.text) + len(cell.detail) for cell in row.cells) <= _HELD_TOGETHER:
        add(add(drawn, "trPr"), "cantSplit")
    widest = widths.index(max(widths))
    for position, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        parent = _cell(drawn, width)
        field = table.columns[position].field
        line = replace(place, role="cell", item=names.of_item(row.anchor), column=position, field=field)
        if position == 0:
            _first(parent, row, cell, ink, line)
        else:
            _text(ink.paragraph(parent, Style.TABLE_TEXT, line), row, cell, ink)
        if position == widest:
            ink.note(parent, row.anchor, row.note, line)


def _first(parent: etree._Element, row: Row, cell: Cell, ink: Ink, line: ledger.Line) -> None:
    """The cell that names the row. The bookmark ends with it: some programs drop those that span cells."""
    made = ink.paragraph(parent, Style.TABLE_NUMBER if row.number else Style.TABLE_TEXT, line)
    if row.number:
        ink.text(made, f"{row.number}\t", Style.DETAIL)
    with ink.bookmark(made, line.item):
        _text(made, row, cell, ink, Style.STRONG)


def _text(made: etree._Element, row: Row, cell: Cell, ink: Ink, style: Style | None = None) -> None:
    if cell.mark:
        ink.text(made, f"{cell.mark} ", Style.LABEL)
    held = list(cell.held)
    if cell.field:
        ink.field(made, Field(row.anchor, cell.field, cell.text), style)
    else:
        _composed(made, row, cell.text, held, ink, style)
    ink.references(made, cell.refs, Style.BACK_REFERENCE)
    if cell.detail:
        ink.text(made, "\n" if cell.text or cell.mark or cell.refs else "", Style.DETAIL)
        _composed(made, row, cell.detail, held, ink, Style.DETAIL)


def _composed(made: etree._Element, row: Row, text: str, held: list[Held], ink: Ink, style: Style | None) -> None:
    """A text that holds words of fields, which are taken off `held` as they are found."""
    at = 0
    # Whole words only: “a” is not held by “and”.
    while held and (found := re.compile(rf"(?<!\w){re.escape(held[0].text)}(?!\w)").search(text, at)):
        ink.text(made, text[at : found.start()], style)
        ink.field(made, Field(row.anchor, held.pop(0).field, found[0]), style)
        at = found.end()
    ink.text(made, text[at:], style)


def _cell(row: etree._Element, width: int) -> etree._Element:
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    return cell
