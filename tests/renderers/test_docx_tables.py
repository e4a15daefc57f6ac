import dataclasses

import pytest
from lxml import etree

from briefing.memo import View, build, load_look
from briefing.memo.shapes import Cell, Column, Row, Section, Table
from briefing.renderers.docx import TEMPLATE, draw, render
from tests import samples
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W


@pytest.fixture(scope="module")
def tables() -> list[etree._Element]:
    return list(word.part(render(View(samples.many(60), load_look()))).iter(f"{W}tbl"))


def _drawn(table: Table) -> etree._Element:
    """A document of nothing but this table, after its title and headings."""
    look = load_look()
    memo = build(samples.bare(), look)
    memo = dataclasses.replace(memo, body=(), annex=(Section("made_up", "Made up", table),))
    return word.part(draw(memo, "{}", look.read(TEMPLATE), TEMPLATE))


def _table(*texts: str) -> Table:
    return Table(
        "Who",
        (Column("A", 70), Column("B", 30)),
        tuple(Row(f"X-{n}", (Cell(text), Cell(""))) for n, text in enumerate(texts)),
    )


def _widths(table: Table) -> list[int]:
    (drawn,) = _drawn(table).iter(f"{W}tbl")
    return [int(column.get(f"{W}w")) for column in drawn.iter(f"{W}gridCol")]


def test_a_column_has_room_for_its_longest_word() -> None:
    columns = (Column("A", 18), Column("B", 60), Column("C", 22))
    rows = [(Row("X-1", (Cell(text), Cell("b"), Cell("c")), number=1),) for text in ("Short", "Parliamentarians")]
    short, long = (_widths(Table("Who", columns, row)) for row in rows)
    assert long[0] > short[0]
    assert long[2] == short[2]
    assert sum(long) == sum(short)
    assert long[0] >= len("Parliamentarians") * 9 * 0.65 * 20 + 284


def test_no_word_is_so_long_that_it_takes_the_table() -> None:
    first, second, _ = _widths(Table("Who", (Column("A", 18), Column("B", 60), Column("C", 22)), _long_row()))
    assert first < second


def _long_row() -> tuple[Row, ...]:
    return (Row("X-1", (Cell("x" * 500), Cell("b"), Cell("c"))),)


def test_the_head_alone_is_repeated_on_every_page(tables: list[etree._Element]) -> None:
    for table in tables:
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert repeated == [True] + [False] * (len(repeated) - 1)


def test_no_row_goes_over_the_end_of_a_page(tables: list[etree._Element]) -> None:
    for table in tables:
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_a_row_that_fills_pages_does() -> None:
    (_, long) = _drawn(_table("word " * 1_000)).iter(f"{W}tr")
    assert long.find(f"{W}trPr/{W}cantSplit") is None


def test_columns_are_fixed_and_fill_the_width_of_the_text(tables: list[etree._Element]) -> None:
    for table in tables:
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) == 11906 - 2 * 1247
        for row in table.iter(f"{W}tr"):
            assert [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")] == widths


def test_those_who_cannot_see_a_table_are_told_what_it_holds(tables: list[etree._Element]) -> None:
    for table in tables:
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")


def test_rows_are_numbered_as_their_citations_count_them(tables: list[etree._Element]) -> None:
    shown, rest = (table for table in tables if len(list(table.iter(f"{W}gridCol"))) == 5)
    first = [word.text_of(next(row.iter(f"{W}tc"))) for row in (*shown.iter(f"{W}tr"), *rest.iter(f"{W}tr"))]
    assert [text.split("\t")[0] for text in first if "\t" in text] == [str(n) for n in range(1, 61)]


def test_a_cell_without_text_begins_with_its_detail() -> None:
    row = Row("X-1", (Cell("Ann"), Cell("", detail="Not said: when")))
    table = Table("Who", (Column("A", 50), Column("B", 50)), (row,))
    *_, cell = _drawn(table).iter(f"{W}tc")
    assert word.text_of(cell) == "Not said: when"


def test_a_table_without_rows_is_not_drawn() -> None:
    assert _drawn(_table()).find(f".//{W}tbl") is None


def test_no_table_ends_a_document() -> None:
    *_, last, section = _drawn(_table("Ann")).find(f"{W}body")
    assert section.tag == f"{W}sectPr"
    assert last.tag == f"{W}p"
