"""The map of commitments: drawn where lines meet, left out where it would be the table once more."""

from briefing.memo import load_look
from briefing.memo.sections.commitments_map import LEAST, MOST, commitments_map
from briefing.memo.shapes import Map
from briefing.model import Commitment, Polarity, Review, Strength

WORDS = load_look().words


def promise(committer: str, action: str, **fields: object) -> Commitment:
    return Commitment.model_validate(
        {"id": f"C-{committer}-{action}", "committer": committer, "action": action, "review": Review(by="A. Editor")}
        | fields
    )


def drawn(*commitments: Commitment) -> Map | None:
    return commitments_map(tuple(enumerate(commitments, 1)), WORDS)


HARBOURS = (
    promise("Nordvik", "pay for the icebreaker", beneficiary="the ferries"),
    promise("Sandhaven", "open its berths", beneficiary="the ferries", condition="once the ice reports are public"),
    promise("Nordvik", "lower its fees", condition="if Sandhaven does"),
)


def test_equal_committers_and_ends_are_one_box() -> None:
    made = drawn(*HARBOURS)
    assert made is not None
    assert made.who == ("Nordvik", "Sandhaven")
    assert [end.text for end in made.ends] == ["the ferries", "once the ice reports are public", "if Sandhaven does"]
    assert [end.condition for end in made.ends] == [False, True, True]


def test_lines_of_one_committer_stand_together_under_their_numbers_in_the_table() -> None:
    made = drawn(*HARBOURS)
    assert made is not None
    assert [(line.number, line.who) for line in made.lines] == [(1, 0), (3, 0), (2, 1)]


def test_a_commitment_for_nobody_that_hangs_on_nothing_is_left_to_the_table() -> None:
    made = drawn(promise("Aldby", "wait"), *HARBOURS)
    assert made is not None
    assert [line.number for line in made.lines] == [2, 4, 3]


def test_with_too_few_lines_there_is_no_map() -> None:
    assert drawn(*HARBOURS[: LEAST - 1]) is None
    assert drawn() is None


def test_where_no_two_lines_meet_there_is_no_map() -> None:
    assert drawn(*(promise(f"Port {n}", "open", beneficiary=f"fleet {n}") for n in "abcde")) is None


def test_lines_meet_where_somebody_undertakes_something_and_is_undertaken_for() -> None:
    made = drawn(
        promise("Aldby", "open", beneficiary="Borg"),
        promise("Borg", "pay", beneficiary="the Dunes"),
        promise("Coast Guard", "watch", beneficiary="fleets"),
    )
    assert made is not None


def test_only_the_weightiest_are_drawn() -> None:
    made = drawn(*(promise("Nordvik", f"pay part {n}", beneficiary="the ferries") for n in range(20)))
    assert made is not None
    assert [line.number for line in made.lines] == list(range(1, MOST + 1))


def test_names_without_a_word_are_not_taken_for_one() -> None:
    made = drawn(*(promise(name, "open", beneficiary="the ferries") for name in ("☀", "☂", "☃")))
    assert made is not None
    assert made.who == ("☀", "☂", "☃")


def test_what_the_picture_shows_is_told_in_sentences() -> None:
    refusal = promise(
        "Aldby",
        "close the channel",
        condition="while it is free of ice",
        polarity=Polarity.REFRAIN,
        strength=Strength.INTENT,
    )
    made = drawn(*HARBOURS, refusal)
    assert made is not None
    assert made.told[0] == "1. Nordvik: pay for the icebreaker (Firm); for the ferries."
    assert made.told[-1] == "4. Aldby: × Refrain: close the channel (Intent); hangs on: while it is free of ice."
