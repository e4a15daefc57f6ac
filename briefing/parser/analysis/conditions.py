"""On what an act hangs: if-clauses in all their forms, and phrases such as "subject to" and "in exchange for"."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.clauses import SUBJECTS, auxiliaries, governors, last_word, possessor
from briefing.parser.analysis.phrases import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_OPENER = 4
_PAST = frozenset({"was", "were"})
_LONGEST_PHRASE = 30
# "with Parliament's consent"
_BACKINGS = frozenset({"agreement", "approval", "backing", "blessing", "consent", "permission"})
# Subordinators that date an act as often as they condition it.
_DATING = frozenset({"when", "whenever", "where", "once", "after", "until", "till"})
# What these verbs are about is a question, not a condition: "decide if an inquiry is needed".
_WEIGHING = frozenset(
    {"ask", "assess", "check", "consider", "decide", "determine", "discuss", "establish", "examine", "investigate"}
    | {"know", "see", "study", "wonder"}
)


def conditions(verb: "Token") -> Iterator[tuple["Token", "Token"]]:
    """First and last word of each condition that hangs on the verb, on a word of its clause or on the clause above it.

    None is inside another.
    """
    end = -1
    for first, last in sorted(set(_every(verb)), key=lambda one: (one[0].i, -one[1].i)):
        if first.i > end:
            yield first, last
            end = last.i


def _every(verb: "Token") -> Iterator[tuple["Token", "Token"]]:
    for one in (*governors(verb), *coordinated(verb)[1:], *_inside(verb)):
        for child in one.children:
            if child.dep_ == "advcl" and (mark := _mark(child)) is not None and not _only_dates(child, mark, one):
                yield mark, last_word(child)
            elif child.left_edge == child and _opens(child):
                yield child, _end(child)
    for token in verb.subtree:
        if _opens(token) and not _is_described(token, verb):
            yield token, _end(token)
    for token in verb.sent:
        if token.lower_ == "should" and (inverted := _inverted(token)) is not None:
            yield token, inverted


def _inside(verb: "Token") -> Iterator["Token"]:
    """The acts that complete the verb: "will refrain from *making* comments", "will use the time to *raise* it"."""
    for child in verb.rights:
        act = next((one for one in child.children if one.dep_ == "pcomp"), child) if child.dep_ == "prep" else child
        to = act.tag_ == "VB" and any(one.lower_ == "to" for one in act.lefts)
        if (act.dep_ in ("advcl", "xcomp") and to) or (act.dep_ in ("pcomp", "xcomp") and act.tag_ == "VBG"):
            yield act
            yield from _inside(act)


def _mark(clause: "Token") -> "Token | None":
    """The word that makes a condition of the clause."""
    known = _subordinators()
    edge = clause.left_edge
    for length in range(_LONGEST_OPENER, 1, -1):
        if edge.doc[edge.i : edge.i + length].text.lower() in known:
            return edge
    marks = (child for child in clause.lefts if child.dep_ in ("mark", "advmod") and child.lower_ in known)
    mark = next(marks, None)
    return mark if mark is not None else edge if edge.lower_ in ("provided", "assuming") else None


@cache
def _subordinators() -> frozenset[str]:
    return frozenset(cues.load("undertaking")["conditions"]["subordinators"])


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(cues.load("undertaking")["conditions"]["phrases"])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _phrases())


def _only_dates(clause: "Token", mark: "Token", verb: "Token") -> bool:
    """ "When we announced …" dates something that happened, "when tackling …" says how; "decide if" asks."""
    weighs = verb.lemma_ in _WEIGHING and not any(child.dep_ == "dobj" and child.i < clause.i for child in verb.rights)
    if mark.lower_ == "if" and weighs and clause.i > verb.i:
        return True
    if mark.lower_ not in _DATING:
        return False
    finite = mark.lower_ == "once" or any(child.dep_ in (*SUBJECTS, "expl") for child in clause.children)
    helpers = auxiliaries(clause)
    past = (clause.tag_ == "VBD" and "had" not in helpers) or (clause.tag_ == "VBN" and not _PAST.isdisjoint(helpers))
    past = past and "would" not in auxiliaries(verb)  # "said it would be sold once it was finished"
    return not finite or (past and mark.lower_ not in ("until", "till"))


def _opens(token: "Token") -> bool:
    if token.lower_ not in _first_words():
        return False
    text = token.doc[token.i : token.i + _LONGEST_OPENER].text.lower()
    if token.lower_ == "with":
        backing = next((child for child in token.children if child.dep_ == "pobj"), None)
        if backing is not None and backing.lemma_ in _BACKINGS and possessor(backing) is not None:
            return True
    if token.dep_ == "acomp" and token.head.lemma_ == "be":  # "will be subject to a tax" says what will be
        return False
    return any(text.startswith(phrase) and not text[len(phrase) :][:1].isalnum() for phrase in _phrases())


def _end(token: "Token") -> "Token":
    """The last word of the phrase; where the language model cut it short, that before the next comma."""
    last = last_word(token)
    text = token.doc[token.i : last.i + 1].text.lower()
    phrase = max((one for one in _phrases() if f"{text} ".startswith(one + " ")), key=len, default="")
    whole = phrase in cues.load("undertaking")["conditions"]["whole"]
    if phrase and (whole or len(text) > len(phrase)):
        return last if not whole else token.nbor(len(phrase.split()) - 1)
    last = token
    while last.i + 1 < token.sent.end and last.i - token.i < _LONGEST_PHRASE and not last.nbor(1).is_punct:
        last = last.nbor(1)
    return last


def _is_described(token: "Token", verb: "Token") -> bool:
    """Whether it stands in a clause about a noun of the verb's: "with the potential to sell more if needed"."""
    while token != verb and token.head != token:
        if token.dep_ in ("acl", "relcl"):
            return True
        token = token.head
    return False


def _inverted(modal: "Token") -> "Token | None":
    """The last word of a condition by inversion: "should the need arise"."""
    verb = modal.head
    between = list(modal.doc[modal.i + 1 : verb.i])
    named = any(token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_ == "NN" for token in between)
    if not named or verb.tag_ not in ("VB", "VBN") or between[0].pos_ not in ("DET", "PRON", "PROPN", "NOUN", "ADJ"):
        return None
    return last_word(verb)
