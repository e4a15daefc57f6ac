"""Joins the verbs: from names to documents, briefings and files. It holds no rules of its own."""

import glob
import hashlib
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing import merge, parser, readers, renderers, saved, sources
from briefing.cache import Cache
from briefing.document import Document, normalise
from briefing.errors import (
    BriefingError,
    FullDiskError,
    MissingPartError,
    OutputError,
    SavedBriefingError,
    SourceError,
    StoreError,
)
from briefing.gathering import COLLECTIONS
from briefing.memo import Look, View, load_look
from briefing.model import Briefing
from briefing.parser import Explanation
from briefing.readers import Raw
from briefing.settings import Settings
from briefing.sources import Input, is_folder, within
from briefing.stores import AnyPath, Stored, place_of
from briefing.words import fold
from briefing.writing import make_folder, place, write

if TYPE_CHECKING:
    from briefing.pull import Finding, Pulled

Identity = tuple[int, int] | Stored
"""What makes two paths the same file, whatever they are called: device and inode; in a store it is the name."""

_SAVED = "json"
_NAMES_SAVED = frozenset({"md"})


@dataclass(frozen=True)
class Outcome:
    """What became of one document of a batch.

    `source` is the input as named and `number` its place among the inputs, from 1; a feed has an
    outcome for each entry, and `of` is how many documents the input holds (0: it could not be read).
    `briefing` is null where there is none, `stem` is then empty. `written` are the files, in the order
    of `FORMATS`; `errors` is what went wrong, empty where nothing did.
    """

    source: str
    number: int
    of: int = 0
    stem: str = ""
    briefing: Briefing | None = None
    written: tuple[AnyPath, ...] = ()
    errors: tuple[BriefingError, ...] = ()


def find(names: Iterable[str | Path], settings: Settings | None = None) -> tuple[Input, ...]:
    """The sources behind names: files, folders, globs, "-" for standard input, URLs. None is opened yet.

    Where the output folder lies inside a folder that is named, what it holds is no source. Raises
    `SourceError` where nothing else is there.
    """
    chosen = settings or Settings()
    given = [str(name) for name in names]
    found = _find(given, chosen)
    made = within(chosen.out)
    if any(map(made, given)):
        return found
    kept = [one.name for one in found if not made(one.name)]
    if found and not kept:
        raise SourceError("there is nothing but what was made before", where=", ".join(given), mend="name the sources")
    # once more, for a stem is made different from those of the other sources only
    return found if len(kept) == len(found) else _find(kept, chosen)


def find_saved(names: Iterable[str | Path], settings: Settings | None = None) -> tuple[Input, ...]:
    """The inputs behind names of briefings and memos; a folder stands for the saved briefings inside it."""
    allowed = (settings or Settings()).allow_network
    return find(
        (f"{glob.escape(name)}/**/*.json" if is_folder(name, allowed) else name for name in map(str, names)), settings
    )


def read_all(source: str | Path, settings: Settings | None = None) -> tuple[Document, ...]:
    """The documents in a source: one, or those of a feed's entries. Raises `SourceError`."""
    return _documents(_only(source, settings), settings or Settings())


def read(source: str | Path, settings: Settings | None = None) -> Document:
    """The document in a source. Raises `SourceError`, also for a feed of several entries."""
    return read_input(_only(source, settings), settings or Settings())


def read_input(one: Input, settings: Settings) -> Document:
    """The only document in an input. Raises `SourceError`, also for a feed of several entries."""
    documents = _documents(one, settings)
    if len(documents) > 1:
        raise SourceError(
            f"it holds {len(documents)} documents", where=one.name, mend="take them all: build, or read_all in Python"
        )
    return documents[0]


def parse(document: Document, settings: Settings | None = None) -> Briefing:
    """The briefing on a document, with the header of the settings. Raises `MissingPartError`."""
    chosen = settings or Settings()
    return _headed(parser.parse(document, model=chosen.model), chosen)


def render(note: Briefing, name: str, settings: Settings | None = None) -> bytes:
    """A memo of a briefing, in the format `name`: equal input, equal bytes.

    Raises `FormatError`, `TemplateError`, or `MissingPartError` where a PDF lacks its libraries.
    """
    return renderers.render(View(note, look(settings or Settings())), name)


def load(source: str | Path, settings: Settings | None = None) -> Briefing:
    """A saved briefing, or the one inside a memo made from it. Raises `SourceError` or `SavedBriefingError`."""
    chosen = settings or Settings()
    return load_input(_only(source, chosen), chosen)


