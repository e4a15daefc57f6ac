"""What the text calls a body: before its name, behind it, or by a form of "be"."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import roles
from briefing.parser.analysis.descriptions import leftwards, one_of, phrase_of, several_of_one
from briefing.parser.analysis.offices import names_a_person, names_a_trade, singular
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLOSING = frozenset({",", ".", ";", ")", "—", "–"})
# What may stand between a name and what it is called: a mark, and initials in brackets.
_PARTED = re.compile(r"[®™]?(?:\s*\([^()]*\))?\s*[,–—-]?\s*")
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_LONGEST = 14


def called(name: "Span") -> str | None:
    """What the text calls a body: "Greek gas producer Energean", "Znak, a news site,", "Energean is a producer"."""
    noun = _noun_of_body(name)
    if noun is None or noun.i < name.start:
        return leftwards(noun, name.sent.start, alone=True) if noun is not None else None
    return one_of(noun.head.head) if noun.tag_ == "NNS" else phrase_of(noun)


def is_called_one(name: "Span") -> bool:
    """Whether the text calls a body what the model may take for a person or, with its article, for a place."""
    noun = _noun_of_body(name)
    if noun is None:
        return False
    if name.label_ == "GPE":
        states = singular(fold(noun.text)) in cues.words("roles", "so_called")
        alone = noun.left_edge.pos_ == "DET" and name.doc[name.start - 1].text != ","  # unlike "Salem, Oregon, a bank"
        return not states and (noun.i < name.start or alone)
    return len(name) == 1 or not (names_a_person(noun.text) or roles.of(name))


def _noun_of_body(name: "Span") -> "Token | None":
    """The noun that says what sort of body bears the name, set before it, behind it or by "is"."""
    doc, low, root = name.doc, name.sent.start, name.root
    before = doc[name.start - 1] if name.start > low else None
    tied = before is not None and (before.dep_ in ("compound", "nmod", "amod") or root.dep_ == "appos")
    common = before is not None and before.pos_ == "NOUN" and (before.text.islower() or before.is_sent_start)
    if before is not None and tied and common and names_a_trade(before.text):
        return before
    above = root.head
    if root.dep_ == "appos" and above.tag_ == "NN" and above.i < name.start and names_a_trade(above.text):
        return above  # "One news site, Znak"
    children = [child for token in name for child in token.children if child.dep_ == "appos" and child.i >= name.end]
    beside = [child for child in children if _PARTED.fullmatch(doc[name.end : child.left_edge.i].text)]
    beside += [child for one in beside for child in one.children if child.dep_ == "appos"]
    said = root.dep_ == "nsubj" and above.lemma_ == "be" and above.tag_ in _FINITE
    said = said and not any(child.dep_ == "neg" for child in above.children)
    beside += [child for child in above.rights if child.dep_ == "attr"] if said else []
    for first in beside:
        for noun in (first, *first.conjuncts):
            firm = fold(noun.text) in cues.words("roles", "of_firms_too") and first.left_edge.pos_ in ("DET", "NUM")
            if noun.tag_ == "NN" and noun.i >= first.i and (firm or names_a_trade(noun.text)):
                return noun
        if (several := several_of_one(first)) is not None and names_a_trade(singular(fold(several.text))):
            return several
    return _flat_noun(name)


def _flat_noun(name: "Span") -> "Token | None":
    """The same without the parser's help: the noun of a phrase with an article between marks, behind any brackets."""
    doc, i, high = name.doc, name.end, name.sent.end
    if i < high and doc[i].text == "(":
        i = next((j + 1 for j in range(i, high) if doc[j].text == ")"), high)
    if i + 2 >= high or doc[i].text != "," or doc[i + 1].pos_ != "DET":
        return None
    run = list(takewhile(_may_describe, doc[i + 2 : min(high, i + _LONGEST)]))
    noun = run[-1] if run else None
    if noun is None or noun.i + 1 >= high or noun.tag_ != "NN" or not names_a_trade(noun.text):
        return None
    ends = doc[noun.i + 1].text in _CLOSING or doc[noun.i + 1].tag_ in ("IN", "WDT", "VBN")
    return noun if ends else None


def _may_describe(token: "Token") -> bool:
    """Whether it may stand between an article and its noun."""
    inner = token.pos_ in ("ADJ", "ADV", "NOUN", "NUM", "PROPN", "PART") or token.dep_ in ("amod", "compound")
    return inner or token.tag_ in ("HYPH", "POS")
