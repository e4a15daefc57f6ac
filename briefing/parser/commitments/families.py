"""The rules that find candidates: one family for each way in which an action can be opened."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, names
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.commitments.candidate import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

RANK = {
    name: rank
    for rank, name in enumerate(
        (
            "verb",
            "adjective",
            "noun",
            "is to",
            "modal",
            "going to",
            "would",
            "might",
            "progressive",
            "list",
            "act",
            "present",
        )
    )
}


def every(sentence: Sentence) -> Iterator[Candidate]:
    """What every rule finds, word by word; one action may be found several times."""
    for token in sentence.tokens:
        if token.pos_ in clauses.VERBAL:
            yield from _modal(sentence, token)
            yield from _verb(sentence, token)
            yield from _is_to(sentence, token)
            yield from _act(sentence, token)
        elif token.pos_ == "NOUN":
            yield from _noun(sentence, token)
        elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "JJ"):
            yield from _adjective(sentence, token)
        if token.tag_ in ("VBN", "VBD") and token.pos_ in clauses.VERBAL:
            yield from _adjective(sentence, token)
    yield from _list_item(sentence)


def _make(
    sentence: Sentence, family: str, cue: "Token", action: "Token", who: "Token | None" = None, refuses: bool = False
) -> Candidate:
    passive = action.pos_ in clauses.VERBAL and clauses.is_passive(action)
    subject = who if who is not None else clauses.subject(action) or _ahead_of(cue)
    if family == "noun" and subject == cue:
        subject = None  # the infinitive hangs on the noun itself, which undertakes nothing
    if passive:
        subject = clauses.agent(action) or (who if who is not None and who != clauses.subject(action) else None)
    negated = clauses.is_negated(action) or (
        cue != action and cue.pos_ in (*clauses.VERBAL, "ADJ") and clauses.is_negated(cue)
    )
    if (cue.pos_ == "ADJ" or cue.dep_ == "dobj") and clauses.is_negated(cue.head):
        negated = True
    if family == "noun" and any(child.lower_ == "no" for child in cue.lefts):
        negated = True
    return Candidate(sentence, family, cue, action, subject, passive, negated, refuses)


def _ahead_of(verb: "Token") -> "Token | None":
    """The name right before a finite verb, where the language model has it as no subject ("USAID will provide")."""
    first = next((child for child in verb.lefts if child.dep_ == "aux"), verb)
    if first.i <= verb.sent.start or verb.dep_ not in ("ROOT", "ccomp") or verb.pos_ not in clauses.VERBAL:
        return None
    if first.tag_ not in ("MD", "VBD", "VBZ", "VBP"):
        return None
    before = first.nbor(-1)
    return before if before.ent_type_ in ("ORG", "GPE", "PERSON") and before.dep_ != "pobj" else None


def _modal(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    auxiliaries = clauses.auxiliaries(verb)
    if clauses.is_future(verb):
        yield _make(sentence, "modal", verb, verb)
    elif "have" in auxiliaries or "'ve" in auxiliaries or "’ve" in auxiliaries:
        pass  # "would have been", "may have sent": what was, or never came to be
    elif "would" in auxiliaries:
        yield _make(sentence, "would", verb, verb)
    elif not _MIGHT.isdisjoint(auxiliaries) and verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING:
        yield _make(sentence, "might", verb, verb)
    if verb.lemma_ == "go" and verb.tag_ == "VBG":
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ == "VB":
                yield _make(sentence, "going to", verb, child, clauses.subject(verb))


def _verb(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    if verb.lemma_ == "rule" and any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.rights):
        yield from (
            _make(sentence, "verb", verb, child, clauses.subject(verb), True)
            for child in verb.rights
            if child.tag_ == "VBG" and child.dep_ in ("advcl", "ccomp", "xcomp")
        )
    if verb.lemma_.lower() not in _VERBS:
        return
    refuses = verb.lemma_.lower() in _REFUSALS
    who = clauses.agent(verb) if clauses.is_passive(verb) else clauses.subject(verb)
    if who is None and verb.lemma_ in _BINDING:
        who = clauses.subject(verb)
    nouns = [child for child in verb.rights if child.dep_ == "dobj" and child.lemma_.lower() in _TO_ACTING]
    behind = [child.i for noun in nouns for child in _misplaced(noun)]
    for child in verb.children:
        if child.i < verb.i or child.i in behind or (behind and child in nouns):
            continue
        if _is_complement(child, verb):
            yield _make(sentence, "verb", verb, child, who, refuses)
        elif child.dep_ == "prep":
            for inner in child.children:
                if (inner.dep_ == "pcomp" and inner.tag_ == "VBG") or (
                    inner.dep_ == "pobj"
                    and verb.lemma_ in ("commit", "agree", "recommit", "decide", "opt", "refrain")
                    and child.lower_ in ("to", "on", "for", "from", "upon")
                ):
                    yield _make(sentence, "verb", verb, inner, who, refuses)
        elif child.dep_ == "dobj" and verb.lemma_ in _TAKE_OBJECTS and not _opens_action(child):
            if verb.lemma_ == "commit" and child.lemma_.lower() in _CRIMES:
                continue
            yield _make(sentence, "verb", verb, verb, who, refuses)


def _is_complement(child: "Token", verb: "Token") -> bool:
    """Whether the verb of undertaking takes it: "to act", "acting"; an infinitive right behind it in any case."""
    if child.pos_ not in clauses.VERBAL or child.tag_ not in ("VB", "VBG"):
        return False
    if child.dep_ == "ccomp":
        return not any(inner.dep_ == "nsubj" for inner in child.children)
    return child.dep_ == "xcomp" or (child.dep_ == "advcl" and child.tag_ == "VB" and child.left_edge.i == verb.i + 1)


def _opens_action(noun: "Token") -> bool:
    """Whether the object is itself a word of undertaking that says what is to be done ("its plan to sell")."""
    return noun.lemma_.lower() in _NOUNS and any(
        (child.dep_ in ("acl", "relcl") and child.tag_ == "VB")
        or (child.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in child.children))
        for child in noun.children
    )


def _is_to(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    if verb.lemma_ != "be":
        return
    who = clauses.subject(verb)
    for child in verb.children:
        if (
            child.dep_ in ("xcomp", "ccomp", "attr", "advcl")
            and child.i > verb.i
            and (child.tag_ == "VB" or (child.tag_ == "VBN" and clauses.is_passive(child)))
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ):
            goal = who is not None and who.lemma_.lower() in _NOUNS
            if goal and who is not None:
                yield _make(sentence, "noun", who, child, _owner(who))
            elif child.i - verb.i <= 4 or child.dep_ == "xcomp":
                yield _make(sentence, "is to", verb, child, None if clauses.is_passive(child) else who)


def _act(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    """Verbs that begin something or go on with it, in the present, the progressive or the past."""
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lemma_ == "be" for child in verb.lefts):
        if any(child.dep_ == "xcomp" for child in verb.children) and lemma in _VERBS:
            return
        yield _make(sentence, "progressive", verb, verb)
    elif verb.tag_ == "VBN" and any(child.dep_ == "auxpass" and child.lower_ == "being" for child in verb.lefts):
        yield _make(sentence, "progressive", verb, verb)
    elif lemma in _BEGIN and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not clauses.is_future(verb):
        if any(_opens_action(word) for word in verb.subtree if word.i > verb.i):
            return  # it only tells of the undertaking ("sent signals over its readiness to help")
        if not any(child.lower_ in ("would", "could", "should", "may", "might", "must", "can") for child in verb.lefts):
            yield _make(sentence, "act", verb, verb)
    elif verb.tag_ in ("VBP", "VBZ") and verb.lemma_ != "be" and not clauses.auxiliaries(verb):
        who = clauses.subject(verb)
        if who is not None and who.lower_ in ("we", "i"):
            yield _make(sentence, "present", verb, verb)


def _noun(sentence: Sentence, noun: "Token") -> Iterator[Candidate]:
    lemma = noun.lemma_.lower()
    if lemma not in _NOUNS or (lemma == "right" and noun.head.lemma_ != "reserve"):
        return
    refuses = (lemma in _NOUN_REFUSALS) != _is_withdrawn(noun)
    for child in (*noun.children, *_misplaced(noun)):
        if (
            child.dep_ in ("acl", "advcl", "relcl", "xcomp", "ccomp")
            and child.tag_ == "VB"
            and child.i > noun.i
            and any(c.lower_ == "to" for c in child.lefts)
        ):
            yield _make(sentence, "noun", noun, child, _owner(noun), refuses)
        elif child.dep_ == "prep" and child.lower_ in ("to", "of", "for", "on", "over", "about"):
            for inner in child.children:
                if (inner.dep_ == "pcomp" and inner.tag_ == "VBG") or (
                    inner.dep_ == "pobj" and child.lower_ == "to" and lemma in _TO_ACTING
                ):
                    yield _make(sentence, "noun", noun, inner, _owner(noun), refuses)


def _is_withdrawn(noun: "Token") -> bool:
    """ "has withdrawn its pledge to": who gives it up will not do it."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in cues.load("undertaking")["governing"]["withdraw"]


