"""Putting items of several briefings together: who told them, and which of them are one.

Two items of one briefing are never joined: whoever made it held them apart.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations, product
from types import MappingProxyType
from typing import Generic, TypeVar

from briefing.merge.quantities import differ, quantities
from briefing.model import (
    Actor,
    Commitment,
    KeyPoint,
    OpenQuestion,
    Review,
    ReviewState,
    Statement,
    TimelineEntry,
)
from briefing.words import content_words, shared

Item = TypeVar("Item", KeyPoint, Actor, Commitment, OpenQuestion, Statement, TimelineEntry)


@dataclass(frozen=True)
class Told(Generic[Item]):
    """An item as one briefing tells it.

    `home` is the number of that briefing, whose actors the item's references name; `briefings`
    are all that hold this very item. `rank` is its place in its section, from 0; `day` that of
    the briefing's latest source, `date.min` where none is dated.
    """

    item: Item
    home: int
    briefings: frozenset[int]
    rank: int
    day: date


Group = list[Told[Item]]
"""Items that are one; never empty."""


def settle(told: Sequence[Told[Item]]) -> list[Told[Item]]:
    """One version of each item that several briefings on one source hold, the last reviewed one.

    Versions share the id and at least one piece of evidence (or have none, being an editor's).
    """
    versions: list[Group[Item]] = []
    by_id: dict[str, list[Group[Item]]] = {}
    for one in told:
        known = by_id.setdefault(one.item.id, [])
        group = next((group for group in known if _same_item(group[0].item, one.item)), None)
        if group is None:
            known.append([one])
            versions.append(known[-1])
        else:
            group.append(one)
    return [
        replace(
            max(group, key=lambda one: (reviewed(one.item.review), _moment(one.item.review), one.day, -one.home)),
            briefings=frozenset().union(*(one.briefings for one in group)),
            rank=min(one.rank for one in group),
        )
        for group in versions
    ]


def _same_item(one: Item, other: Item) -> bool:
    return not set(one.evidence).isdisjoint(other.evidence) or not (one.evidence or other.evidence)


def reviewed(review: Review) -> bool:
    """Whether an editor has decided on the item, or added it."""
    return review.state is not ReviewState.DRAFT or review.by is not None


def rejected(told: Told[Item]) -> bool:
    """Whether an editor has struck the item out; such an item is joined with none that stands."""
    return told.item.review.state is ReviewState.REJECTED


def _moment(review: Review) -> str:
    # Text, for dates with and without a time zone do not compare.
    return (review.at or datetime.min).isoformat()


def join_equal(told: Sequence[Told[Item]], key: Callable[[Told[Item]], Hashable]) -> list[Group[Item]]:
    """Groups of items whose keys are equal; the second of a briefing is joined with the second of another."""
    groups: dict[Hashable, Group[Item]] = {}
    turns: dict[Hashable, int] = {}
    for one in told:
        full = (rejected(one), key(one))
        turn = max(turns.get((full, briefing), 0) for briefing in one.briefings)
        for briefing in one.briefings:
            turns[full, briefing] = turn + 1
        groups.setdefault((full, turn), []).append(one)
    return list(groups.values())


def join_alike(
    told: Sequence[Told[Item]],
    block: Callable[[Told[Item]], Hashable],
    wording: Callable[[Item], str],
    least: float,
    at_odds: Callable[[Item, Item], bool] = lambda _one, _other: False,
) -> list[Group[Item]]:
    """Groups of items that all say nearly the same; the most alike find each other first.

    Only items of one `block` are compared. Two may be one where their wordings share at least
    `least` of their content words (token F1), no number in them differs, and the items are
    not `at_odds` otherwise.
    """
    wordings = [wording(one.item) for one in told]
    counted = [Counter(content_words(text)) for text in wordings]
    numbered = [quantities(text) for text in wordings]
    blocks: dict[Hashable, list[int]] = {}
    for n, one in enumerate(told):
        blocks.setdefault((rejected(one), block(one)), []).append(n)
    alike: dict[tuple[int, int], float] = {}
    for numbers in blocks.values():
        for i, j in combinations(numbers, 2):
            likeness = shared(counted[i], counted[j])
            if likeness < least or not told[i].briefings.isdisjoint(told[j].briefings):
                continue
            if not differ(numbered[i], numbered[j]) and not at_odds(told[i].item, told[j].item):
                alike[i, j] = likeness
    return [[told[n] for n in numbers] for numbers in _cliques(len(told), alike)]


def _cliques(count: int, alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Numbers below `count` in groups within which every ascending pair is in `alike`."""
    group_of = {n: [n] for n in range(count)}
    for i, j in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        left, right = group_of[i], group_of[j]
        if left is not right and all((min(a, b), max(a, b)) in alike for a, b in product(left, right)):
            joined = sorted([*left, *right])
            group_of.update(dict.fromkeys(joined, joined))
    return [numbers for n, numbers in group_of.items() if n == numbers[0]]


def latest_first(group: Iterable[Told[Item]]) -> Group[Item]:
    """What an editor has decided on first, then by day, the last one first."""
    return sorted(group, key=lambda one: (not reviewed(one.item.review), -one.day.toordinal(), one.home))


def fuse(order: Group[Item], changes: Mapping[str, object] = MappingProxyType({})) -> Told[Item]:
    """The first of a group with `changes`, the evidence of all, and the highest confidence of any."""
    evidence = tuple(dict.fromkeys(evidence for one in order for evidence in one.item.evidence))
    confidence = max(one.item.confidence for one in order)
    item = order[0].item.model_copy(update={**changes, "evidence": evidence, "confidence": confidence})
    return replace(order[0], item=item, briefings=frozenset().union(*(one.briefings for one in order)))


def interleave(groups: Iterable[Group[Item]]) -> list[Group[Item]]:
    """The groups by rank: the first of each briefing, then the second of each, the latest briefing's before others'."""
    return sorted(groups, key=lambda group: min((one.rank, -one.day.toordinal(), one.home) for one in group))
