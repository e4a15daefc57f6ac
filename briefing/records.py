"""Files of many documents, taken apart: each line of JSON Lines, each row of Parquet is an input of its own.

So a batch shares them out and a worker reads no more than its own. Where a line or row stands is all
that is kept of it; what it is called comes from its `id`, else from its content, so that it does not
move as others come and go.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from briefing.errors import MissingPartError, SourceError
from briefing.limits import Limits
from briefing.readers import Raw
from briefing.stores import place_of, read_part

SUFFIXES = frozenset({".jsonl", ".ndjson", ".parquet"})
MEDIA_TYPE = "application/jsonl"
_MEND = "split it, or raise limits.source_bytes"


@dataclass(frozen=True, slots=True)
class Record:
    """A document in a file of many. `key` tells it from the others in the file; `load` gives it as one line."""

    number: int
    key: str
    load: Callable[[], Raw]


def expand(path: str, limits: Limits) -> Iterator[Record]:
    """The records of a file, in their order. Raises `OSError` or `SourceError` where it cannot be read."""
    yield from _rows(path, limits) if path.casefold().endswith(".parquet") else _lines(path, limits)


def _lines(path: str, limits: Limits) -> Iterator[Record]:
    """A line that is too long is passed over, but for saying so; it is never held as a whole."""
    with place_of(path).open("rb") as file:
        place, number, begun = 0, 0, True
        for line in iter(partial(file.readline, limits.source_bytes + 1), b""):
            number += begun
            if len(line) > limits.source_bytes and begun:
                what = f"line {number} is longer than {limits.source_bytes:,} bytes"
                yield Record(number, f"line-{number}", partial(_fail, what, _at(path, number), _MEND))
            elif begun and line.strip():
                yield Record(number, _key(line), partial(_line_at, path, place, len(line), number))
            place += len(line)
            begun = line.endswith(b"\n")


def _line_at(path: str, place: int, length: int, number: int) -> Raw:
    try:
        data = read_part(place_of(path), place, length)
    except OSError as error:
        raise SourceError(f"it cannot be opened ({error.strerror})", where=path, mend="check the name") from error
    return Raw(data, _called(path, number), MEDIA_TYPE, f"line {number}")


def _rows(path: str, limits: Limits) -> Iterator[Record]:
    """Of a row group that cannot be read a single record tells, and the others are read."""
    _group.cache_clear()  # the file may be another one by now
    first = 1
    with place_of(path).open("rb") as opened, _parquet(path, opened) as file:
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            try:
                yield from _rows_of(path, group, first, file.metadata.row_group(group).total_byte_size, limits)
            except SourceError as error:
                what = f"rows {first:,} to {first + count - 1:,}: {error.what}"
                yield Record(first, f"row-{first}", partial(_fail, what, _at(path, first), error.mend))
            first += count


def _rows_of(path: str, group: int, first: int, size: int, limits: Limits) -> Iterator[Record]:
    if size > limits.unpacked_bytes:
        raise SourceError(
            f"the row group unpacks to more than {limits.unpacked_bytes:,} bytes",
            mend="write smaller ones, or raise limits.unpacked_bytes",
        )
    for index, line in enumerate(_group(path, group)):
        yield Record(first + index, _key(line), partial(_row_at, path, group, index, first + index))


def _row_at(path: str, group: int, index: int, number: int) -> Raw:
    return Raw(_group(path, group)[index], _called(path, number), MEDIA_TYPE, f"row {number}")


@lru_cache(maxsize=1)
def _group(path: str, group: int) -> tuple[bytes, ...]:
    """A row group as lines of JSON; the last one is kept, for its rows are asked for one after the other."""
    from pyarrow import ArrowException

    try:
        with place_of(path).open("rb") as opened, _parquet(path, opened) as file:
            rows: list[dict[str, Any]] = file.read_row_group(group).to_pylist()
    except (ArrowException, OSError) as error:
        raise SourceError(f"they cannot be read ({error})", mend="have the file written anew") from error
    return tuple(json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace") for row in rows)


def _parquet(path: str, opened: BufferedIOBase) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingPartError(
            "Parquet needs pyarrow, which is not installed", mend="pip install 'briefing[parquet]'"
        ) from error
    try:
        return ParquetFile(opened)
    except ArrowException as error:
        raise SourceError(f"it is no Parquet ({error})", where=path, mend="check that it is the right file") from error


def _key(line: bytes) -> str:
    try:
        found = json.loads(line)
        told = found.get("id") if isinstance(found, dict) else None
    except (ValueError, RecursionError):
        told = None  # reading it will say why
    if isinstance(told, str | int) and str(told).strip():
        return str(told)
    return hashlib.sha256(line.strip()).hexdigest()[:12]


def _called(path: str, number: int) -> str:
    return f"{Path(path).name}#{number}"


def _at(path: str, number: int) -> str:
    return f"{path}#{number}"


def _fail(what: str, where: str, mend: str | None) -> Raw:
    raise SourceError(what, where=where, mend=mend)
