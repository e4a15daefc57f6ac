"""One cast from several: the same actors under the names that each source gives them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.merge.joining import Group, Told, fuse, join_equal, latest_first, rejected, reviewed
from briefing.model import Actor, ActorKind, Importance
from briefing.words import SMALL_WORDS, TITLES, fold, name_key, words

_Names = Callable[[Actor], set[str]]


@dataclass(frozen=True)
class _Rule:
    """An actor is joined with the only one that has, among its `full` names, one of his `short` ones."""

    short: _Names
    full: _Names


def _person(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON


# Each rule asks anew, and the casts of many documents are long.
@lru_cache(maxsize=16_384)
def _proper(name: str) -> bool:
    """Whether a name is more than a title or a description ("the Prime Minister", "a spokesman")."""
    return any(word[:1].isupper() and not TITLES.issuperset(words(word)) for word in name.split())


def _key_if(fits: Callable[[int], bool]) -> _Names:
    """The name of a person, where the number of its words fits."""

    def names(actor: Actor) -> set[str]:
        if not _person(actor) or not _proper(actor.name):
            return set()
        key = name_key(actor.name)
        return {key} if fits(len(key.split())) else set()

    return names


def _given_and_surname(actor: Actor) -> set[str]:
    return {f"{key.split()[0]} {key.split()[-1]}" for key in _key_if(lambda n: n > 2)(actor)}


def _surname(actor: Actor) -> set[str]:
    return {key.split()[-1] for key in _key_if(lambda n: n > 1)(actor)}


def _proper_name(actor: Actor) -> set[str]:
    return {name_key(actor.name)} if _proper(actor.name) else set()


def _proper_aliases(actor: Actor) -> set[str]:
    return {name_key(alias) for alias in actor.aliases if _proper(alias)}


def _acronym(actor: Actor) -> set[str]:
    letters = actor.name.replace(".", "")
    return {fold(letters)} if not _person(actor) and letters.isalpha() and letters.isupper() else set()


def _initials(actor: Actor) -> set[str]:
    if _person(actor):
        return set()
    named = [word for word in words(actor.name) if word not in SMALL_WORDS]
    return {"".join(word[0] for word in named)} if len(named) > 2 else set()


_RULES: tuple[_Rule, ...] = (
    _Rule(_key_if(lambda n: n == 2), _given_and_surname),
    _Rule(_key_if(lambda n: n == 1), _surname),
    _Rule(_proper_name, _proper_aliases),
    _Rule(_acronym, _initials),
)
"""In this order: what is joined by one rule goes as one into the next."""


def join_actors(told: Sequence[Told[Actor]]) -> list[Group[Actor]]:
    """Groups of actors that are one: the same name, else a shorter one that fits nobody else."""

    def same_name(one: Told[Actor]) -> Hashable:
        actor = one.item
        key = name_key(actor.name)
        # Two unnamed persons ("a spokesman") are seldom the same one.
        return (_person(actor), key) if key and (_proper(actor.name) or not _person(actor)) else actor

    groups = join_equal(told, same_name)
    for rule in _RULES:
        groups = _joined_by(rule, groups)
    return groups


def _joined_by(rule: _Rule, groups: list[Group[Actor]]) -> list[Group[Actor]]:
    full = [_names(rule.full, group) for group in groups]
    holders: dict[Hashable, set[int]] = {}
    for n, names in enumerate(full):
        for name in names:
            holders.setdefault(name, set()).add(n)
    joined = {n: [n] for n in range(len(groups))}
    for n, group in enumerate(groups):
        found = {holder for name in _names(rule.short, group) for holder in holders.get(name, set())} - {n}
        if len(found) == 1:
            one, other = joined[n], joined[found.pop()]
            if one is not other and _strangers([groups[i] for i in one], [groups[i] for i in other]):
                both = sorted([*one, *other])
                joined.update(dict.fromkeys(both, both))
    return [[told for n in numbers for told in groups[n]] for i, numbers in joined.items() if i == numbers[0]]


def _names(names: _Names, group: Group[Actor]) -> set[Hashable]:
    return {(rejected(one), _person(one.item), name) for one in group for name in names(one.item)}


def _strangers(some: list[Group[Actor]], others: list[Group[Actor]]) -> bool:
    """Whether no briefing holds an actor of both."""
    a, b = ({briefing for group in side for one in group for briefing in one.briefings} for side in (some, others))
    return a.isdisjoint(b)


def fuse_actors(group: Group[Actor], sources: Sequence[frozenset[str]]) -> Told[Actor]:
    """One actor of several: the fullest name, the latest role and affiliation, every alias, all mentions.

    `sources` holds the ids of each briefing's sources, by its number. Who is told once stays as he is.
    """
    if len(group) == 1:
        return group[0]
    first = min(group, key=_fullest)
    latest = [one.item for one in latest_first(group)]
    forms = [form for one in group for form in (one.item.name, *one.item.aliases)]
    changes = {
        "role": next((item.role for item in latest if item.role), None),
        "affiliation": next((item.affiliation for item in latest if item.affiliation), None),
        "aliases": tuple(form for form in dict.fromkeys(forms) if form != first.item.name),
        "importance": min((item.importance for item in latest), key=list(Importance).index),
        "mentions": _mentions(group, sources),
    }
    return fuse([first, *(one for one in group if one is not first)], changes)


def _fullest(told: Told[Actor]) -> tuple[bool, int, int, int]:
    name = told.item.name
    return (not reviewed(told.item.review), -len(name_key(name).split()), -len(name), told.home)


def _mentions(group: Group[Actor], sources: Sequence[frozenset[str]]) -> int:
    """The mentions in all sources; what two briefings count in one source is counted once."""
    total = 0
    counted: frozenset[str] = frozenset()
    for one in sorted(group, key=lambda one: (-len(sources[one.home]), -one.item.mentions)):
        if not sources[one.home] <= counted:
            total += one.item.mentions
            counted |= sources[one.home]
    return total


class Cast:
    """Who is who across briefings: an actor's id in one of them, or a name, leads to one actor of the merged cast."""

    def __init__(self, groups: Sequence[Group[Actor]]) -> None:
        self._numbers = {
            (home, one.item.id): n for n, group in enumerate(groups) for one in group for home in one.briefings
        }
        self._named: dict[str, set[int]] = {}
        for n, group in enumerate(groups):
            for one in group:
                for form in (one.item.name, *one.item.aliases):
                    self._named.setdefault(name_key(form), set()).add(n)
        self._ids: Sequence[str] = ()

    def party(self, home: int, text: str | None, ids: tuple[str, ...]) -> Hashable:
        """Who is meant by the ids that briefing `home` uses or, without any, by a name; equal where it is the same."""
        if ids:
            return frozenset(self._numbers[home, one] for one in ids)
        key = name_key(text or "")
        return frozenset(found) if len(found := self._named.get(key, set())) == 1 else key

    def name(self, ids: Sequence[str]) -> None:
        """Sets the ids of the merged actors, in the order of the groups."""
        self._ids = ids

    def identity(self, home: int, actor: str) -> str:
        """The merged id of the actor that briefing `home` calls by the id `actor`."""
        return self._ids[self._numbers[home, actor]]
