"""Tables: one row for each item, fixed widths, a head that is repeated on every page."""

from lxml import etree

from briefing.memo.shapes import Cell, Row, Table
from briefing.renderers.docx import bookmarks
from briefing.renderers.docx.ink import Field, Ink
from briefing.renderers.docx.ooxml import add, legal
from briefing.renderers.docx.styles import Style

# A row with more than this may go over the end of a page: held together, it would leave half
# a page empty, and some programs cut off what does not fit on one. In code points.
_HELD_TOGETHER = 1_200


def draw_table(table: Table, ink: Ink) -> None:
    """Draws the table at the full width of the text; one without rows is left out."""
    if not table.rows:
        return
    widths = _widths(table, ink.package.width)
    made = add(ink.package.body, "tbl")
    _properties(made, table, ink, sum(widths))
    grid = add(made, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=str(width))
    _head(made, table, ink, widths)
    for row in table.rows:
        _row(made, row, ink, widths)


def _widths(table: Table, whole: int) -> list[int]:
    """The columns' widths in twips. What rounding leaves over goes to the last."""
    widths = [whole * column.width // 100 for column in table.columns]
    widths[-1] += whole - sum(widths)
    return widths


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


def _head(made: etree._Element, table: Table, ink: Ink, widths: list[int]) -> None:
    row = add(made, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    for column, width in zip(table.columns, widths, strict=True):
        cell = _cell(row, width)
        ink.text(ink.paragraph(cell, Style.TABLE_HEAD), column.heading)


def _row(made: etree._Element, row: Row, ink: Ink, widths: list[int]) -> None:
    drawn = add(made, "tr")
    if sum(len(cell.text) + len(cell.detail) for cell in row.cells) <= _HELD_TOGETHER:
        add(add(drawn, "trPr"), "cantSplit")
    widest = widths.index(max(widths))
    for position, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        parent = _cell(drawn, width)
        if position == 0:
            _first(parent, row, cell, ink)
        else:
            _text(ink.paragraph(parent, Style.TABLE_TEXT), row, cell, ink)
        if position == widest:
            ink.note(parent, row.note)


def _first(parent: etree._Element, row: Row, cell: Cell, ink: Ink) -> None:
    """The cell that names the row. The bookmark ends with it: some programs drop those that span cells."""
    made = ink.paragraph(parent, Style.TABLE_NUMBER if row.number else Style.TABLE_TEXT)
    if row.number:
        ink.text(made, f"{row.number}\t", Style.DETAIL)
    with ink.bookmark(made, bookmarks.of_item(row.anchor)):
        _text(made, row, cell, ink, Style.STRONG)


def _text(made: etree._Element, row: Row, cell: Cell, ink: Ink, style: Style | None = None) -> None:
    if cell.mark:
        ink.text(made, f"{cell.mark} ", Style.LABEL)
    ink.field(made, Field(row.anchor, cell.field, cell.text), style)
    ink.references(made, cell.refs, Style.BACK_REFERENCE)
    if cell.detail:
        lead = "\n" if cell.text or cell.mark or cell.refs else ""
        ink.text(made, f"{lead}{cell.detail}", Style.DETAIL)


def _cell(row: etree._Element, width: int) -> etree._Element:
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    return cell
