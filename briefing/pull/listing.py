"""The tracked changes and the comments in an edited memo, without taking any of them over."""

from collections.abc import Iterable, Iterator, Mapping

from briefing.errors import SavedBriefingError
from briefing.limits import Limits
from briefing.model import Briefing
from briefing.ooxml import names
from briefing.ooxml.paragraphs import Paragraph
from briefing.pull.findings import Finding, Status
from briefing.pull.reading import read


def tracked(data: bytes, limits: Limits | None = None) -> tuple[Finding, ...]:
    """The tracked changes and the comments, in the order of the page. Raises `SourceError`."""
    edited = read(data, "accept", limits or Limits())
    return tuple(_listed(edited.paragraphs, _ids(edited.saved)))


def _ids(saved: str | None) -> dict[str, str]:
    """The ids of the items by the names of their bookmarks; none where the file does not carry its briefing."""
    try:
        items = Briefing.from_json(saved).items_with_paths() if saved else []
    except SavedBriefingError:
        items = []
    return {"briefing": "", **{names.of_item(item.id): item.id for _, item in items}}


def _listed(paragraphs: Iterable[Paragraph], ids: Mapping[str, str]) -> Iterator[Finding]:
    for paragraph in paragraphs:
        for one in paragraph.changes:
            item, field = _field(one.names, ids)
            if one.text.strip() and one.kind == "deletion":
                yield Finding(Status.DELETED, item, field, base=one.text, editor=one.editor)
            elif one.text.strip():
                yield Finding(Status.ADDED, item, field, edited=one.text, editor=one.editor)
        item, _ = _field((mark.name for mark in (*paragraph.controls, *paragraph.bookmarks)), ids)
        for comment in paragraph.comments:
            yield Finding(Status.NOTED, item, edited=comment.text, editor=comment.editor)


def _field(marks: Iterable[str], ids: Mapping[str, str]) -> tuple[str, str]:
    """The item and the field that marks belong to, as far as they tell."""
    found = ("", "")
    for name in sorted(marks, key=len):  # the name of a field begins with that of its item
        for at in [at for at, sign in enumerate(f"{name}_") if sign == "_"]:
            if name[:at] in ids:
                found = ids[name[:at]], name[at + 1 :]
    return found
