"""What an editor has added: new rows and new points of a list become items of the editor's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from briefing.model import (
    SECTIONS,
    Actor,
    ActorKind,
    Commitment,
    KeyPoint,
    OpenQuestion,
    QuestionKind,
    Review,
    ReviewState,
    Statement,
    Strength,
    TimelineEntry,
    stable_id,
)
from briefing.ooxml.ledger import Choice, Line
from briefing.ooxml.paragraphs import Editor, Paragraph
from briefing.pull.changing import Draft
from briefing.pull.fields import without_numbers
from briefing.pull.findings import Finding, Status
from briefing.pull.placing import Placement, plain
from briefing.pull.values import CHOSEN, NoValueError, actor_kind, value_of
from briefing.words import words

_UNKNOWN = "an editor"
_LISTS = frozenset({"list bullet", "list number", "list paragraph", "quote", "bottom line"})
_SPOKEN = re.compile(
    r"(?P<speaker>[^:“”\"]{1,120}?)\s*:\s*(?P<open>[“\"„«]?)(?P<text>.+?)(?P<close>[”\"“»]?)", re.DOTALL
)
_SIGN = re.compile(r"^[^\w“\"(]+")
_NUMBER = re.compile(r"^\d+[.\t)]\s*")
# "by the end of June", "in 2027", "next week": no condition begins so, and goes on with a part of the calendar.
_TIME = re.compile(
    r"(?:by|before|until|till|on|in|from|within|during|no later than|not later than|this|next|at|end of|\d)\b[^,;]*?"
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:[a-z]*)\b|\b\d{4}\b|\b(?:days?|weeks?|months?|quarters?|years?|spring|summer|autumn|winter|tomorrow)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Kind:
    """How an item of a section is made: its class, the prefix of its ids, the field that a line of a list holds."""

    made: type[Any]
    prefix: str
    field: str


_KINDS = {
    "summary": _Kind(KeyPoint, "K", "point"),
    "actors": _Kind(Actor, "A", "name"),
    "commitments": _Kind(Commitment, "C", "action"),
    "open_questions": _Kind(OpenQuestion, "Q", "question"),
    "statements": _Kind(Statement, "S", "text"),
    "timeline": _Kind(TimelineEntry, "T", "event"),
}


@dataclass(frozen=True)
class _Place:
    """Where something new stands: behind which line, and in which section of the model."""

    line: Line | None
    section: str


def add(
    draft: Draft, lines: Sequence[Line], paragraphs: Sequence[Paragraph], placement: Placement, file: Editor
) -> None:
    """Adds what stands in a list or a table and was not there before; the rest is told as unplaced."""
    owners = {paragraph: line for line, paragraph in placement.paragraphs.items()}
    heads = _columns(lines, paragraphs, placement)
    rows: dict[tuple[int, int], list[int]] = {}
    for number in placement.rest:
        cell = paragraphs[number].cell
        if cell and cell.table in heads and not _row_is_known(paragraphs, owners, cell.table, cell.row):
            rows.setdefault((cell.table, cell.row), []).append(number)
    told = {number for numbers in rows.values() for number in numbers}
    for (table, _), numbers in rows.items():
        before = _line_before(lines, owners, numbers[0])
        section, columns = heads[table]
        inside = [paragraphs[n] for n in numbers]
        _row(draft, section, _told(inside, columns, lines), inserted_by(inside, file), before)
    for number in placement.rest:
        if number not in told and paragraphs[number].foot < 0:
            _paragraph(draft, paragraphs[number], _line_before(lines, owners, number), lines, file)


def _columns(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], placement: Placement
) -> dict[int, tuple[str, dict[int, str]]]:
    """For each table that is one of the memo's, its section and the fields of its columns."""
    found: dict[int, tuple[str, dict[int, str]]] = {}
    for number, place in placement.paragraphs.items():
        cell, line = paragraphs[place].cell, lines[number]
        if cell and line.column >= 0 and line.section:
            _, columns = found.setdefault(cell.table, (line.section, {}))
            if line.field:
                columns[line.column] = line.field
    return found


def _row_is_known(paragraphs: Sequence[Paragraph], owners: Mapping[int, int], table: int, row: int) -> bool:
    return any(cell.table == table and cell.row == row for n in owners if (cell := paragraphs[n].cell) is not None)


