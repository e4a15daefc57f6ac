"""An edited Word file → its paragraphs, and the briefing that it carries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.limits import Limits
from briefing.memo.carriers import WORD_NAMESPACE
from briefing.ooxml import ledger
from briefing.ooxml.elements import attribute, child, name_of, value
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import Changes, Comment, Editor, Paragraph, editor_of, footnotes, paragraphs, when

if TYPE_CHECKING:
    from lxml import etree

_MADE = 1980  # the year that memos of ours bear: the day on which nobody saved them


@dataclass(frozen=True)
class Edited:
    """An edited memo. `saved` and `book` are null where the file no longer carries its briefing."""

    paragraphs: tuple[Paragraph, ...]
    editor: Editor
    saved: str | None
    book: ledger.Ledger | None


def read(data: bytes, changes: Changes, limits: Limits) -> Edited:
    """The file as its readers see it. Raises `SourceError` for one that is damaged, hostile or no Word file."""
    with Package(data, limits) as package:
        styles, comments = _styles(package.related("styles")), _comments(package.related("comments"))
        notes: dict[str, Paragraph] = {}
        for kind in ("footnote", "endnote"):
            if (part := package.related(f"{kind}s")) is not None:
                notes |= footnotes(part, kind, changes, styles, comments)
        text = paragraphs(package.main(), changes, styles, comments, notes)
        told = package.properties()
        carried = package.custom(WORD_NAMESPACE)
    at = when(told.get("modified"))
    return Edited(
        paragraphs=tuple(text),
        editor=Editor(told.get("lastModifiedBy") or None, at if at and at.year > _MADE else None),
        saved=None if carried is None else carried.text or "",
        book=None if carried is None else ledger.read(carried, WORD_NAMESPACE),
    )


def _styles(root: "etree._Element | None") -> dict[str, str]:
    """The names of styles by their ids, which programs change."""
    elements = root if root is not None else ()
    return {attribute(one, "styleId") or "": value(child(one, "name")) or "" for one in elements}


def _comments(root: "etree._Element | None") -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    for element in root if root is not None else ():
        paragraphs = [
            "".join(part.text or "" for part in one.iter() if name_of(part) == "t")
            for one in element.iter()
            if name_of(one) == "p"
        ]
        text = "\n\n".join(part.strip() for part in paragraphs if part.strip())
        if text:
            found[attribute(element, "id") or ""] = Comment(text, editor_of(element))
    return found
