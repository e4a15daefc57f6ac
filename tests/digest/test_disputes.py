"""Where sources of one day differ, both quotations stand beside each other; what is told later has changed."""

from datetime import date

import pytest

from briefing.digest.model import Asked
from briefing.model import QuestionKind
from tests.digest.newsroom import FRIDAY, MONDAY, Report, by, told

FIRST = "Norland will lend Lindholm four ferries by 31 March, the minister said."
OTHER = "Norland will lend Lindholm four ferries by 30 June, said the harbour board."


def _disputed(*reports: Report) -> list[Asked]:
    [story] = told(*reports).stories
    return [one for one in story.questions if one.question.kind is QuestionKind.DISPUTED]


def _report(sentence: str, day: date | None = MONDAY, **fields: object) -> Report:
    committer = str(fields.pop("committer", "Norland"))
    return Report(sentence, day=day).pledge("lend Lindholm four ferries", sentence, committer, **fields)


@pytest.mark.parametrize("day", [MONDAY, None])
def test_two_dates_for_one_undertaking(day: date | None) -> None:
    first = _report(FIRST, day, deadline="by 31 March", due=by(date(2026, 3, 31)))
    other = _report(OTHER, day, deadline="by 30 June", due=by(date(2026, 6, 30)))
    [asked] = _disputed(first, other)
    assert asked.question.question == "By when is Norland to lend Lindholm four ferries: “by 31 March” or “by 30 June”?"
    assert [one.quote for one in asked.question.evidence] == [FIRST, OTHER]
    assert len({one.source for one in asked.question.evidence}) == 2


def test_two_amounts() -> None:
    first, other = _report(FIRST, amount="9 million crowns"), _report(OTHER, amount="7 million crowns")
    assert "“9 million crowns” or “7 million crowns”" in _disputed(first, other)[0].question.question


def test_the_question_for_an_amount_leaves_the_amounts_to_its_end() -> None:
    less, more = "2.4 million crowns", "2.9 million crowns"
    first = Report(FIRST).pledge(f"pay {less} towards the ferries", FIRST, amount=less)
    other = Report(OTHER).pledge(f"contribute {more} to the cost of the ferries", OTHER, amount=more)
    [asked] = _disputed(first, other)
    assert asked.question.question.startswith("How much is Norland to pay towards the ferries: “2.")


def test_two_who_are_to_do_it() -> None:
    first, other = _report(FIRST), _report(OTHER, committer="Sandhaven")
    [asked] = _disputed(first, other)
    assert asked.question.question == "Who is to lend Lindholm four ferries: Norland or Sandhaven?"


def test_two_figures_for_one_fact() -> None:
    first = Report("Ash from the crater of Mount Kestrel buried 12 farms in the valley, the rescuers said.")
    other = Report("Ash from the crater of Mount Kestrel has buried 14 farms in the valley, rescuers said.")
    [asked] = _disputed(first, other)
    assert asked.question.question in ("Which figure is right: “12” or “14”?", "Which figure is right: “14” or “12”?")


def test_what_a_later_source_tells_otherwise_is_no_dispute() -> None:
    first = _report(FIRST, deadline="by 31 March", due=by(date(2026, 3, 31)))
    other = _report(OTHER, FRIDAY, deadline="by 30 June", due=by(date(2026, 6, 30)))
    assert _disputed(first, other) == []


def test_one_source_that_says_more_does_not_differ() -> None:
    assert _disputed(_report(FIRST, amount="9 million crowns"), _report(OTHER)) == []


def test_one_source_does_not_contradict_itself() -> None:
    two = Report(FIRST, OTHER)
    two.pledge("lend Lindholm four ferries", FIRST, amount="9 million crowns")
    two.pledge("lend Lindholm four ferries", OTHER, amount="7 million crowns")
    assert _disputed(two) == []
