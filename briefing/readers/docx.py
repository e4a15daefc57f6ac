"""Word documents: what a reader of the page would see, as it stands after accepting all changes."""

import re
from collections.abc import Iterator, Sequence

from briefing.document import BlockKind, Metadata
from briefing.limits import Limits
from briefing.ooxml.package import Package
from briefing.readers._lines import unbulleted
from briefing.readers._properties import properties_of
from briefing.readers._ranking import Draft, author_of, mark_headings, mark_title, published_of
from briefing.readers._reading import Raw, Reading
from briefing.readers._styles import Styles
from briefing.readers._wordml import Paragraph, paragraphs

_HEAD = 5
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The one document of a Word file; footnotes and endnotes come last, as paragraphs.

    Running heads, comments and the table of contents are not read. Raises `SourceError` for a
    file that is damaged, too large unpacked, or no Word document.
    """
    with Package(raw.data, limits) as package:
        styles = Styles(package.related("styles"))
        drafts: list[Draft] = []
        for name, root in (
            ("paragraph", package.main()),
            ("footnote paragraph", package.related("footnotes")),
            ("endnote paragraph", package.related("endnotes")),
        ):
            drafts += _drafts(paragraphs(root), styles, name)
        properties = properties_of(package.properties())
    kinds = {draft.kind for draft in drafts}
    if BlockKind.TITLE not in kinds and not _promote(drafts):
        mark_title(drafts)
    if BlockKind.HEADING not in kinds:
        mark_headings(drafts)
    title = next((draft.text for draft in drafts if draft.kind is BlockKind.TITLE), None)
    head = [draft.text for draft in drafts[:10] if draft.kind is not BlockKind.TITLE]
    metadata = Metadata(
        title=title or properties.title,
        author=author_of(head) or properties.author,
        published=published_of(head, title) or properties.published,
    )
    return (Reading(tuple(draft.piece() for draft in drafts), metadata),)


def _promote(drafts: Sequence[Draft]) -> bool:
    """Makes the only heading of the first rank the title, where it stands at the head of the text."""
    highest = [at for at, draft in enumerate(drafts) if draft.kind is BlockKind.HEADING and draft.level == 1]
    if len(highest) != 1 or highest[0] >= _HEAD:
        return False
    drafts[highest[0]].kind, drafts[highest[0]].level = BlockKind.TITLE, 0
    return True


def _drafts(found: list[Paragraph], styles: Styles, name: str) -> Iterator[Draft]:
    for number, paragraph in enumerate(found, start=1):
        kind, level = styles.kind_of(paragraph)
        text = paragraph.text.strip()
        if kind is None or not text:
            continue
        bare = unbulleted(text) if kind is BlockKind.PARAGRAPH else None
        if bare is not None:
            kind, level, text = BlockKind.LIST_ITEM, 1, bare
        parts = _EMPTY_LINE.split(text) if kind is BlockKind.PARAGRAPH else [text]
        yield from (Draft(kind, part, f"{name} {number}", level, marked=paragraph.bold) for part in parts)