def load_input(one: Input, settings: Settings) -> Briefing:
    """The briefing saved in an input. Raises `SourceError` or `SavedBriefingError`."""
    return _saved(one, one.load(), settings)


def briefings(one: Input, settings: Settings) -> Iterator[Briefing]:
    """The briefings on the documents in an input, in their order, from the cache where they are kept there."""
    return _briefings(one, one.load(), settings)


def briefings_or_saved(one: Input, settings: Settings) -> Iterator[Briefing]:
    """The briefing that an input carries; where it carries none, those on the documents in it, as `briefings` does."""
    raw = one.load()
    carried = _carried(one, raw, settings)
    return iter((carried,)) if carried else _briefings(one, raw, settings)


def known(one: Input, settings: Settings) -> tuple[Briefing, ...] | None:
    """The briefings of an input that need no parsing: what it carries, or what is in the cache; null for neither."""
    raw = one.load()
    if carried := _carried(one, raw, settings):
        return (carried,)
    kept = cache_of(settings)
    found = kept.known(raw, settings) if kept else None
    return found and tuple(_headed(note, settings) for note in found)


def clean_cache(settings: Settings) -> None:
    """Cuts the cache back to its bound, where there is one."""
    if kept := cache_of(settings):
        kept.clean()


def explain(note: Briefing, name: str, settings: Settings | None = None) -> tuple[Explanation, ...]:
    """Why items of a briefing were taken: the one with the id `name`, or all whose id begins with it.

    Raises `SavedBriefingError` where there is none, `MissingPartError` without the language model.
    """
    return parser.explain(note, name, model=(settings or Settings()).model)


def merge_all(notes: Sequence[Briefing], settings: Settings | None = None) -> Briefing:
    """One briefing of several on one event, with the header of the settings; `notes` must not be empty."""
    return _headed(merge.merge(notes), settings or Settings())


@dataclass(frozen=True)
class Job:
    """What all inputs of one batch share. The files `spared` are not written over; `put` writes one."""

    settings: Settings
    look: Look
    spared: frozenset[Identity]
    put: Callable[[AnyPath, bytes], AnyPath] = write


def begin(inputs: Sequence[Input], settings: Settings) -> Job:
    """The job of making memos of these inputs. Raises `TemplateError` for a broken look."""
    return Job(settings, look(settings), spared(inputs, settings))


def look(settings: Settings) -> Look:
    """The look that the settings name, on their paper. Raises `TemplateError`."""
    return load_look(settings.template, page=settings.page, brand=settings.brand, reference=settings.reference)


def spared(inputs: Iterable[Input], settings: Settings) -> frozenset[Identity]:
    """The inputs that lie in the output folder itself, where a memo could take their place."""
    made = within(settings.out)
    return frozenset(found for one in inputs if made(one.name) and (found := _identity(place_of(one.name))))


class Stems:
    """The stems of all inputs of a batch, for whoever makes further ones of them."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self._sorted = sorted({one.stem.casefold() for one in inputs})

    def after(self, stem: str) -> tuple[str, ...]:
        """Those that begin with `stem` and a hyphen, as the entries of a feed do: no entry may take such a name."""
        begun = f"{stem.casefold()}-"
        first = bisect_left(self._sorted, begun)
        return tuple(self._sorted[first : bisect_left(self._sorted, f"{begun}\U0010ffff")])


def build(inputs: Sequence[Input], settings: Settings | None = None) -> Iterator[Outcome]:
    """The main job, here and now: reads, parses and renders each input in turn, and writes its memos.

    An input that fails is reported and passed over. What would fail for all of them is raised:
    `TemplateError` for a broken look, `MissingPartError` for a missing language model, `OutputError`
    for a folder that takes no files, `FullDiskError`. For many inputs there is `build_many`.
    """
    job = begin(inputs, settings or Settings())
    stems = Stems(inputs)
    for number, one in enumerate(inputs, 1):
        try:
            documents = _documents(one, job.settings)
        except BriefingError as error:
            yield Outcome(one.name, number, errors=(error.at(one.name),))
        else:
            yield from make(one, documents, number, job, stems.after(one.stem))


def documents(one: Input, raw: Raw, settings: Settings) -> tuple[Document, ...]:
    """The documents in what was loaded of an input: one, or those of a feed's entries. Raises `SourceError`."""
    # a file's name may hold bytes that are no text, and then could not be saved with the briefing
    named = replace(raw, location=normalise(raw.location))
    where = None if one.name == "-" else one.name  # with its folders: an archive holds many an index.html
    return readers.read(named, settings.limits, force=settings.force, where=where)


