"""Whether a briefing's item says what a label says: the rules of `docs/scoring.md`."""

from collections.abc import Iterable

from briefing.model import Actor, ActorKind
from briefing.score.labels import LabelledActor
from briefing.words import name_key, token_f1

_SAME_WORDING = 0.5
_SAME_NAME = 0.75


def same_wording(one: str | None, other: str | None) -> bool:
    """Whether two texts share half of their content words (token F1); nothing agrees with nothing."""
    return token_f1(one or "", other or "") >= _SAME_WORDING


def same_committer(one: str, other: str) -> bool:
    """Whether two wordings name one committer: the same name, half of the words, or the last word."""
    a, b = name_key(one), name_key(other)
    return a == b or same_wording(a, b) or _last(a) == _last(b) != ""


def same_actor(label: LabelledActor, actor: Actor) -> bool:
    """Whether any name is shared, the surname of two persons, or nearly all of the two main names."""
    asked, offered = _keys(label.name, label.aliases), _keys(actor.name, actor.aliases)
    if asked & offered:
        return True
    if label.kind is ActorKind.PERSON and actor.kind is ActorKind.PERSON:
        return not {_last(key) for key in asked}.isdisjoint(map(_last, offered))
    return token_f1(name_key(label.name), name_key(actor.name)) >= _SAME_NAME


def _keys(name: str, aliases: Iterable[str]) -> set[str]:
    return {name_key(form) for form in (name, *aliases)} - {""}


def _last(key: str) -> str:
    return key.rpartition(" ")[2]
