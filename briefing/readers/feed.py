"""RSS and Atom feeds, by feedparser: one document for each entry."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from warnings import catch_warnings

from briefing.document import Metadata, Piece
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import _sniffing as sniffing
from briefing.readers._dates import date_of_header, date_of_iso
from briefing.readers._plain import read_plain
from briefing.readers._reading import Raw, Reading
from briefing.readers._titles import with_title
from briefing.readers.html import read_fragment
from briefing.xml import refuse_hostile_xml

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_CLOSED = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAIL = 1024


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """A document for each entry that holds any text, in the order of the file. Nothing is fetched.

    Raises `SourceError` for XML that is hostile, cut short or no feed, and for more entries than
    `limits.entries`.
    """
    import feedparser  # type: ignore[import-untyped]  # ships no types

    if not sniffing.feed(raw.data):
        raise SourceError("it is no RSS or Atom feed", mend="check that it is the right file")
    refuse_hostile_xml(raw.data, limits)
    # A stream, not bytes: feedparser takes short bytes for the name of a file to open. Markup is
    # read by our own reader, so its cleaning would be work done twice.
    try:
        with catch_warnings(action="ignore"):
            feed = feedparser.parse(BytesIO(raw.data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, OverflowError, LookupError, RecursionError) as error:
        raise SourceError(f"the feed cannot be taken apart ({error})", mend="fetch it again") from error
    if not _CLOSED.search(raw.data.replace(b"\x00", b"")[-_TAIL:]):
        raise SourceError("the feed is cut short: its end is missing", mend="fetch it again")
    if len(feed.entries) > limits.entries:
        raise SourceError(
            f"the feed has more than {limits.entries:,} entries", mend="split it, or raise limits.entries"
        )
    publisher = _words(feed.feed.get("title"), limits)
    # Plain dictionaries, for feedparser's own answer one field with another, and warn of it.
    entries = map(dict, feed.entries)
    readings = tuple(reading for entry in entries if (reading := _entry(entry, publisher, limits)).pieces)
    if not readings:
        raise SourceError("the feed has no entries with text", mend="check that it is the right file")
    return readings


def _entry(entry: dict[str, Any], publisher: str | None, limits: Limits) -> Reading:
    title = _words(entry.get("title"), limits)
    source = entry.get("source") or {}
    metadata = Metadata(
        title=title,
        publisher=_words(source.get("title"), limits) or publisher,
        author=_words(entry.get("author"), limits),
        published=_published(entry),
    )
    return Reading(with_title(_pieces(_content(entry), limits), title), metadata)


def _content(entry: dict[str, Any]) -> str:
    """The fullest form in which an entry gives its text."""
    forms = [str(content.get("value") or "") for content in entry.get("content") or ()]
    return max([*forms, str(entry.get("summary") or "")], key=len)


def _pieces(text: str, limits: Limits) -> tuple[Piece, ...]:
    return read_fragment(text, limits) if _TAG.search(text) else read_plain(text, whole=False).pieces


def _words(value: Any, limits: Limits) -> str | None:
    """A field on one line, which may hold markup of its own."""
    return " ".join(piece.text for piece in _pieces(str(value or ""), limits)).strip() or None


def _published(entry: dict[str, Any]) -> date | None:
    """The day as written: in the time zone of the publisher, not turned to another one's."""
    for name in ("published", "updated", "created"):
        written = str(entry.get(name) or "")
        found = date_of_iso(written) or date_of_header(written)
        if found is not None:
            return found
    return None
