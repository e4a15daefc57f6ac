"""What stands in the output folder from earlier runs: whether it still holds, and whether it may be replaced.

A file that is not as it was made was changed by somebody, whose work is not to be lost. While its
source and settings are the same it is left alone and told; once they change it cannot be both, and
is an error until somebody moves it or asks for it to be made anew.
"""

import hashlib
from collections.abc import Sequence

from briefing.batch.journal import Entry, begin_replacing
from briefing.batch.results import COUNTED, Done, Result, Task
from briefing.errors import OutputError, SetAsideError
from briefing.pipeline import Outcome, endings
from briefing.settings import Settings
from briefing.stores import AnyPath, Stored
from briefing.writing import cannot, place, write

_OUTDATED = "outdated "
_MEND = "move it away, or have it made anew with --rebuild"


def nameless(stem: str, document: int) -> str:
    """How the journal calls a document of an input that did not live to have a stem."""
    return f"{stem}#{document}"


def within(settings: Settings) -> tuple[float, ...]:
    """The limits under which a document is set aside."""
    return (settings.batch.time_limit, settings.batch.memory_limit or 0)


class Standing:
    """The files of one input. `made` is the fingerprint of what they would be now, `entries` what the journal says.

    `entries` of this object are those that still hold: the document's files are as they should be, or
    it was set aside and would be again.
    """

    def __init__(self, settings: Settings, stem: str, made: str, entries: Sequence[Entry]) -> None:
        self._settings = settings
        self._stem = stem
        self._made = made
        self._before = {} if settings.batch.rebuild else {entry.stem: entry for entry in entries}
        self._changed: dict[str, tuple[AnyPath, ...]] = {}
        self._hashes: dict[str, str] = {}
        self._kept: list[AnyPath] = []
        self._marked = False
        self.entries = tuple(entry for entry in self._before.values() if self._holds(entry))

    @property
    def complete(self) -> bool:
        """Whether every document of the input holds, so that the input need not even be read."""
        return bool(self.entries) and len(self.entries) == max(entry.of for entry in self.entries)

    def find(self, index: int, stem: str) -> Entry | None:
        """What holds of a document, given by its place in the input and its stem; then nothing has to be made."""
        return next((entry for entry in self.entries if entry.stem in (stem, nameless(self._stem, index))), None)

    def left(self, task: Task, entry: Entry, seconds: float, *, last: bool) -> Done:
        """The result for a document that holds."""
        name, number = task.one.name, task.number
        if entry.aside:
            error = SetAsideError(f"{entry.aside}, in an earlier run", where=name, mend="try it again with --rebuild")
            return Done(Result(name, number, last, seconds=seconds, unchanged=True, errors=(error,)))
        written = tuple(place(self._settings.out, entry.stem, ending) for ending in endings(self._settings))
        kept = self._changed.get(entry.stem, ())
        return Done(Result(name, number, last, entry.stem, written, kept, entry.counts, True, seconds))

    def put(self, path: AnyPath, data: bytes) -> AnyPath:
        """Writes a file, unless somebody has changed the one that stands there. Raises `OutputError`."""
        made = hashlib.sha256(data).hexdigest()
        entry = next((entry for entry in self._before.values() if path.name in entry.files), None)
        if entry is not None:
            before = entry.files[path.name].removeprefix(_OUTDATED)
            current = _hash_of(path)
            if current not in (None, before, made):
                if entry.made == self._made and before == entry.files[path.name]:
                    self._hashes[path.name] = before
                    self._kept.append(path)
                    return path
                self._hashes[path.name] = f"{_OUTDATED}{before}"
                raise OutputError("somebody changed it, so it is left as it is", where=str(path), mend=_MEND)
            if made != before and not self._marked:
                begin_replacing(path.parent, self._stem)
                self._marked = True
        write(path, data)
        self._hashes[path.name] = made
        return path

    def done(self, task: Task, outcome: Outcome, seconds: float, *, last: bool) -> Done:
        """The result for a document that was worked on, and the line that the journal keeps of it."""
        note = outcome.briefing
        counts = {name: len(getattr(note, name)) for name in COUNTED} if note else {}
        result = Result(
            outcome.source,
            outcome.number,
            last,
            outcome.stem,
            outcome.written,
            tuple(self._kept),
            counts,
            seconds=seconds,
            errors=outcome.errors,
        )
        entry = None
        if note:
            before = self._before.get(outcome.stem)
            others = before.files if before and before.made == self._made else {}  # of formats not asked for now
            files = {**others, **self._hashes}
            entry = Entry(task.one.stem, outcome.stem, outcome.of, self._made, files, counts)
        self._hashes, self._kept = {}, []
        return Done(result, entry)

    def _holds(self, entry: Entry) -> bool:
        if entry.made != self._made:
            return False
        if entry.aside:
            return tuple(entry.within) == within(self._settings)
        changed: list[AnyPath] = []
        for ending in endings(self._settings):
            try:
                path = place(self._settings.out, entry.stem, ending)
            except OutputError:
                return False  # a journal that nobody of us wrote
            made, current = entry.files.get(path.name), _hash_of(path)
            if made is None or current is None or made.startswith(_OUTDATED):
                return False
            if current != made:
                changed.append(path)
        self._changed[entry.stem] = tuple(changed)
        return True


def _hash_of(path: AnyPath) -> str | None:
    """The hash of what is in a file; null where there is none to read. Raises `StoreError` where none can be told."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        if isinstance(path, Stored) and not isinstance(error, FileNotFoundError):
            raise cannot(path, error) from error  # what somebody changed is not written over for a bad connection
        return None
