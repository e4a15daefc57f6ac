"""Where in a TOML file a key stands, for messages: `tomllib` keeps no lines."""

import re
from collections import Counter
from collections.abc import Iterator

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\" -]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([\w.\"-]+)\s*=")

_Path = tuple[str | int, ...]


def line_of(text: str, place: _Path) -> int:
    """The line of the key at `place`, or of the nearest one around it, from 1; 0 where there is none.

    Strings of several lines are not told from keys, which matters little to a message.
    """
    wanted = tuple(part for step in place for part in (step.split(".") if isinstance(step, str) else (step,)))
    best, line = 0, 0
    for number, path in _keys(text):
        shared = _shared(path, wanted)
        if shared > best:
            best, line = shared, number
    return line


def _keys(text: str) -> Iterator[tuple[int, _Path]]:
    table: _Path = ()
    seen: Counter[_Path] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _split(header[2])
            if header[1] == "[[":
                seen[table] += 1
                table = (*table, seen[table] - 1)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_split(key[1]))


def _split(dotted: str) -> _Path:
    return tuple(part.strip().strip('"') for part in dotted.split("."))


def _shared(one: _Path, other: _Path) -> int:
    """How many steps two paths have in common, from their beginning; a path that leads elsewhere shares none."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            return 0
        count += 1
    return count
