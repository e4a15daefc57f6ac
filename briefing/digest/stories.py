"""Which documents tell one story: the same event, or what followed from it."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from briefing.digest.likeness import Profile, likeness, one_form, only_names, share_heads

_FAR, _NEAR, _KIN = 0.42, 0.27, 0.28
"""How alike two documents of one story are: anyhow; within days; with chief words and names in common."""
_DAYS = 4
_LEAST = 0.2
"""What is less alike speaks neither for one story nor for two."""


def group(profiles: Sequence[Profile]) -> list[list[int]]:
    """The numbers of the profiles in groups, each ascending, by their first.

    The two groups that are most alike on average are joined, again and again, as long as they are
    alike enough. The result does not depend on the order of the profiles, but for ties.
    """
    totals: dict[tuple[int, int], float] = _pairs(profiles)
    members = {n: [n] for n in range(len(profiles))}
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in totals:
        beside[a].add(b)
        beside[b].add(a)
    heap = [(-total, a, b, 2) for (a, b), total in totals.items() if total >= 1]
    heapq.heapify(heap)
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or size != len(members[a]) + len(members[b]):
            continue  # one of the two has grown since
        members[a] = sorted(members[a] + members.pop(b))
        for other in beside.pop(b) - {a}:
            total = totals.pop(_key(b, other)) + totals.get(_key(a, other), 0.0)
            totals[_key(a, other)] = total
            beside[other].discard(b)
            beside[other].add(a)
            beside[a].add(other)
        beside[a].discard(b)
        for other in beside[a]:
            average = totals[_key(a, other)] / (len(members[a]) * len(members[other]))
            if average >= 1:
                heapq.heappush(heap, (-average, *_key(a, other), len(members[a]) + len(members[other])))
    return sorted(members.values())


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def nearness(one: Profile, other: Profile) -> float:
    """How near two documents are to being one story: 1 where they just are, 0 where nothing speaks for it."""
    return _near(one, other, likeness(one, other))


def _near(one: Profile, other: Profile, alike: float) -> float:
    least = _FAR
    if _gap(one.day, other.day) <= _DAYS:
        least = _NEAR
    elif _FAR > alike >= _KIN and share_heads(one, other):
        least = _KIN
    apart = alike >= least and (one_form(one, other) or only_names(one, other))
    return 0.0 if apart else alike / least


def _gap(one: date | None, other: date | None) -> float:
    """Days between two dates; without end where one is not known."""
    return float("inf") if one is None or other is None else abs((one - other).days)


def _pairs(profiles: Sequence[Profile]) -> dict[tuple[int, int], float]:
    """The nearness of all pairs that are at all alike."""
    pairs = ((a, b, _near(profiles[a], profiles[b], alike)) for a, b, alike in _alike(profiles))
    return {(a, b): near for a, b, near in pairs if near > 0}


def _alike(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """Pairs with their likeness, added up from an index of words: most pairs have none in common."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, one in enumerate(profiles):
        shared: dict[int, float] = defaultdict(float)
        for word, weight in one.weights.items():
            beside = index[word]
            for other, its_weight in beside:
                shared[other] += weight * its_weight
            beside.append((number, weight))
        yield from ((other, number, alike) for other, alike in sorted(shared.items()) if alike >= _LEAST)
