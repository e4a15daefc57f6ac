"""The digest as a job: from names to briefings, from these to the files. It holds no rules of its own."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from pydantic import TypeAdapter

from briefing import batch, fingerprint, pipeline
from briefing.digest import making
from briefing.digest.drafting import Draft
from briefing.digest.formats import FORMATS, render
from briefing.digest.model import Digest
from briefing.digest.shelf import Shelved, shelve
from briefing.errors import BriefingError, MissingPartError, SavedDigestError
from briefing.memo.look import Look, load_look
from briefing.model import Briefing
from briefing.readers import Raw
from briefing.settings import Settings
from briefing.sources import READABLE, Input, real, within
from briefing.stores import AnyPath, check_open
from briefing.writing import make_folder, place, write

NAME = "digest"
"""What the files are called, before their endings."""

_REFERENCE = "json"
_MANY = 24
"""From how many sources on it is worth starting workers, each of which reads the language model anew."""
_HEAD = 200
_MARK = b'"kind": "digest"'
_NOTES = TypeAdapter(tuple[Shelved, ...])


@dataclass(frozen=True)
class Taken:
    """What became of one input: its briefings, put by, or an error."""

    source: str
    notes: tuple[Shelved, ...] = ()
    error: BriefingError | None = None


def find(names: Iterable[str | Path], settings: Settings) -> tuple[Input, ...]:
    """The inputs behind names; a folder stands for the sources, memos and saved briefings inside it.

    A digest that was made before is no input. Raises `SourceError` as `pipeline.find` does.
    """
    wanted: list[str | Path] = []
    made = within(settings.out)
    for name in names:
        saved = _saved_in(Path(name), made) if Path(name).is_dir() else []
        if not saved or _holds_sources(Path(name)):
            wanted.append(name)
        wanted += saved
    return tuple(one for one in pipeline.find(wanted, settings) if not _is_digest(Path(one.name)))


def _saved_in(folder: Path, made: Callable[[str], bool]) -> list[Path]:
    """The saved briefings below a folder, those aside that were made into the output folder."""
    inside = made(str(folder))
    return [
        path
        for path in sorted(folder.rglob("*.json"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
        and (inside or not made(str(path)))
    ]


def _holds_sources(folder: Path) -> bool:
    names = (name.lower() for _, _, names in os.walk(folder) for name in names)
    return any(name.endswith(tuple(READABLE)) and not name.startswith(".") for name in names)


def _is_digest(path: Path) -> bool:
    if path.suffix != ".json":
        return False
    try:
        with path.open("rb") as file:
            return _MARK in file.read(_HEAD)
    except OSError:
        return False  # loading it will say why


class _Shelf:
    """Briefings put by in earlier runs, so that what has not changed is neither parsed nor unpacked again."""

    def __init__(self, settings: Settings) -> None:
        self._kept = pipeline.cache_of(settings)
        self._means = (fingerprint.of_parsing(settings), fingerprint.of_telling(), fingerprint.of_header(settings))
        self._folder = _base(settings.out)

    def find(self, one: Input) -> Taken | None:
        """What was put by of an input; null where nothing was."""
        found = self._kept.find(self._name(one.load()), _NOTES) if self._kept else None
        return self._taken(one, found) if found else None

    def put(self, one: Input, notes: Iterable[Briefing]) -> Taken:
        """Puts by what was read of an input, for later runs too unless it has changed meanwhile."""
        shelved = tuple(map(shelve, notes))
        if self._kept and one.name != "-" and "://" not in one.name:
            with suppress(BriefingError):  # the file has gone since
                raw = one.load()
                read = hashlib.sha256(raw.data).hexdigest()
                # Of a memo or a saved briefing the sources are other files: it is quickly read anyway.
                if all(source.sha256 == read for note in shelved for source in note.sources):
                    self._kept.keep(self._name(raw), _NOTES, shelved)
        return self._taken(one, shelved)

    def part_of(self, one: Input, notes: Iterable[Briefing]) -> Taken:
        """Puts by, for this run alone, what was read of an input of which the rest failed."""
        return self._taken(one, map(shelve, notes))

    def _name(self, raw: Raw) -> str:
        return fingerprint.joined(fingerprint.of_source(raw), *self._means)

    def _taken(self, one: Input, notes: Iterable[Shelved]) -> Taken:
        link = _link(one.name, self._folder)
        return Taken(one.name, tuple(note.linked(link) for note in notes))


def take(inputs: Sequence[Input], settings: Settings) -> Iterator[Taken]:
    """The briefings of each input: first those that need no parsing, then the others.

    Where many are left, they are parsed on every processor, as a batch is. An input that fails is
    reported and passed over; `MissingPartError` is raised, for it would fail all.
    """
    shelf = _Shelf(settings)
    left: list[Input] = []
    for one in inputs:
        try:
            found = None if one.name == "-" else _at_hand(one, settings, shelf)
        except BriefingError as error:
            yield Taken(one.name, error=error.at(one.name))
            continue
        if found is None:
            left.append(one)
        else:
            yield found
    yield from _parsed_here(left, settings, shelf) if len(left) < _MANY else _parsed_by_many(left, settings, shelf)


def _at_hand(one: Input, settings: Settings, shelf: _Shelf) -> Taken | None:
    if found := shelf.find(one):
        return found
    notes = pipeline.known(one, settings)
    return shelf.put(one, notes) if notes else None


def _parsed_here(inputs: Sequence[Input], settings: Settings, shelf: _Shelf) -> Iterator[Taken]:
    for one in inputs:
        try:
            yield shelf.put(one, pipeline.briefings_or_saved(one, settings))
        except MissingPartError:
            raise
        except BriefingError as error:
            yield Taken(one.name, error=error.at(one.name))


def _parsed_by_many(inputs: Sequence[Input], settings: Settings, shelf: _Shelf) -> Iterator[Taken]:
    notes: list[Briefing] = []
    failed = False
    for result, text in batch.parse(inputs, settings):
        for error in result.errors:
            failed = True
            yield Taken(result.source, error=error)
        if text:
            notes.append(Briefing.from_json(text))
        if result.last:
            one = inputs[result.number - 1]
            if notes:
                # What failed in part is read again, so that every run says so.
                yield shelf.part_of(one, notes) if failed else shelf.put(one, notes)
            notes, failed = [], False


def _base(out: AnyPath) -> Path | None:
    """From where links lead; null for a store, from which none leads here."""
    return real(out) if isinstance(out, Path) else None


def _link(name: str, folder: Path | None) -> str | None:
    """The way from the output folder to an input, as a URL; a URL is its own, standard input has none."""
    if "://" in name:
        return name
    return (
        None
        if name == "-" or folder is None
        else quote(os.fsencode(Path(os.path.relpath(real(name), folder)).as_posix()))
    )


def load(path: Path, settings: Settings) -> Digest:
    """A saved digest. Raises `SavedDigestError`."""
    where = str(path)
    try:
        if path.stat().st_size > settings.limits.unpacked_bytes:
            raise SavedDigestError(
                f"it takes more than {settings.limits.unpacked_bytes:,} bytes",
                where=where,
                mend="raise limits.unpacked_bytes",
            )
        data = path.read_bytes()
    except OSError as error:
        raise SavedDigestError(
            f"it cannot be read ({error.strerror})", where=where, mend="leave --previous out for the first digest"
        ) from error
    try:
        return Digest.from_json(data)
    except SavedDigestError as error:
        raise SavedDigestError(error.what, where=where, mend=error.mend) from error.__cause__


def make(
    notes: Iterable[Shelved], settings: Settings, *, previous: Digest | None = None, as_of: date | None = None
) -> Digest:
    """The digest of briefings; equal ones, whatever their order, give equal digests.

    Stories that have not changed come from the cache, where there is one.
    """
    kept = pipeline.cache_of(settings)
    if kept is None:
        return making.digest(notes, previous=previous, as_of=as_of)
    form, program = TypeAdapter(Draft), fingerprint.of_telling()

    def remember(name: str, draft: Callable[[], Draft]) -> Draft:
        return kept.recall(fingerprint.joined(name, program), form, draft)

    return making.digest(notes, previous=previous, as_of=as_of, remember=remember)


def put(made: Digest, formats: Sequence[str], settings: Settings) -> tuple[AnyPath, ...]:
    """Writes the digest in its formats, each file whole or not at all, and returns their paths.

    Everything is drawn before anything is written, and the saved digest is written last: whatever
    stops the program, the next run compares with a digest whose files were all there.
    """
    look = _look(settings)
    chosen = [row.name for row in FORMATS if row.name in formats]
    drawn = {ending: data for name in chosen for ending, data in render(made, name, look).items()}
    last = f".{_REFERENCE}"
    check_open(settings.out, settings.allow_network)
    make_folder(settings.out)
    paths = {
        ending: place(settings.out, NAME + ending.rpartition(".")[0], ending.rpartition(".")[2]) for ending in drawn
    }
    for ending in sorted(drawn, key=lambda one: one == last):
        write(paths[ending], drawn[ending])
    return tuple(paths.values())


def lead(made: Digest, settings: Settings) -> str:
    """What is new, in one line."""
    from briefing.digest.desk import Desk
    from briefing.digest.sheet import lead as told

    return told(Desk(made, _look(settings).words, lasting=True))


def _look(settings: Settings) -> Look:
    return load_look(settings.template, page=settings.page, brand=settings.brand)
