"""Files in a store (S3, Google Cloud Storage, Azure …), named by URL: whatever fsspec knows.

A `Stored` has what the program asks of a `Path`, under the same names, so that whoever reads or writes
does not ask where a file lies. Each store fails in its own way; from here on it is an `OSError`, as
with any file, or a `MissingPartError`. How one logs in is left to the store's own library and to fsspec
(environment, configuration files): nothing of it is known here.
"""

import errno
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from briefing.errors import BriefingError, MissingPartError, OutputError

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
WEB = ("http", "https")
"""The schemes of web pages, which are fetched and are no store."""

_OF_THIS_MACHINE = ("memory", "local")
# An object appears whole or not at all, there are no folders to be made, and names are found by how they begin.
_OBJECTS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory")
_PASSING = ".briefing-"
_OURS = (BriefingError, MemoryError, TypeError, AttributeError, NameError, LookupError)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Stored:
    """A file or folder of a store; `url` has no slash at its end. What is asked of the store raises `OSError`."""

    url: str

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> "Stored":
        return Stored(f"{self.url}/{name}")

    @property
    def scheme(self) -> str:
        return self.url.partition("://")[0]

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> "Stored":
        return Stored(self.url.rpartition("/")[0])

    @property
    def is_remote(self) -> bool:
        """Whether it is reached over the network."""
        return self.scheme not in _OF_THIS_MACHINE

    def with_name(self, name: str) -> "Stored":
        return self.parent / name

    def is_dir(self) -> bool:
        return self._kind() == "directory"

    def exists(self) -> bool:
        return self._kind() is not None

    @contextmanager
    def open(self, mode: str = "rb") -> Iterator[BufferedIOBase]:
        """The file, to be read in pieces; also what fails on the way is an `OSError`."""
        with _told():
            store, path = self._ask()
            # not all of them read lines up to a length
            with store.open(path, mode) as file, BufferedReader(file) as buffered:
                yield buffered

    def read_bytes(self) -> bytes:
        with self.open() as file:
            return file.read()

    def read_part(self, start: int, length: int) -> bytes:
        with _told():
            store, path = self._ask()
            return bytes(store.cat_file(path, start=start, end=start + length))

    def write_bytes(self, data: bytes) -> None:
        """Puts the file there as a whole: readers see the old one or the new one, never a part."""
        self._put(lambda store, path: store.pipe_file(path, data))

    def copy_from(self, path: Path) -> None:
        """Puts a file of this machine there, as `write_bytes` does, without holding it in memory."""
        self._put(lambda store, target: store.put_file(str(path), target))

    def unlink(self) -> None:
        with _told():
            store, path = self._ask()
            store.rm_file(path)

    def files(self) -> list[str]:
        """All files below this folder, by their way from it, in no order."""
        with _told():
            store, path = self._ask()
            return [found.removeprefix(path).lstrip("/") for found in store.find(path)]

    def matches(self, pattern: str) -> list[tuple[str, bool]]:
        """What matches a pattern below this folder, by its way from it, and whether that is a folder; in no order."""
        with _told():
            store, path = self._ask()
            found = store.glob(f"{path.rstrip('/')}/{pattern}", detail=True)
            return [(name.removeprefix(path).lstrip("/"), told["type"] == "directory") for name, told in found.items()]

    def beginning(self, start: str) -> list["Stored"]:
        """The files of this folder whose names begin so."""
        with _told():
            store, path = self._ask()
            try:
                found = store.find(path, prefix=start) if self.scheme in _OBJECTS else store.ls(path, detail=False)
            except FileNotFoundError:
                return []
            names = (name.removeprefix(path).lstrip("/") for name in found)
            return [self / name for name in names if name.startswith(start) and "/" not in name]

    def _kind(self) -> str | None:
        with _told():
            store, path = self._ask()
            try:
                return str(store.info(path)["type"])
            except FileNotFoundError:
                return None

    def _put(self, put: Callable[[Any, str], object]) -> None:
        with _told():
            store, path = self._ask()
            if self.scheme in _OBJECTS:
                put(store, path)
                return
            folder = path.rpartition("/")[0]
            passing = f"{folder}/{_PASSING}{secrets.token_hex(8)}"
            store.makedirs(folder, exist_ok=True)
            try:
                put(store, passing)
                store.mv(passing, path)
            except BaseException:
                with suppress(Exception):
                    store.rm_file(passing)
                raise

    def _ask(self) -> tuple[Any, str]:
        """The file system of the store, and what this file is called in it."""
        try:
            import fsspec
        except ImportError as error:
            raise MissingPartError(
                f"{self.scheme}:// needs fsspec, which is not installed", mend="pip install 'briefing[store]'"
            ) from error
        try:
            kind = fsspec.get_filesystem_class(self.scheme)
            # not `url_to_fs`, which takes what follows “::” in a name for another store, to be looked into
            store = kind(**kind._get_kwargs_from_urls(self.url))
        except ImportError as error:
            raise MissingPartError(
                f"{self.scheme}:// needs more than fsspec ({error})", mend=f"pip install {_package(self.scheme)}"
            ) from error
        except Exception as error:
            raise OSError(errno.EINVAL, _reason(error)) from error
        store.invalidate_cache()  # what others, and other workers, have put there since counts
        return store, str(kind._strip_protocol(self.url))


def read_part(path: "AnyPath", start: int, length: int) -> bytes:
    """So many bytes of a file from a place on, without what stands before and behind. Raises `OSError`."""
    if isinstance(path, Stored):
        return path.read_part(start, length)
    with path.open("rb") as file:
        file.seek(start)
        return file.read(length)


AnyPath = Path | Stored
"""Where a file or folder is: on this machine, or in a store."""


def scheme(name: str) -> str:
    """What a URL begins with, in small letters; empty for what is no URL."""
    found = _URL.match(name)
    return found[1].casefold() if found else ""


def place_of(name: str) -> AnyPath:
    """Where a name leads: a path, a `file://` URL, or the URL of a store."""
    kind = scheme(name)
    if not kind:
        return Path(name)
    rest = name[len(kind) + 3 :]
    return Path(unquote(rest)) if kind == "file" else Stored(f"{kind}://{rest.rstrip('/')}")


def is_private(name: str) -> bool:
    """Whether what is called so can be seen in this process alone."""
    return scheme(name) == "memory"


def check_open(out: AnyPath, allow_network: bool) -> None:
    """Raises `OutputError` for what takes no files, and for a store over a network that is not allowed."""
    if isinstance(out, Stored) and out.scheme in WEB:
        raise OutputError("a web page takes no files", where=str(out), mend="give a folder, or a store such as s3://")
    if isinstance(out, Stored) and out.is_remote and not allow_network:
        raise OutputError("the network is not used unless allowed", where=str(out), mend="say --allow-network")


def _package(scheme: str) -> str:
    """What brings the file system of a store, as pip calls it."""
    from fsspec.registry import known_implementations

    module = str(known_implementations.get(scheme, {}).get("class", scheme)).partition(".")[0]
    return f"'fsspec[{scheme}]'" if module == "fsspec" else module


@contextmanager
def _told() -> Iterator[None]:
    """Whatever the library of a store raises, as an `OSError` with a reason in `strerror`."""
    try:
        yield
    except _OURS:
        raise
    except OSError as error:
        if error.strerror and error.errno:
            raise
        raise type(error)(error.errno or _NUMBERS.get(type(error), errno.EIO), _reason(error)) from error
    except Exception as error:
        raise OSError(errno.EIO, _reason(error)) from error


_NUMBERS = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES}


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__
