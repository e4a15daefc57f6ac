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
from pathlib import Path
from typing import Any

from briefing.errors import MissingPartError, SourceError
from briefing.limits import Limits
from briefing.readers import Raw

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
    with open(path, "rb") as file:  # noqa: PTH123  its place is told after each line
        place = 0
        for number, line in enumerate(iter(partial(file.readline, limits.source_bytes + 1), b""), 1):
            if len(line) > limits.source_bytes:
                raise SourceError(f"line {number} is longer than {limits.source_bytes:,} bytes", where=path, mend=_MEND)
            if line.strip():
                yield Record(number, _key(line), partial(_line_at, path, place, len(line), number))
            place += len(line)


def _line_at(path: str, place: int, length: int, number: int) -> Raw:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  as above
            file.seek(place)
            return Raw(file.read(length), _called(path, number), MEDIA_TYPE)
    except OSError as error:
        raise SourceError(f"it cannot be opened ({error.strerror})", where=path, mend="check the name") from error


def _rows(path: str, limits: Limits) -> Iterator[Record]:
    number = 0
    with _parquet(path) as file:
        for group in range(file.num_row_groups):
            if file.metadata.row_group(group).total_byte_size > limits.unpacked_bytes:
                raise SourceError(
                    f"a row group unpacks to more than {limits.unpacked_bytes:,} bytes",
                    where=path,
                    mend="write smaller ones, or raise limits.unpacked_bytes",
                )
            for index, line in enumerate(_group(path, group)):
                number += 1
                yield Record(number, _key(line), partial(_row_at, path, group, index, number))


def _row_at(path: str, group: int, index: int, number: int) -> Raw:
    return Raw(_group(path, group)[index], _called(path, number), MEDIA_TYPE)


@lru_cache(maxsize=1)
def _group(path: str, group: int) -> tuple[bytes, ...]:
    """A row group as lines of JSON; the last one is kept, for its rows are asked for one after the other."""
    with _parquet(path) as file:
        rows: list[dict[str, Any]] = file.read_row_group(group).to_pylist()
    return tuple(json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace") for row in rows)


def _parquet(path: str) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingPartError(
            "Parquet needs pyarrow, which is not installed", mend="pip install 'briefing[parquet]'"
        ) from error
    try:
        return ParquetFile(path)
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
