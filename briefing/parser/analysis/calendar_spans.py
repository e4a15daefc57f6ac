"""Stretches of the calendar as `DateSpan`s: days, weeks, months, quarters, years and what lies between."""

import calendar
from datetime import date, timedelta

from briefing.model import DateSpan, Precision


def day(year: int, month: int, number: int) -> date | None:
    """The day, or `None` where the calendar has none: the 31st of a shorter month, a 29 February."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def single(one: date | None) -> DateSpan | None:
    return DateSpan(start=one, end=one, precision=Precision.DAY) if one else None


def between(start: date, end: date) -> DateSpan | None:
    """From day to day; `None` where the end lies first."""
    return DateSpan(start=start, end=end, precision=Precision.RANGE) if start <= end else None


def month(year: int, number: int) -> DateSpan:
    last = calendar.monthrange(year, number)[1]
    return DateSpan(start=date(year, number, 1), end=date(year, number, last), precision=Precision.MONTH)


def months(year: int, first: int, last: int) -> DateSpan | None:
    """Whole months of one year, as a range."""
    return between(date(year, first, 1), month(year, last).end)


def quarter(year: int, number: int) -> DateSpan:
    start, end = month(year, 3 * number - 2).start, month(year, 3 * number).end
    return DateSpan(start=start, end=end, precision=Precision.QUARTER)


def year(number: int) -> DateSpan:
    return DateSpan(start=date(number, 1, 1), end=date(number, 12, 31), precision=Precision.YEAR)


def years(first: int, last: int) -> DateSpan | None:
    return between(date(first, 1, 1), date(last, 12, 31))


def week(one: date) -> DateSpan | None:
    """The week from Monday to Sunday that holds the day."""
    monday = one - timedelta(days=one.weekday())
    return between(monday, monday + timedelta(days=6))


def unit(name: str, shift: int, reference: date) -> DateSpan | None:
    """The day, week, month, quarter, year or decade of the reference, or one `shift` of them away."""
    match name:
        case "day":
            return single(reference + timedelta(days=shift))
        case "week":
            return week(reference + timedelta(weeks=shift))
        case "month":
            return month(*moved_months(reference, shift))
        case "quarter":
            there, number = moved_months(reference, 3 * shift)
            return quarter(there, (number + 2) // 3)
        case "year":
            return year(reference.year + shift)
        case _:
            first = reference.year // 10 * 10 + 10 * shift
            return years(first, first + 9)


def moved_months(reference: date, count: int) -> tuple[int, int]:
    """Year and month `count` months away."""
    total = reference.year * 12 + reference.month - 1 + count
    return total // 12, total % 12 + 1


def moved(reference: date, count: int, name: str) -> date:
    """The day `count` units away, the last of the month where the month is shorter."""
    if name in ("hour", "day", "week"):
        hours = count * {"hour": 1, "day": 24, "week": 168}[name]
        return reference + timedelta(days=-(-hours // 24))
    there, number = moved_months(reference, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[name])
    return date(there, number, min(reference.day, calendar.monthrange(there, number)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, from 1; -1 is the last."""
    last = calendar.monthrange(year, month)[1]
    found = [n for n in range(1, last + 1) if date(year, month, n).weekday() == weekday]
    return date(year, month, found[nth - 1 if nth > 0 else nth]) if nth <= len(found) else None
