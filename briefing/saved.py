"""Saved briefings, and memos that carry theirs: whatever the file, its briefing."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import unquote

from briefing.errors import BriefingError, SavedBriefingError
from briefing.limits import Limits
from briefing.memo.carriers import HTML_SCRIPT, MARKDOWN_KEY, PDF_ATTACHMENT, PLAIN_MARKDOWN_TITLE, WORD_NAMESPACE
from briefing.model import Briefing

Sibling = Callable[[str], bytes]
"""Reads a file beside the one that is loaded, by its plain name; raises `OSError` where it cannot."""

_MEND = "give a saved briefing (.json), or a memo made by this program"
_SCRIPT = re.compile(rf"<script\b[^<>]{{0,200}}\bid\s*=\s*[\"']?{HTML_SCRIPT}\b[^<>]{{0,200}}>(.*?)</script", re.DOTALL)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LINK_AT_END = re.compile(r"^\[[^\[\]\n]{1,99}\]\(<([^<>\n]{1,999})> (\"[^\n]{1,999}\")\)\s*\Z", re.MULTILINE)
_PLAIN_NAME = re.compile(r"[^/\\:\x00-\x1f]{1,250}\.json", re.IGNORECASE)
_STREAM = re.compile(rb"(?<!end)stream[^\r\n]*(?:\r\n|\r|\n)")
_PACKED, _UNPACKED = 2**14, 2**20  # bytes taken at a time, and bytes given at a time
_XML_PART = re.compile(r"customXml/item\d{1,4}\.xml")


def load(data: bytes, *, location: str, sibling: Sibling | None = None, limits: Limits | None = None) -> Briefing:
    """The briefing in `data`. Raises `SavedBriefingError`, which names `location`.

    `data` is a saved briefing, or a memo of ours: PDF, Word, HTML, or Markdown, whose briefing
    lies beside it and is read by `sibling`.
    """
    try:
        return _load(data, sibling, limits or Limits())
    except BriefingError as error:
        raise error.at(location) from error.__cause__


def _load(data: bytes, sibling: Sibling | None, limits: Limits) -> Briefing:
    if not data.strip():
        raise SavedBriefingError("it is empty", mend=_MEND)
    _within(len(data), limits.source_bytes, "it", "source_bytes")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Briefing.from_json(_from_pdf(data, limits))
    if data.startswith(b"PK"):
        return Briefing.from_json(_from_word(data, limits))
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] == b"{":
        return Briefing.from_json(data)
    text = data.decode("utf-8", "replace")
    if found := _SCRIPT.search(text):
        return Briefing.from_json(found[1])
    if front_matter := _FRONT_MATTER.match(text):
        name, note_id = _field(front_matter[1], MARKDOWN_KEY), _field(front_matter[1], "briefing")
        if name is None:
            raise SavedBriefingError("its front matter names no saved briefing", mend=_MEND)
        return _beside_markdown(name, note_id, sibling, limits)
    found = _LINK_AT_END.search(text)
    if found and (title := _unquoted(found[2])).startswith(PLAIN_MARKDOWN_TITLE):
        note_id = title.removeprefix(PLAIN_MARKDOWN_TITLE)
        return _beside_markdown(unquote(found[1]), note_id, sibling, limits)
    raise SavedBriefingError("there is no briefing in it", mend=_MEND)


def _within(size: int, most: int, what: str, limit: str) -> None:
    if size > most:
        raise SavedBriefingError(f"{what} takes more than {most:,} bytes", mend=f"raise limits.{limit}")


def _from_pdf(data: bytes, limits: Limits) -> bytes:
    import pypdfium2

    _measure_streams(data, limits)
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(document.count_attachments()):
                attachment = document.get_attachment(number)
                if attachment.get_name() == PDF_ATTACHMENT:
                    found = attachment.get_data()
                    _within(len(found), limits.unpacked_bytes, PDF_ATTACHMENT, "unpacked_bytes")
                    return bytes(found)
    except pypdfium2.PdfiumError as error:
        raise SavedBriefingError(f"the PDF cannot be read ({error})", mend=_MEND) from error
    raise SavedBriefingError(f"no {PDF_ATTACHMENT} is attached to the PDF", mend=_MEND)


def _measure_streams(data: bytes, limits: Limits) -> None:
    """Refuses a PDF that is packed too tightly: PDFium unpacks a stream whole before it tells its size."""
    room = limits.unpacked_bytes
    for found in _STREAM.finditer(data):
        room -= _unpacked_size(memoryview(data)[found.end() :], room)
        _within(limits.unpacked_bytes - room, limits.unpacked_bytes, "what is packed in it", "unpacked_bytes")


def _unpacked_size(packed: memoryview, room: int) -> int:
    """How many bytes a stream unpacks to, as far as that can be told; counted no further than beyond `room`."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        for at in range(0, len(packed), _PACKED):
            part: bytes | memoryview = packed[at : at + _PACKED]
            while part and size <= room:
                size += len(unpacker.decompress(part, _UNPACKED))
                part = unpacker.unconsumed_tail
            if unpacker.eof or size > room:
                break
    except zlib.error:
        pass  # packed otherwise, or damaged from here on
    return size


def _from_word(data: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            room = limits.unpacked_bytes
            for entry in archive.infolist():
                if not _XML_PART.fullmatch(entry.filename):
                    continue
                # The size that an entry states may be a lie, so no more than fits is unpacked.
                with archive.open(entry) as part:
                    xml = part.read(room + 1)
                room -= len(xml)
                _within(limits.unpacked_bytes - room, limits.unpacked_bytes, "its XML", "unpacked_bytes")
                if (found := _text_of_ours(xml)) is not None:
                    return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SavedBriefingError(f"it cannot be unpacked ({error})", mend=_MEND) from error
    raise SavedBriefingError("no briefing is kept in the Word document", mend=_MEND)


def _text_of_ours(xml: bytes) -> str | None:
    """The text of our XML part; none where the part is somebody else's."""
    if WORD_NAMESPACE.encode() not in xml and WORD_NAMESPACE.encode("utf-16-le") not in xml:
        return None
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise SavedBriefingError(f"the briefing inside is not well-formed ({error})", mend=_MEND) from error
    return (root.text or "") if root.tag == f"{{{WORD_NAMESPACE}}}briefing" else None


def _beside_markdown(name: str, note_id: str | None, sibling: Sibling | None, limits: Limits) -> Briefing:
    """The briefing called `note_id` in the file of that name, which must lie in the same folder."""
    if not _PLAIN_NAME.fullmatch(name):
        raise SavedBriefingError(f"“{name[:80]}” is not the name of a file beside it", mend="name a .json file")
    mend = "keep the memo and its .json in one folder"
    if sibling is None:
        raise SavedBriefingError(f"its briefing is in {name}, which cannot be reached from here", mend=mend)
    try:
        data = sibling(name)
    except OSError as error:
        raise SavedBriefingError(f"its briefing, {name}, cannot be read ({error.strerror})", mend=mend) from error
    _within(len(data), limits.source_bytes, name, "source_bytes")
    found = Briefing.from_json(data)
    if found.id != note_id:
        raise SavedBriefingError(f"{name} holds another briefing ({found.id})", mend=mend)
    return found


def _field(front_matter: str, name: str) -> str | None:
    """A text of the front matter as we write it (JSON) or as a person would (bare)."""
    found = re.search(rf"^{name}:[ \t]*(\S.*?)[ \t]*\r?$", front_matter, re.MULTILINE)
    return _unquoted(found[1]) if found else None


def _unquoted(written: str) -> str:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return written.strip("'")
    return value if isinstance(value, str) else written
