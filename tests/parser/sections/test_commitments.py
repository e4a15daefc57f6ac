import pytest

from tests.parser.sections.casefiles import cases, compare, parsed


@pytest.mark.parametrize(("text", "expected"), cases("commitments-found.txt"))
def test_undertakings_are_found(text: str, expected: str) -> None:
    briefing = parsed(text)
    compare(briefing.commitments, expected, briefing.actors)


@pytest.mark.parametrize(("text", "expected"), cases("commitments-left.txt"))
def test_what_is_no_undertaking_is_left(text: str, expected: str) -> None:
    compare(parsed(text).commitments, expected)


@pytest.mark.parametrize(("text", "expected"), cases("commitments-slots.txt"))
def test_slots_are_filled_from_the_clause(text: str, expected: str) -> None:
    briefing = parsed(text)
    compare(briefing.commitments, expected, briefing.actors)
