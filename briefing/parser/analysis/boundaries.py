"""Where sentences may begin, told from punctuation; what stays open is left to the language model.

The statistical parser alone splits at titles, lists and inside quotations, and a sentence that
is half a sentence makes evidence nobody can read.
"""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STOPS = frozenset({".", "?", "!", "…", "...", "....", "?!", "!?", "!!"})
_PAUSES = frozenset({"…", "..."})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
_OPENING = frozenset({'"', "“", "„", "‘", "'", "(", "[", "``", "«"})
_DASHES = frozenset({"-", "–", "—", "--"})
_BULLETS = frozenset({"•", "‣", "▪", "●", "◦", "■"})
_LEADING = _OPENING | _DASHES | _PAUSES | frozenset({"$", "£", "€", "#", "@", "*"})
_MONEY = frozenset({"$", "£", "€"})
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
# How far a quotation's speaker reaches before the verb: "… now?” French President Emmanuel Macron asked."
_LONGEST_SPEAKER = 7
_SHORT = 3
_IN_NAMES = frozenset({"of", "the", "and", "for", "’s", "'s", "-"})
_SAYING = frozenset({"added", "asked", "said", "says", "told", "tweeted", "wrote"})


def mark(doc: "Doc") -> "Doc":
    """Settles each token: a sentence begins here, does not, or (left unset) the language model decides."""
    words = [token.text for token in doc]
    gaps = [bool(token.whitespace_) for token in doc]
    begins: list[bool | None] = [True] * len(words)
    for i in range(1, len(words)):
        begins[i] = _begins(words, gaps, begins, i)
        if begins[i] is not None:
            doc[i].is_sent_start = begins[i]
    return doc


def _begins(words: list[str], gaps: list[bool], begins: list[bool | None], i: int) -> bool | None:
    if not gaps[i - 1]:
        return _lost_its_gap(words, gaps, i)
    first = words[i]
    if words[i - 1][-1].isalnum():
        return first in _BULLETS  # most words stand behind another
    if first in _BULLETS:
        return True
    stop = i - 1
    while stop > 0 and words[stop] in _CLOSING and not gaps[stop - 1]:
        stop -= 1
    last = words[stop]
    if last[-1] not in ".?!…" or not _opens(words, i):
        return False
    quoted = stop < i - 1 and words[i - 1] not in (")", "]")
    if last in _PAUSES:
        # "I … I mean": dots inside a sentence; brackets around them mark what an editor left out.
        return None if first == "I" and stop == i - 1 else True
    if quoted and (first in _DASHES or (last != "." and last in _STOPS and _is_said(words, i))):
        return False
    if last == "." and stop > 0 and not gaps[stop - 1]:
        if begins[stop - 1] and re.fullmatch(r"\d{1,2}|[A-Za-z]|[ivx]+", words[stop - 1]):
            return False
        return _after_abbreviation(words, i, stop - 1, words[stop - 1], plain=True)
    if last in _STOPS:
        return True
    if begins[stop]:
        return False
    return _after_abbreviation(words, i, stop, last[:-1], plain=False)


def _opens(words: list[str], i: int) -> bool:
    """Whether the word can be a sentence's first: a capital ("iPhone" counts), a digit or an opening mark."""
    first = words[i]
    if first[0].isalnum():
        return first[0].isupper() or first[0].isdigit() or first[1:2].isupper()
    if first == "[" and i + 1 < len(words) and words[i + 1] in _PAUSES:
        return False
    return first in _LEADING and i + 1 < len(words)


def _after_abbreviation(words: list[str], i: int, at: int, word: str, *, plain: bool) -> bool | None:
    """`plain` means that the tokeniser took the stop for a full stop, not for part of the word."""
    first, key = words[i], word.lower()
    opener = _is_opener(first)
    if _is("numbered", key) and first[0].isdigit():
        return False
    if _is("never", key) and (not plain or word.istitle() or first[0].isdigit()):
        return False
    if _is("places", key) and word.istitle():
        return opener
    if _is("hours", key):
        return _after_hour(words, i, opener)
    if plain and not _is("final", key):
        return True
    if opener or "/" in word or "@" in word or (word[0].isdigit() and words[at - 1] in _MONEY):
        return True
    if not first[0].isupper():
        return None if first in _OPENING and first != "(" else False
    named = at > 0 and (words[at - 1][0].isupper() or words[at - 1].endswith("."))
    return False if _INITIAL.fullmatch(word + ".") and len(word) == 1 and named else None


def _is(kind: str, word: str) -> bool:
    return word in cues.words("abbreviations", kind)


def _is_opener(word: str) -> bool:
    return word[0].isupper() and _is("openers", word.lower())


def _after_hour(words: list[str], i: int, opener: bool) -> bool:
    first = words[i]
    if opener or first in _OPENING - {"(", "["}:
        return True
    zone = first.isupper() or _is("zones", first.lower()) or first.endswith("day")
    return first[0].isupper() and not zone and "time" not in words[i + 1 : i + 4]


def _is_said(words: list[str], i: int) -> bool:
    """Whether the words behind a quotation name its speaker: "“Why now?” Macron asked on Monday."."""
    for j in range(i, min(i + _LONGEST_SPEAKER, len(words) - 1)):
        if words[j] in _SAYING:
            return j > i and not (
                words[j + 1][0].isupper() or words[j + 1] in ("that", "the", "he", "she", "it", "they")
            )
        if not words[j][0].isupper() and words[j] not in _IN_NAMES:
            return False
    return False


def _lost_its_gap(words: list[str], gaps: list[bool], i: int) -> bool:
    """Whether only the space between two sentences is missing: "… by Friday.The council …"."""
    if words[i - 1] not in (".", "?", "!") or i < 2 or gaps[i - 2]:
        return False
    last, first = words[i - 2], words[i]
    ends = last.islower() or (last.istitle() and _is_opener(first))  # "… in Florida.This project"
    heading = first.isupper() and len(first) > _SHORT and last.islower()  # "… over the medium term.ABOUT FALK STEEL"
    return ends and last.isalpha() and len(last) > 2 and (first.istitle() or heading) and first.isalpha()
