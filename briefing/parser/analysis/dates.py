"""Words for time → a `DateSpan`, reckoned from the document's own date, never from today's.

A library that parses dates (dateparser, dateutil) answers with one instant and fills what is not
said from the clock; a memo needs the stretch that the words cover, and silence where they do not tell.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from briefing.model import DateSpan, Precision
from briefing.parser.analysis import calendar_spans as spans
from briefing.parser.analysis import date_rules as rules
from briefing.parser.analysis.date_rules import Now, Rule


def resolve(words: str, reference: date | None, *, ahead: bool | None = None) -> DateSpan | None:
    """The stretch of time the words name; `None` where it cannot be worked out.

    `reference` is the day the source was published. A month, a day or a weekday without more is the
    one nearest to it; with `ahead`, or behind "by" where that is not told, the next one. "By" and "until"
    leave the start open; "before 2030" ends with 2029. Days that the calendar has not are nothing.
    """
    text = _normal(words)
    if _UNTOLD.search(text):
        return None
    opening = _OPEN_START.match(text)
    now = Now(reference, opening is not None if ahead is None else ahead)
    try:
        span = _joined(text, now) or _plain(text, now)
        return span if span is None or opening is None else _ending(text, span, now)
    except (ValueError, OverflowError):  # the calendar ends with the years 1 and 9999
        return None


def without_opening(words: str) -> str:
    """The time itself: "2030" of "until 2030"."""
    return re.sub(rf"^{_OPEN_START.pattern}", "", words, flags=re.IGNORECASE)


def _normal(words: str) -> str:
    text = re.sub(r"[–—−]", "-", words.lower()[:200]).replace("’", "'")
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = " ".join(re.sub(r"[,()]", " ", text).split())
    return re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", text)


def _ending(text: str, span: DateSpan, now: Now) -> DateSpan:
    """What "by", "before" or "until" makes of the time behind it."""
    if _BEFORE.match(text) and span.start is not None:
        return rules.until(span.start - timedelta(days=1), span.precision)
    if (middle := _MIDDLE.search(text)) and (year := rules.year_of(middle, now)) is not None:
        return rules.until(date(year, 6, 30), Precision.MONTH)
    return rules.until(span.end, span.precision)


def _plain(text: str, now: Now) -> DateSpan | None:
    """What the first rule that fits makes of it."""
    for pattern, rule in _RULES:
        match = pattern.search(text)
        if match is not None:
            return rule(match, now)
    return None


def _joined(text: str, now: Now) -> DateSpan | None:
    """Two days, months or weekdays and all between: "30 June to 2 July 2025", "May 1-3"."""
    for joint in _JOINT.finditer(text):
        left, right = _shared(text[: joint.start()], text[joint.end() :])
        first, last = (_plain(part, now) if _DATED.search(part) else None for part in (left, right))
        if first is None or last is None or first.start is None:
            continue
        start, end = first.start, last.end
        if start > end:
            # "Monday to Friday"; "30 December to 2 January 2026"
            weekdays = not _NAMED_MONTH.search(right)
            start, end = (start, end + timedelta(days=7)) if weekdays else (start.replace(year=end.year - 1), end)
        if start < end:
            return spans.between(start, end)
    return None


def _shared(left: str, right: str) -> tuple[str, str]:
    """Both halves with the month and the year that only one of them bears."""
    year, month = re.search(rf"\b{_YEAR}", right), _NAMED_MONTH.search(left)
    if month is not None and re.fullmatch(r"\d{1,2}(?: \d{4})?", right):
        right = f"{month['month']} {right}"
    elif month is None and (month := _NAMED_MONTH.search(right)) is not None:
        left = re.sub(r"(\d{1,2})$", rf"\1 {month['month']}", left)
    if year is not None and not re.search(rf"\b{_YEAR}", left):
        left = f"{left} {year['year']}"
    return left, right


def _end_of(match: re.Match[str], now: Now) -> DateSpan | None:
    inner = _plain(match["rest"], now)
    return rules.until(inner.end, inner.precision) if inner is not None else None


def _week_of(match: re.Match[str], now: Now) -> DateSpan | None:
    inner = _plain(match["rest"], now)
    return spans.week(inner.end) if inner is not None and inner.precision is Precision.DAY else None


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_one_of(rules.MONTHS)})\.?"
_ANY_MONTH = _MONTH.replace("P<month>", ":")
_FULL_MONTH = rf"(?P<month>{_one_of(name for name in rules.MONTHS if len(name) > 3 or name == 'may')})"
_WEEKDAY = rf"(?P<weekday>{_one_of(rules.DAYS)})"
# Four digits before a time zone are an hour: "1930 GMT".
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d| ?(?:utc|gmt|hours|hrs|local|e[sd]t|bst|cet))"
_SOME_YEAR = rf"(?:{_YEAR}|(?:the )?(?P<shift>this|current|next|coming|last|previous|the) year)"
_NUMBER = rf"(?:\d{{1,4}}|(?:{_one_of(rules.TENS)})[ -](?:{_one_of(rules.ONES)})|{_one_of(rules.NUMBERS)})"
_COUNT = rf"(?:{_NUMBER} (?:to|or) |\d+ ?- ?)?(?P<count>{_NUMBER})"
_UNIT = r"(?P<unit>hour|day|week|month|quarter|year|decade)(?:s'|'s|s)?"
_NTH = r"(?P<which>first|second|third|fourth|final|last(?= quarter of)|[1-4])"
_PART = r"(?P<part>early(?: in)?|mid|late(?: in)?|(?:middle|beginning|start) of)[ -]"

_OPEN_START = re.compile(
    r"(?:by )?(?:(?:no|not) later than|by|on or before|before|prior to|ahead of|until|till|through|up to)\b "
)
_BEFORE = re.compile(r"(?:before|prior to|ahead of)\b(?! the end)")
_MIDDLE = re.compile(rf"\bmid(?:dle of)?[- ]{_SOME_YEAR}")
_JOINT = re.compile(r" ?- ?| (?:to|through|until|till|and) ")
_NAMED_MONTH = re.compile(rf"\b{_MONTH}\b")
# A half of a range that can stand alone: a bare number or "next" cannot.
_DATED = re.compile(
    rf"\b{_ANY_MONTH} ?\d|\d ?{_ANY_MONTH}\b|\b(?:{_one_of(rules.DAYS)})\b"
    rf"|\b(?:{_one_of(name for name in rules.MONTHS if len(name) > 3)})\b|(?:^|from |between |in )may\b"
)
# What these name hangs on something else, or on a calendar that the words do not tell.
_UNTOLD = re.compile(
    r"\b(?:fiscal|financial|fy ?\d\d)|^(?:(?:shortly|soon|immediately|just) )?after\b|\bcentury\b"
    r"|\b(?:hour|day|week|month|year)s? (?:after|before|following|prior|earlier|later)\b(?! (?:tomorrow|yesterday))"
    rf"|\b(?:within|in) {_NUMBER} \w+ (?:of|after|from|following)\b(?! (?:now|today))"
    rf"|\b\w+ from (?:{_one_of(rules.DAYS)})\b"
)

_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)", rules.iso),
        (r"\b(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b", rules.numeric),
        (r"(?:^| )(?P<one>\d{1,2})(?P<sign>/)(?P<two>\d{1,2})(?P<year>)(?=$| )", rules.numeric),
        (
            rf"\b(?P<nth>first|second|third|fourth|fifth|last) {_WEEKDAY} (?:in|of) {_MONTH}(?: {_SOME_YEAR})?",
            rules.weekday_of_month,
        ),
        (rf"\bweek (?:of|beginning|commencing|starting) (?P<rest>.*(?:{_ANY_MONTH} \d|\d {_ANY_MONTH}).*)", _week_of),
        (rf"\b(?:end|close) of (?:the )?(?:(?P<which>this|next|current) )?{_UNIT}(?: |$)", rules.end_of_unit),
        (r"\b(?P<unit>year)(?:'s)?[ -]end$", rules.end_of_unit),
        (r"\b(?:end of|close of|end-|year-end) ?(?P<rest>.+)", _end_of),
        (
            rf"\b{_NTH}[ -]quarter(?: of)?(?: {_SOME_YEAR})?",
            rules.quarter,
        ),
        (rf"{_YEAR}[ -]q(?P<which>[1-4])\b", rules.quarter),
        (rf"\bq(?P<which>[1-4])(?: of)?(?: {_YEAR})?", rules.quarter),
        (rf"\b(?P<which>first|second) half of {_SOME_YEAR}", rules.half),
        (rf"\bh(?P<which>[12]) (?:of )?{_YEAR}", rules.half),
        (rf"\b{_MONTH} (?P<day>\d{{1,2}})\b(?!:)(?: {_SOME_YEAR})?", rules.day),
        (rf"\b(?P<day>\d{{1,2}})(?: of)? {_MONTH}(?: {_SOME_YEAR})?\b", rules.day),
        (rf"\b{_MONTH}(?: of)? {_SOME_YEAR}", rules.month),
        (r"\b(?P<first>(?:19|20)\d\d)(?: ?[-/] ?| (?:and|to|through|until) )(?P<last>(?:19|20)?\d\d)\b", rules.years),
        (r"\b(?:(?P<part>early|mid|late)[ -])?(?:the )?(?P<year>(?:19|20)\d0)s\b", rules.decade),
        (rf"\b{_PART}{_SOME_YEAR}", rules.part_of_year),
        (rf"\b{_YEAR}", rules.whole_year),
        (r"\b(?:over|during|for|(?:with)?in) the (?:next|coming) (?P<unit>day|week|month|year|decade)\b", rules.within),
        (r"\bwithin (?:the|this) (?P<unit>week|month|quarter|year|decade)\b", rules.rest_of),
        (r"\b(?P<which>this|current|next|coming|last|past|previous) (?P<unit>week|month|quarter|year)\b", rules.unit),
        (r"\bthis (?P<unit>decade)\b", rules.unit),
        (rf"\b{_COUNT} {_UNIT} (?:ago|from (?:now|today))\b", rules.away),
        (r"\b(?P<twice>day (?:after|before) )?(?P<word>today|tonight|tomorrow|yesterday)\b", rules.relative_day),
        (r"\b(?P<twice>)(?P<word>this (?:morning|afternoon|evening))\b", rules.relative_day),
        (rf"\b(?:(?P<which>next|coming|this|last) )?{_WEEKDAY}\b", rules.weekday),
        (r"\b(?:(?P<which>next|this|last) )?weekend\b", rules.weekend),
        (rf"\bin {_COUNT} {_UNIT} time\b", rules.away),
        (rf"\b(?:within(?: the)?(?: next| coming)?|(?:next|coming)) {_COUNT} {_UNIT}(?: |$)", rules.within),
        (rf"\b(?:in|over|during|for) {_COUNT} {_UNIT}$", rules.lasting),
        (rf"\b(?:(?P<which>next|last|this) )?{_FULL_MONTH}\b", rules.month),
    )
)
