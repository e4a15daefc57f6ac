"""Nouns by which a text tells somebody without a name: offices, bodies, groups, and the phrases around them."""

from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import offices
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token


def describes(noun: "Token") -> bool:
    """Whether the noun is one by which a person, a body or a group may be told."""
    key = fold(noun.text)
    listed = any(key in cues.words("roles", kind) for kind in ("bodies", "groups", "trades"))
    return listed or offices.is_role_head(noun.text)


def is_one_office(token: "Token") -> bool:
    """Whether it tells the holder of an office that one alone holds, without his name: "the chancellor"."""
    if token.lower_ not in cues.words("roles", "held_by_one") or token.dep_ == "compound":
        return False
    named = any(child.dep_ in ("appos", "poss") for child in token.children)
    return not named and any(child.lower_ == "the" for child in token.lefts)


def names_role(phrase: str, role: str) -> bool:
    """Whether the phrase names the role itself and not only a part of its description."""
    whole, office = f" {fold(role)}", f" {fold(phrase)}"
    before = whole.removesuffix(office).split()
    return whole.endswith(office) and cues.words("roles", "other_offices").isdisjoint(before)


def counting_head(token: "Token") -> "Token":
    """What counts the noun, where that is the phrase's head: "26" in "26 of Ukraine's allies"."""
    of = token.head
    counts = token.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ in ("NUM", "DET") and of.head.i < token.i
    return of.head if counts else token


def phrase(token: "Token") -> str:
    """The noun phrase of `token` without what follows its complement: "26 of Ukraine's allies"."""
    doc = token.doc
    start = counting_head(token).left_edge.i
    while start < token.i and (doc[start].is_punct or doc[start].pos_ in ("CCONJ", "ADV", "SCONJ")):
        start += 1
    end = token.i + 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i <= 6:
            end = child.right_edge.i + 1
        break
    return str(doc[start:end].text)