def _line_before(lines: Sequence[Line], owners: Mapping[int, int], number: int) -> Line | None:
    """The line of the memo that stands last before a paragraph."""
    before = [n for n in owners if n < number]
    return lines[owners[max(before)]] if before else None


def _section(draft: Draft, lines: Sequence[Line], name: str) -> str:
    """The section of the model whose items a section of the memo shows."""
    homes = [draft.homes[draft.ids[line.item]] for line in lines if line.section == name and _is_item(draft, line)]
    return homes[0] if homes else name if name in SECTIONS else ""


def _is_item(draft: Draft, line: Line) -> bool:
    return draft.ids.get(line.item, "") in draft.homes


def _told(paragraphs: Sequence[Paragraph], columns: Mapping[int, str], lines: Sequence[Line]) -> dict[str, str]:
    """The words of a new row by their fields: those of their columns, or of the row that it is a copy of."""
    texts: dict[str, str] = {}
    for paragraph in paragraphs:
        field = columns.get(paragraph.cell.column, "") if paragraph.cell else ""
        text = plain(without_numbers(paragraph))
        if copied := _copied(paragraph, lines):
            texts |= copied
        elif field and field != "evidence" and text:
            texts[field] = f"{texts[field]} {text}" if field in texts else text
    first = columns.get(0, "")
    if first in texts:
        texts[first] = _NUMBER.sub("", texts[first]) or texts[first]
    return texts


def _copied(paragraph: Paragraph, lines: Sequence[Line]) -> dict[str, str]:
    """The fields of a paragraph that was copied with its controls; none where it says more than these hold."""
    marks = {mark.name: mark for mark in paragraph.controls if mark.end > mark.start}
    line = next((one for one in lines if any(piece.field and piece.id in marks for piece in one.pieces)), None)
    if line is None:
        return {}
    held = [(piece.field, marks[piece.id]) for piece in line.pieces if piece.field and piece.id in marks]
    beside, at = "", 0
    for _, mark in sorted(held, key=lambda one: one[1].start):
        beside, at = f"{beside} {paragraph.text[at : mark.start]}", mark.end
    own = words(" ".join(piece.text for piece in line.pieces if not piece.field))
    if not set(words(f"{beside} {paragraph.text[at:]}")) <= set(own):
        return {}
    return {field: plain(paragraph.text[mark.start : mark.end]) for field, mark in held}


def _row(draft: Draft, section: str, texts: dict[str, str], editor: Editor, before: Line | None) -> None:
    note = texts.pop("note", None)
    made = _item(draft, section, texts, editor, before, " · ".join(texts.values()))
    if note and made:
        _note(draft, made, note, editor)


def _paragraph(draft: Draft, paragraph: Paragraph, before: Line | None, lines: Sequence[Line], file: Editor) -> None:
    text = plain(without_numbers(paragraph))
    editor = inserted_by([paragraph], file)
    if before is not None and paragraph.style.casefold() == "note" and _is_item(draft, before):
        _note(draft, draft.ids[before.item], text, editor)
        return
    section = _section(draft, lines, before.section) if before else ""
    listed = paragraph.listed or paragraph.style.casefold() in _LISTS
    if before is None or section not in _KINDS or not listed or before.role not in ("item", "note", "group", "heading"):
        why = "it stands in no list and no table of the memo"
        draft.findings.append(Finding(Status.UNPLACED, edited=text, editor=editor, why=why))
        return
    if draft.own and [piece.field for piece in before.pieces] != [_KINDS[section].field]:
        why = "the lines of this document hold more than one field"
        draft.findings.append(Finding(Status.UNPLACED, edited=text, editor=editor, why=why))
        return
    texts = {_KINDS[section].field: text}
    if section == "statements":
        spoken = _SPOKEN.fullmatch(text)
        texts = {"speaker": spoken["speaker"], "text": spoken["text"]} if spoken else texts
        texts |= {"direct": "yes"} if spoken and spoken["open"] else {}
    _item(draft, section, texts, editor, before, text)


def _note(draft: Draft, identity: str, text: str, editor: Editor) -> None:
    from briefing.pull.notes import note

    note(draft, identity, text, editor, signed=False)


