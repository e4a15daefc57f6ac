"""Work for workers that a test can foresee: what a document does is written in it."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from briefing.batch.results import Done, Result, Task
from briefing.errors import BriefingError, MissingPartError
from briefing.readers import Raw
from briefing.sources import Input


def given(name: str, text: str) -> Input:
    return Input(name, name, partial(_raw, text))


def _raw(text: str) -> Raw:
    return Raw(text.encode(), "given.txt")


@dataclass
class Obeying:
    """Each line of an input is a document, and does what it says."""

    def begin(self, *, alone: bool) -> None:
        pass

    def do(self, task: Task) -> Iterator[Done | int]:
        lines = task.one.load().data.decode().splitlines()
        yield len(lines)
        for index, line in enumerate(lines):
            if index >= task.first:
                obey(line)
                yield Done(
                    Result(
                        task.one.name, task.number, stem=line, last=index + 1 == len(lines), seconds=float(os.getpid())
                    )
                )

    def failed(self, task: Task, document: int, of: int, error: BriefingError) -> Done:
        return Done(Result(task.one.name, task.number, stem=f"{document + 1} of {of}", errors=(error,)))


@dataclass
class NotStarting(Obeying):
    """Work that cannot begin."""

    def begin(self, *, alone: bool) -> None:  # noqa: ARG002  as all work begins
        raise MissingPartError("there is no language model")


def obey(line: str) -> None:
    """Does what a line says, if it says something."""
    match line.split():
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["hang"]:
            time.sleep(600)
        case ["swell"]:
            kept = []
            while True:
                kept.append(bytearray(2**24))
        case ["err"]:
            raise ZeroDivisionError("by nothing")
        case ["miss"]:
            raise MissingPartError("there is no Pango")
        case ["stumble", path]:  # once, as a worker does that somebody else ends
            if not os.path.exists(path):  # noqa: PTH110
                open(path, "w").close()  # noqa: PTH123
                os.kill(os.getpid(), signal.SIGKILL)
        case ["wait", seconds]:
            time.sleep(float(seconds))


@dataclass
class StartingLate(Obeying):
    """Work whose worker is ended by somebody before it begins: the first time, or with no path, each time."""

    path: str = ""

    def begin(self, *, alone: bool) -> None:  # noqa: ARG002  as all work begins
        obey(f"stumble {self.path}" if self.path else "crash")
