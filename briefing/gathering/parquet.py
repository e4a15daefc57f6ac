"""Parquet: a row for each briefing, with what one would select by, how much it holds, and all of it as JSON."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

_COUNTED = ("actors", "commitments", "open_questions", "statements", "timeline")
_ROWS = 1_000


def write(path: Path, saved: Iterable[bytes]) -> None:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    text, number = pyarrow.string(), pyarrow.int32()
    fields = [("id", text), ("title", text), ("source", text), ("publisher", text), ("published", pyarrow.date32())]
    fields += [("language", text), ("sha256", text), ("words", number), *((name, number) for name in _COUNTED)]
    schema = pyarrow.schema([*fields, ("briefing", text)])
    rows = map(_row, saved)
    with ParquetWriter(path, schema, compression="zstd") as file:
        while part := list(islice(rows, _ROWS)):
            file.write_table(pyarrow.Table.from_pylist(part, schema=schema))


def _row(data: bytes) -> dict[str, Any]:
    note = json.loads(data)
    first, *_ = note["sources"]
    published = first.get("published")
    return {
        "id": note["id"],
        "title": note["title"],
        "source": first["location"],
        "publisher": first.get("publisher"),
        "published": date.fromisoformat(published) if published else None,
        "language": first.get("language"),
        "sha256": first["sha256"],
        "words": first["words"],
        **{name: len(note[name]) for name in _COUNTED},
        "briefing": json.dumps(note, ensure_ascii=False, separators=(",", ":")),
    }
