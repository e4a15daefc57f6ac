"""Collections: the saved briefings of a whole batch in one file, for whoever computes with them.

A new collection is one file here and one row in `COLLECTIONS`; settings, command line and tests read
this table.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import MissingPartError
from briefing.stores import AnyPath


@dataclass(frozen=True)
class Collection:
    """A kind of file: `name` is both what users call it and the ending. `needs` is a library beyond our own."""

    name: str
    title: str
    module: str
    needs: str | None = None


COLLECTIONS: tuple[Collection, ...] = (
    Collection("jsonl", "saved briefings, one a line", "briefing.gathering.jsonl"),
    Collection("parquet", "a table of saved briefings", "briefing.gathering.parquet", needs="pyarrow"),
)

STEM = "briefings"


def check(name: str) -> None:
    """Raises `MissingPartError` where the library of a collection is not installed."""
    needed = _find(name).needs
    if needed and find_spec(needed) is None:
        raise MissingPartError(f"{name} needs {needed}, which is not installed", mend=f"pip install 'briefing[{name}]'")


def gather(name: str, folder: AnyPath, saved: Iterable[bytes]) -> AnyPath:
    """Writes the saved briefings (UTF-8 JSON each) into one file of the folder: whole or not at all, equal bytes for
    equal ones in equal order. Raises `OSError`, and then leaves nothing behind.
    """
    if isinstance(folder, Path):
        return _gather(name, folder, saved)
    with TemporaryDirectory(prefix="briefing-") as here:
        made = _gather(name, Path(here), saved)
        target = folder / made.name
        target.copy_from(made)
    return target


def _gather(name: str, folder: Path, saved: Iterable[bytes]) -> Path:
    path = folder / f"{STEM}.{name}"
    passing = folder / f".briefing-{STEM}-{name}-{os.getpid()}"
    try:
        import_module(_find(name).module).write(passing, saved)
        with passing.open("rb") as file:
            os.fsync(file.fileno())
        passing.replace(path)
    finally:
        with suppress(OSError):
            passing.unlink()
    return path


def _find(name: str) -> Collection:
    return next(row for row in COLLECTIONS if row.name == name)
