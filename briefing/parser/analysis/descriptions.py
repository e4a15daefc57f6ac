"""The words by which a text describes somebody: a noun with what belongs to it on either side."""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.offices import is_portfolio, is_role_head, is_short, names_a_person, singular
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

# What may stand inside a title, whatever it is taken for: "Iceland's ex-foreign minister", "a think tank".
_INSIDE = frozenset({"'s", "’s", "'", "’", "-", "–", "ex", "co", "leading", "then", "think"})
_JOINING = frozenset({"of", "for", "and", "&"})
_PARTING = frozenset({",", ";", "(", "–", "—"})
_LONGEST = 14


def phrase_of(head: "Token", *, bare: bool = True) -> str | None:
    """The words of a noun phrase up to what parts it, without its article where it shall be `bare`."""
    doc, start = head.doc, head.left_edge.i
    end = _end_of(head, start + _LONGEST)
    while end < head.sent.end and (doc[end].ent_iob_ == "I" or "-" in (doc[end].text, doc[end - 1].text)):
        end += 1
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT"):
        end -= 1
    comma = (i for i in range(head.i + 1, end) if doc[i].text in _PARTING and not _is_between_adjectives(doc[i]))
    told = doc[start : next(comma, end)].text
    told = told if told.count("(") >= told.count(")") else told.partition(")")[2]
    return clean(told) if bare else told


def _end_of(head: "Token", last: int) -> int:
    """Where the phrase around a noun ends; of what would reach beyond `last`, only the nouns themselves are kept."""
    end = head.i + 1
    for token in head.rights:
        if token.dep_ not in ("prep", "conj", "cc", "compound", "nmod"):
            break
        if token.right_edge.i >= last:
            inner = token if token.dep_ == "conj" else next((it for it in token.rights if it.dep_ == "pobj"), None)
            return _end_of(inner, last) if inner is not None and inner.i < last else end
        end = max(end, token.right_edge.i + 1)
    return end


def _is_between_adjectives(comma: "Token") -> bool:
    """ "a force for longer, healthier lives"."""
    return comma.i + 1 < len(comma.doc) and comma.nbor(-1).pos_ == comma.nbor(1).pos_ == "ADJ"


def leftwards(head: "Token", low: int, *, alone: bool = False) -> str | None:
    """The title that ends in `head`, followed leftwards as long as its words belong to a title; where it stands
    `alone`, not over "of" and "and".
    """
    doc, start = head.doc, head.i
    while start > low and head.i - start < _LONGEST:
        left = doc[start - 1]
        if left.text == ")" and start - 3 > low and doc[start - 3].text == "(":  # "Agency (FEMA) Administrator"
            start -= 3
            continue
        named = left.pos_ in ("PROPN", "NOUN", "ADJ") and left.text not in ("Mr.", "Mrs.", "Ms.")
        named = named and left.ent_type_ not in ("DATE", "TIME")  # "on Wednesday Foreign Minister Ana Berg"
        if named or left.lower_ in _INSIDE:
            start -= 1
        elif not alone and left.lower_ in _JOINING and start - 1 > low and _title_part(doc[start - 2], left):
            start -= 2
        else:
            break
    return clean(doc[start : head.i + 1].text)


def _title_part(token: "Token", joiner: "Token") -> bool:
    """Whether a title goes on to the left of "of", "for" or "and": only from role to role."""
    if joiner.lower_ == "of" and token.text[0].isupper() and fold(token.text) in cues.words("roles", "bodies"):
        return True  # "White House Office of Public Engagement Director"
    if joiner.lower_ in ("and", "&"):
        portfolio = is_portfolio(token.text) and is_portfolio(joiner.nbor(1).text)  # "Work and Pensions Secretary"
        return portfolio or (names_a_person(token.text) and token.ent_type_ != "PERSON")
    return is_role_head(token.text)


def of_each(several: "Token", low: int) -> str | None:
    """What each is of those called so: "oil industry analysts" are no directors, whoever directs them."""
    role = leftwards(several, low, alone=True)
    return singular(role) if role else None


def several_of_one(one: "Token") -> "Token | None":
    """Those of whom somebody is one: the stars in "one of the film's stars"."""
    behind = one.rights if one.lower_ == "one" else ()
    several = (inner for of in behind if of.lower_ == "of" for inner in of.children)
    return next((noun for noun in several if noun.tag_ == "NNS"), None)


def one_of(one: "Token") -> str | None:
    """The whole of "one of the film's stars"."""
    several = several_of_one(one)
    return f"one of {phrase_of(several, bare=False)}" if several is not None else None


def is_of_a_person(token: "Token") -> bool:
    """Whether the token belongs to another person's name; the model takes "Green MEP" and "Chair" for one."""
    office = token.ent_iob_ == "B" and _behind(token) == token.text and is_role_head(token.text)
    return token.ent_type_ == "PERSON" and not office and not is_short(token.text) and not is_short(_behind(token))


def _behind(token: "Token") -> str:
    """The last word of the name that the token belongs to."""
    last = token
    while last.i + 1 < last.sent.end and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    return str(last.text)


def clean(text: str) -> str | None:
    text = re.sub(
        r"^(?:(?:the|a|an|as|and|by|with|to|that|said|says|current|its|his|her|their|our|my)\s+)+",
        "",
        text.strip(' ,;:–—-“”"()'),
        flags=re.IGNORECASE,
    )
    return text or None
