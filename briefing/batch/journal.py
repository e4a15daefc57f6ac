"""What has been made of which source, kept beside the outputs so that nothing is done twice.

The journal is one hidden file in the output folder, a JSON object a line. A line is added when a
document's files are in place, never before; so whatever moment a run is stopped at, the lines that
are there are true, and what they do not tell is made again, to the same bytes. At the end of a run
the file is written anew, in order and without what has been superseded.

Where a file is about to be replaced, a mark stands beside it until the new line is there. Without it
a run that was stopped in between would leave a file that nobody can tell from one changed by hand.

Nothing can be added to a file in a store. There the journal is worked on in a folder of this machine, and
put back as a whole every few seconds: what a killed run did since is done again.
"""

import fcntl
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import BinaryIO, Self

from briefing.errors import FullDiskError, OutputError
from briefing.stores import AnyPath, Stored
from briefing.writing import cannot, make_folder, write

NAME = ".briefing.jsonl"
_MARK = ".briefing-begun-"
_PASSING = ".briefing-"
_ALWAYS = ("input", "stem", "of", "made")
_PAUSE = 10.0
_SHARE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that was worked on: a line of the journal.

    `input` is the stem of its input, which holds `of` documents; `made` is the fingerprint of all that
    the files depend on. `files` are hashes (SHA-256) by file name, `counts` the numbers of items, by field. `aside`
    says why the document was set aside, under the limits `within`; it then has no files.
    """

    input: str
    stem: str
    of: int
    made: str
    files: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    aside: str = ""
    within: tuple[float, ...] = ()

    def to_line(self) -> bytes:
        shown = {name: value for name, value in asdict(self).items() if value or name in _ALWAYS}
        return json.dumps(shown, ensure_ascii=True, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self | None:
        """The entry in a line; null for a line that was cut short or is not one of ours."""
        try:
            found = json.loads(line)
            entry = cls(**{**found, "within": tuple(found.get("within", ()))})
            texts = (entry.input, entry.stem, entry.made, entry.aside, *entry.files.values())
            numbers = (entry.of, *entry.counts.values(), *entry.within)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        whole = all(isinstance(one, str) for one in texts) and all(isinstance(one, int | float) for one in numbers)
        return entry if whole else None


class Journal:
    """The journal of an output folder, open for one run; another run in the same folder is refused.

    In memory it holds, for each input, no more than where its lines stand. Nothing is made before
    there is something to add. Raises `OutputError` where the folder cannot be used, and on adding
    `FullDiskError` where there is no room.
    """

    def __init__(self, folder: AnyPath) -> None:
        self._folder = folder
        self._away = None if isinstance(folder, Path) else TemporaryDirectory(prefix="briefing-")
        self._home = folder if isinstance(folder, Path) else Path(self._away.name)  # type: ignore[union-attr]
        self._path = self._home / NAME
        self._places: dict[str, tuple[int, ...]] = {}
        self._begun: set[str] = set()
        self._ended: list[AnyPath] = []
        self._tidy = self._kept = True
        self._due = 0.0
        self._lock: int | None = None
        self._file: BinaryIO | None = None
        if self._home.is_dir():
            self._begin()

    def of(self, stem: str) -> tuple[Entry, ...]:
        """What is known of the documents of an input, the latest for each; of files being replaced, nothing."""
        return () if _mark(stem) in self._begun else tuple(self._latest(stem).values())

    def add(self, entry: Entry) -> None:
        """Adds a document whose files are in place."""
        file = self._file or self._begin(make=True)
        self._tidy = self._kept = False
        end = file.seek(0, io.SEEK_END)
        mark = self._folder / _mark(entry.input)
        try:
            file.write(entry.to_line())
            file.flush()
            # what was not known before was not replaced: a store need not be asked
            if (entry.input in self._places or mark.name in self._begun) and mark.exists():
                self._ended.append(mark)
            if self._ended or self._away:
                self._keep()
        except OSError as error:
            with suppress(OSError):
                file.truncate(end)
            raise cannot(self._folder / NAME, error) from error
        self._places[entry.input] = (*self._places.get(entry.input, ()), end)

    def finish(self) -> None:
        """Puts the lines in order, without superseded ones, and removes what stopped runs left behind."""
        if self._lock is not None or self._away:
            _sweep(self._folder, but=self._begun)
        if self._tidy:
            return
        passing = self._home / f".briefing-journal-{os.getpid()}"
        try:
            with passing.open("wb") as file:
                for stem in sorted(self._places):
                    found = self._latest(stem)
                    file.writelines(found[key].to_line() for key in sorted(found))
                file.flush()
                os.fsync(file.fileno())
            passing.replace(self._path)
            self._kept = False
            self._keep(now=True)
        except OSError as error:
            with suppress(OSError):
                passing.unlink()
            failure = cannot(self._folder / NAME, error)
            if not isinstance(failure, FullDiskError):  # or it holds as it is, and only its order is another
                raise failure from error

    def close(self) -> None:
        if self._away:
            with suppress(OSError):  # of what was done since, no more than the next run would be spared
                self._keep(now=True)
            self._away.cleanup()
        if self._file is not None:
            self._file.close()
        if self._lock is not None:
            os.close(self._lock)

    def _begin(self, *, make: bool = False) -> BinaryIO:
        make_folder(self._home)
        try:
            if self._lock is None and not (self._away and make):
                self._lock = None if self._away else _locked(self._home)
                if not make:  # or it is our own workers that are writing there
                    self._begun = {path.name for path in _hidden(self._folder, _MARK)}
                    _sweep(self._folder, but=self._begun)
                    self._fetch()
            if make or self._path.exists():
                self._file = self._path.open("a+b")
                self._look_through(self._file)
        except OSError as error:
            raise self._unusable(error) from error
        return self._file  # type: ignore[return-value]

    def _fetch(self) -> None:
        """Brings the journal of a store here, where there is one."""
        if self._away:
            with suppress(FileNotFoundError), (self._folder / NAME).open("rb") as kept, self._path.open("wb") as file:
                shutil.copyfileobj(kept, file)

    def _keep(self, *, now: bool = False) -> None:
        """Makes sure of the lines, in a store when it is time for it; then the marks of what they tell may go."""
        if isinstance(there := self._folder / NAME, Path):
            if self._file:
                os.fsync(self._file.fileno())
        elif now or monotonic() >= self._due:
            begun = monotonic()
            if not self._kept:
                there.copy_from(self._path)
                self._kept = True
            self._due = monotonic() + max(_PAUSE, _SHARE * (monotonic() - begun))
        else:
            return
        for mark in self._ended:
            with suppress(FileNotFoundError):
                mark.unlink()
            self._begun.discard(mark.name)
        self._ended.clear()

    def _look_through(self, file: BinaryIO) -> None:
        """Notes where the lines stand. What is no line of ours is passed over, a cut last one is cut off."""
        file.seek(0)
        place, before = 0, ("", "")
        for line in file:
            if not line.endswith(b"\n"):
                self._tidy = False
                break
            if (entry := Entry.from_line(line)) is None:
                self._tidy = False
            else:
                self._places[entry.input] = (*self._places.get(entry.input, ()), place)
                self._tidy &= before < (entry.input, entry.stem)
                before = entry.input, entry.stem
            place += len(line)
        file.truncate(place)

    def _latest(self, stem: str) -> dict[str, Entry]:
        """The last line of each document of an input, by stem."""
        found: dict[str, Entry] = {}
        for place in self._places.get(stem, ()):
            if self._file is not None:
                self._file.seek(place)
                if entry := Entry.from_line(self._file.readline()):
                    found[entry.stem] = entry
        return found

    def _unusable(self, error: OSError) -> OutputError:
        return OutputError(f"it cannot be used ({error.strerror})", where=str(self._folder / NAME))


def begin_replacing(folder: AnyPath, stem: str) -> None:
    """Marks that files of this input are being replaced, before the first one is. Raises as `write` does."""
    write(folder / _mark(stem), b"")


def _mark(stem: str) -> str:
    return f"{_MARK}{hashlib.sha256(stem.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _sweep(folder: AnyPath, but: Iterable[str] = ()) -> None:
    """Removes the files that a stopped run did not get to name."""
    for path in _hidden(folder, _PASSING):
        if path.name not in but:
            with suppress(OSError):
                path.unlink()


def _hidden(folder: AnyPath, start: str) -> Sequence[AnyPath]:
    """The files of a folder whose names begin so."""
    if isinstance(folder, Stored):
        return folder.beginning(start)
    return [path for path in folder.glob(f"{start}*") if path.is_file()]


def _locked(folder: Path) -> int:
    """The folder, opened, and as long as it is, by no other run. Raises `OutputError` where one has it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise OutputError(
            "another run is writing there",
            where=str(folder),
            mend="wait for its end, or name another folder with --out",
        ) from error
    except OSError:
        pass  # a file system without locks: then nobody can be kept out
    return held
