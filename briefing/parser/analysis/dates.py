"""Words for time → a `DateSpan`, reckoned from the document's own date, never from today's.

A library that parses dates (dateparser, dateutil) answers with one instant and fills what is not
said from the clock; a memo needs the stretch that the words cover, and silence where they do not tell.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from briefing.model import DateSpan, Precision

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_NUMBERS |= {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "couple of": 2}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>day|week|month|year)s?"

Rule = Callable[[re.Match[str], date | None], DateSpan | None]


def resolve(words: str, reference: date | None) -> DateSpan | None:
    """The stretch of time the words name; `None` where it cannot be worked out.

    `reference` is the day the source was published. "By", "before" and "until" leave the start open.
    """
    text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", " ".join(words.lower().replace(",", " ").split()))
    for pattern, rule in _RULES:
        match = pattern.search(text)
        if match is not None:
            span = rule(match, reference)
            open_start = re.match(r"(?:no later than|by|before|until|till|up to)\b", text)
            return DateSpan(end=span.end, precision=span.precision) if span is not None and open_start else span
    return None


def _day(match: re.Match[str], reference: date | None) -> DateSpan | None:
    month, day = _MONTHS[match["month"]], int(match["day"])
    year = match.groupdict().get("year")
    if year is not None:
        return _single(_date(int(year), month, day))
    if reference is None:
        return None
    near = [made for y in (reference.year - 1, reference.year, reference.year + 1) if (made := _date(y, month, day))]
    return _single(min(near, key=lambda made: abs((made - reference).days))) if near else None


def _iso(match: re.Match[str], _: date | None) -> DateSpan | None:
    return _single(_date(int(match["year"]), int(match["number"]), int(match["day"])))


def _month(match: re.Match[str], reference: date | None) -> DateSpan | None:
    month = _MONTHS[match["month"]]
    if match.groupdict().get("year"):
        return _whole_month(int(match["year"]), month)
    if reference is None:
        return None
    years = (reference.year - 1, reference.year, reference.year + 1)
    nearest = min(years, key=lambda year: abs((date(year, month, 15) - reference).days))
    return _whole_month(nearest, month)


def _quarter(match: re.Match[str], reference: date | None) -> DateSpan | None:
    which = match["which"]
    number = _ORDINALS.get(which) or int(which)
    year = int(match["year"]) if match["year"] else reference.year if reference else None
    if year is None or number > 4:
        return None
    end = 3 * number
    return DateSpan(
        start=date(year, end - 2, 1),
        end=date(year, end, calendar.monthrange(year, end)[1]),
        precision=Precision.QUARTER,
    )


def _year(match: re.Match[str], _: date | None) -> DateSpan:
    year = int(match["year"])
    return DateSpan(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)


def _years(match: re.Match[str], _: date | None) -> DateSpan | None:
    first, last = int(match["first"]), int(match["last"])
    return _range(date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _decade(match: re.Match[str], _: date | None) -> DateSpan:
    year = int(match["year"])
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["part"] or "", (0, 9))
    return _range(date(year + first, 1, 1), date(year + last, 12, 31))


def _end_of(match: re.Match[str], reference: date | None) -> DateSpan | None:
    inner = resolve(match["rest"], reference)
    return DateSpan(end=inner.end, precision=inner.precision) if inner is not None else None


def _end_of_this(match: re.Match[str], reference: date | None) -> DateSpan | None:
    inner = _this(match["unit"], 0, reference)
    return DateSpan(end=inner.end, precision=inner.precision) if inner is not None else None


def _relative_unit(match: re.Match[str], reference: date | None) -> DateSpan | None:
    shift = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}[match["which"]]
    return _this(match["unit"], shift, reference)


def _relative_day(match: re.Match[str], reference: date | None) -> DateSpan | None:
    if reference is None:
        return None
    shift = {"today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "tomorrow": 1, "yesterday": -1}[match[0]]
    return _single(reference + timedelta(days=shift))


def _weekday(match: re.Match[str], reference: date | None) -> DateSpan | None:
    """A weekday alone is the one nearest behind, as news uses it; "next" looks ahead, "last" back."""
    if reference is None:
        return None
    back = (reference.weekday() - _DAYS[match["weekday"]]) % 7
    if match["which"] in ("next", "coming", "this"):
        return _single(reference + timedelta(days=(7 - back) % 7 or 7))
    if match["which"] == "last":
        back = back or 7
    return _single(reference - timedelta(days=back))


def _ago(match: re.Match[str], reference: date | None) -> DateSpan | None:
    moved = _moved(reference, -_count(match["count"]), match["unit"])
    return _single(moved) if moved and match["unit"] == "day" else _around(moved, match["unit"])


def _within(match: re.Match[str], reference: date | None) -> DateSpan | None:
    moved = _moved(reference, _count(match["count"]), match["unit"])
    return _range(reference, moved) if reference and moved else None


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)", _iso),
        (r"\b(?:the )?end of (?:the|this) (?P<unit>year|month|week)\b", _end_of_this),
        (r"\b(?:the )?(?:end of|year-end) (?P<rest>.+)", _end_of),
        (rf"\b{_MONTH} (?P<day>\d{{1,2}})\b(?: {_YEAR})?", _day),
        (rf"\b(?P<day>\d{{1,2}})(?: of)? {_MONTH}(?: {_YEAR})?\b", _day),
        (rf"\b{_MONTH}(?: of)? {_YEAR}\b", _month),
        (rf"\b(?P<which>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?(?: {_YEAR})?", _quarter),
        (rf"\bq(?P<which>[1-4])(?: {_YEAR})?\b", _quarter),
        (r"\b(?P<first>(?:19|20)\d\d)(?:\s*[-–—]\s*| (?:and|to|through|until) )(?P<last>(?:19|20)\d\d)\b", _years),
        (r"\b(?:(?P<part>early|mid|late)[ -])?(?:the )?(?P<year>(?:19|20)\d0)s\b", _decade),
        (rf"\b{_YEAR}\b", _year),
        (r"\b(?P<which>this|current|next|coming|last|past|previous) (?P<unit>year|month|week)\b", _relative_unit),
        (r"\b(?:today|tonight|tomorrow|yesterday|this morning|this evening)\b", _relative_day),
        (rf"\b(?:(?P<which>next|coming|this|last) )?(?P<weekday>{'|'.join(_DAYS)})\b", _weekday),
        (rf"\b{_COUNT} {_UNIT} (?:ago|earlier)\b", _ago),
        (rf"\b(?:within|in|over|during|for)(?: the)?(?: next| coming)? {_COUNT} {_UNIT}\b", _within),
        (rf"\bnext {_COUNT} {_UNIT}\b", _within),
        (r"\b(?P<month>" + "|".join(name for name in _MONTHS if len(name) > 3 or name == "may") + r")\b", _month),
    )
)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of a shorter month, or a day and a month that were none
        return None


def _single(day: date | None) -> DateSpan | None:
    return DateSpan(start=day, end=day, precision=Precision.DAY) if day else None


def _range(start: date, end: date) -> DateSpan:
    return DateSpan(start=start, end=end, precision=Precision.RANGE)


def _whole_month(year: int, month: int) -> DateSpan:
    last = calendar.monthrange(year, month)[1]
    return DateSpan(start=date(year, month, 1), end=date(year, month, last), precision=Precision.MONTH)


def _this(unit: str, shift: int, reference: date | None) -> DateSpan | None:
    if reference is None:
        return None
    if unit == "year":
        year = reference.year + shift
        return DateSpan(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 + shift
        return _whole_month(months // 12, months % 12 + 1)
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=shift)
    return _range(monday, monday + timedelta(days=6))


def _around(day: date | None, unit: str) -> DateSpan | None:
    return _this(unit, 0, day)


def _count(words: str) -> int:
    return _NUMBERS.get(words) or int(words)


def _moved(reference: date | None, count: int, unit: str) -> date | None:
    """The day `count` units away; `None` where the calendar ends before."""
    if reference is None:
        return None
    try:
        if unit in ("day", "week"):
            return reference + timedelta(days=count * (7 if unit == "week" else 1))
        months = reference.year * 12 + reference.month - 1 + count * (12 if unit == "year" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(reference.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None