def _misplaced(noun: "Token") -> Iterator["Token"]:
    """What stands right behind a noun that is an object, where the language model gave it to the verb
    ("set a target to reduce emissions", "underlined its commitment to reducing them")."""
    if noun.dep_ == "dobj" and not any(child.dep_ == "conj" for child in noun.rights):
        yield from (
            child
            for child in noun.head.rights
            if child.left_edge.i == noun.right_edge.i + 1
            and (child.dep_ in ("advcl", "xcomp") or (child.lower_ == "to" and noun.lemma_ in _TO_ACTING))
        )


def _owner(noun: "Token") -> "Token | None":
    """Whose pledge it is: the possessor, "from"/"by"/"of" behind it, or the subject that has or makes it.

    A noun with a subject of its own is a verb that the language model took for a noun ("the states plan to").
    """
    if (owner := clauses.possessor(noun)) is not None:
        return owner
    if (own := next((child for child in noun.lefts if child.dep_ == "nsubj"), None)) is not None:
        return own
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("from", "by", "between", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "prep" and child.lower_ == "on":
            side = next((token for token in child.subtree if names.country_of(token.text)), None)
            if side is not None:  # "a commitment on the U.S. side"
                return side
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and names.country_of(child.text):
            return child
    head = noun.head
    while (
        head.dep_ in ("prep", "pobj", "conj", "dobj", "attr") and head.pos_ not in clauses.VERBAL and head.head != head
    ):
        head = head.head
    with_it = noun.dep_ == "pobj" and noun.head.lower_ == "with"
    holds = head.pos_ in clauses.VERBAL and (
        with_it or head.lemma_.lower() in cues.load("undertaking")["holding"]["verbs"]
    )
    if not holds or noun.dep_ in ("nsubj", "nsubjpass"):
        return None
    while with_it and clauses.subject(head) is None and head.head != head:
        head = head.head
    who = clauses.subject(head)
    return (clauses.possessor(who) or who) if with_it and who is not None else who


def _adjective(sentence: Sentence, word: "Token") -> Iterator[Candidate]:
    lemma = word.lower_
    if lemma not in _ADJECTIVES:
        return
    who = clauses.subject(word.head) if word.dep_ in ("acomp", "conj", "oprd", "attr") else clauses.subject(word)
    if word.pos_ in clauses.VERBAL and any(child.dep_ == "nsubjpass" for child in word.children):
        who = next(child for child in word.children if child.dep_ == "nsubjpass")
    for child in word.children:
        if child.i < word.i:
            continue
        purpose = child.dep_ == "advcl" and child.left_edge.i > word.i + 1
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.tag_ == "VB" and not purpose:
            yield _make(sentence, "adjective", word, child, who, lemma in _ADJECTIVE_REFUSALS)
        elif child.dep_ == "prep" and child.lower_ in ("to", "on", "for"):
            for inner in child.children:
                if (inner.dep_ == "pcomp" and inner.tag_ == "VBG") or (
                    inner.dep_ == "pobj" and lemma in ("committed", "open", "dedicated")
                ):
                    yield _make(sentence, "adjective", word, inner, who)


def _list_item(sentence: Sentence) -> Iterator[Candidate]:
    """A list item that begins with its verb ("Providing 100 % of the cost"; "Establish a centre")."""
    if sentence.block.kind is not BlockKind.LIST_ITEM or sentence.start != sentence.block.start:
        return
    if clauses.is_finite(sentence.span.root) and any(one.dep_ in clauses.SUBJECTS for one in sentence.span.root.lefts):
        return  # "Responding to the storm, Norway has sent two ships": a numbered paragraph
    for token in sentence.tokens[:4]:
        if (
            token.tag_ in ("VB", "VBG", "VBP")
            and token.pos_ in clauses.VERBAL
            and token.dep_ in ("ROOT", "advcl", "acl", "csubj", "pcomp")
        ):
            if not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
                yield _make(sentence, "list", token, token)
            return
        if not token.is_punct and token.pos_ != "ADV":
            return


def _set(part: str, *classes: str) -> frozenset[str]:
    table = cues.load("undertaking")[part]
    return frozenset(word for name in (classes or table) for word in table[name])


_VERBS = _set("verbs")
_TO_ACTING = frozenset({"commitment", "pledge", "promise"})
_MIGHT = frozenset({"may", "might"})
_SAYING = frozenset(cues.load("reporting")["verbs"])
_REFUSALS = _set("verbs", "refuse")
_BEGIN = _set("verbs", "begin", "refuse", "announce")
_TAKE_OBJECTS = _set("verbs", "commit", "affirm", "ready", "consider", "intend", "strive", "decide", "announce") - {
    "want",
    "expect",
    "look",
    "work",
    "mean",
}
_NOUNS = _set("nouns")
# Who "is committed" has bound himself.
_BINDING = frozenset({"commit", "determine", "recommit", "resolve"})
_CRIMES = frozenset(cues.load("undertaking")["crimes"])
_NOUN_REFUSALS = _set("nouns", "refuse")
_ADJECTIVES = _set("adjectives")
_ADJECTIVE_REFUSALS = _set("adjectives", "refuse")