def make(
    one: Input,
    documents: Sequence[Document],
    number: int,
    job: Job,
    reserved: Sequence[str] = (),
    leave: Callable[[int, str], bool] = lambda _index, _stem: False,
) -> Iterator[Outcome]:
    """The memos of the documents in one input, in their order.

    `reserved` are stems that no entry of a feed may take. A document that `leave` picks by its place
    (from 0) and stem is left as it is; its outcome has neither briefing nor error. Raises as `build` does.
    """
    of = len(documents)
    stems = [one.stem] if of == 1 else _stems(one.stem, documents, reserved)
    for index, (stem, document) in enumerate(zip(stems, documents, strict=True)):
        if leave(index, stem):
            yield Outcome(one.name, number, of, stem)
            continue
        try:
            note = parse(document, job.settings)
        except MissingPartError:
            raise
        except BriefingError as error:
            yield Outcome(one.name, number, of, errors=(error.at(one.name),))
            continue
        written, errors = _write(note, stem, job)
        yield Outcome(one.name, number, of, stem, note, written, errors)


def redraw(inputs: Sequence[Input], settings: Settings | None = None) -> Iterator[Outcome]:
    """Renders saved briefings, or memos that carry theirs, and writes the memos.

    A memo is never written over one of the inputs, which an editor may have worked on; only a
    saved briefing may take its own place, with a new header. Raises as `build` does.
    """
    job = begin(inputs, settings or Settings())
    for number, one in enumerate(inputs, 1):
        try:
            raw = one.load()
        except BriefingError as error:
            yield Outcome(one.name, number, errors=(error.at(one.name),))
        else:
            yield redraw_input(one, raw, number, job)


def redraw_input(one: Input, raw: Raw, number: int, job: Job) -> Outcome:
    """The memos of the briefing saved in one input. Raises as `build` does."""
    try:
        note = _headed(_saved(one, raw, job.settings), job.settings)
    except BriefingError as error:
        return Outcome(one.name, number, errors=(error.at(one.name),))
    written, errors = _write(note, one.stem, job, own=_identity(place_of(one.name)))
    return Outcome(one.name, number, 1, one.stem, note, written, errors)


def endings(settings: Settings) -> tuple[str, ...]:
    """The endings of the files that a document becomes: the formats, and what these bring with them."""
    collected = [row.name for row in COLLECTIONS]
    formats = tuple(name for name in settings.formats if name not in collected)
    needed = not _NAMES_SAVED.isdisjoint(formats) or len(formats) < len(settings.formats)
    return (*formats, _SAVED) if needed and _SAVED not in formats else formats


def saved_at(folder: AnyPath, stem: str) -> AnyPath:
    """Where the briefing of that stem is saved in an output folder."""
    return place(folder, stem, _SAVED)


def warm_up(settings: Settings) -> None:
    """Loads the language model, which a first document would wait for. Raises `MissingPartError`."""
    parser.language.load(settings.model)


def pull_back(
    memo: str | Path,
    settings: Settings | None = None,
    *,
    base: str | Path | None = None,
    reject: bool = False,
    editor: str | None = None,
) -> "Pulled":
    """The briefing of a Word memo that somebody has edited; `base` is the briefing as it is now.

    With `reject`, tracked changes are taken back. `editor` is who edited it, where the file does not
    tell. Raises `SourceError` or `SavedBriefingError`.
    """
    from briefing import pull  # reads Word files; making memos need not wait for it

    chosen = settings or Settings()
    raw = _only(memo, chosen).load()
    try:
        return pull.pull(
            raw.data,
            base=None if base is None else load(base, chosen),
            redraw=lambda note: renderers.render(View(note, look(chosen)), "docx"),
            changes="reject" if reject else "accept",
            editor=editor,
            limits=chosen.limits,
        )
    except BriefingError as error:
        raise error.at(str(memo)) from error


def tracked_changes(memo: str | Path, settings: Settings | None = None) -> "tuple[Finding, ...]":
    """The tracked changes and comments in a Word memo. Raises `SourceError`."""
    from briefing import pull

    chosen = settings or Settings()
    try:
        return pull.tracked(_only(memo, chosen).load().data, chosen.limits)
    except BriefingError as error:
        raise error.at(str(memo)) from error


