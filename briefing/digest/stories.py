"""Which documents tell one story: the same event, or what followed from it."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat

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
    totals: list[dict[int, float]] = [{} for _ in profiles]
    for a, b, near in _pairs(profiles):
        totals[a][b] = totals[b][a] = near
    members = {n: [n] for n in range(len(profiles))}
    heap = [(-near, a, b, 2) for a, beside in enumerate(totals) for b, near in beside.items() if near >= 1 and a < b]
    heapq.heapify(heap)
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or size != len(members[a]) + len(members[b]):
            continue  # one of the two has grown since
        members[a] = sorted(members[a] + members.pop(b))
        beside = totals[a]
        for other, near in totals[b].items():
            del totals[other][b]
            if other != a:
                beside[other] = totals[other][a] = near + beside.get(other, 0.0)
        grown = len(members[a])
        for other, near in beside.items():
            count = len(members[other])
            if near >= grown * count:
                heapq.heappush(heap, (-near / (grown * count), min(a, other), max(a, other), grown + count))
    return sorted(members.values())


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


def _pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """The nearness of all pairs that are at all alike, each in ascending order."""
    for a, b, alike in _alike(profiles):
        if near := _near(profiles[a], profiles[b], alike):
            yield a, b, near


def _alike(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """Pairs with their likeness, added up from an index of words: most pairs have none in common."""
    import numpy as np

    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, one in enumerate(profiles):
        for word, weight in one.weights.items():
            index[word].append((number, weight))
    places = {word: np.array([number for number, _ in listed]) for word, listed in index.items()}
    weights = {word: np.array([weight for _, weight in listed]) for word, listed in index.items()}
    for number, one in enumerate(profiles):
        shared = np.zeros(len(profiles))
        for word, weight in one.weights.items():
            shared[places[word]] += weight * weights[word]
        found = np.flatnonzero(shared[:number] >= _LEAST)
        yield from zip(found.tolist(), repeat(number), shared[found].tolist())
