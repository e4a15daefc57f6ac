"""Puts results on disk whole or not at all, and only into the folder that was named."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from briefing.errors import FullDiskError, OutputError, StoreError
from briefing.stores import AnyPath, Stored

_MEND = "name another place with --out"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def make_folder(folder: AnyPath) -> None:
    """Sees to it that there is such a folder. Raises `OutputError` where it cannot be made or written to."""
    if isinstance(folder, Stored):
        return  # there it comes with its first file
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError("a file stands where the folder should be", where=str(folder), mend=_MEND) from error
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror})", where=str(folder), mend=_MEND) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError("the folder may not be written to", where=str(folder), mend=_MEND)


def write(path: AnyPath, data: bytes) -> AnyPath:
    """Writes a file at once: readers see the old one or the new one, never a part. Returns `path`.

    Where `path` is a symbolic link, the link is replaced and what it points to stays. Raises
    `OutputError`, `FullDiskError` where there is no room left, `StoreError` where a store does not take it, and then
    leaves nothing behind.
    """
    if isinstance(path, Stored):
        try:
            path.write_bytes(data)
        except OSError as error:
            raise cannot(path, error) from error
        return path
    # in the same folder, for only there is renaming a single step; short, for a long name is near the limit as it is
    passing = path.parent / f".briefing-{secrets.token_hex(8)}"
    try:
        with passing.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave the new name on an empty file
        passing.replace(path)
    except OSError as error:
        raise cannot(path, error) from error
    finally:
        with suppress(OSError):
            passing.unlink()
    return path


def cannot(path: AnyPath, error: OSError, mend: str = _MEND) -> OutputError:
    """What to say of a file that cannot be written; of a full disk, and of a store, that is another thing."""
    what = f"it cannot be written ({error.strerror})"
    if isinstance(path, Stored):
        return StoreError(what, where=str(path), mend="check the address and that you may write there, and start again")
    if error.errno in _FULL:
        return FullDiskError(what, where=str(path), mend=f"make room and start again, or {mend}")
    return OutputError(what, where=str(path), mend=mend)


def place(folder: AnyPath, stem: str, ending: str) -> AnyPath:
    """Where `stem` with `ending` goes in `folder`. Raises `OutputError` for a stem that would lead out of it."""
    name = f"{stem}.{ending}"
    if not stem or Path(name).name != name or "\0" in name:
        raise OutputError("it cannot be the name of a file", where=name)
    return folder / name
