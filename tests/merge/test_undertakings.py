from datetime import date
from typing import Any

import pytest

from briefing.merge import merge
from briefing.model import (
    Commitment,
    DateSpan,
    Gap,
    OpenQuestion,
    Polarity,
    Precision,
    Strength,
)
from tests.merge.port import GAZETTE, HERALD, MONDAY, TIMES, TUESDAY, actor, commitment, note, question, told_by


def undertakings(one: Commitment, other: Commitment) -> tuple[Commitment, ...]:
    return merge([note(GAZETTE, MONDAY, commitments=(one,)), note(HERALD, TUESDAY, commitments=(other,))]).commitments


def test_the_same_undertaking_told_twice_is_one_with_the_evidence_of_both() -> None:
    (joined,) = undertakings(commitment(GAZETTE), commitment(HERALD, "lend four ferries to Lindholm"))
    assert sorted(told_by(joined)) == ["S1", "S2"]


def test_the_wording_that_says_most_is_kept_and_completed_from_the_other() -> None:
    full = commitment(GAZETTE, amount="four ferries", deadline="by June", gaps=(Gap.CONDITION, Gap.HOW_MUCH))
    other = commitment(
        HERALD,
        "lend four ferries",
        condition="if crews are found",
        strength=Strength.CONDITIONAL,
        gaps=(Gap.WHEN, Gap.HOW_MUCH),
    )
    (joined,) = undertakings(full, other)
    assert (joined.action, joined.amount, joined.deadline) == (full.action, "four ferries", "by June")
    assert (joined.condition, joined.strength) == ("if crews are found", Strength.CONDITIONAL)
    assert joined.gaps == (Gap.HOW_MUCH,)


def test_of_wordings_that_say_as_much_the_latest_is_kept() -> None:
    (joined,) = undertakings(commitment(GAZETTE, strength=Strength.INTENT), commitment(HERALD, strength=Strength.FIRM))
    assert joined.strength is Strength.FIRM


def test_a_deadline_brings_its_date_along() -> None:
    due = DateSpan(end=date(2026, 6, 30), precision=Precision.MONTH)
    (joined,) = undertakings(commitment(GAZETTE, amount="four"), commitment(HERALD, deadline="by June", due=due))
    assert (joined.deadline, joined.due) == ("by June", due)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"deadline": "by June"}, {"deadline": "by autumn"}),
        ({"amount": "50 million crowns"}, {"amount": "50 billion crowns"}),
        ({"amount": "two quays"}, {"amount": "three quays"}),
        ({"condition": "once the ice melts"}, {"condition": "if parliament agrees"}),
        ({"beneficiary": "Lindholm"}, {"beneficiary": "Sandhaven"}),
        ({"polarity": Polarity.DO}, {"polarity": Polarity.REFRAIN}),
        ({"committer": "Norland"}, {"committer": "Sandhaven"}),
        ({"action": "lend Lindholm four ferries"}, {"action": "lend Lindholm five ferries"}),
        ({"action": "lift sanctions on Lindholm oil"}, {"action": "tighten sanctions on Lindholm oil"}),
        ({"action": "lend ferries"}, {"action": "lend money to the harbour board"}),
        (
            {"due": DateSpan(end=date(2026, 6, 30), precision=Precision.MONTH), "deadline": "by the end of the month"},
            {"due": DateSpan(end=date(2026, 7, 31), precision=Precision.MONTH), "deadline": "by the end of the month"},
        ),
    ],
)
def test_undertakings_that_contradict_each_other_stay_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(undertakings(commitment(GAZETTE, **one), commitment(HERALD, **other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"deadline": "June"}, {"deadline": "by the end of June"}),
        ({"amount": "€50 billion"}, {"amount": "50bn euros"}),
        ({"amount": "twenty-six ferries"}, {"amount": "26 ferries"}),
        ({"committer": "the US"}, {"committer": "United States"}),
        (
            {"deadline": "by March", "due": DateSpan(end=date(2026, 3, 31), precision=Precision.MONTH)},
            {
                "deadline": "next month",
                "due": DateSpan(start=date(2026, 3, 1), end=date(2026, 3, 31), precision=Precision.MONTH),
            },
        ),
    ],
)
def test_terms_in_other_words_do_not_contradict(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(undertakings(commitment(GAZETTE, **one), commitment(HERALD, **other))) == 1


def test_an_undertaking_is_not_joined_with_two_that_contradict_each_other() -> None:
    merged = merge(
        [
            note(GAZETTE, commitments=(commitment(GAZETTE, deadline="by June"),)),
            note(HERALD, commitments=(commitment(HERALD),)),
            note(TIMES, commitments=(commitment(TIMES, deadline="by autumn"),)),
        ]
    )
    assert sorted(len(one.evidence) for one in merged.commitments) == [1, 2]


def test_a_committer_is_the_same_under_any_name_of_one_actor() -> None:
    named = note(
        GAZETTE,
        actors=(actor(GAZETTE, "Ana Ferro", id="A-1"),),
        commitments=(commitment(GAZETTE, committer="she", committer_ids=("A-1",)),),
    )
    by_surname = note(
        HERALD,
        actors=(actor(HERALD, "Ferro", id="A-9"),),
        commitments=(commitment(HERALD, committer="Ferro"),),
    )
    assert len(merge([named, by_surname]).commitments) == 1


def test_a_joined_item_is_as_sure_as_the_surest() -> None:
    one, other = commitment(GAZETTE, confidence=0.4), commitment(HERALD, confidence=0.7)
    assert [joined.confidence for joined in undertakings(one, other)] == [0.7]


def test_a_question_in_nearly_the_same_words_about_the_same_actor_is_one() -> None:
    one, other = question(GAZETTE, about="Norland"), question(HERALD, "Who will run the ferries?", about="Norland")
    (joined,) = merge([note(GAZETTE, open_questions=(one,)), note(HERALD, open_questions=(other,))]).open_questions
    assert len(joined.evidence) == 2


@pytest.mark.parametrize(
    "other",
    [
        question(HERALD, about="Lindholm"),
        question(HERALD, "Who will run the three ferries?", about="Norland"),
        question(HERALD, "What will the four ferries cost?", about="Norland"),
    ],
)
def test_other_questions_stay_two(other: OpenQuestion) -> None:
    one = question(GAZETTE, about="Norland")
    merged = merge([note(GAZETTE, open_questions=(one,)), note(HERALD, open_questions=(other,))])
    assert len(merged.open_questions) == 2
