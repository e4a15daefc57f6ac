"""What a Word file's properties say about the document, and what they only seem to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefing.readers._dates import date_of_iso
from briefing.readers._filler import is_filler_author, is_filler_title

_TEMPLATE_DAY = date(2013, 12, 23)  # when python-docx's default template was made


@dataclass(frozen=True)
class Properties:
    """What a file says about itself. `None` where it says nothing, or what its program says always."""

    title: str | None = None
    author: str | None = None
    published: date | None = None


def properties_of(fields: Mapping[str, str]) -> Properties:
    """The properties told by the core properties of a file."""
    title, author = fields.get("title", ""), fields.get("creator", "")
    created = date_of_iso(fields.get("created", ""))
    return Properties(
        title=None if is_filler_title(title) else title,
        author=None if is_filler_author(author) else author,
        published=created if created != _TEMPLATE_DAY else None,
    )
