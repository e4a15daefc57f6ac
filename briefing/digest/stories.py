"""Which documents tell one story: the same event, or what followed from it."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.digest.likeness import Profile, likeness, one_form, only_names, share_heads

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    within_days = one.day is not None and other.day is not None and abs((one.day - other.day).days) <= _DAYS
    return _near(one, other, likeness(one, other), _NEAR if within_days else _FAR)


def _near(one: Profile, other: Profile, alike: float, least: float) -> float:
    if _KIN <= alike < least and share_heads(one, other):
        least = _KIN
    apart = alike >= least and (one_form(one, other) or only_names(one, other))
    return 0.0 if apart else alike / least


def _pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """The nearness of all pairs that are at all alike, each in ascending order."""
    import numpy as np

    # A day that is not known is far from every other, and from the next one that is not known.
    days = np.array([-1_000 * n if one.day is None else one.day.toordinal() for n, one in enumerate(profiles, start=1)])
    for number, others, alike in _alike(profiles):
        least = np.where(abs(days[others] - days[number]) <= _DAYS, _NEAR, _FAR)
        near = alike / least
        # Of most pairs the likeness alone tells; these are looked at.
        for n in np.flatnonzero(alike >= np.minimum(least, _KIN)).tolist():
            near[n] = _near(profiles[others[n]], profiles[number], float(alike[n]), float(least[n]))
        yield from (
            (other, number, value) for other, value in zip(others.tolist(), near.tolist(), strict=True) if value
        )


def _alike(profiles: Sequence[Profile]) -> Iterator[tuple[int, "NDArray[np.int_]", "NDArray[np.float64]"]]:
    """For each profile those before it that are at all alike, and how much.

    Added up from an index of words: most pairs have none in common.
    """
    import numpy as np

    holding: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(profiles):
        for word in one.weights:
            holding[word].append(number)
    # What no other profile has is left out.
    places = {word: np.array(numbers) for word, numbers in holding.items() if len(numbers) > 1}
    weights = {word: np.array([profiles[n].weights[word] for n in numbers]) for word, numbers in places.items()}
    for number, one in enumerate(profiles):
        common = [(word, weight) for word, weight in one.weights.items() if word in places]
        if not common:
            continue
        others = np.concatenate([places[word] for word, _ in common])
        products = np.concatenate([weight * weights[word] for word, weight in common])
        # the stubs take what is added up for whole numbers
        shared: NDArray[np.float64] = np.bincount(others, products, len(profiles))[:number].astype(np.float64)
        found = np.flatnonzero(shared >= _LEAST)
        yield number, found, shared[found]