def _carried(one: Input, raw: Raw, settings: Settings) -> Briefing | None:
    try:
        return _saved(one, raw, settings)
    except SavedBriefingError as error:
        if error.__cause__ is not None:
            raise  # it carries one that does not hold, and must not pass for a source
        return None


def _saved(one: Input, raw: Raw, settings: Settings) -> Briefing:
    folder = place_of(one.name).parent
    return saved.load(
        raw.data,
        location=one.name,
        sibling=lambda name: _only(str(folder / name), settings).load().data,
        limits=settings.limits,
    )


def _briefings(one: Input, raw: Raw, settings: Settings) -> Iterator[Briefing]:
    def parsed() -> Iterator[Briefing]:
        return (parser.parse(document, model=settings.model) for document in documents(one, raw, settings))

    kept = cache_of(settings)
    return (_headed(note, settings) for note in (kept.briefings(raw, settings, parsed) if kept else parsed()))


def cache_of(settings: Settings) -> Cache | None:
    """The cache of parsed sources that the settings name; null where they name none."""
    return None if settings.cache is None else Cache(settings.cache, settings.limits.cache_bytes)


def _documents(one: Input, settings: Settings) -> tuple[Document, ...]:
    return documents(one, one.load(), settings)


def _find(names: Iterable[str], settings: Settings) -> tuple[Input, ...]:
    found = sources.find(names, allow_network=settings.allow_network, limits=settings.limits, stdin=_stdin())
    return tuple(found)


def _only(source: str | Path, settings: Settings | None) -> Input:
    inputs = find([source], settings)
    if len(inputs) != 1:
        raise SourceError(f"it stands for {len(inputs)} sources", where=str(source), mend="name one of them")
    return inputs[0]


def _stdin() -> BinaryIO:
    return sys.stdin.buffer


def _headed(note: Briefing, settings: Settings) -> Briefing:
    """The briefing with those fields of the header that the settings supply."""
    supplied = settings.header.model_dump(exclude_none=True)
    return note.model_copy(update={"header": note.header.model_copy(update=supplied)}) if supplied else note


def _write(
    note: Briefing, stem: str, job: Job, own: Identity | None = None
) -> tuple[tuple[AnyPath, ...], tuple[BriefingError, ...]]:
    """Each format for itself: without Pango there is no PDF, and still everything else.

    The job's spared files are not written over, but for `own` by the saved briefing.
    """
    out = job.settings.out
    make_folder(out)
    view = View(note, job.look, f"{stem}.{_SAVED}")
    written: list[AnyPath] = []
    errors: list[BriefingError] = []
    for name in endings(job.settings):
        where = str(out / f"{stem}.{name}")
        try:
            path = place(out, stem, name)
            if (found := _identity(path)) in job.spared and not (found == own and name == _SAVED):
                raise OutputError("it is one of the sources", where=where, mend="name another folder with --out")
            written.append(job.put(path, renderers.render(view, name)))
        except (FullDiskError, StoreError):
            raise
        except MissingPartError as error:
            errors.append(error)  # says the same of every memo of a batch, so it names none
        except BriefingError as error:
            errors.append(error.at(where))
    return tuple(written), tuple(errors)


def _stems(stem: str, documents: Sequence[Document], reserved: Sequence[str]) -> list[str]:
    """Names for the entries of one feed: after their titles, which do not move as entries come and go."""
    stems: list[str] = []
    taken: set[str] = set()
    for document in documents:
        slug = re.sub(r"[^a-z0-9]+", "-", fold(document.source.title or "")).strip("-")[:60].strip("-")
        name = f"{stem}-{slug}" if slug else f"{stem}-{_digest(document)}"
        if name.casefold() in taken or any(f"{name.casefold()}-".startswith(f"{other}-") for other in reserved):
            name = f"{name}-{_digest(document)}"
        while name.casefold() in taken:  # an entry that the feed holds twice
            name += "-again"
        taken.add(name.casefold())
        stems.append(name)
    return stems


def _digest(document: Document) -> str:
    return hashlib.sha256(document.text.encode()).hexdigest()[:6]


def _identity(path: AnyPath) -> Identity | None:
    """`None` where there is no such file."""
    if isinstance(path, Stored):
        return path
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
