"""Many documents: on every processor, within bounds, and so that a run that was stopped carries on.

An engine does the tasks of a batch somewhere: in this process, in workers of this machine, or on a
cluster. What is done with each is the same everywhere (`work.py`), and so is the journal.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from math import ceil
from pathlib import Path

from briefing import gathering, pipeline
from briefing.batch import machine
from briefing.batch.journal import Journal
from briefing.batch.results import Done, Result, Task, Work
from briefing.batch.work import Making, Parsing
from briefing.errors import BriefingError, SettingsError
from briefing.gathering import COLLECTIONS
from briefing.pipeline import Stems
from briefing.readers import Raw
from briefing.settings import Batch, Settings
from briefing.sources import Input
from briefing.stores import AnyPath, check_open, is_private
from briefing.writing import cannot

_WORTH_A_WORKER = 4
_AHEAD = 16
_BINDING = {"jobs", "time_limit", "memory_limit", "engine"}


def build_many(
    sources: Iterable[str | Path], settings: Settings | None = None, *, ordered: bool = False
) -> Iterator[Result]:
    """The main job for many sources: a result for each document, as it is done, or in their order.

    Nothing is begun before the first result is asked for; who stops asking stops the work. What is
    made already, of the same source with the same settings, is not made again. A document that fails
    or is set aside is a result with errors. What would fail for all of them is raised: `SourceError`
    where there is no source, `TemplateError`, `MissingPartError`, `OutputError`, `FullDiskError`.
    """
    chosen = settings or Settings()
    yield from make(pipeline.find(sources, chosen), chosen, ordered=ordered)


def make(
    inputs: Sequence[Input], settings: Settings, *, saved: bool = False, ordered: bool = False
) -> Iterator[Result]:
    """Memos of inputs, which with `saved` are saved briefings; as `build_many`."""
    check_open(settings.out, settings.allow_network)
    collections = [row.name for row in COLLECTIONS if row.name in settings.formats]
    for name in collections:
        gathering.check(name)
    work = Making.of(inputs, settings, saved=saved)
    work.begin(alone=False)
    stems = Stems(() if saved else inputs)
    with closing(Journal(settings.out)) as journal:
        tasks = (
            Task(number, _movable(one), stems.after(one.stem), journal.of(one.stem))
            for number, one in enumerate(inputs, 1)
        )
        made: list[tuple[int, str]] = []
        for done in _run(work, tasks, inputs, settings, ordered):
            if done.entry:
                journal.add(done.entry)
            if collections and done.result.written:
                made.append((done.result.number, done.result.stem))
            yield done.result
        for name in collections if made else ():
            _gather(name, settings.out, made)
        journal.finish()


def parse(inputs: Sequence[Input], settings: Settings) -> Iterator[tuple[Result, str]]:
    """Saved briefings of inputs, as text, in their order; the text is empty where there is none."""
    work = Parsing(settings)
    tasks = (Task(number, _movable(one)) for number, one in enumerate(inputs, 1))
    for done in _run(work, tasks, inputs, settings, ordered=True):
        yield done.result, done.text


def _gather(name: str, folder: AnyPath, made: list[tuple[int, str]]) -> None:
    """The saved briefings of this run in one file, in the order of the sources."""
    made.sort()
    try:
        gathering.gather(name, folder, _contents(pipeline.saved_at(folder, stem) for _, stem in made))
    except OSError as error:
        raise cannot(folder / f"{gathering.STEM}.{name}", error) from error


def _contents(paths: Iterable[AnyPath]) -> Iterator[bytes]:
    for path in paths:
        with suppress(FileNotFoundError):
            yield path.read_bytes()


def is_alone(count: int, batch: Batch) -> bool:
    """Whether the tasks are done in this process, for a single one needs no other; but limits need one to bind."""
    return count == 1 and not batch.model_fields_set & _BINDING


def _run(
    work: Work, tasks: Iterator[Task], inputs: Sequence[Input], settings: Settings, ordered: bool
) -> Iterator[Done]:
    batch, count = settings.batch, len(inputs)
    private = any(is_private(name) for name in (str(settings.out), *(one.name for one in inputs)))
    if private and batch.engine != "local":
        raise SettingsError("no other process can see what is in memory://", mend="leave out --engine")
    if private or is_alone(count, batch):
        work.begin(alone=False)
        yield from _here(work, tasks)
        return
    bound = (batch.memory_limit or 0) * 2**20
    if batch.engine == "ray":
        from briefing.batch import on_ray

        done = on_ray.run(work, tasks, batch.jobs, batch.address, time_limit=batch.time_limit, memory_limit=bound)
        yield from _in_order(done) if ordered else done
        return
    from briefing.batch.local import Pool

    jobs = min(batch.jobs, count) if batch.jobs else min(machine.processors(), ceil(count / _WORTH_A_WORKER))
    pool = Pool(work, jobs, time_limit=batch.time_limit, memory_limit=bound or machine.share(jobs))
    with closing(pool):
        done = pool.run(tasks, ahead=_AHEAD * jobs if ordered else None)
        yield from _in_order(done) if ordered else done


def _here(work: Work, tasks: Iterator[Task]) -> Iterator[Done]:
    for task in tasks:
        for one in work.do(task):
            if isinstance(one, Done):
                yield one


def _in_order(found: Iterator[Done]) -> Iterator[Done]:
    """The same in the order of the inputs, each held back until those before it are complete."""
    held: dict[int, list[Done]] = {}
    following = 1
    for done in found:
        held.setdefault(done.result.number, []).append(done)
        while following in held:
            ready = held[following]
            yield from ready
            if not ready or not ready[-1].result.last:
                held[following] = []
                break
            del held[following]
            following += 1


def _movable(one: Input) -> Input:
    """The input so that it can be sent to another process: standard input is read here and now."""
    if one.name != "-":
        return one
    try:
        return replace(one, load=partial(_given, one.load()))
    except BriefingError as error:
        return replace(one, load=partial(_fail, error))


def _given(raw: Raw) -> Raw:
    return raw


def _fail(error: BriefingError) -> Raw:
    raise error
