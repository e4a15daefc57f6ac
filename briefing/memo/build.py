"""The view of a briefing: what a memo shows, in which order, under which number."""

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from briefing.document import normalise
from briefing.memo import measure
from briefing.memo.desk import Desk
from briefing.memo.look import Look
from briefing.memo.marking import marking
from briefing.memo.plan import Slot, fitted, placed, selected, slots
from briefing.memo.schema import SUBJECT, OfferSpec
from briefing.memo.sections import SECTIONS
from briefing.memo.shapes import (
    Blank,
    Exhibits,
    HeaderField,
    Lines,
    Memo,
    Pointer,
    Pointers,
    Prose,
    Section,
    SourceLine,
    Sources,
    Table,
)
from briefing.model import Briefing, Source

_DIGEST = 12


def build(briefing: Briefing, look: Look) -> Memo:
    """The memo of a briefing in a look. Evidence is numbered in the order in which it is cited.

    Raises `SettingsError` for a classification that none of the look's standards knows.
    """
    spec, words = look.spec, look.words
    body, annex = slots(briefing, spec)
    head = _head(briefing, look)

    def draft(sections: Sequence[Slot]) -> list[Section | None]:
        desk = _desk(briefing, look)
        placed(sections, annex, desk)
        return [_section(slot, desk) for slot in sections]

    body = fitted(body, spec, measure.head(briefing.title, head), measure.PAGE[look.page], draft)
    desk = _desk(briefing, look)
    placed(body, annex, desk)
    shown = _without_empty_parts([_section(slot, desk) for slot in body])
    rest = [_drawn(slot, slot.rest, desk) for slot in (*body, *annex) if slot.rest]
    sources = Sources(tuple(SourceLine(source.id, desk.source_line(source)) for source in briefing.sources))
    rest.append(Section("sources", spec.annex.sources, sources))
    if exhibits := desk.exhibits():
        rest.append(Section("evidence", spec.annex.evidence, Exhibits(exhibits)))
    several = len(briefing.sources) > 1
    made = Memo(
        kind=spec.kind,
        title=briefing.title,
        language=spec.language,
        marking=marking(briefing.header.classification, spec.markings),
        head=head,
        body=shown,
        annex_heading=spec.annex.heading,
        annex=tuple(rest),
        digest=hashlib.sha256(briefing.to_json().encode()).hexdigest()[:_DIGEST],
        page=look.page,
        wording=dict(words),
        origin=words.fill("origins", count=len(briefing.sources))
        if several
        else words.fill("origin", source=desk.source_line(_untitled(briefing))),
        contents=spec.contents,
        footnotes=spec.annex.footnotes,
    )
    cleaned: Memo = clean(made)
    return cleaned


def _untitled(briefing: Briefing) -> Source:
    """The only source, without a title that stands above it already."""
    (source,) = briefing.sources
    return source.model_copy(update={"title": None}) if source.title == briefing.title else source


def _desk(briefing: Briefing, look: Look) -> Desk:
    shows = frozenset(one.name for one in (*look.spec.sections, *look.spec.annex.sections))
    return Desk(briefing, look.words, shows)


def _section(slot: Slot, desk: Desk) -> Section | None:
    """A section of the body; none where it has nothing to show and nothing to say of that."""
    spec = slot.spec
    if not spec.name:
        body = _blank(slot, desk) if spec.fill else Lines(())
        return Section(slot.key, spec.heading, body, below=spec.below)
    if slot.shown:
        note = desk.words.fill("rest", shown=slot.held, count=len(slot.items)) if slot.rest else ""
        return replace(_drawn(slot, slot.shown, desk), note=note, cut=bool(note), below=spec.below)
    if slot.items:
        return None
    nothing = spec.none or ("" if spec.select else desk.words.get(f"none.{spec.name}", ""))
    return Section(slot.key, spec.heading, Lines(()), nothing, below=spec.below) if nothing else None


def _drawn(slot: Slot, items: Sequence[Any], desk: Desk) -> Section:
    """Some of a section's items under its heading."""
    part = SECTIONS[slot.spec.name]
    body = part.draw(part.arrange(items, desk), desk)
    if isinstance(body, Table) and not slot.spec.map:
        body = replace(body, map=None)
    return Section(slot.key, slot.spec.heading, body)


def _blank(slot: Slot, desk: Desk) -> Blank:
    found = tuple(pointer for offer in slot.spec.offers for pointer in _offered(offer, desk))
    return Blank(slot.spec.fill, desk.words["offers"] if found else "", Pointers(found))


def _offered(offer: OfferSpec, desk: Desk) -> list[Pointer]:
    """The weightiest of the items asked for, each with a link to where the memo shows it."""
    part = SECTIONS[offer.name]
    found = ((item, desk.citation(item)) for item in selected(offer.name, offer.select, desk.briefing))
    shown = [(item, citation) for item, citation in found if citation]
    return [Pointer(part.gist(item, desk), (citation,)) for item, citation in shown[: offer.most]]


def _without_empty_parts(sections: Sequence[Section | None]) -> tuple[Section, ...]:
    """The sections that have something to say; a mere heading does where something stands below it."""
    made: list[Section] = []
    for section in reversed([one for one in sections if one]):
        bare = section.body == Lines(()) and not section.note
        if not bare or (made and made[-1].below and not section.below):
            made.append(section)
    return tuple(reversed(made))


def _head(briefing: Briefing, look: Look) -> tuple[HeaderField, ...]:
    """The lines of the head that are supplied, and those that the look cannot do without.

    The subject is told apart from the title only where there are other lines around it.
    """
    supplied = briefing.header.model_dump(by_alias=True)
    made: list[HeaderField] = []
    for name, label in look.spec.head.items():
        if name == SUBJECT:
            made.append(HeaderField(name, label, Prose("")))
        elif supplied[name]:
            made.append(HeaderField(name, label, Prose(supplied[name])))
        elif name in look.spec.rules.required:
            made.append(HeaderField(name, label, Prose(look.words["to_fill"]), missing=True))
    return () if [one.name for one in made] == [SUBJECT] else tuple(made)


# Ids stay as they are: two may differ by a sign that nobody sees. Wordings are the look's own.
_KEPT = {"anchor", "wording"}


def clean(value: Any) -> Any:
    """The same shape without characters that no file format holds or that hide what a text says."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Prose):
        return Prose("\n".join(map(_clean_line, value.markdown.splitlines())))
    if isinstance(value, tuple):
        return tuple(map(clean, value))
    if names := _cleaned_fields(value.__class__):
        before = {name: getattr(value, name) for name in names}
        after = {name: clean(one) for name, one in before.items()}
        return value if after == before else replace(value, **after)
    return value


@cache
def _cleaned_fields(shape: type) -> tuple[str, ...]:
    """The fields of a shape that hold what is cleaned; none where it is no shape of ours."""
    return tuple(one.name for one in fields(shape) if one.init and one.name not in _KEPT) if is_dataclass(shape) else ()


def _clean_line(line: str) -> str:
    """A line of Markdown, which means something by its indentation and by two spaces at its end."""
    indentation = line[: len(line) - len(line.lstrip(" "))]
    return indentation + normalise(line) + ("  " if line.endswith("  ") else "")
