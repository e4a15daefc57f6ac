"""The digest as comma-separated values, one file a section (RFC 4180), marked as UTF-8 for spreadsheets."""

import csv
import io
from datetime import date

from briefing.digest.model import Digest
from briefing.digest.tables import Link, Table, Value, tables
from briefing.document import normalise
from briefing.memo import Look

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection), wide forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(digest: Digest, look: Look) -> dict[str, bytes]:
    """The files, by what follows the digest's name."""
    return {f"-{table.name}.csv": _written(table) for table in tables(digest, look.words)}


def _written(table: Table) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_text(value) for value in row] for row in table.rows)
    return made.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case Link():
            return _harmless(value.address if "://" in value.address else value.text)
        case date():
            return value.isoformat()
        case int():
            return value
        case str():
            return _harmless(value)


def _harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    clean = normalise(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
