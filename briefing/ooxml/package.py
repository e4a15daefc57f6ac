"""A Word file as a package of parts: checked before anything in it is unpacked."""

import posixpath
import re
import zlib
from io import BytesIO
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zipfile import BadZipFile, ZipFile

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

# Text packs to a tenth, tables of zeros to a hundredth; what packs better is made to burst.
_RATIO = 200
_SMALL = 2**20
_DAMAGED = "save it again from Word"
_CUSTOM = re.compile(r"customXml/item\d{1,4}\.xml", re.IGNORECASE)

# All that a file with wrong bytes in it makes the standard library raise.
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, OverflowError)


class Package:
    """The parts of a Word file, parsed when asked for; what they refer to outside is never fetched."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise SourceError("it is damaged or cut short", mend=_DAMAGED) from error
        unpacked = sum(part.file_size for part in self._zip.infolist())
        if unpacked > limits.unpacked_bytes:
            raise SourceError(
                f"it unpacks to more than {limits.unpacked_bytes:,} bytes",
                mend="split it, or raise limits.unpacked_bytes",
            )
        for part in self._zip.infolist():
            if part.file_size > _SMALL and part.file_size > _RATIO * part.compress_size:
                raise SourceError("it unpacks to hundreds of times its size", mend="save it again from Word")
        self._main = self._target("", "officeDocument") or "word/document.xml"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def main(self) -> "etree._Element":
        """The part that holds the text."""
        root = self._part(self._main)
        if root is None:
            raise SourceError("it holds no text part", mend=_DAMAGED)
        return root

    def related(self, kind: str) -> "etree._Element | None":
        """The part that the main one calls its `kind` ("styles", "footnotes"), if there is one."""
        target = self._target(self._main, kind)
        return self._part(target) if target else None

    def properties(self) -> dict[str, str]:
        """What the file says about itself, by name ("title", "creator", "lastModifiedBy")."""
        target = self._target("", "core-properties")
        root = self._part(target) if target else None
        return {
            str(field.tag).rpartition("}")[2]: (field.text or "").strip()
            for field in (root if root is not None else ())
        }

    def custom(self, namespace: str) -> "etree._Element | None":
        """The root of the first custom XML part in that namespace: programs rename these parts."""
        # Most parts of a file are others, and need not be unpacked twice.
        marks = (namespace.encode(), namespace.encode("utf-16-le"), namespace.encode("utf-16-be"))
        for name in self._zip.namelist():
            if not _CUSTOM.fullmatch(name):
                continue
            data = self._read(name)
            if any(mark in data for mark in marks):
                root = parse_xml(data, self._limits)
                if str(root.tag).startswith(f"{{{namespace}}}"):
                    return root
        return None

    def _target(self, part: str, kind: str) -> str | None:
        """The name of the part that `part` ("" for the package) is related to as `kind`."""
        folder, name = posixpath.split(part)
        relations = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        return None

    def _part(self, name: str) -> "etree._Element | None":
        return parse_xml(self._read(name), self._limits) if name in self._zip.NameToInfo else None

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                # The size that the directory states may be a lie.
                data = part.read(self._limits.unpacked_bytes + 1)
        except RuntimeError as error:
            raise SourceError("it is protected with a password", mend="save it without one") from error
        except _BROKEN as error:
            raise SourceError("it is damaged or cut short", mend=_DAMAGED) from error
        if len(data) > self._limits.unpacked_bytes:
            raise SourceError(
                f"it unpacks to more than {self._limits.unpacked_bytes:,} bytes", mend="raise limits.unpacked_bytes"
            )
        return data
