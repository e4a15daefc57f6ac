"""JSON Lines (jsonlines.org): an object a line, each a document with its text and what is known of it.

The text is in `text`, or as a web page in `html`. Beside it `title`, `publisher`, `author`, `published`
(a date, YYYY-MM-DD first), under the names that collections of news commonly use for them.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import html, text
from briefing.readers._dates import date_of_iso
from briefing.readers._reading import Raw, Reading

_TEXT = ("text", "body", "content", "maintext")
_PUBLISHER = ("publisher", "source", "site_name", "domain")
_AUTHOR = ("author", "byline", "authors")
_PUBLISHED = ("published", "date", "date_publish", "publish_date", "published_at")


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The documents, one a line, in their order. Raises `SourceError`, which names the line."""
    lines = [(number, line) for number, line in enumerate(raw.data.split(b"\n"), 1) if line.strip()]
    if len(lines) > limits.entries:
        raise SourceError(f"it holds more than {limits.entries:,} lines", mend="split it, or raise limits.entries")
    named = ((raw.part or f"line {number}", line) for number, line in lines)
    return tuple(_reading(_object(line, part), part, limits) for part, line in named)


def _object(line: bytes, part: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{part} is no JSON ({_reason(error)})", mend="write one object a line") from error
    if not isinstance(found, dict):
        raise SourceError(f"{part} is no JSON object", mend="write one object a line")
    return found


def _reason(error: Exception) -> str:
    """Why, without a count of lines that knows this one alone."""
    return f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)


def _reading(found: Mapping[str, Any], part: str, limits: Limits) -> Reading:
    page, words = found.get("html"), _first(found, _TEXT)
    if words is not None:
        (reading,) = text.read(Raw(words.encode("utf-8", "replace"), "", "text/plain; charset=utf-8"), limits)
    elif isinstance(page, str) and page.strip():
        (reading,) = html.read(Raw(page.encode("utf-8", "replace"), "", "text/html; charset=utf-8"), limits)
    else:
        raise SourceError(f"{part} has no text", mend=f"give it in one of {', '.join((*_TEXT, 'html'))}")
    known = reading.metadata
    return replace(
        reading,
        metadata=replace(
            known,
            title=_first(found, ("title", "headline")) or known.title,
            publisher=_first(found, _PUBLISHER) or known.publisher,
            author=_first(found, _AUTHOR) or known.author,
            published=_date(found) or known.published,
        ),
    )


def _first(found: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these fields that holds words; a list of words is joined."""
    for name in names:
        value = found.get(name)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = ", ".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _date(found: Mapping[str, Any]) -> date | None:
    told = _first(found, _PUBLISHED)
    return date_of_iso(told) if told else None
