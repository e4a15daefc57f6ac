"""How far a batch has got: a bar on a terminal, plain lines elsewhere, nothing for one source."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from briefing.cli.messages import tell, visible

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

Step = Callable[[int, str], None]
"""Told after each source: how many are done, and the name of the last."""

_NAMED = 100
_PAUSE = 10.0


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Step]:
    if quiet or total < 2:
        yield _say_nothing
    elif sys.stderr.isatty():
        with _bar(total) as step:
            yield step
    elif total <= _NAMED:
        yield lambda done, name: tell(f"[{done}/{total}] {name}")
    else:
        yield _Pace(total).step


def _say_nothing(_done: int, _name: str) -> None:
    """One source needs no progress: its result is the next thing there is to say."""


class _Pace:
    """A line every few seconds, for a batch whose every source would fill a log."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._begun = self._told = monotonic()

    def step(self, done: int, _name: str) -> None:
        now = monotonic()
        if now - self._told < _PAUSE and done < self._total:
            return
        self._told = now
        rate = done / max(now - self._begun, 0.001)
        rest = f", {duration((self._total - done) / rate)} to go" if done < self._total else ""
        tell(f"[{done}/{self._total}] {rate:.1f} a second{rest}")


def duration(seconds: float) -> str:
    """A time as people say it: in seconds, minutes or hours, rounded up."""
    for size, name in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{-(-seconds // size):.0f} {name}"
    return f"{-(-seconds // 1):.0f} s"


@contextmanager
def _bar(total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Sources a second."""

        def render(self, task: "Task") -> "Text":
            return Text(f"{task.speed:.1f}/s" if task.speed else "–/s", style="progress.data.speed")

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, name: bar.update(task, completed=done, description=visible(name))
