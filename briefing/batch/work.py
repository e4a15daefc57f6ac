"""What is done with each input of a batch: made into memos, drawn anew or parsed, or left where nothing has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Self

from briefing import fingerprint, pipeline
from briefing.batch.journal import Entry
from briefing.batch.results import COUNTED, Done, Result, Task
from briefing.batch.standing import Standing, nameless, within
from briefing.document import Document
from briefing.errors import BriefingError, MissingPartError, SetAsideError, SettingsError
from briefing.pipeline import Identity, Job, Outcome
from briefing.readers import Raw
from briefing.settings import Settings
from briefing.sources import Input


@dataclass
class Making:
    """Memos of sources, or with `saved`, of saved briefings. What is as the journal has it is left as it is."""

    settings: Settings
    spared: frozenset[Identity]
    saved: bool = False
    _job: Job | None = field(default=None, init=False)
    _chosen: str = field(default="", init=False)
    _cold: bool = field(default=False, init=False)

    @classmethod
    def of(cls, inputs: Sequence[Input], settings: Settings, *, saved: bool = False) -> Self:
        return cls(settings, pipeline.spared(inputs, settings), saved)

    def __reduce__(self) -> tuple[type[Self], tuple[Settings, frozenset[Identity], bool]]:
        """What has begun here begins anew elsewhere."""
        return type(self), (self.settings, self.spared, self.saved)

    def begin(self, *, alone: bool) -> None:
        look = pipeline.look(self.settings)
        parsed = "saved" if self.saved else fingerprint.of_parsing(self.settings)
        self._chosen = fingerprint.joined(parsed, fingerprint.of_header(self.settings), fingerprint.of_drawing(look))
        self._job = Job(self.settings, look, self.spared)
        self._cold = alone and not self.saved

    def do(self, task: Task) -> Iterator[Done | int]:
        one, begun = task.one, perf_counter()
        documents: tuple[Document, ...] = ()
        try:
            raw = one.load()
            standing = Standing(self.settings, one.stem, self._made(task, raw), task.known)
            if not task.first and standing.complete:
                for number, entry in enumerate(standing.entries, 1):
                    yield standing.left(task, entry, perf_counter() - begun, last=number == len(standing.entries))
                return
            if not self.saved:
                documents = pipeline.documents(task.one, raw, self.settings)
        except BriefingError as error:
            yield self.failed(task, 0, 1, error)
            return
        if self._cold:
            _warm_up(self.settings)
            self._cold = False
        of = 1 if self.saved else len(documents)
        yield of
        begun = perf_counter()
        for index, outcome in enumerate(self._outcomes(task, raw, documents, standing)):
            if index >= task.first:
                holds = standing.find(index, outcome.stem)
                taken, last = perf_counter() - begun, index + 1 == of
                yield (
                    standing.left(task, holds, taken, last=last)
                    if holds
                    else standing.done(task, outcome, taken, last=last)
                )
            begun = perf_counter()

    def failed(self, task: Task, document: int, of: int, error: BriefingError) -> Done:
        """A document that is set aside is remembered: under the same limits it would end as badly another time."""
        entry = None
        if isinstance(error, SetAsideError):
            try:
                made = self._made(task, task.one.load())
            except BriefingError:
                pass  # gone in the meantime
            else:
                stem = nameless(task.one.stem, document)
                entry = Entry(task.one.stem, stem, of, made, aside=error.what, within=within(self.settings))
        return Done(Result(task.one.name, task.number, errors=(error.at(task.one.name),)), entry)

    def _outcomes(self, task: Task, raw: Raw, documents: Sequence[Document], standing: Standing) -> Iterator[Outcome]:
        if self._job is None:
            raise RuntimeError("begin() comes first")
        job = replace(self._job, put=standing.put)
        if self.saved:
            yield pipeline.redraw_input(task.one, raw, task.number, job)
            return

        def leave(index: int, stem: str) -> bool:
            return index < task.first or standing.find(index, stem) is not None

        yield from pipeline.make(task.one, documents, task.number, job, task.reserved, leave)

    def _made(self, task: Task, raw: Raw) -> str:
        return fingerprint.joined(fingerprint.of_source(raw), self._chosen, task.one.stem, *task.reserved)


@dataclass
class Parsing:
    """Briefings of sources, as text, for standard output; nothing is written and nothing remembered."""

    settings: Settings
    _cold: bool = field(default=False, init=False)

    def begin(self, *, alone: bool) -> None:
        self._cold = alone

    def do(self, task: Task) -> Iterator[Done | int]:
        if self._cold:
            _warm_up(self.settings)
            self._cold = False
        yield 1
        begun, held = perf_counter(), None
        try:
            for index, note in enumerate(pipeline.briefings(task.one, self.settings)):
                if held:
                    yield held
                if index >= task.first:
                    counts = {name: len(getattr(note, name)) for name in COUNTED}
                    result = Result(
                        task.one.name, task.number, last=False, counts=counts, seconds=perf_counter() - begun
                    )
                    held = Done(result, text=note.to_json())
                begun = perf_counter()
            if held:
                yield replace(held, result=replace(held.result, last=True))
        except MissingPartError:
            raise
        except BriefingError as error:
            yield self.failed(task, 0, 1, error)

    def failed(self, task: Task, _document: int, _of: int, error: BriefingError) -> Done:
        return Done(Result(task.one.name, task.number, errors=(error.at(task.one.name),)))


def _warm_up(settings: Settings) -> None:
    try:
        pipeline.warm_up(settings)
    except MemoryError as error:
        raise SettingsError(
            "the language model alone takes more memory than a document may", mend="raise --memory-limit"
        ) from error
