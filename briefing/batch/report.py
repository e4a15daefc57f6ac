"""What a batch did, for other programs: each document with its files, its time, or what went wrong.

The report is written as the batch goes on, so that it takes no memory, and appears when it is whole:
at the end, also where that came early.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self

import briefing
from briefing.batch.results import Result
from briefing.errors import BriefingError, SetAsideError
from briefing.writing import cannot, make_folder

VERSION = "1.0"
_MEND = "name another place with --report"


class Report:
    """A report in a file, to be used in a `with`; docs/batches.md says what its fields mean.

    The documents stand in the order in which they were done. Raises `OutputError`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # not a name that a batch would sweep from its output folder
        self._passing = path.parent / f".{path.name}-{os.getpid()}"
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
            self._passing.replace(self._path)
        except OSError as failure:
            if error is None:
                raise cannot(self._path, failure, _MEND) from failure
        finally:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._passing.unlink()

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
