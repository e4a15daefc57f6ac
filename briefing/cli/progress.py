"""How far a batch has got: a bar on a terminal, plain lines elsewhere, nothing for one source."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.cli.messages import tell, visible

Step = Callable[[int, str], None]
"""Told after each source: how many are done, and the name of the last."""


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Step]:
    if quiet or total < 2:
        yield _say_nothing
    elif sys.stderr.isatty():
        with _bar(total) as step:
            yield step
    else:
        yield lambda done, name: tell(f"[{done}/{total}] {name}")


def _say_nothing(_done: int, _name: str) -> None:
    """One source needs no progress: its result is the next thing there is to say."""


@contextmanager
def _bar(total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, name: bar.update(task, completed=done, description=visible(name))
