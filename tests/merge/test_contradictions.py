from datetime import date

import pytest

from briefing.merge.contradictions import amounts_at_odds, at_odds, dates_at_odds
from briefing.model import DateSpan, Precision


def span(start: int | None, end: int) -> DateSpan:
    first = None if start is None else date(2026, 3, start)
    return DateSpan(start=first, end=date(2026, 3, end), precision=Precision.RANGE)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (None, "by June", False),
        ("June", "by the end of June", False),
        ("once the ice melts", "when the ice has melted away", True),
        ("once the ice in the bay melts", "once the ice melts in the north", False),
        ("after 3 weeks", "after 4 weeks", True),
        ("in spring", "in autumn", True),
    ],
)
def test_wordings_contradict_where_neither_holds_the_other_nor_half_of_it(
    one: str | None, other: str | None, contradict: bool
) -> None:
    assert at_odds(one, other) is at_odds(other, one) is contradict


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("€50bn", "50 billion euros", False),
        ("50 million", "50 billion", True),
        ("all of it", "three quarters", True),
        ("3 million", None, False),
    ],
)
def test_amounts_contradict_by_their_quantities(one: str | None, other: str | None, contradict: bool) -> None:
    assert amounts_at_odds(one, other) is amounts_at_odds(other, one) is contradict


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (span(1, 10), span(10, 20), False),
        (span(1, 9), span(10, 20), True),
        (span(None, 15), span(10, 20), False),
        (span(None, 25), span(10, 20), True),
        (span(None, 20), span(None, 20), False),
    ],
)
def test_dates_contradict_where_no_day_is_common(one: DateSpan, other: DateSpan, contradict: bool) -> None:
    assert dates_at_odds(one, other) is dates_at_odds(other, one) is contradict