def _item(draft: Draft, section: str, texts: dict[str, str], editor: Editor, before: Line | None, told: str) -> str:
    """A new item that is `told` so, behind the one that stands before it; gives its id, "" where it could not be."""
    kind = _KINDS[section]
    given = editor if editor.by else Editor(_UNKNOWN, editor.at)
    found = Finding(Status.ADDED, edited=told, editor=given)
    try:
        fields, why = _fields(section, texts, draft)
        made = kind.made(
            id=_free_id(draft, stable_id(kind.prefix, *sorted(f"{name}={text}" for name, text in texts.items()))),
            review=Review(state=ReviewState.EDITED, by=given.by, at=given.at),
            **fields,
        )
    except (ValidationError, NoValueError) as error:
        missing = str(error) if isinstance(error, NoValueError) else _missing(error)
        draft.findings.append(Finding(Status.UNPLACED, edited=told, editor=editor, why=missing))
        return ""
    if made.id in draft.items:
        draft.findings.append(Finding(Status.UNCHANGED, made.id, edited=told, editor=given, why="it was added before"))
        return str(made.id)
    draft.items[made.id] = made
    order = draft.order[section]
    behind = draft.ids.get(before.item, "") if before else ""
    order.insert(order.index(behind) + 1 if behind in order else len(order) if before else 0, made.id)
    draft.findings.append(Finding(Status.ADDED, made.id, edited=told, editor=given, why=why or found.why))
    return str(made.id)


def _free_id(draft: Draft, identity: str) -> str:
    """The id, unless an item of the base has it: what the editor added is then told apart by a letter."""
    return identity if identity not in draft.known else f"{identity}x"


def _fields(section: str, texts: dict[str, str], draft: Draft) -> tuple[dict[str, Any], str]:
    """The fields of a new item, and what had to be assumed of it."""
    choices = draft.choices
    fields: dict[str, Any] = dict(texts)
    why = ""
    for name in set(fields) & set(CHOSEN):
        fields[name] = value_of(name, _SIGN.sub("", fields[name]), choices)
    match section:
        case "actors":
            fields["kind"] = actor_kind(fields.get("role", ""), choices) or ActorKind.PERSON
            if fields["kind"] is not ActorKind.PERSON:
                del fields["role"]
            else:
                why = "taken for a person; a kind in the place of the role says otherwise"
        case "open_questions":
            kind, question = _labelled(fields["question"], choices)
            fields |= {"kind": kind or QuestionKind.UNKNOWN, "question": question}
            why = "" if kind else "taken for what is not known"
        case "statements":
            fields["direct"] = "direct" in fields
        case "commitments":
            why = "; ".join(_undertaken(fields, choices, dated=not draft.own))
    return fields, why


def _undertaken(fields: dict[str, Any], choices: Sequence[Choice], *, dated: bool) -> Iterator[str]:
    """Completes the fields of a new commitment; gives what had to be assumed.

    With `dated`, the column of conditions is that of deadlines as well, as it is in memos.
    """
    for choice in choices:
        mark = _SIGN.sub("", choice.text)
        action = _SIGN.sub("", fields.get("action", ""))
        if choice.field == "polarity" and mark and action.casefold().startswith(mark.casefold()):
            fields |= {"polarity": choice.value, "action": action[len(mark) :].strip()}
    when = fields.get("condition", "")
    if dated and "deadline" not in fields and _TIME.match(when):
        fields["deadline"] = fields.pop("condition")
        yield f"“{when}” taken for a deadline"
    if "strength" not in fields:
        fields["strength"] = Strength.CONDITIONAL if "condition" in fields else Strength.FIRM
        yield f"taken for {fields['strength']}"


def _labelled(text: str, choices: Sequence[Choice]) -> tuple[QuestionKind | None, str]:
    """A question and its kind, which may stand before it."""
    for choice in choices:
        if choice.field == "kind" and text.casefold().startswith(f"{choice.text.casefold()} "):
            return QuestionKind(choice.value), text[len(choice.text) :].strip()
    return None, text


def _missing(error: ValidationError) -> str:
    fields = ", ".join(str(one["loc"][0]) for one in error.errors() if one["loc"])
    return f"a new item needs its {fields}" if fields else "it is no whole item"


def inserted_by(paragraphs: Sequence[Paragraph], file: Editor) -> Editor:
    """Who wrote new paragraphs: after the tracked changes, else who saved the file."""
    told = [change.editor for one in paragraphs for change in one.changes if change.kind == "insertion"]
    return next((one for one in told if one.by or one.at), file)
