import gc

import pytest

from briefing.garbage import collect_seldom


@pytest.fixture(autouse=True)
def as_before() -> object:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_young_object_is_looked_at_far_less_often() -> None:
    # what Python starts with; a test that ran the program in this process may have raised it
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert gc.get_threshold()[0] >= 10 * 700


def test_what_holds_only_itself_is_still_collected() -> None:
    collect_seldom()
    made = 0

    class Ring:
        def __init__(self) -> None:
            nonlocal made
            self.own = self
            made += 1

        def __del__(self) -> None:
            nonlocal made
            made -= 1

    for _ in range(200_000):
        Ring()
    assert made < 200_000
