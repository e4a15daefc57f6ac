"""Finds again what the previous digest held: the same story, commitment, question or actor, in whatever words."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


def pair(
    before: Sequence[_Item], now: Sequence[_Item], alike: Callable[[_Item, _Item], float]
) -> list[tuple[_Item | None, _Item | None]]:
    """Every item of both sides once: with its counterpart, or alone, those of `now` first, in their order.

    The most alike find each other first; `alike` is 0 for two that cannot be one.
    """
    scores = [
        (-score, i, j) for i, old in enumerate(before) for j, new in enumerate(now) if (score := alike(old, new)) > 0
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scores):
        if j not in found and i not in taken:
            found[j] = i
            taken.add(i)
    pairs: list[tuple[_Item | None, _Item | None]] = [
        (before[found[j]] if j in found else None, new) for j, new in enumerate(now)
    ]
    return [*pairs, *((old, None) for i, old in enumerate(before) if i not in taken)]
