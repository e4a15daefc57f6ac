from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parser.analysis.quotations import find, inside
from tests.parser.casefiles import cases, document

_TEXT = st.text(st.sampled_from("“”\"‘’'«»„ab sS.,:6 \n"), max_size=120)


@pytest.mark.parametrize(("text", "expected"), cases("quotations.txt"))
def test_quotations_are_found(text: str, expected: str) -> None:
    made = document(text)
    shown = [("open: " if q.open_ended else "") + made.text[q.start : q.end] for q in find(made)]
    assert "\n".join(shown) == expected


@given(_TEXT)
def test_quotations_stand_in_order_each_in_its_own_block(text: str) -> None:
    made = document("A first line.\n" + text)
    found = find(made)
    for one in found:
        block = made.blocks[one.block_index]
        assert block.start <= one.start <= one.end <= block.end
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(_TEXT)
def test_what_stands_in_one_paragraph_changes_nothing_in_the_next_but_one(text: str) -> None:
    quoted = "Between.\n“We will go,” he said."
    made = document(f"First {text.replace(chr(10), ' ')}\n{quoted}")
    assert [made.text[q.start : q.end] for q in find(made) if q.block_index == 2] == ["We will go,"]


def test_inside_tells_places_between_marks() -> None:
    made = document("He said “no” twice.")
    test = inside(find(made))
    assert "".join(sign for i, sign in enumerate(made.text) if test(i)) == "no"


def test_nothing_is_inside_where_nothing_is_quoted() -> None:
    assert not inside(())(0)


def test_a_long_row_of_opening_marks_is_read_once() -> None:
    # A search for the end of each of them would take hours.
    assert len(find(document("'a " * 200_000))) <= 1
