"""By when and how much: the times and the amounts among the words of a clause."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.clauses import last_word
from briefing.parser.analysis.date_rules import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple["Token", "Token"]
"""First and last word."""

_LONGEST_TIME = 14
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_BEFORE_YEARS = frozenset({"after", "before", "by", "from", "in", "until"})
_TIMES = frozenset({"DATE", "TIME"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
# What may stand before a time and belongs to it.
_OPENERS = (
    ("as", "early", "as"),
    ("as", "soon", "as"),
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("no", "earlier", "than"),
    ("no", "sooner", "than"),
    ("at", "the", "end", "of"),
    ("by", "the", "end", "of"),
    ("by", "the", "start", "of"),
    ("ahead", "of"),
    ("prior", "to"),
    ("starting", "in"),
    ("starting", "on"),
    ("starting", "from"),
    ("beginning", "in"),
    ("beginning", "on"),
    ("with", "effect", "from"),
    ("effective",),
    ("starting",),
    ("beginning",),
    ("by", "no", "later", "than"),
)
# What may stand before a number and says how exact it is.
_HEDGES = (
    ("up", "to"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("between",),
    ("at", "least"),
    ("an", "additional"),
    ("an", "estimated"),
    ("a", "further"),
    *((word,) for word in ("about", "additional", "almost", "another", "approximately", "around", "nearly", "over")),
    *((word,) for word in ("roughly", "some")),
)
# A number of what the text has named already is no amount: "the two leaders".
_DEFINITE = frozenset({"both", "its", "my", "our", "the", "their", "these", "those"})
_LARGEST_DAY = 31
_PARTS = frozenset({"half", "most", "much", "part", "parts", "rest"})
# Sums in currencies whose mark the language model does not know: "J$3.5", "N30", "Rs500", "£12m".
_SUM = re.compile(r"(?:[A-Z]{0,3}[$£€¥₹₦₵]|Rs\.?|[NRK](?=\d{2}))\d[\d.,]*(?:bn|m|k|tn)?")
_MULTIPLES = frozenset({"billion", "crore", "lakh", "million", "thousand", "trillion"})
_SHORT_MULTIPLES = frozenset({"bn", "k", "m", "mn", "tn"})
_MONEY_MARKS = frozenset({"$", "£", "€"})
_PLACING = frozenset({"across", "among", "at", "in", "on", "throughout"})
_UNITS = frozenset({"day", "head", "hour", "month", "person", "quarter", "week", "year"})
_TIMES_OF = _UNITS - {"head", "person"}
_PARTED = frozenset({"attr", "dobj", "nsubj", "nsubjpass", "pobj"})
# Numbers of laws: "50 U.S.C. 1622".
_CITED = re.compile(r"\b(?:U\.S\.C|C\.F\.R)\b")


def times(tokens: Sequence["Token"]) -> Iterator[Range]:
    """First and last word of each time expression among the tokens, its preposition included."""
    inside = {token.i for token in tokens}
    done: set[int] = set()
    for token in tokens:
        if token.i in done or not (token.ent_type_ in _TIMES or _is_year(token) or _is_day(token)):
            continue
        first = last = token
        while last.i + 1 in inside and last.nbor(1).ent_type_ in _TIMES and last.nbor(1).ent_iob_ == "I":
            last = last.nbor(1)
        last = _with_year(last, inside)
        if _numbers_a_paper(first, last):
            first = first.nbor(2)
        done.update(range(first.i, last.i + 1))
        if last.i + 1 in inside and last.lower_ == "of":
            last = last_word(last)
        elif first.lower_ == "the" and last.i + 1 in inside and last.nbor(1).lower_ == "of":
            last = last_word(last.nbor(1))  # "by the last day of the session"; "six months of pay" is no time
        if last.i + 1 in inside and last.nbor(1).lower_ in ("after", "before", "following"):
            behind = last.nbor(1)
            end = behind.head.right_edge if behind.dep_ == "mark" else behind.right_edge
            last = end if last.i < end.i <= last.i + _LONGEST_TIME else last
        if last.i + 2 in inside and last.nbor(1).lower_ in ("and", "or") and _goes_on(last, last.nbor(2)):
            last = last.nbor(2)
        done.update(range(first.i, last.i + 1))
        yield _opened(first, inside), last


def _goes_on(last: "Token", further: "Token") -> bool:
    """Whether a time goes on: "in the coming days and weeks", "September and October"."""
    if last.lower_ in MONTHS:
        return further.lower_ in MONTHS
    if last.lemma_.lower() in _UNITS and further.lower_ == "two":
        return True  # "in the next year or two"
    return last.lemma_.lower() in _UNITS and further.lemma_.lower() in _UNITS and further.tag_ == last.tag_


def _is_year(token: "Token") -> bool:
    """A year behind a preposition that the language model took for something else: "by 2030"."""
    return bool(_YEAR.fullmatch(token.text)) and token.dep_ == "pobj" and token.head.lower_ in _BEFORE_YEARS


def _is_day(token: "Token") -> bool:
    """A month beside the number of a day, of which the language model made nothing: "1 May", "May 15th"."""
    if token.lower_ not in MONTHS or not token.text[0].isupper():
        return False
    behind = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return (token.i > 0 and _DAY.fullmatch(token.nbor(-1).text) is not None) or _DAY.fullmatch(behind) is not None


def _with_year(last: "Token", inside: set[int]) -> "Token":
    """The last word of a day, with the number and the year that the language model left out: "May | 15th, 2006"."""
    if last.lower_ in MONTHS and last.i + 1 in inside and _DAY.fullmatch(last.nbor(1).text):
        last = last.nbor(1)
    if last.i + 2 in inside and last.nbor(1).text == "," and _YEAR.fullmatch(last.nbor(2).text):
        dated = last.lower_ in MONTHS or _DAY.fullmatch(last.text) is not None
        return last.nbor(2) if dated else last
    return last


def _numbers_a_paper(first: "Token", last: "Token") -> bool:
    """ "14257 of April 2, 2025": the language model took the number of an order for part of its date."""
    number = first.text.isdigit() and int(first.text) > _LARGEST_DAY
    return number and last.i - first.i > 1 and first.nbor(1).lower_ == "of"


def _opened(first: "Token", inside: set[int]) -> "Token":
    """The word with which the time begins, its article and preposition included."""
    if first.lower_ in MONTHS and first.i - 1 in inside and first.nbor(-1).text.isdigit():
        first = first.nbor(-1)
    if first.i - 1 in inside and first.nbor(-1).lower_ in ("the", "this", "a"):
        first = first.nbor(-1)
    for opener in _OPENERS:
        start = first.i - len(opener)
        if start in inside and tuple(token.lower_ for token in first.doc[start : first.i]) == opener:
            return first.doc[start]
    if first.i - 1 in inside and first.nbor(-1).pos_ in ("ADP", "SCONJ") and first.nbor(-1).dep_ != "prt":
        first = first.nbor(-1)
    if first.lower_ == "of" and first.i - 2 in inside and first.nbor(-1).lower_ in _PARTS:
        first = first.nbor(-2) if first.nbor(-2).pos_ == "ADP" else first  # "for parts of May"
    return first


def belongs_to_noun(last: "Token") -> bool:
    """ "today's announcement", "the planned January 9 protests": the time of a thing, not of the act."""
    behind = last.nbor(1) if last.i + 1 < len(last.doc) else None
    top = last
    while top.head.ent_type_ in _TIMES and top.head != top:
        top = top.head
    named = top.dep_ in ("compound", "nmod", "amod", "poss", "nummod") and top.head.i > last.i
    return (behind is not None and behind.tag_ == "POS") or (named and top.head.pos_ in ("NOUN", "PROPN"))


def undated(tokens: Sequence["Token"]) -> Iterator[Range]:
    """First and last word of each time that names no date: "in the medium term", "before the summit", "soon"."""
    inside = {token.i for token in tokens}
    words = cues.load("times")
    for token in tokens:
        if token.lower_ in words["adverbs"]["words"]:
            behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
            if behind not in ("before", "after") and not (token.i and token.nbor(-1).lower_ == "as"):
                yield token, token
            continue
        if token.lower_ == "between" and _reads(token, ("between", "now", "and")):
            yield token, last_word(token)
            continue
        phrase = next((one for one in _phrases().get(token.lower_, ()) if _reads(token, one)), None)
        if phrase is not None:
            yield token, token.nbor(len(phrase) - 1)
        elif token.dep_ in ("prep", "advmod", "mark", "amod", "advcl") and token.lower_ in words["openers"]["all"]:
            yield from _with_noun(token, inside)


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The words of each phrase that names a time, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues.load("times")["phrases"]["words"]:
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


def _reads(token: "Token", phrase: tuple[str, ...]) -> bool:
    return tuple(one.lower_ for one in token.doc[token.i : token.i + len(phrase)]) == phrase


def _with_noun(opener: "Token", inside: set[int]) -> Iterator[Range]:
    """A preposition with a noun that names a stretch of time, or an event that lies ahead."""
    words = cues.load("times")
    noun = _governed(opener)
    if (
        noun is None
        or noun.i not in inside
        or (noun.ent_type_ in _TIMES and noun.lower_ not in words["parts"]["words"])
    ):
        return
    stretch = noun.lemma_.lower() in words["stretches"]["words"]
    event = noun.lemma_.lower() in words["events"]["words"]
    ahead = any(child.lower_ in words["ahead"]["words"] or child.lower_ in MONTHS for child in noun.lefts)
    lower = opener.lower_
    part = noun.lemma_.lower() in words["parts"]["words"] and _takes_time(_of(noun))
    if lower == "on" and any(child.dep_ == "amod" for child in noun.lefts):
        part = False  # "work on the early conclusion of a treaty", unlike "on conclusion of the talks"
    if (
        (part and lower in words["openers"]["part"])
        or (stretch and _since(opener) != opener)
        or (stretch and lower in words["openers"]["stretch"])
        or (event and lower in words["openers"]["event"])
        or (event and ahead and lower in words["openers"]["stretch"])
    ):
        last = noun
        for child in noun.rights:
            if child.dep_ in ("prep", "npadvmod", "nmod", "nummod") and last_word(child).i - opener.i <= _LONGEST_TIME:
                last = last_word(child)
        yield _since(opener), last


def _of(noun: "Token") -> "Token | None":
    """What the noun is a part of: "the rest of the season"."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    return next((inner for inner in of.children if inner.dep_ == "pobj"), None) if of is not None else None


