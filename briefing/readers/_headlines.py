"""Tells titles and headings from sentences by their looks: no library, no grammar.

A heading taken for a paragraph costs little; a paragraph taken for a heading costs the facts in
it. All rules here therefore lean towards "paragraph".
"""

import re

from briefing.readers._dates import date_of_dateline, date_of_line

_LONGEST_TITLE = 300
_MOST_TITLE_WORDS = 45
_LONGEST_HEADING = 120
_MOST_HEADING_WORDS = 16
_MOST_SENTENCE_CASE_WORDS = 8

_WORD = re.compile(r"[^\W_][\w’'.&-]*")
_ABBREVIATED_END = re.compile(r"(?:\b[A-Z]\.[A-Z]\.|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|Bros|St|vs|etc|No)\.|\.{3}|…)[\"”’)]*$")
_STOPPED = re.compile(r"[.,;][\"”’')\]]*$")
_CLOSED = re.compile(r"[.!?][\"”’')\]]*$|[”\"]$")
_SENTENCES = re.compile(r"[a-z]{3,}[.!?][”\"’]?\s+[A-Z“\"]")
_KICKER = re.compile(
    r"\W*(?:for immediate release|(?:press|news|media) (?:release|statement)|statement|embargoed.{0,60}"
    r"|--.{1,30}--|read more|click here|share|advertisement|sponsored|related|contents|end|ends)\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?i:by|written by|author:)\s+((?:[A-Z][\w.’'-]*|de|van|von|der|al|and|&)(?:[ ,]+|$)){1,8}")
_CONTACT = re.compile(
    r"https?://|www\.|\S@\S+\.\w|\+?\d[\d() .-]{8,}\d"
    r"|(?:^|[\s(])(?:(?:image|photo|picture|credit|source)s?:|(?:photo|picture|image)s? by\b)|\s[*•]\s",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|thank you|greetings)\b", re.IGNORECASE)
# A quotation set apart, or the name under one.
_ATTRIBUTED = re.compile(r"[–—-]|[“\"‘'].*[”\"’']$")
_TIMESTAMP = re.compile(r"\W*\d[\d\W]*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?\W*", re.IGNORECASE)

# Small words that stay in lower case in a title.
_SMALL_WORDS = """
    a an the and but or nor for so yet of in on at to by from with as into over per via vs than that is are"""
_SMALL = frozenset(_SMALL_WORDS.split())


def is_kicker(line: str) -> bool:
    """Whether a line is only a label that stands over or under a text ("FOR IMMEDIATE RELEASE")."""
    return _KICKER.fullmatch(line) is not None


def byline(line: str) -> str | None:
    """The name in a line that is all of it a byline ("By Jane Doe")."""
    if len(line) > 100 or not _BYLINE.fullmatch(line):
        return None
    return line.split(None, 2 if line.casefold().startswith("written") else 1)[-1]


def looks_like_title(line: str) -> bool:
    """Whether a line that opens a text may be its title."""
    words = _WORD.findall(line)
    if not words or len(line) > _LONGEST_TITLE or len(words) > _MOST_TITLE_WORDS:
        return False
    if line[-1] == ":" or _ends_like_sentence(line) or _SENTENCES.search(_unabbreviated(line)):
        return False
    return not (line[0].islower() or _SALUTATION.match(line) or _is_furniture(line))


def looks_like_heading(line: str) -> bool:
    """Whether a line of its own within a text may be a heading, whatever stands around it."""
    words = _WORD.findall(line)
    if not words or len(line) > _LONGEST_HEADING or len(words) > _MOST_HEADING_WORDS:
        return False
    if line[0].islower() or _ends_like_sentence(line) or _SENTENCES.search(_unabbreviated(line)):
        return False
    if _ATTRIBUTED.match(line) or _SALUTATION.match(line) or _is_furniture(line):
        return False
    capital = is_capitals(line) or is_title_case(words)
    if line[-1] == ":":
        return is_capitals(line) or (capital and len(words) <= 5)
    return capital or len(words) <= _MOST_SENTENCE_CASE_WORDS


def ends_closed(line: str) -> bool:
    """Whether a line ends as a sentence or a quotation does."""
    return _CLOSED.search(line) is not None


def is_capitals(line: str) -> bool:
    return line.isupper() and sum(character.isalpha() for character in line) > 3


def is_title_case(words: list[str]) -> bool:
    """Whether all but the small words start with a capital, give or take one."""
    telling = [word for word in words if word.casefold() not in _SMALL]
    lower = sum(word[0].islower() for word in telling)
    return len(telling) > 0 and lower <= len(telling) // 5


def _ends_like_sentence(line: str) -> bool:
    return _STOPPED.search(line) is not None and _ABBREVIATED_END.search(line) is None


def _unabbreviated(line: str) -> str:
    return re.sub(r"\b(?:Jr|Sr|Inc|Ltd|Corp|Bros|Gen|Sen|Rep|Gov|Prof|Hon)\.", "", line)


def _is_furniture(line: str) -> bool:
    """Whether a line is a date, a byline, a label or a way to reach somebody."""
    return bool(
        date_of_line(line)
        or date_of_dateline(line)
        or is_kicker(line)
        or _CONTACT.search(line)
        or _BYLINE.fullmatch(line)
        or _TIMESTAMP.fullmatch(line)
    )
