"""Which words of a clause a memo keeps, in what form, and where a long clause may end.

Everything here works on tokens of one sentence, in their order; `wording` and `asking` make text of them.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from briefing.parser.analysis.clauses import SUBJECTS, VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARY = frozenset({"aux", "auxpass"})
_LEFT_OUT = frozenset({*SUBJECTS, *_AUXILIARY, "mark", "preconj", "intj", "expl", "meta", "agent", "dep", "punct"})
_BASE = frozenset({"VB", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Clauses set beside an action tell why or meanwhile; a gist does not need them.
_ASIDE = frozenset({"although", "as", "because", "since", "so", "though", "whereas", "while"})
_DASHES = frozenset({"–", "—", "--"})
# What may follow a point where a phrase ends, so that nothing is left half said.
_OPTIONAL = frozenset(
    {"acl", "advcl", "advmod", "agent", "amod", "appos", "cc", "conj", "npadvmod", "parataxis", "prep", "punct", "relcl"}
)
# Adverbs that say how a thing is done stay with the verb; these say how sure or how new the telling is.
_UNSAID = frozenset(
    [
        "actually", "allegedly", "already", "certainly", "currently", "early", "eventually", "finally", "formally", "generally",
        "hopefully", "initially", "likely", "normally", "only", "originally", "possibly", "presumably", "previously",
        "probably", "really", "recently", "reportedly", "respectively", "simply", "surely", "typically", "usually",
    ]
)


def coordinated(verb: "Token") -> list["Token"]:
    """The verb and those that go on with it on the same footing: "fund", "run" and "staff" in their order."""
    found = [verb]
    for one in found:
        for child in one.rights:
            if child.dep_ == "conj" and _goes_on(child, verb):
                found.append(child)
            elif child.dep_ == "conj" and child.lower_ == "to" and verb.tag_ == "VBG":
                found += [inner for inner in child.children if inner.dep_ == "pcomp" and inner.tag_ == "VBG"]
    return found


def _goes_on(verb: "Token", first: "Token") -> bool:
    """Whether it has the form of the first verb, and neither subject nor auxiliary of its own."""
    if verb.pos_ not in VERBAL or any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    tags = {verb.tag_, first.tag_}
    shared = {child.lower_ for child in first.lefts if child.dep_ in _AUXILIARY} | {"to", "will"}
    own = {child.lower_ for child in verb.lefts if child.dep_ in _AUXILIARY}
    return (len(tags) == 1 or tags <= _BASE or tags <= _FINITE) and own <= shared


def action(verb: "Token", without: Collection[int]) -> list["Token"]:
    """The words of what the verb says to be done, from the verb on.

    `without` are positions told elsewhere; a stretch of them stays where words hang on it that would
    be left alone. Subjects, auxiliaries, clauses of reason, brackets and insertions go.
    """
    group = coordinated(verb)
    lost = _insertions(verb)
    for one in group:
        for child in one.children:
            if child not in group and _is_dropped(child, one, verb):
                lost.update(token.i for token in child.subtree)
                lost.update(_opening(child))
    lost -= {token.i for one in group for token in one.subtree if token in group or _above(token) in group and token.dep_ == "cc"}
    tokens = [token for token in verb.subtree if token.i not in lost and (token.i >= verb.i or _is_manner(token, verb))]
    gone = _severable(tokens, without)
    return _punctuated([token for token in tokens if token.i not in gone])