def _takes_time(whole: "Token | None") -> bool:
    """Whether it is a time or an event, not a place: "the rest of the season", unlike "the rest of the island"."""
    if whole is None:
        return False
    words = cues.load("times")
    named = whole.ent_type_ in _TIMES or whole.lower_ in MONTHS
    return named or any(whole.lemma_.lower() in words[kind]["words"] for kind in ("stretches", "events", "lasting"))


def _since(opener: "Token") -> "Token":
    """The first word of "with effect from"."""
    before = opener.doc[max(0, opener.i - 2) : opener.i]
    return before[0] if before.text.lower() == "with effect" else opener


def _governed(opener: "Token") -> "Token | None":
    """The noun that a preposition governs, "prior to" and "ahead of" taken as one."""
    for child in opener.children:
        if child.dep_ in ("pobj", "npadvmod") or (child.dep_ == "pcomp" and child.pos_ == "NOUN"):
            return child
        if child.dep_ == "prep" and child.lower_ in ("to", "of"):
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        if child.dep_ == "conj" and child.pos_ == "ADP":  # "before and during the tour"
            return _governed(child)
    return None


def amounts(tokens: list["Token"]) -> Iterator[Range]:
    """First and last word of each sum, share or number of things among the tokens."""
    inside = {token.i for token in tokens}
    done: set[int] = set()
    for token in tokens:
        kind = "MONEY" if _SUM.fullmatch(token.text) else token.ent_type_
        kind = kind or ("CARDINAL" if token.pos_ == "NUM" and token.dep_ == "nummod" else "")
        if kind not in _AMOUNTS or token.i in done:
            continue
        first = last = token
        while last.i + 1 in inside and last.nbor(1).ent_type_ == kind and last.nbor(1).ent_iob_ == "I":
            last = last.nbor(1)
        if last == token and last.i + 1 in inside and last.nbor(1).lower_ in _MULTIPLES:
            last = last.nbor(1)
        if last.i + 1 in inside and not last.whitespace_ and last.nbor(1).lower_ in _SHORT_MULTIPLES:
            last = last.nbor(1)  # the model parts "$600" and "m"
        done.update(range(first.i, last.i + 1))
        if first.i - 1 in inside and first.nbor(-1).text in _MONEY_MARKS:
            first = first.nbor(-1)
        if not any(one.text[:1].isdigit() for one in first.doc[first.i : last.i + 1]) and _qualifies(last):
            continue
        if _CITED.search(last.doc[first.i : last.i + 2].text):
            continue
        if kind == "CARDINAL":
            number = first.doc[first.i : last.i + 1].root  # of "between 40 and 50" the 40
            head = number.head
            if last.dep_ in _PARTED and last.text[0].isdigit() and any(child.lower_ == "of" for child in last.rights):
                yield _hedged(first, inside), last  # "500 of its patents"
                continue
            if (
                number.dep_ not in ("nummod", "amod")
                or head.i <= last.i
                or head.i - last.i > 4
                or _is_known(first, head)
            ):
                continue
            if first.lower_ == "one" or (head.dep_ == "pobj" and head.head.lower_ in _PLACING):
                continue  # "in four counties" says where
            if head.lemma_.lower() in _TIMES_OF:
                continue
            last = head
        upper = _upper(first, last, inside)
        done.update(range(last.i, upper.i + 1))
        yield _hedged(first, inside), _rated(upper, inside)


