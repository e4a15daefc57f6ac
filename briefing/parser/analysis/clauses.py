"""The parts of a clause: who acts, whether it is negated or passive, and what it completes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
_COMPLETING = frozenset({"xcomp", "conj", "ccomp", "pcomp", "prep", "acl", "dobj", "attr", "acomp", "oprd"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})


def subject(verb: "Token") -> "Token | None":
    """The word that heads the verb's subject, inherited through coordination and infinitives."""
    seen = 0
    while seen < 6:
        # The language model hangs some subjects on the auxiliary.
        own = [verb, *(child for child in verb.lefts if child.dep_ in ("aux", "auxpass"))]
        found = next((child for head in own for child in head.children if child.dep_ in SUBJECTS), None)
        if found is not None:
            return found
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
        if child.dep_ == "poss" or any(mark.tag_ == "POS" or mark.dep_ == "case" for mark in child.children):
            return child
    return None


def maker(noun: "Token", of: bool) -> "Token | None":
    """Whose claim or paper it is by the words beside it: "their claim", "a letter from Berg"; `of` counts "of", too."""
    if (owner := possessor(noun)) is not None:
        return owner
    for child in noun.rights:
        by = child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among")
        if by or (of and child.dep_ == "prep" and child.lower_ == "of"):
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def carrier(noun: "Token") -> "Token | None":
    """The verb whose object the noun is, or which it stands behind with "in" or "with": "said in a statement"."""
    over = noun.head
    if noun.dep_ == "pobj" and over.lower_ in ("in", "with"):
        over = over.head
    return over if over.pos_ in VERBAL else None


def teller(pronoun: "Token") -> "Token | None":
    """The subject of the clause that tells what the pronoun is the subject of: *Brown* in "Brown says he will stay"."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or verb.head.i > pronoun.i:
        return None
    told = next((child for child in verb.head.lefts if child.dep_ in SUBJECTS), None)
    return told_alone(told, verb.head) if told is not None else None


def told_alone(subject: "Token", verb: "Token") -> "Token":
    """The one of two joined subjects that a verb in the singular has: *Oslo* in "owns Fjordolje and Oslo has said"."""
    joined = coordinated(subject) if any(one.tag_ == "VBZ" for one in (verb, *verb.lefts)) else []
    return joined[-1] if joined and joined[-1].pos_ == "PROPN" else subject


def opens_sentence(token: "Token") -> bool:
    """Whether it stands in what leads up to the subject of its sentence: "In its report, the council said"."""
    found = next((child for child in token.sent.root.children if child.dep_ in SUBJECTS), None)
    return found is not None and token.i < found.left_edge.i


def is_expletive(token: "Token") -> bool:
    """Whether it is the "it" that only holds the place of a clause: "it is possible to …", "it is expected that …"."""
    behind = {child.dep_ for child in token.head.children if child.i > token.i}
    told = token.dep_ == "nsubjpass" and "ccomp" in behind
    judged = bool(behind & {"acomp", "attr"}) and bool(behind & {"ccomp", "xcomp", "advcl", "csubj"})
    return token.lower_ == "it" and (told or judged)


def coordinated(token: "Token") -> list["Token"]:
    """The nouns joined to this one, in order: "Norway, Iceland and Denmark"."""
    found: list[Token] = []
    for child in token.rights:
        # "Norway, Iceland, and Denmark": the language model takes the second for an apposition to the first.
        listed = child.dep_ == "appos" and any(inner.dep_ == "conj" for inner in child.rights)
        if child.dep_ == "conj" or listed:
            found += [child, *coordinated(child)]
    return found


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


def is_finite(verb: "Token") -> bool:
    """Whether the clause has a tense or a word that opens it: "that it was built", unlike "it built", "it leave"."""
    opened = any(child.dep_ in ("mark", "advmod") and child.i < verb.i for child in verb.children)
    return opened or verb.tag_ in ("VBD", "VBP", "VBZ", "MD") or bool(auxiliaries(verb))


def is_passive(verb: "Token") -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent(verb: "Token") -> "Token | None":
    """Who acts in a passive clause that says so ("by the ministry")."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((inner for inner in child.children if inner.dep_ == "pobj" and not _measures(inner)), None)
    return None


def _measures(noun: "Token") -> bool:
    """Whether it says by how much: "cut by 12 per cent" names nobody who cuts."""
    return noun.ent_type_ in ("PERCENT", "MONEY", "QUANTITY", "CARDINAL", "DATE", "TIME") or any(
        child.dep_ == "nummod"
        and noun.lemma_.lower() in ("cent", "percent", "point", "pound", "dollar", "euro", "year")
        for child in noun.children
    )


def is_negated(verb: "Token") -> bool:
    """Whether the clause denies its verb: "not", "never", "no longer", "no"-subjects left aside."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            return True
        if child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no":
            return True
    return False


def governors(verb: "Token") -> Iterator["Token"]:
    """The verb and the clauses it completes, for "if …, we agree to act" conditions both."""
    yield verb
    steps = 0
    while verb.dep_ in _COMPLETING and steps < 3:
        verb = verb.head
        steps += 1
        if verb.pos_ in VERBAL:
            yield verb


def last_word(token: "Token") -> "Token":
    """The last word of what the token heads, marks left aside."""
    last = token.right_edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last
