"""What each form of words for time makes of its match: one function a form, joined to patterns in `dates`."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.model import DateSpan, Precision
from briefing.parser.analysis import calendar_spans as spans

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = {word: n for n, word in enumerate(_ONES, 1)}
TENS = {word: 10 * n for n, word in enumerate(_TENS, 2)}
NUMBERS = ONES | TENS | {word: n for n, word in enumerate(_TEENS, 10)}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100, "one hundred": 100}

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "final": -1,
    "last": -1,
}
_SHIFTS = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}


@dataclass(frozen=True)
class Now:
    """From where words are reckoned, and whether what they leave open lies ahead of it."""

    reference: date | None
    ahead: bool


Rule = Callable[[re.Match[str], Now], DateSpan | None]


def until(end: date, precision: Precision) -> DateSpan:
    """All up to a day; the end of a range is told as the month or the year that it ends with."""
    if precision is Precision.RANGE:
        whole_month = (end + timedelta(days=1)).day == 1
        precision = Precision.DAY if not whole_month else Precision.MONTH if end.month < 12 else Precision.YEAR
    return DateSpan(end=end, precision=precision)


def year_of(match: re.Match[str], now: Now) -> int | None:
    """The year the words name, outright or as "next year"; `None` where they name none."""
    named = match.groupdict()
    if named.get("year"):
        return int(match["year"])
    if named.get("shift") and now.reference is not None:
        return now.reference.year + _SHIFTS[match["shift"]]
    return None


# --- days ----------------------------------------------------------------------------------------


def day(match: re.Match[str], now: Now) -> DateSpan | None:
    month, number = MONTHS[match["month"]], int(match["day"])
    year = year_of(match, now)
    if year is not None:
        return spans.single(spans.day(year, month, number))
    if now.reference is None:
        return None
    near = [made for y in _years_around(now.reference) if (made := spans.day(y, month, number))]
    if now.ahead:
        near = [made for made in near if made >= now.reference]
    return spans.single(_nearest(near, now.reference))


def iso(match: re.Match[str], _: Now) -> DateSpan | None:
    return spans.single(spans.day(int(match["year"]), int(match["number"]), int(match["day"])))


def numeric(match: re.Match[str], now: Now) -> DateSpan | None:
    """ "14/03/2026", "9/14": day and month where only one order makes a date, else nobody can tell."""
    first, second = int(match["one"]), int(match["two"])
    if not match["year"]:
        if now.reference is None or second <= 12:
            return None
        near = [made for y in _years_around(now.reference) if (made := spans.day(y, first, second))]
        return spans.single(_nearest(near, now.reference))
    year = int(match["year"])
    if match["sign"] == ".":
        return spans.single(spans.day(year, second, first))
    told = {made for made in (spans.day(year, second, first), spans.day(year, first, second)) if made}
    return spans.single(told.pop()) if len(told) == 1 else None


def relative_day(match: re.Match[str], now: Now) -> DateSpan | None:
    if now.reference is None:
        return None
    shift = {"tomorrow": 1, "yesterday": -1}.get(match["word"], 0) * (2 if match["twice"] else 1)
    return spans.single(now.reference + timedelta(days=shift))


def weekday(match: re.Match[str], now: Now) -> DateSpan | None:
    """A weekday alone is the one nearest behind, as news uses it; "next" is in the week after this one."""
    if now.reference is None:
        return None
    number, which = DAYS[match["weekday"]], match["which"]
    forth = (number - now.reference.weekday()) % 7
    if which == "next":
        return spans.single(now.reference + timedelta(days=7 - now.reference.weekday() + number))
    if which == "coming":
        return spans.single(now.reference + timedelta(days=forth or 7))
    if which == "this" or (now.ahead and which is None):
        return spans.single(now.reference + timedelta(days=forth))
    back = (7 - forth) % 7
    return spans.single(now.reference - timedelta(days=back or 7 if which == "last" else back))


def weekday_of_month(match: re.Match[str], now: Now) -> DateSpan | None:
    """ "The first Tuesday in November"."""
    there = month(match, now)
    if there is None:
        return None
    found = spans.nth_weekday(there.end.year, there.end.month, DAYS[match["weekday"]], _ORDINALS[match["nth"]])
    return spans.single(found)


# --- weeks, months, quarters, years --------------------------------------------------------------


def weekend(match: re.Match[str], now: Now) -> DateSpan | None:
    if now.reference is None:
        return None
    saturday = now.reference + timedelta(days=5 - now.reference.weekday())
    which = match["which"] or ("this" if now.ahead or now.reference.weekday() > 4 else "last")
    saturday += timedelta(weeks=_SHIFTS[which])
    return spans.between(saturday, saturday + timedelta(days=1))


def month(match: re.Match[str], now: Now) -> DateSpan | None:
    number, which = MONTHS[match["month"]], match.groupdict().get("which")
    year = year_of(match, now)
    if year is not None:
        return spans.month(year, number)
    reference = now.reference
    if reference is None:
        return None
    made = [spans.month(y, number) for y in _years_around(reference) if 0 < y <= 9999]
    if which == "last":
        made = [one for one in made if one.end < reference]
    elif which == "next":
        made = [one for one in made if one.start is not None and one.start > reference]
    elif now.ahead:
        made = [one for one in made if one.end >= reference]
    return min(made, key=lambda one: abs((one.end - timedelta(days=15) - reference).days), default=None)


def quarter(match: re.Match[str], now: Now) -> DateSpan | None:
    number = _ORDINALS[match["which"]] % 5
    year = year_of(match, now)
    if year is not None:
        return spans.quarter(year, number)
    if now.reference is None:
        return None
    made = spans.quarter(now.reference.year, number)
    return spans.quarter(now.reference.year + 1, number) if now.ahead and made.end < now.reference else made


def half(match: re.Match[str], now: Now) -> DateSpan | None:
    year = year_of(match, now)
    if year is None:
        return None
    return spans.months(year, 1, 6) if _ORDINALS[match["which"]] == 1 else spans.months(year, 7, 12)


def part_of_year(match: re.Match[str], now: Now) -> DateSpan | None:
    """Early and late are the first and the last quarter; the middle is what lies between."""
    year = year_of(match, now)
    if year is None:
        return None
    match match["part"].split()[0]:
        case "early" | "beginning" | "start":
            return spans.quarter(year, 1)
        case "late":
            return spans.quarter(year, 4)
        case _:
            return spans.months(year, 4, 9)


def whole_year(match: re.Match[str], _: Now) -> DateSpan:
    return spans.year(int(match["year"]))


def years(match: re.Match[str], _: Now) -> DateSpan | None:
    """ "2025–2027", "2025/26"."""
    first, last = match["first"], match["last"]
    return spans.years(int(first), int(first[: 4 - len(last)] + last))


def decade(match: re.Match[str], _: Now) -> DateSpan | None:
    year = int(match["year"])
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["part"] or "", (0, 9))
    return spans.years(year + first, year + last)


def unit(match: re.Match[str], now: Now) -> DateSpan | None:
    """ "Next month", "the current quarter"."""
    shift = _SHIFTS[match.groupdict().get("which") or "this"]
    return spans.unit(match["unit"], shift, now.reference) if now.reference else None


def end_of_unit(match: re.Match[str], now: Now) -> DateSpan | None:
    inner = unit(match, now)
    return until(inner.end, inner.precision) if inner is not None else None


# --- so far from the reference -------------------------------------------------------------------


def away(match: re.Match[str], now: Now) -> DateSpan | None:
    """So many units back or ahead: the day itself, else the week, month or year that it falls in."""
    if now.reference is None:
        return None
    count = _count(match["count"]) * (-1 if "ago" in match[0] else 1)
    there = spans.moved(now.reference, count, match["unit"])
    exact = match["unit"] in ("hour", "day") or "from today" in match[0]
    return spans.single(there) if exact else spans.unit(match["unit"], 0, there)


def within(match: re.Match[str], now: Now) -> DateSpan | None:
    if now.reference is None:
        return None
    count = _count(match.groupdict().get("count", "a"))
    return spans.between(now.reference, spans.moved(now.reference, count, match["unit"]))


def lasting(match: re.Match[str], now: Now) -> DateSpan | None:
    """ "Over three years", "in two weeks": to be reckoned where it is told of what is to come."""
    if not now.ahead:
        return None
    return away(match, now) if match[0].startswith("in ") else within(match, now)


def rest_of(match: re.Match[str], now: Now) -> DateSpan | None:
    """ "Within the month": what is left of it."""
    whole = unit(match, now)
    return spans.between(now.reference, whole.end) if whole is not None and now.reference else None


def _years_around(reference: date) -> range:
    """The years to look for a day in: enough to meet a 29 February on either side."""
    return range(reference.year - 8, reference.year + 9)


def _nearest(days: list[date], reference: date) -> date | None:
    return min(days, key=lambda made: abs((made - reference).days), default=None)


def _count(words: str) -> int:
    if words in NUMBERS:
        return NUMBERS[words]
    if words.isdigit():
        return int(words)
    tens, ones = re.split(r"[ -]", words)
    return TENS[tens] + ONES[ones]
