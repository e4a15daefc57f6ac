"""The engine of one machine: a few worker processes, each of which may crash, hang or swell alone.

The executors at hand do not fit. That of the standard library, and loky, give up the whole pool when
one worker dies, and cannot end one that hangs; pebble can, under the LGPL and without a bound on memory.
What is needed is little: each worker does one task at a time and has a pipe of its own, so who did what
is always known, and ending one at any moment harms nobody else.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from time import monotonic

from briefing.batch.results import Done, Task, Work
from briefing.batch.worker import Began, Ended, Message, Raised, Spent
from briefing.errors import SetAsideError

_RENEWED = 500
"""Documents after which a worker gives way to a new one: a process never gives back all that it has held, and
over some thousand documents that shows. Starting anew costs about as much as ten documents."""
_START = 300.0
_STARTS = 3
_ENVIRONMENT = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_MAIN = "import sys; from briefing.batch.worker import main; main(*map(int, sys.argv[1:]))"
_NO_MEMORY = (b"bad_alloc", b"MemoryError", b"failed to allocate", b"out of memory")


class Pool:
    """So many workers for one batch. To be closed, also when it was left halfway.

    `time_limit` (seconds) and `memory_limit` (bytes, 0: none) bound each document. A document that goes
    beyond them, or twice ends its worker, is set aside, and the rest of its input goes on.
    """

    def __init__(self, work: Work, jobs: int, *, time_limit: float, memory_limit: int) -> None:
        self._work = work
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._rests: list[Task] = []
        self._failed_starts = 0
        self._workers = [_Worker(work, memory_limit) for _ in range(jobs)]

    def run(self, tasks: Iterator[Task], *, ahead: int | None = None) -> Iterator[Done]:
        """What comes of the tasks, as it comes. A task is taken when a worker is free for it, not before.

        With `ahead`, no task is taken whose number is so far beyond that of the oldest one in work.
        Raises what ends the batch.
        """
        more, last = True, 0
        while True:
            for worker in self._workers:
                busy = [one.task.number for one in self._workers if one.task]
                if worker.idle and self._rests:
                    worker.give(self._rests.pop(), self._time_limit)
                elif worker.idle and more and (ahead is None or not busy or last - min(busy) < ahead):
                    if task := next(tasks, None):
                        worker.give(task, self._time_limit)
                        last = task.number
                    else:
                        more = False
            if not more and not self._rests and not any(one.task for one in self._workers):
                return
            yield from self._listen()

    def close(self) -> None:
        for worker in self._workers:
            worker.end()

    def _listen(self) -> Iterator[Done]:
        """Waits until a worker says something, dies, or has taken too long."""
        rest = min(one.deadline for one in self._workers) - monotonic()
        said = wait([one.connection for one in self._workers], timeout=max(0.0, min(rest, 3600.0)))
        for place, worker in enumerate(self._workers):
            if worker.connection in said:
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    worker.end()
                    yield from self._lost(place, worker.why(), may_be_innocent=not worker.is_short_of_memory)
                else:
                    yield from self._hear(place, message)
            elif monotonic() > worker.deadline:
                worker.end()
                yield from self._lost(place, f"it takes longer than {self._time_limit:g} seconds")

    def _hear(self, place: int, message: Message) -> Iterator[Done]:
        worker = self._workers[place]
        worker.deadline = monotonic() + self._time_limit
        match message:
            case Done():
                worker.at += 1
                worker.made += not message.result.unchanged
                yield message
            case Began(documents):
                self._failed_starts = 0
                worker.ready, worker.of = True, documents
            case Ended():
                worker.task = None
                if worker.made >= _RENEWED:
                    worker.end()
                    worker = self._workers[place] = _Worker(self._work, self._memory_limit)
            case Spent(why, detail):
                worker.end()
                yield from self._lost(place, why, detail)
            case Raised(error):
                raise error
        if worker.idle:
            worker.deadline = float("inf")

    def _lost(self, place: int, why: str, detail: str = "", *, may_be_innocent: bool = False) -> Iterator[Done]:
        """Sets aside what a worker worked on when it was lost, and puts another in its place."""
        worker = self._workers[place]
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise RuntimeError(f"no worker starts: {worker.last_words or why}")
        self._workers[place] = _Worker(self._work, self._memory_limit)
        task = worker.task
        if task is None or 0 < worker.of <= worker.at:
            return  # it had nothing left to do
        if may_be_innocent and not (task.again and task.first == worker.at):
            self._rests.append(replace(task, first=worker.at, again=True))
            return
        last = worker.at + 1 >= worker.of
        if not last:
            self._rests.append(replace(task, first=worker.at + 1, again=False))
        done = self._work.failed(task, worker.at, max(worker.of, 1), SetAsideError(why))
        yield replace(done, result=replace(done.result, trace=detail, last=last))


class _Worker:
    """A process with what it works on: `task`, at document `at` of `of`, to be done with by `deadline`.

    `made` counts the documents on which it really worked.
    """

    def __init__(self, work: Work, memory_limit: int) -> None:
        self.task: Task | None = None
        self.ready = False
        self.at = self.of = self.made = 0
        self.deadline = monotonic() + _START
        self.last_words = ""
        self._tail = b""
        self._warm = False
        ours, its = Pipe()
        self.connection: Connection[Work | Task, Message] = ours
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  closed when the process is ended
        handle = its.fileno()
        self._process = subprocess.Popen(  # noqa: S603  nothing of it comes from outside
            # -P: what lies in the current folder is no module of ours
            [sys.executable, "-P", "-c", _MAIN, str(handle), str(memory_limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            pass_fds=[handle],
            env={**_ENVIRONMENT, **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        its.close()
        self._send(work)

    @property
    def idle(self) -> bool:
        return self.ready and self.task is None

    @property
    def is_short_of_memory(self) -> bool:
        return any(words in self._tail for words in _NO_MEMORY)

    def give(self, task: Task, time_limit: float) -> None:
        """Hands over a task. The first one waits for the language model, which is no fault of its own."""
        self.task = task
        self.at, self.of = task.first, 0
        self.deadline = monotonic() + time_limit + (0.0 if self._warm else _START)
        self._warm = True
        self._send(task)

    def why(self) -> str:
        """Why the process is no more, in words that go on from the name of the document."""
        if self.is_short_of_memory:
            return "it takes more memory than it may"
        code = self._process.returncode
        if code == -signal.SIGKILL:
            return "the process that worked on it was killed; perhaps the machine ran out of memory"
        known = {-one.value: one.name for one in signal.Signals}
        return f"it ends the process that works on it ({known.get(code, f'code {code}')})"

    def end(self) -> None:
        """Ends the process, whatever it does."""
        if self._said.closed:
            return
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._said.seek(0)
        self._tail = self._said.read()[-4000:]
        self.last_words = self._tail.decode(errors="replace").strip().rpartition("\n")[2]
        self._said.close()
        self.connection.close()

    def _send(self, what: Work | Task) -> None:
        with suppress(OSError):  # where it is no more, that is heard in its turn
            self.connection.send(what)
