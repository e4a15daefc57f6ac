"""Parsed sources kept from run to run, so that what has not changed is not parsed again.

An entry is found by everything that its content depends on: the bytes and name of the source, the
code and weights that read it, the versions of the libraries and of the language model, and the
settings that matter. Whatever of these changes, the old entry is simply no longer found; it goes
when the cache grows beyond its bound. What cannot be read back is as good as absent.
"""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from briefing import fingerprint
from briefing.errors import OutputError
from briefing.model import Briefing
from briefing.readers import Raw
from briefing.settings import Settings
from briefing.writing import make_folder, write

_MAGIC = b"briefing-cache 1\n"
_CHECK = hashlib.sha256().digest_size
_NOTES = TypeAdapter(tuple[Briefing, ...])

_Kept = TypeVar("_Kept")


class Cache:
    """A folder of parsed sources. `most` is the size in bytes to which `clean` cuts it back.

    Nothing that goes wrong with the folder fails a run: without a cache all is parsed anew.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most

    def briefings(self, raw: Raw, settings: Settings, parse: Callable[[], Iterable[Briefing]]) -> tuple[Briefing, ...]:
        """The briefings on the documents in a source: those kept, else those that `parse` makes, kept from now on.

        What `parse` raises is passed on, and then nothing is kept.
        """
        return self.recall(_name(raw, settings), _NOTES, lambda: tuple(parse()))

    def known(self, raw: Raw, settings: Settings) -> tuple[Briefing, ...] | None:
        """The briefings kept for a source; null where there are none."""
        return self.find(_name(raw, settings), _NOTES)

    def recall(self, name: str, form: TypeAdapter[_Kept], make: Callable[[], _Kept]) -> _Kept:
        """What is kept under `name` in this form, else what `make` makes, kept from now on.

        The name is a fingerprint of all that the result depends on.
        """
        found = self.find(name, form)
        if found is None:
            found = make()
            self.keep(name, form, found)
        return found

    def find(self, name: str, form: TypeAdapter[_Kept]) -> _Kept | None:
        """What is kept under `name` in this form; null where there is nothing."""
        return _read(self._path(name), form)

    def keep(self, name: str, form: TypeAdapter[_Kept], thing: _Kept) -> None:
        """Keeps `thing` under `name`."""
        path = self._path(name)
        with suppress(OutputError):
            make_folder(path.parent)
            write(path, _packed(form.dump_json(thing, by_alias=True)))

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]

    def clean(self) -> None:
        """Removes what has not been used for longest, until the rest is within the bound."""
        entries: list[tuple[float, int, Path]] = []
        with suppress(OSError):
            for path in self._folder.glob("??/*"):
                with suppress(OSError):
                    status = path.stat()
                    entries.append((status.st_mtime, status.st_size, path))
        excess = sum(size for _, size, _ in entries) - self._most
        for _, size, path in sorted(entries):
            if excess <= 0:
                break
            with suppress(OSError):
                path.unlink()
                excess -= size


def _name(raw: Raw, settings: Settings) -> str:
    return fingerprint.joined(fingerprint.of_source(raw), fingerprint.of_parsing(settings))


def default_folder() -> Path:
    """Where the cache is unless the user names a folder: the user's own folder for such things."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "briefing"


def _packed(data: bytes) -> bytes:
    payload = zlib.compress(data, level=3)
    return _MAGIC + hashlib.sha256(payload).digest() + payload


def _read(path: Path, form: TypeAdapter[_Kept]) -> _Kept | None:
    """What an entry holds, which is then counted as used; none where there is none, or it is damaged."""
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    check, payload = data[len(_MAGIC) : len(_MAGIC) + _CHECK], data[len(_MAGIC) + _CHECK :]
    if not data.startswith(_MAGIC) or hashlib.sha256(payload).digest() != check:
        return None
    try:
        return form.validate_json(zlib.decompress(payload))
    except (ValueError, zlib.error):  # of another form of the model, under a name that only chance could give it
        return None
