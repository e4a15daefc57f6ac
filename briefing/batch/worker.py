"""A worker: a process of its own that does one task after the other, and can be lost without loss.

It is started as a program, not by `multiprocessing`: that would import the main program anew, which
fails in a notebook and in every script that does not expect it; and the queues it shares are left
locked by a worker that is killed. Here each worker has a pipe of its own.

Standard input is a lifeline: it ends when whoever started the worker does, however that comes, and
with it the worker, even in the midst of C code.
"""

import fcntl
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection

from briefing.batch.results import Done, Task, Work
from briefing.errors import BriefingError
from briefing.garbage import collect_seldom


@dataclass(frozen=True, slots=True)
class Began:
    """The input was read; it holds so many documents. Before the first task: the worker is ready."""

    documents: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """The task is done."""


@dataclass(frozen=True, slots=True)
class Spent:
    """A document took too much memory, or met a fault of the program: give it up, and this worker with it."""

    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """What ends the batch."""

    error: BriefingError


Message = Began | Done | Ended | Spent | Raised


def main(handle: int, memory: int) -> None:
    _end_with_standard_input()
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us was told, too, and decides
    connection: Connection[Message, Work | Task] = Connection(handle)
    try:
        _bound_memory(memory)
        work = connection.recv()
        work.begin(alone=True)  # type: ignore[union-attr]
        connection.send(Began())
        while True:
            _do(work, connection.recv(), connection)  # type: ignore[arg-type]
    except BriefingError as error:
        connection.send(Raised(error))
    except EOFError:
        pass  # nothing more to do


def _do(work: Work, task: Task, connection: "Connection[Message, Work | Task]") -> None:
    try:
        for one in work.do(task):
            connection.send(Began(one) if isinstance(one, int) else one)
    except BriefingError:
        raise
    except MemoryError:
        connection.send(Spent("it takes more memory than it may"))
        sys.exit()
    except Exception as error:
        fault = f"{type(error).__name__}: {error}".strip(": ")
        connection.send(Spent(f"it meets a fault of this program ({fault})", traceback.format_exc()))
        sys.exit()
    connection.send(Ended())


def _bound_memory(size: int) -> None:
    """Lets no more memory be had than `size` bytes: what wants more fails, here and alone."""
    import resource

    if size and hasattr(resource, "RLIMIT_DATA"):
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _end_with_standard_input() -> None:
    """Has the system end this process (by SIGIO) when the other end of standard input is closed."""
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        if os.read(0, 1) == b"":  # it was closed before that took hold
            os._exit(1)
    except BlockingIOError:
        pass
