import sys
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from briefing.score.matching import match


def table(*rows: list[float | None]) -> list[tuple[int, int]]:
    return match(len(rows), len(rows[0]) if rows else 0, lambda i, j: rows[i][j])


def test_the_better_affinity_is_preferred() -> None:
    assert table([0.2, 0.9], [0.8, 0.1]) == [(0, 1), (1, 0)]


def test_a_preferred_partner_is_given_up_where_that_lets_another_be_matched() -> None:
    assert table([0.5, 0.9], [None, 0.8]) == [(0, 0), (1, 1)]


def test_what_may_not_be_paired_stays_alone() -> None:
    assert table([None, None], [None, 0.1]) == [(1, 1)]


def test_nothing_asked_or_offered_gives_no_pair() -> None:
    assert match(0, 3, lambda _i, _j: 1.0) == []
    assert match(3, 0, lambda _i, _j: 1.0) == []


def test_a_chain_longer_than_the_interpreters_stack_is_unravelled() -> None:
    size = sys.getrecursionlimit() + 200

    def affinity(i: int, j: int) -> float | None:
        """All but the first prefer the place of the one before; the first, who comes last, has but one wish."""
        if i == 0:
            return 0.1 if j == 0 else None
        return {i - 1: 0.9, i: 0.5}.get(j)

    assert match(size, size, affinity) == [(i, i) for i in range(size)]


@given(st.lists(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=4, max_size=4), min_size=1, max_size=4))
def test_no_matching_has_more_pairs(rows: list[list[float | None]]) -> None:
    most = max(
        sum(rows[i][j] is not None for i, j in enumerate(order[: len(rows)])) for order in permutations(range(4))
    )
    pairs = table(*rows)
    assert len(pairs) == most
    assert len({j for _, j in pairs}) == len({i for i, _ in pairs}) == len(pairs)
    assert all(rows[i][j] is not None for i, j in pairs)