def _upper(first: "Token", last: "Token", inside: set[int]) -> "Token":
    """The last word of a range: "$20 to $30", "between 40 and 50 buses"."""
    joiner = last.nbor(1).lower_ if last.i + 3 in inside else ""
    between = first.i > 0 and first.nbor(-1).lower_ == "between"
    if joiner not in (("to", "and") if between else ("to",)):
        return last
    i = last.i + 2
    while i in inside and (
        last.doc[i].text in _MONEY_MARKS or last.doc[i].like_num or last.doc[i].lower_ in _MULTIPLES
    ):
        i += 1
    number = i > last.i + 2 and last.doc[i - 1].text not in _MONEY_MARKS
    return last.doc[i - 1] if number and last.pos_ != "NOUN" else last


def _qualifies(last: "Token") -> bool:
    """Whether a number in words is half of an adjective: "two-level", "net-zero"."""
    near = [last.nbor(step) for step in (-1, 1) if 0 <= last.i + step < len(last.doc)]
    return "-" in last.text or any(one.text == "-" and not one.whitespace_ for one in near)


def _is_known(number: "Token", noun: "Token") -> bool:
    """Whether the number only counts what is known: "the two leaders"; or numbers a thing: "Article 5"."""
    return any(child.lower_ in _DEFINITE and child.i < number.i for child in (*noun.lefts, *number.lefts))


def _hedged(first: "Token", inside: set[int]) -> "Token":
    """The first word of the amount, with what says how exact it is."""
    for hedge in _HEDGES:
        start = first.i - len(hedge)
        if start in inside and tuple(token.lower_ for token in first.doc[start : first.i]) == hedge:
            return _hedged(first.doc[start], inside)
    return first


def _rated(last: "Token", inside: set[int]) -> "Token":
    """With what it is paid or counted for: "per month", "a year"."""
    if last.i + 2 in inside and last.nbor(1).lower_ == "per":
        return last.nbor(2)
    if last.i + 2 in inside and last.nbor(1).lower_ in ("a", "each") and last.nbor(2).lower_ in _UNITS:
        return last.nbor(2)
    return last
