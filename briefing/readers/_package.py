"""A Word file as a package of parts: checked before anything in it is unpacked."""

import posixpath
import zlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zipfile import BadZipFile, ZipFile

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers._dates import date_of_iso
from briefing.readers._filler import is_filler_author, is_filler_title
from briefing.readers._safety import parse_xml

if TYPE_CHECKING:
    from lxml import etree

# Text packs to a tenth, tables of zeros to a hundredth; what packs better is made to burst.
_RATIO = 200
_SMALL = 2**20
_DAMAGED = "save it again from Word"

# All that a file with wrong bytes in it makes the standard library raise.
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, OverflowError)

_TEMPLATE_DAY = date(2013, 12, 23)  # when python-docx's default template was made


@dataclass(frozen=True)
class Properties:
    """What a file says about itself. `None` where it says nothing, or what its program says always."""

    title: str | None = None
    author: str | None = None
    published: date | None = None


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

    def properties(self) -> Properties:
        target = self._target("", "core-properties")
        root = self._part(target) if target else None
        if root is None:
            return Properties()
        fields = {str(field.tag).rpartition("}")[2]: (field.text or "").strip() for field in root}
        title, author, created = (
            fields.get("title", ""),
            fields.get("creator", ""),
            date_of_iso(fields.get("created", "")),
        )
        return Properties(
            title=None if is_filler_title(title) else title,
            author=None if is_filler_author(author) else author,
            published=created if created != _TEMPLATE_DAY else None,
        )

    def _target(self, part: str, kind: str) -> str | None:
        """The name of the part that `part` ("" for the package) is related to as `kind`."""
        folder, name = posixpath.split(part)
        relations = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        return None

    def _part(self, name: str) -> "etree._Element | None":
        try:
            with self._zip.open(name) as part:
                # The size that the directory states may be a lie.
                data = part.read(self._limits.unpacked_bytes + 1)
        except KeyError:
            return None
        except RuntimeError as error:
            raise SourceError("it is protected with a password", mend="save it without one") from error
        except _BROKEN as error:
            raise SourceError("it is damaged or cut short", mend=_DAMAGED) from error
        if len(data) > self._limits.unpacked_bytes:
            raise SourceError(
                f"it unpacks to more than {self._limits.unpacked_bytes:,} bytes", mend="raise limits.unpacked_bytes"
            )
        return parse_xml(data, self._limits)
