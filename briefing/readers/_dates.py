"""Dates as they stand at the head of news texts: whole lines and datelines, in English."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    _WEEKDAY
    + "(?:"
    + rf"{_MONTH.format(1)}\s+{_DAY.format(1)},?\s+(?P<year1>\d{{4}})"
    + rf"|{_DAY.format(2)}\s+{_MONTH.format(2)},?\s+(?P<year2>\d{{4}})"
    + r"|(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)"
    + ")"
)
_LABEL = r"(?:(?:first\s+|last\s+)?(?:published|posted|issued|released|updated|date|dated)(?:\s+on)?\s*:?\s+)?"
_TIME = r"(?:(?:\s*[,@|–—-]|\s+at)?\s*\d{1,2}[:.]\d{2}.{0,20})?"
_LINE = re.compile(rf"\W*{_LABEL}{_DATE}{_TIME}\W*", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][^\n:;?!]{{1,80}}?)[\s,(–—-]{_DATE}(?=[^\n]{{0,25}}?(?:[(/)–—]|--?\s)|\W*$)", re.IGNORECASE
)
_TITLE_END = re.compile(rf".*?\w[,;(–—-]+\s*{_DATE}\W*", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.’'])[^\W\d_]+")
_LONGEST_LINE = 100
_PARTICLES = frozenset({"of", "and", "the", "de", "la", "el", "al", "upon", "on", "am"})
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def date_of_line(line: str) -> date | None:
    """The date that is all of `line`, with or without weekday, label ("Published:") and time."""
    return _date(_LINE.fullmatch(line)) if len(line) <= _LONGEST_LINE else None


def date_of_dateline(paragraph: str) -> date | None:
    """The date in a dateline that opens a paragraph ("GENEVA, 3 May 2025 (Agency) — …")."""
    found = _DATELINE.match(paragraph[:200])
    if found is None or any(word[0].islower() for word in _WORD.findall(found["place"]) if word not in _PARTICLES):
        return None
    return _date(found)


def date_of_title(title: str) -> date | None:
    """The date that ends a title, set off by a comma, dash or bracket ("Statement, 3 May 2025")."""
    return _date(_TITLE_END.fullmatch(title)) if len(title) <= _LONGEST_LINE * 3 else None


def date_of_iso(text: str) -> date | None:
    """The day of an ISO 8601 date or time."""
    found = _ISO.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def date_of_header(text: str) -> date | None:
    """The day in a date as mail headers and RSS write it, in the time zone of who wrote it."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _date(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    form = next(number for number in "123" if found[f"year{number}"])
    month = found[f"month{form}"].casefold()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(int(found[f"year{form}"]), number, int(found[f"day{form}"]))
    except ValueError:
        return None
