"""The parts of a clause: who acts, whether it is negated or passive, and what hangs on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.parser import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_LONGEST_TIME = 14
_PHRASES = frozenset({"prep", "advmod", "acomp", "amod", "pcomp", "npadvmod", "advcl"})
_TIMES = frozenset({"DATE", "TIME"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})


def subject(verb: "Token") -> "Token | None":
    """The word that heads the verb's subject, inherited through coordination and infinitives."""
    seen = 0
    while seen < 6:
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child
        if verb.dep_ in ("conj", "xcomp", "advcl", "dep") and verb.head.pos_ in VERBAL and verb.head != verb:
            verb = verb.head
            seen += 1
            continue
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        return None
    return None


def possessor(noun: "Token") -> "Token | None":
    """Whose it is: "Starmer's office". A name with a possessive mark counts whatever the parser calls it."""
    for child in noun.lefts:
        if child.dep_ == "poss" or any(mark.tag_ == "POS" for mark in child.children):
            return child
    return None


def antecedent(token: "Token") -> "Token":
    """What a relative pronoun in subject place stands for, else the token itself."""
    if token.lower_ in ("who", "which", "that") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def auxiliaries(verb: "Token") -> list[str]:
    """The auxiliaries of the verb, lower case, those it shares through coordination included."""
    own = [child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ in ("VB", "VBN"):
        return auxiliaries(verb.head)
    return own


def is_future(verb: "Token") -> bool:
    return any(word in _FUTURE for word in auxiliaries(verb))


def is_passive(verb: "Token") -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent(verb: "Token") -> "Token | None":
    """Who acts in a passive clause that says so ("by the ministry")."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def is_negated(verb: "Token") -> bool:
    """Whether the clause denies its verb: "not", "never", "no longer", "no"-subjects left aside."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            return True
        if child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no":
            return True
    return False


def conditions(verb: "Token") -> Iterator[tuple["Token", "Token"]]:
    """First and last word of each condition that hangs on the verb or on the clause above it."""
    seen: set[int] = set()
    for one in _governors(verb):
        for child in one.children:
            if child.i in seen:
                continue
            seen.add(child.i)
            if child.dep_ == "advcl" and not _tells_past(child) and (mark := _condition_mark(child)) is not None:
                yield mark, _last(child)
            elif child.dep_ in _PHRASES and _opens_condition(child):
                yield child.left_edge if child.left_edge.i >= child.i else child, _last(child)


def _tells_past(clause: "Token") -> bool:
    """ "When we announced …" dates something that happened; "if"-clauses in the past tense suppose."""
    opens = clause.left_edge.lower_ in ("when", "once", "after")
    return opens and clause.tag_ == "VBD" and "had" not in auxiliaries(clause)


def _governors(verb: "Token") -> Iterator["Token"]:
    """The verb and the clauses it completes, for "if …, we agree to act" conditions both."""
    yield verb
    steps = 0
    while verb.dep_ in ("xcomp", "conj", "ccomp", "pcomp", "prep", "acl", "dobj", "attr") and steps < 3:
        verb = verb.head
        steps += 1
        if verb.pos_ in VERBAL:
            yield verb


def _condition_mark(clause: "Token") -> "Token | None":
    words = cues.load("undertaking")["conditions"]["subordinators"]
    for child in clause.lefts:
        if child.dep_ in ("mark", "advmod") and child.lower_ in words:
            return clause.left_edge
    edge = clause.left_edge
    two = f"{edge.lower_} {edge.nbor(1).lower_}" if edge.i + 1 < len(edge.doc) else ""
    return edge if two in words or edge.lower_ in ("provided", "assuming") else None


def _opens_condition(token: "Token") -> bool:
    text = token.doc[token.i : token.i + 4].text.lower()
    return any(
        text == phrase or text.startswith(phrase + " ") for phrase in cues.load("undertaking")["conditions"]["phrases"]
    )


def _last(token: "Token") -> "Token":
    last = token.right_edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last


def subtree(verb: "Token") -> list["Token"]:
    return list(verb.subtree)


def times(tokens: list["Token"]) -> Iterator[tuple["Token", "Token"]]:
    """First and last word of each time expression among the tokens, its preposition included."""
    inside = {token.i for token in tokens}
    done: set[int] = set()
    for token in tokens:
        if token.ent_type_ not in _TIMES or token.i in done:
            continue
        first = last = token
        while last.i + 1 in inside and last.nbor(1).ent_type_ in _TIMES and last.nbor(1).ent_iob_ == "I":
            last = last.nbor(1)
        done.update(range(first.i, last.i + 1))
        if last.i + 1 in inside and last.nbor(1).lower_ in ("after", "before", "following"):
            behind = last.nbor(1)
            end = behind.head.right_edge if behind.dep_ == "mark" else behind.right_edge
            last = end if last.i < end.i <= last.i + _LONGEST_TIME else last
        if first.i - 1 in inside and first.nbor(-1).lower_ in ("the", "this", "a"):
            first = first.nbor(-1)
        if first.i - 1 in inside and first.nbor(-1).pos_ in ("ADP", "SCONJ") and first.nbor(-1).dep_ != "prt":
            first = first.nbor(-1)
        yield first, last


def amounts(tokens: list["Token"]) -> Iterator[tuple["Token", "Token"]]:
    """First and last word of each sum, share or number of things among the tokens."""
    inside = {token.i for token in tokens}
    done: set[int] = set()
    for token in tokens:
        if token.ent_type_ not in _AMOUNTS or token.i in done:
            continue
        first = last = token
        while last.i + 1 in inside and last.nbor(1).ent_type_ == token.ent_type_ and last.nbor(1).ent_iob_ == "I":
            last = last.nbor(1)
        done.update(range(first.i, last.i + 1))
        if first.i - 1 in inside and first.nbor(-1).text in ("$", "£", "€"):
            first = first.nbor(-1)
        if token.ent_type_ == "CARDINAL":
            head = last.head
            if last.dep_ != "nummod" or head.i <= last.i or head.i - last.i > 4:
                continue
            last = head
        yield first, last
