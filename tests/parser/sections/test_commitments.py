from dataclasses import dataclass

import pytest

from briefing.parser.commitments import candidates, slots
from tests.parser.casefiles import analysed
from tests.parser.sections.casefiles import cases, compare, compare_some, parsed


@dataclass(frozen=True)
class _Filled:
    committer: str
    action: str


@pytest.mark.parametrize(("text", "expected"), cases("commitments-found.txt"))
def test_undertakings_are_found(text: str, expected: str) -> None:
    briefing = parsed(text)
    compare(briefing.commitments, expected, briefing.actors)


@pytest.mark.parametrize(("text", "expected"), cases("commitments-left.txt"))
def test_what_is_no_undertaking_is_left(text: str, expected: str) -> None:
    compare(parsed(text).commitments, expected)


@pytest.mark.parametrize(("text", "expected"), [*cases("commitments-slots.txt"), *cases("commitments-deadlines.txt")])
def test_slots_are_filled_from_the_clause(text: str, expected: str) -> None:
    briefing = parsed(text)
    compare(briefing.commitments, expected, briefing.actors)


@pytest.mark.parametrize(("text", "expected"), cases("commitments-told.txt"))
def test_what_is_told_twice_is_one_and_what_differs_is_not(text: str, expected: str) -> None:
    compare(parsed(text).commitments, expected)


@pytest.mark.parametrize(("text", "expected"), cases("commitments-committers.txt"))
def test_whoever_would_act_is_named(text: str, expected: str) -> None:
    """Before anything is judged: whether a candidate is offered is learnt, who would act is not."""
    analysis = analysed(text)
    found = [candidate for sentence in analysis.sentences for candidate in candidates.find(sentence)]
    filled = [made for candidate in found if (made := slots.fill(candidate, analysis)) is not None]
    compare_some([_Filled(one.party.name, one.action) for one in filled], expected)


@pytest.mark.parametrize(
    ("text", "weighed"),
    [
        ("In May 2021, Norway announced a fisheries pact.", []),
        ("Norway announced a fisheries pact on Monday.", ["announced"]),
        ("In May 2021, Norway announced that it would build a pier.", ["build"]),
    ],
)
def test_what_was_done_in_a_year_that_is_named_is_not_even_weighed(text: str, weighed: list[str]) -> None:
    sentence = analysed(text).sentences[0]
    assert [one.action.text for one in candidates.find(sentence)] == weighed
