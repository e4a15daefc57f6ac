"""Readers: bytes → `Document`, one file per kind of input.

A new reader is one file here and one row in `READERS`. The first row that recognises an input
reads it; recognition goes by content first, then by media type, then by the name's ending.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, SourceError
from briefing.limits import Limits
from briefing.readers import _sniffing as sniffing
from briefing.readers._reading import Raw, Reading

if TYPE_CHECKING:
    from briefing.document import Document

__all__ = ["READERS", "SUFFIXES", "Raw", "Reader", "read", "recognise"]


@dataclass(frozen=True)
class Reader:
    """A kind of input. The first suffix and the first media type are the usual ones.

    `sniff` tells from the bytes alone, cheaply, whether they are of this kind. `module` holds
    `read(raw, limits) -> tuple[Reading, ...]` and is imported when first needed.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    module: str


READERS: tuple[Reader, ...] = (
    Reader("pdf", "PDF", (".pdf",), ("application/pdf",), sniffing.pdf, "briefing.readers.pdf"),
    Reader(
        "docx",
        "Word document",
        (".docx", ".docm"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-word.document.macroenabled.12",
        ),
        sniffing.docx,
        "briefing.readers.docx",
    ),
    Reader(
        "feed",
        "RSS or Atom feed",
        (".rss", ".atom", ".xml", ".rdf"),
        ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        sniffing.feed,
        "briefing.readers.feed",
    ),
    Reader(
        "html",
        "web page",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        sniffing.html,
        "briefing.readers.html",
    ),
    Reader("mail", "e-mail message", (".eml",), ("message/rfc822",), sniffing.mail, "briefing.readers.mail"),
    Reader(
        "record",
        "JSON Lines",
        (".jsonl", ".ndjson"),
        ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        sniffing.never,
        "briefing.readers.record",
    ),
    Reader(
        "markdown",
        "Markdown",
        (".md", ".markdown"),
        ("text/markdown", "text/x-markdown"),
        sniffing.never,
        "briefing.readers.markdown",
    ),
    Reader("text", "plain text", (".txt", ".text"), ("text/plain",), sniffing.never, "briefing.readers.text"),
)

SUFFIXES = frozenset(suffix for row in READERS for suffix in row.suffixes)
"""The name endings that some reader knows, in lower case, with their full stop."""

_TEXT = READERS[-1]


def recognise(raw: Raw) -> Reader:
    """The reader for an input. Raises `SourceError` for kinds that are known and not readable."""
    for row in READERS:
        if row.sniff(raw.data):
            return row
    sniffing.refuse_unreadable(raw.data)
    media_type = _bare(raw.media_type)
    for row in READERS:
        if media_type in row.media_types and row is not _TEXT:
            return row
    suffix = PurePath(raw.location.partition("?")[0]).suffix.casefold()
    return next((row for row in READERS if suffix in row.suffixes), _TEXT)


def read(raw: Raw, limits: Limits, *, force: bool = False, where: str | None = None) -> "tuple[Document, ...]":
    """The documents in an input: one, or one per entry of a feed, in the order of the file.

    A source's `location` is the name without its folders, or the URL. With `force`, a text that
    is not English is read all the same. Raises `SourceError` for what cannot be read, of `where`, or else of its
    location.
    """
    # Imported here, for the table alone is wanted where no document is read (`--help`).
    from briefing.document import compose
    from briefing.readers._language import language_of

    shown = raw.location if "://" in raw.location else PurePath(raw.location).name or raw.location
    try:
        if not raw.data:
            raise SourceError("it is empty", mend="check that it is the right file")
        if len(raw.data) > limits.source_bytes:
            raise SourceError(
                f"it is larger than {limits.source_bytes:,} bytes", mend="split it, or raise limits.source_bytes"
            )
        row = recognise(raw)
        readings: tuple[Reading, ...] = import_module(row.module).read(raw, limits)
        return tuple(
            compose(
                reading.pieces,
                data=raw.data,
                location=shown,
                media_type=told if (told := _bare(raw.media_type)) in row.media_types else row.media_types[0],
                limits=limits,
                metadata=reading.metadata,
                language=language_of(reading.pieces, force=force),
            )
            for reading in readings
        )
    except BriefingError as error:
        raise error.at(where or shown) from error.__cause__


def _bare(media_type: str | None) -> str:
    """A media type without its parameters, in lower case; "" for none."""
    return (media_type or "").partition(";")[0].strip().casefold()
