"""The words of a memo as values of a field, and what else such a value says."""

from collections.abc import Sequence
from typing import Any

from briefing.memo.escaping import escape
from briefing.model import (
    ActorKind,
    Briefing,
    Commitment,
    Gap,
    Header,
    OpenQuestion,
    QuestionKind,
    Statement,
    Strength,
    TimelineEntry,
)
from briefing.ooxml.ledger import Choice
from briefing.renderers.docx.tying import FIELDS
from briefing.words import fold, name_key

CHOSEN: dict[str, type[Strength] | type[QuestionKind]] = {"strength": Strength, "kind": QuestionKind}
"""The fields whose values a memo lets its editor choose."""

EDITABLE = frozenset(
    {"title", "note", *(one.alias or name for name, one in Header.model_fields.items())}
    | {field for fields in FIELDS.values() for field in fields}
)
"""The fields whose words a memo may show; what else a record names, somebody has put there."""

KIND = "actor"
"""What choices call the kind of an actor, which a memo shows in the place of a role that nobody states."""

_REQUIRED = frozenset({"point", "name", "committer", "action", "question", "text", "when", "event", "title"})
_FILLED = {"deadline": Gap.WHEN, "amount": Gap.HOW_MUCH, "condition": Gap.CONDITION}


class NoValueError(Exception):
    """Words that are no value of their field; the message says why."""


def actor_kind(text: str, choices: Sequence[Choice]) -> ActorKind | None:
    """The kind of actor that a memo calls so."""
    found = (one.value for one in choices if one.field == KIND and fold(one.text) == fold(text))
    return next((ActorKind(value) for value in found), None)


def value_of(field: str, text: str, choices: Sequence[Choice]) -> Any:
    """What the words are as a value of the field. Raises `NoValueError`."""
    if field in CHOSEN:
        for choice in choices:
            if choice.field == field and fold(choice.text) == fold(text):
                return CHOSEN[field](choice.value)
        offered = ", ".join(choice.text for choice in choices if choice.field == field)
        raise NoValueError(f"it is none of {offered}")
    if not text and field in _REQUIRED:
        raise NoValueError("it may not be empty")
    return text or None


def markdown(lines: str) -> str | None:
    """Lines of a memo as Markdown that shows them: each is a paragraph."""
    kept = [line.strip() for line in lines.split("\n") if line.strip()]
    return "\n\n".join(map(escape, kept)) or None


def consequences(item: Any, field: str, value: Any, briefing: Briefing) -> dict[str, Any]:
    """What else of an item no longer holds once its field has this value.

    Ids follow the names, a date is taken off with the words that it was worked out from, and a
    gap is closed by what fills it.
    """
    match item, field:
        case Commitment(), "committer":
            return {"committer_ids": tuple(_actors(value, briefing))}
        case Commitment(), _ if field in _FILLED:
            gaps = tuple(gap for gap in item.gaps if gap is not _FILLED[field] or not value)
            return {"gaps": gaps} | ({"due": None} if field == "deadline" else {})
        case Statement(), "speaker":
            return {"speaker_id": next(iter(_actors(value, briefing)), None)}
        case OpenQuestion(), "about":
            return {"about_id": next(iter(_actors(value, briefing)), None)}
        case TimelineEntry(), "when":
            return {"date": None}
    return {}


def _actors(name: str | None, briefing: Briefing) -> list[str]:
    """The actors that bear a name, where exactly one does."""
    key = name_key(name or "")
    found = [actor.id for actor in briefing.actors if key and key in map(name_key, (actor.name, *actor.aliases))]
    return found if len(found) == 1 else []
