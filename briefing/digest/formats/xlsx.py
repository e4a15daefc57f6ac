"""The digest as an Excel workbook: one sheet a section, typed dates, frozen header, filters, links to the sources."""

import io
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

from briefing.digest.model import Digest
from briefing.digest.tables import Link, Table, Value, tables
from briefing.document import normalise
from briefing.memo import Look

_MOST_ROWS = 1_048_575
_LONGEST_TEXT = 32_767
_LONGEST_ADDRESS = 2_000
_MOST_LINKS = 60_000
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year, so nothing before is safe
_NEVER = datetime(2000, 1, 1)
"""The file carries no time of its making."""


def render(digest: Digest, look: Look) -> dict[str, bytes]:
    """The workbook. Every text is written as text: none can become a formula, a number or a link of its own."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plain}) as book:
        book.set_properties({"title": look.words["news.kind"], "created": _NEVER})
        writer = _Writer(book)
        for table in tables(digest, look.words):
            writer.sheet(table)
    return {".xlsx": made.getvalue()}


class _Writer:
    """Puts tables into a workbook; counts links, of which a sheet takes only so many."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#17365D", "underline": 1})
        self._links = 0

    def sheet(self, table: Table) -> None:
        sheet = self._book.add_worksheet(table.title)
        self._links = 0
        for column, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._heading)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        rows = table.rows[:_MOST_ROWS]
        sheet.autofilter(0, 0, len(rows), len(table.headings) - 1)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        match value:
            case None:
                pass
            case Link() if self._links < _MOST_LINKS and len(value.address) <= _LONGEST_ADDRESS:
                self._links += 1
                sheet.write_url(row, column, _url(value), self._link)
            case Link():
                sheet.write_string(row, column, _cut(value.text), self._text)
            case date() if value >= _FIRST_DAY:
                sheet.write_datetime(row, column, value, self._date)
            case date():
                sheet.write_string(row, column, value.isoformat(), self._text)
            case int():
                sheet.write_number(row, column, value, self._text)
            case str():
                sheet.write_string(row, column, _cut(value), self._text)


def _url(link: Link) -> Any:
    """A link to a web page, or to a file beside the workbook.

    The library turns the slashes of the latter round, as only Excel understands them; but a workbook's
    links are URLs (ECMA-376, part 2), and all programs follow them.
    """
    from xlsxwriter.url import Url

    if "://" in link.address:
        url = Url(link.address)
    else:
        url = Url(f"external:{unquote(link.address, errors='replace').replace('#', '%23')}")
        url._relationship_link = link.address
    url.text = _cut(link.text)
    return url


def _cut(text: str) -> str:
    """What a cell can hold: no control character, and no more than so many code units of UTF-16."""
    clean = normalise(text)
    while len(clean.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        clean = f"{clean[: len(clean) * 9 // 10].rstrip()}…"
    return clean
