"""What a batch is given to do, and what it gives back: small things, for they cross from process to process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from briefing.errors import BriefingError
from briefing.sources import Input
from briefing.stores import AnyPath

if TYPE_CHECKING:
    from briefing.batch.journal import Entry


COUNTED = ("actors", "commitments", "open_questions", "statements")
"""The fields of a briefing whose items a result counts."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document of a batch.

    `source` is the input as named and `number` its place among the inputs, from 1; a feed has a result
    for each entry, and `last` is true of the last one. `stem` is the name of its files without their
    endings, empty where there is no briefing. `written` are the files that are in place, in the order of
    `FORMATS`, whether made now or, with `unchanged`, before; `kept` are those that somebody changed
    since and that were left alone. `counts` says how many items the briefing has of each kind, by the
    name of its field. `seconds` is the time that the document took. `errors` is what went wrong, empty
    where nothing did; `trace` is the traceback where that was a fault of the program.
    """

    source: str
    number: int
    last: bool = True
    stem: str = ""
    written: tuple[AnyPath, ...] = ()
    kept: tuple[AnyPath, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    seconds: float = 0.0
    errors: tuple[BriefingError, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A result with what goes along with it: the line for the journal, the text for standard output."""

    result: Result
    entry: "Entry | None" = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One input to work on, without the `first` documents in it. `known` is what the journal says of it.

    With `again`, the first document ended a worker already, which may have been no fault of its own.
    """

    number: int
    one: Input
    reserved: tuple[str, ...] = ()
    known: "tuple[Entry, ...]" = ()
    first: int = 0
    again: bool = False


class Work(Protocol):
    """What is done with each task, the same in this process, in another one, and on a cluster.

    It is sent there before it has begun. `do` gives the number of documents that the input turned out
    to hold, once it has been read, and something for each of them; what it raises ends the batch.
    """

    def begin(self, *, alone: bool) -> None:
        """Makes ready; `alone` in a process that does nothing else. Raises what would fail for every task."""

    def do(self, task: Task) -> Iterator[Done | int]: ...

    def failed(self, task: Task, document: int, of: int, error: BriefingError) -> Done:
        """What there is to say of a document (counted from 0, `of` so many) that was not worked on to its end."""
