"""Sets right what the language model is known to get wrong, where the words alone show it.

One fault only: clauses without "that" whose subject was taken for an object ("indicated the market may rise":
a garden path, Frazier and Rayner 1982).
"""

from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.clauses import SUBJECTS, VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_REPORTED = frozenset({"ROOT", "ccomp", "parataxis"})
_JOINED = frozenset({*SUBJECTS, "expl", "mark", "cc"})
# Verbs besides those that report which take a clause without "that".
_SECURING = frozenset({"ensure", "guarantee", "mean", "pray", "pretend", "prove"})


def mend_clauses(doc: "Doc") -> None:
    """Gives each finite verb without a subject the object right before it, where that verb's clause is reported."""
    for verb in doc:
        if verb.pos_ in VERBAL and _lacks_a_subject(verb) and (found := _object_before(verb)) is not None:
            _make_subject(found, verb)


def _lacks_a_subject(verb: "Token") -> bool:
    """Whether a finite verb of a main or reported clause has none, and nothing that joins it to what stands before."""
    if verb.dep_ not in _REPORTED or any(child.dep_ in _JOINED for child in verb.lefts):
        return False
    auxiliary = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return auxiliary.tag_ in _FINITE and (verb.dep_ == "ROOT" or verb.left_edge == auxiliary)


def _object_before(verb: "Token") -> "Token | None":
    """The object that ends right before a verb, of a verb that would rather have a clause."""
    first = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb).i - 1
    if first < verb.sent.start:
        return None
    first -= verb.doc[first].text == ","
    noun = verb.doc[first]
    while noun.dep_ != "dobj" and noun.head.i != noun.i and noun.head.right_edge.i <= first + 1:
        noun = noun.head
    above = noun.head
    if noun.dep_ != "dobj" or noun.pos_ == "PRON" or not first <= noun.right_edge.i <= first + 1:
        return None
    if not _takes_a_clause(above.lemma_.lower()):
        return None
    return noun if verb.is_ancestor(above) or verb.head == above or verb.head.is_ancestor(above) else None


def _takes_a_clause(lemma: str) -> bool:
    return lemma in _SECURING or any(lemma in cues.words("reporting", sort) for sort in ("verbs", "thoughts"))


def _make_subject(noun: "Token", verb: "Token") -> None:
    """Hangs the verb's clause from the verb whose object the noun was."""
    above = noun.head
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    if verb.dep_ == "ROOT":
        top = next(child for child in verb.lefts if child == above or child.is_ancestor(above))
        top.head, top.dep_ = top, "ROOT"
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
    verb.head, verb.dep_ = above, "ccomp"
