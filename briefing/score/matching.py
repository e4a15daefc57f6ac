"""One-to-one matching of what is asked for with what is offered."""

from collections.abc import Callable, Iterator, Sequence


def match(asked: int, offered: int, affinity: Callable[[int, int], float | None]) -> list[tuple[int, int]]:
    """As many pairs (asked, offered) as there can be, ascending; better affinities are preferred.

    `affinity` is null where two may not be paired. The matching is maximum (augmenting paths,
    Kuhn 1955); it is not the heaviest one, for a pair is only given up to gain another.
    """
    wishes: list[list[tuple[float, int]]] = []
    for i in range(asked):
        liked = [(value, j) for j in range(offered) if (value := affinity(i, j)) is not None]
        wishes.append(sorted(liked, key=lambda wish: -wish[0]))
    wanted = [[j for _, j in wish] for wish in wishes]
    owner: dict[int, int] = {}
    for i in sorted(range(asked), key=lambda i: -wishes[i][0][0] if wishes[i] else 0.0):
        _augment(i, wanted, owner)
    return sorted((i, j) for j, i in owner.items())


def _augment(first: int, wanted: Sequence[Sequence[int]], owner: dict[int, int]) -> None:
    """Finds `first` a partner, moving others to their next wish where that sets one free."""
    seen: set[int] = set()
    path: list[tuple[int, Iterator[int]]] = [(first, iter(wanted[first]))]
    reached: list[int] = []
    # A stack of our own: recursion would end at the interpreter's limit on long texts.
    while path:
        j = next((j for j in path[-1][1] if j not in seen), None)
        if j is None:
            path.pop()
            del reached[-1:]
            continue
        seen.add(j)
        reached.append(j)
        if j not in owner:
            owner.update((j, i) for (i, _), j in zip(path, reached, strict=True))
            return
        path.append((owner[j], iter(wanted[owner[j]])))
