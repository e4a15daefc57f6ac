"""What a batch did, for other programs: each document with its files, its time, or what went wrong.

The report is written as the batch goes on, so that it takes no memory, and appears when it is whole:
at the end, also where that came early.
"""

import json
import os
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import TracebackType
from typing import Any, Self

import briefing
from briefing.batch.results import Result
from briefing.errors import BriefingError, SetAsideError
from briefing.settings import Settings
from briefing.stores import AnyPath, check_open, place_of
from briefing.writing import cannot, make_folder

VERSION = "1.0"
_MEND = "name another place with --report"


def reporting(name: str | None, settings: Settings) -> "AbstractContextManager[Report | None]":
    """The report that the user named, if any. Raises `OutputError` for a store that may not be reached."""
    if name is None:
        return nullcontext()
    path = place_of(name)
    check_open(path, settings.allow_network)
    return Report(path)


class Report:
    """A report in a file, to be used in a `with`; docs/batches.md says what its fields mean.

    The documents stand in the order in which they were done. What goes to a store is written on this
    machine first. Raises `OutputError`.
    """

    def __init__(self, path: AnyPath) -> None:
        self._path = path
        self._away = None if isinstance(path, Path) else TemporaryDirectory(prefix="briefing-")
        home = Path(self._away.name) if self._away else path.parent
        # not a name that a batch would sweep from its output folder
        self._passing = Path(f"{home}/.{path.name}-{os.getpid()}")
        self._totals = dict.fromkeys(("documents", "made", "unchanged", "failed", "set_aside"), 0)
        self._begun = perf_counter()
        self._stopped: str | None = None

    def __enter__(self) -> Self:
        make_folder(self._path.parent)
        try:
            self._file = self._passing.open("w", encoding="utf-8")
        except OSError as error:
            raise cannot(self._path, error, _MEND) from error
        head = json.dumps({"report": VERSION, "program": f"briefing {briefing.__version__}"})
        self._put(f'{head[:-1]}, "documents": [')
        return self

    def add(self, result: Result) -> None:
        self._put(("," if self._totals["documents"] else "") + "\n" + json.dumps(_shown(result)))
        failed = bool(result.errors)
        self._totals["documents"] += 1
        self._totals["failed"] += failed
        self._totals["set_aside"] += any(isinstance(error, SetAsideError) for error in result.errors)
        self._totals["unchanged"] += result.unchanged and not failed
        self._totals["made"] += not result.unchanged and not failed

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        stopped = None if error is None else str(error) if isinstance(error, BriefingError) else type(error).__name__
        seconds = round(perf_counter() - self._begun, 3)
        try:
            tail = json.dumps({"totals": self._totals, "seconds": seconds, "stopped": stopped})
            self._put(f"\n], {tail[1:]}\n")
            self._file.close()
            if isinstance(self._path, Path):
                self._passing.replace(self._path)
            else:
                self._path.copy_from(self._passing)
        except OSError as failure:
            if error is None:
                raise cannot(self._path, failure, _MEND) from failure
        finally:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._passing.unlink()
            if self._away:
                self._away.cleanup()

    def _put(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError as error:
            raise cannot(self._path, error, _MEND) from error


def _shown(result: Result) -> dict[str, Any]:
    return {
        "source": result.source,
        "number": result.number,
        "stem": result.stem or None,
        "written": [str(path) for path in result.written],
        "kept": [str(path) for path in result.kept],
        "unchanged": result.unchanged,
        "seconds": round(result.seconds, 3),
        "counts": result.counts,
        "errors": [
            {"kind": type(error).__name__, "what": error.what, "where": error.where, "mend": error.mend}
            for error in result.errors
        ],
        "trace": result.trace or None,
    }
