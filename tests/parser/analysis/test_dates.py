from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import DateSpan, Precision
from briefing.parser.analysis.dates import resolve
from tests.parser.casefiles import cases

# Words that rules look for, so that they meet in ways nobody thought of.
_JOINTS = [
    "by",
    "before",
    "until",
    "the",
    "end",
    "of",
    "in",
    "within",
    "over",
    "from",
    "to",
    "and",
    "-",
    "–",
    ",",
    "'s",
]
_UNITS = ["year", "month", "week", "quarter", "decade", "days", "weeks", "hours", "half", "weekend", "day", "fiscal"]
_WHICH = ["next", "last", "this", "early", "mid", "mid-", "late", "first", "second", "beginning", "close", "ago", "now"]
_NAMED = ["March", "may", "Sept.", "Monday", "today", "tomorrow", "after", "q1", "h2", "29 February", "2024", "1990s"]
_NUMBERS = [
    "31",
    "9999",
    "0",
    "1st",
    "90",
    "twenty-five",
    "a couple of",
    "14/03/2026",
    "2026-02-31",
    "99/99/2026",
    "٣",
    "²",
]
_WORDS = st.sampled_from([*_JOINTS, *_UNITS, *_WHICH, *_NAMED, *_NUMBERS])
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_REFERENCES = st.none() | st.dates()


_SENSES = {"ahead": True, "past": False}


@pytest.mark.parametrize(("published", "expected"), cases("dates.txt"))
def test_words_are_told_as_stretches_of_the_calendar(published: str, expected: str) -> None:
    day, _, ahead = published.partition(" ")
    reference = None if day == "no" else date.fromisoformat(day)
    lines = [line.partition(" → ")[0] for line in expected.split("\n")]
    found = [f"{line} → {_told(resolve(line, reference, ahead=_SENSES.get(ahead)))}" for line in lines]
    assert found == expected.split("\n")


def _told(span: DateSpan | None) -> str:
    if span is None:
        return "none"
    stretch = span.end if span.start == span.end else f"{span.start or ''}..{span.end}"
    return f"{stretch} {span.precision.value}"


@given(st.lists(_WORDS, max_size=9).map(" ".join) | st.text(), _REFERENCES, st.booleans())
def test_whatever_the_words_there_is_a_stretch_or_none(words: str, reference: date | None, ahead: bool) -> None:
    span = resolve(words, reference, ahead=ahead)
    assert span is None or span.start is None or span.start <= span.end


@given(st.dates(), _REFERENCES)
def test_a_full_date_is_that_day_in_either_order(day: date, reference: date | None) -> None:
    if day.year < 1900 or day.year > 2099:
        return
    whole = DateSpan(start=day, end=day, precision=Precision.DAY)
    month = day.strftime("%B")
    assert resolve(f"{day.day} {month} {day.year}", reference) == whole
    assert resolve(f"{month} {day.day}, {day.year}", reference) == whole
    assert resolve(f"{month[:3]}. {day.day}, {day.year}", reference) == whole
    assert resolve(day.isoformat(), reference) == whole


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_without_a_year_is_at_most_half_a_year_away(day: date, reference: date) -> None:
    span = resolve(f"{day.day} {day.strftime('%B')}", reference)
    assert span is not None and span.start is not None
    assert (span.end.month, span.end.day) == (day.month, day.day)
    # A 29 February may be four years away, across 2100 even eight.
    assert abs((span.end - reference).days) <= (183 if (day.month, day.day) != (2, 29) else 8 * 366)


@given(st.sampled_from(_WEEKDAYS), st.dates(date(1990, 1, 1)))
def test_a_weekday_is_in_the_week_behind_or_ahead(name: str, reference: date) -> None:
    behind = resolve(name, reference)
    assert behind is not None and 0 <= (reference - behind.end).days < 7
    ahead = resolve(f"by {name}", reference)
    if ahead is not None:  # none where the calendar ends
        assert 0 <= (ahead.end - reference).days < 7
        assert behind.end.strftime("%A") == ahead.end.strftime("%A") == name


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_within_days_ends_that_many_days_on(reference: date, count: int) -> None:
    span = resolve(f"within {count} days", reference)
    assert span is not None and span.start == reference and (span.end - reference).days == count


@pytest.mark.parametrize("words", ["end of " * 5_000, "and " * 5_000, "March 1 to " * 2_000, "1 " * 9_000])
def test_a_long_row_of_words_is_no_trap(words: str) -> None:
    resolve(words, date(2025, 9, 4))
