"""The view of a briefing: what a memo shows, in which order, under which number."""

import hashlib
from dataclasses import fields, is_dataclass, replace
from typing import Any

from briefing.document import normalise
from briefing.memo.desk import Desk
from briefing.memo.look import Look, SectionSpec
from briefing.memo.sections import SECTIONS
from briefing.memo.shapes import Exhibits, HeaderField, Lines, Memo, Prose, Section, SourceLine, Sources
from briefing.model import Briefing

_DIGEST = 12


def build(briefing: Briefing, look: Look) -> Memo:
    """The memo of a briefing in a look. Evidence is numbered in the order in which it is cited."""
    spec, words = look.spec, look.words
    desk = Desk(briefing, words)
    body, rest = _body(briefing, look, desk)
    sources = Sources(tuple(SourceLine(source.id, desk.source_line(source)) for source in briefing.sources))
    annex = [
        *(Section(one.name, one.heading, SECTIONS[one.name].draw(items, desk, first)) for one, items, first in rest),
        Section("sources", spec.annex.sources, sources),
    ]
    if exhibits := desk.exhibits():
        annex.append(Section("evidence", spec.annex.evidence, Exhibits(exhibits)))
    several = len(briefing.sources) > 1
    made = Memo(
        kind=spec.kind,
        title=briefing.title,
        language=spec.language,
        marking=(briefing.header.classification or "").upper(),
        head=_head(briefing, look),
        body=tuple(body),
        annex_heading=spec.annex.heading,
        annex=tuple(annex),
        digest=hashlib.sha256(briefing.to_json().encode()).hexdigest()[:_DIGEST],
        page=look.page,
        wording=dict(words),
        origin=words.fill("origins", count=len(briefing.sources))
        if several
        else words.fill("origin", source=desk.source_line(briefing.sources[0])),
    )
    cleaned: Memo = _clean(made)
    return cleaned


_Rest = tuple[SectionSpec, list[Any], int]


def _body(briefing: Briefing, look: Look, desk: Desk) -> tuple[list[Section], list[_Rest]]:
    """The sections of the body, and what did not fit: its section, its items, the first one's number."""
    body: list[Section] = []
    rest: list[_Rest] = []
    for spec in look.spec.sections:
        part = SECTIONS[spec.name]
        items = list(part.items(briefing))
        if not items:
            if nothing := look.words.get(f"none.{spec.name}"):
                body.append(Section(spec.name, spec.heading, Lines(()), nothing))
            continue
        shown = items[: spec.most]
        note = ""
        if len(shown) < len(items):
            note = look.words.fill("rest", shown=len(shown), count=len(items))
            rest.append((spec, items[len(shown) :], len(shown) + 1))
        body.append(Section(spec.name, spec.heading, part.draw(shown, desk, 1), note, cut=bool(note)))
    return body, rest


def _head(briefing: Briefing, look: Look) -> tuple[HeaderField, ...]:
    supplied = briefing.header.model_dump(by_alias=True)
    return tuple(
        HeaderField(name, label, Prose(supplied[name])) for name, label in look.spec.head.items() if supplied[name]
    )


# Ids stay as they are: two may differ by a sign that nobody sees. Wordings are the look's own.
_KEPT = {"anchor", "wording"}


def _clean(value: Any) -> Any:
    """The same shape without characters that no file format holds or that hide what a text says."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Prose):
        return Prose("\n".join(map(_clean_line, value.markdown.splitlines())))
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _clean(getattr(value, one.name)) for one in fields(value) if one.init and one.name not in _KEPT
        }
        return replace(value, **changed)
    return value


def _clean_line(line: str) -> str:
    """A line of Markdown, which means something by its indentation and by two spaces at its end."""
    indentation = line[: len(line) - len(line.lstrip(" "))]
    return indentation + normalise(line) + ("  " if line.endswith("  ") else "")
