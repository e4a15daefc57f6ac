"""What the user named → the inputs to read, one after the other, none opened before its turn.

Each input has a stem of its own, which outputs are named after. It is the file's stem where no
other input has that one (case aside, for file systems that do not tell case apart). Inputs that
share a stem are all told apart by their ending ("report-pdf", "report-docx"), and where that is
not enough by six digits of a hash of the path as named ("report-pdf-3fa9c1"). So a stem depends
on nothing but the path and the inputs it clashes with, in whatever order they are given.
"""

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from briefing import records
from briefing.errors import MissingPartError, SourceError
from briefing.fetching import fetch
from briefing.limits import Limits
from briefing.readers import SUFFIXES, Raw
from briefing.stores import WEB, AnyPath, Stored, place_of, scheme

STANDARD_INPUT = "standard input"
READABLE = SUFFIXES | records.SUFFIXES
"""The endings of files that are looked for in folders."""

_MAGIC = re.compile(r"[*?\[]")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_STEM = 80
_NO_NETWORK = "the network is not used unless allowed"


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read. `name` is for messages; `stem` is unique among the inputs of one call.

    `load` gives the bytes, or raises `SourceError` in place of an input that is not there,
    may not be read, is too large or is no file: a failure is met when its turn comes. An input is
    small, for there may be a million, and can be sent to another process, but for standard input.
    """

    name: str
    stem: str
    load: Callable[[], Raw]


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    stem: str
    suffix: str
    load: Callable[[], Raw]


def find(names: Iterable[str], *, allow_network: bool, limits: Limits, stdin: BinaryIO) -> Iterator[Input]:
    """The inputs behind `names`, in their order; a folder's or glob's sorted by path, each once.

    A name is a file, a folder (searched with its subfolders for the endings that readers know),
    a glob, each of them on this machine or in a store, "-" for `stdin`, or an http(s) URL. What is reached
    over the network fails on loading unless `allow_network`.
    Hidden files, and links that lead out of the folder, are passed over in folders.
    """
    found: dict[str, _Found] = {}
    for name in names:
        for each in _expand(name, allow_network, limits, stdin):
            found.setdefault(each.name, each)
    labels = [_labels(each) for each in found.values()]
    taken = Counter(label.casefold() for choices in labels for label in set(choices))
    for each, choices in zip(found.values(), labels, strict=True):
        stem = next((label for label in choices if taken[label.casefold()] == 1), choices[-1])
        yield Input(each.name, stem, each.load)


def _labels(found: _Found) -> tuple[str, str, str]:
    ended = f"{found.stem}-{_safe(found.suffix)}" if found.suffix else found.stem
    digest = hashlib.sha256(found.name.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return found.stem, ended, f"{ended}-{digest}"


def _expand(name: str, allow_network: bool, limits: Limits, stdin: BinaryIO) -> Iterator[_Found]:
    if name == "-":
        yield _Found(name, "stdin", "", partial(_load_stream, stdin, limits))
    elif scheme(name) in WEB:
        yield _from_url(name, allow_network, limits)
    elif not name:
        yield _failing("“”", "the name is empty", "give a file, a folder or “-”")
    elif isinstance(where := place_of(name), Stored):
        yield from _from_store(where, allow_network, limits)
    elif _is_folder(where):
        yield from _from_folder(where, limits)
    elif _MAGIC.search(str(where)) and not os.path.lexists(where):
        yield from _from_pattern(str(where), limits)
    else:
        yield from _from_file(where, limits)


def is_folder(name: str, allow_network: bool) -> bool:
    """Whether a name is that of a folder; a store is asked where that is allowed."""
    where = place_of(name)
    return (allow_network or not isinstance(where, Stored) or not where.is_remote) and _is_folder(where)


def _is_folder(path: AnyPath) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # loading it will say why


def _from_file(path: AnyPath, limits: Limits) -> Iterator[_Found]:
    """A file, or the documents in a file of many."""
    name = str(path)
    if path.suffix.casefold() in records.SUFFIXES:
        yield from _from_records(name, limits)
    else:
        yield _Found(name, path.stem, path.suffix[1:], partial(_load_file, name, limits))


def _from_store(where: Stored, allow_network: bool, limits: Limits) -> Iterator[_Found]:
    if where.is_remote and not allow_network:
        yield replace(_failing(str(where), _NO_NETWORK, "say --allow-network"), suffix=where.suffix[1:])
        return
    pattern = None
    try:
        if where.is_dir():
            inner = where.files()
        elif not _MAGIC.search(where.url) or where.exists():
            yield from _from_file(where, limits)
            return
        else:
            where, pattern = _parted(where)
            inner = _matching(where, pattern)
    except OSError as error:
        yield _failing(str(where), f"it cannot be opened ({error.strerror})", "check the address and your access to it")
        return
    hidden = pattern is not None and _is_hidden(PurePosixPath(pattern))
    kept = [name for name in inner if hidden or not _is_hidden(PurePosixPath(name))]
    if pattern is None:
        kept = [name for name in kept if PurePosixPath(name).suffix.casefold() in READABLE]
    if not kept:
        what = "nothing matches this pattern" if pattern else "there is nothing readable"
        yield _failing(f"{where}/{pattern}" if pattern else str(where), what, "check the address and the ending")
    for name in sorted(kept, key=lambda one: one.split("/")):
        yield from _from_file(where / name, limits)


def _parted(where: Stored) -> tuple[Stored, str]:
    """The folder above a pattern, and the pattern."""
    parts = where.url.split("/")
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    return Stored("/".join(parts[:first])), "/".join(parts[first:])


def _matching(folder: Stored, pattern: str) -> list[str]:
    """The files that match a pattern, and the readable ones in folders that do."""
    found: list[str] = []
    for name, is_folder in folder.matches(pattern):
        if is_folder:
            inner = (folder / name).files()
            found += [f"{name}/{one}" for one in inner if PurePosixPath(one).suffix.casefold() in READABLE]
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def _from_records(name: str, limits: Limits) -> Iterator[_Found]:
    stem = Path(name).stem
    try:
        some = False
        for record in records.expand(name, limits):
            some = True
            yield _Found(f"{name}#{record.number}", f"{stem}-{_safe(record.key)}", "", record.load)
        if not some:
            yield _failing(name, "there is no document in it", "check that it is the right file")
    except (SourceError, MissingPartError) as error:
        yield _failing(name, error.what, error.mend or "")
    except OSError as error:
        yield _failing(name, f"it cannot be opened ({error.strerror})", "check the name")


def _from_folder(folder: Path, limits: Limits) -> Iterator[_Found]:
    files = list(_walk(folder, limits))
    if not files:
        yield _failing(
            folder.as_posix(), "the folder holds nothing readable", f"files ending in {', '.join(sorted(READABLE))} are"
        )
    yield from files


def _from_pattern(name: str, limits: Limits) -> Iterator[_Found]:
    parts = Path(name).parts
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    base, pattern = Path(*parts[:first]), Path(*parts[first:])
    hidden = any(part.startswith(".") for part in pattern.parts)
    try:
        matches = sorted(base.glob(str(pattern)))
    except ValueError as error:
        yield _failing(name, f"the pattern cannot be used ({error})", "write ** as a part of its own")
        return
    paths = [path for path in matches if hidden or not _is_hidden(path.relative_to(base))]
    if not paths:
        yield _failing(name, "nothing matches this pattern", "check the folder and the ending")
    for path in paths:
        yield from _walk(path, limits) if _is_folder(path) else _from_file(path, limits)


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _walk(folder: Path, limits: Limits) -> Iterator[_Found]:
    """The readable files below a folder, sorted by path, and a failure for each folder closed to us.

    Linked folders are not entered: one that leads out is none of ours, one that leads back is
    searched anyway. A linked file counts where its target lies within and is not found itself.
    """
    files: list[Path] = []
    links: list[Path] = []
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.casefold() in READABLE:
                (links if path.is_symlink() else files).append(path)
    root = real(folder)
    seen = {real(path) for path in files}
    for link in sorted(links):
        target = real(link)
        if target.is_relative_to(root) and target not in seen and target.is_file():
            seen.add(target)
            files.append(link)
    for path in sorted(files):
        yield from _from_file(path, limits)
    for error in closed:
        yield _failing(Path(error.filename).as_posix(), "the folder may not be read", "check its permissions")


def real(name: str | Path) -> Path:
    """The path without links; as it is where that cannot be told (a loop of links, no file's name)."""
    try:
        return Path(name).resolve()
    except (OSError, RuntimeError, ValueError):
        return Path(name)


def within(folder: AnyPath) -> Callable[[str], bool]:
    """Tells of a name whether it lies in a folder, at whatever depth, or is the folder itself."""
    if isinstance(folder, Stored):
        begun = f"{folder}/"
        return lambda name: f"{place_of(name)}/".startswith(begun)
    made = real(folder)
    return lambda name: real(str(place_of(name))).is_relative_to(made)


def _from_url(url: str, allow_network: bool, limits: Limits) -> _Found:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return _failing(url, f"it is no address ({error})", "check the address")
    last = PurePosixPath(unquote(parts.path))
    stem, suffix = _safe(last.stem or parts.netloc), last.suffix[1:]
    if not allow_network:
        mend = "say --allow-network, or save the page as a file"
        return replace(_failing(url, _NO_NETWORK, mend), stem=stem, suffix=suffix)
    return _Found(url, stem, suffix, partial(fetch, url, limits))


def _failing(name: str, what: str, mend: str) -> _Found:
    return _Found(name, _safe(Path(name).stem), "", partial(_fail, what, name, mend))


def _fail(what: str, name: str, mend: str) -> Raw:
    raise SourceError(what, where=name, mend=mend)


def _safe(name: str) -> str:
    """A name that may stand in a file system: words, dots and hyphens alone."""
    return _UNSAFE.sub("-", name).strip("-.")[:_LONGEST_STEM] or "input"


def _load_stream(stream: BinaryIO, limits: Limits) -> Raw:
    data = stream.read(limits.source_bytes + 1)
    if len(data) > limits.source_bytes:
        raise _too_large(STANDARD_INPUT, limits)
    return Raw(data, STANDARD_INPUT)


def _load_file(where: str, limits: Limits) -> Raw:
    path = place_of(where)
    try:
        if isinstance(path, Path):
            status = path.stat()
            # Asked before opening: a pipe that nobody writes to would hang us, a device never end.
            if not stat.S_ISREG(status.st_mode):
                raise SourceError("it is not a regular file", where=where, mend="give a file, a folder or “-”")
            if status.st_size > limits.source_bytes:
                raise _too_large(where, limits)
        with path.open("rb") as file:
            data = file.read(limits.source_bytes + 1)
    except FileNotFoundError as error:
        raise SourceError("there is no such file", where=where, mend="check the name") from error
    except PermissionError as error:
        raise SourceError("it may not be read", where=where, mend="check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"it cannot be opened ({reason})", where=where, mend="check the name") from error
    if len(data) > limits.source_bytes:
        raise _too_large(where, limits)
    return Raw(data, path.name)


def _too_large(where: str, limits: Limits) -> SourceError:
    return SourceError(
        f"it is larger than {limits.source_bytes:,} bytes", where=where, mend="split it, or raise limits.source_bytes"
    )
