"""Every place where somebody may undertake something, found generously; `judge` decides.

A candidate is an action (the verb or noun that says what would be done) and the word that
opens it: a modal, a verb, noun or adjective of undertaking, or the bare head of a list item.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, names
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Candidate:
    """`family` names the rule that found it; `cue` is the word that opens it; `action` heads what is to be done.

    `who` heads the noun phrase of the one who would act, `None` where the clause names nobody.
    """

    sentence: Sentence
    family: str
    cue: "Token"
    action: "Token"
    who: "Token | None"
    passive: bool
    negated: bool
    refuses: bool = False


def find(sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence, one for each action; coordinated actions of one subject are one."""
    if sentence.span.text.rstrip("”\"’' ").endswith("?"):
        return []
    best: dict[int, Candidate] = {}
    for candidate in _all(sentence):
        if _is_duty(candidate) or _keeps_silent(candidate) or _is_supposed(candidate):
            continue
        known = best.get(candidate.action.i)
        if known is None or _order(candidate) < _order(known):
            best[candidate.action.i] = candidate
    return [one for i, one in sorted(best.items()) if not _shares(one, best)]


def _order(candidate: Candidate) -> tuple[bool, int]:
    """Which of two candidates for one action is the better: that with somebody to act, then by rule."""
    return candidate.who is None, _RANK[candidate.family]


def _is_supposed(candidate: Candidate) -> bool:
    """Whether it stands in an if-clause, or as what somebody fears, hopes or expects: a forecast, no undertaking."""
    head, steps = candidate.cue, 0
    while head.head != head and steps < 4:
        if head.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in head.lefts
        ):
            return True
        if head.dep_ in ("ccomp", "acl", "relcl") and head.head.lemma_.lower() in cues.words("supposing", "words"):
            return True
        head, steps = head.head, steps + 1
    return False


def _keeps_silent(candidate: Candidate) -> bool:
    """ "declined to comment" leaves a question open and undertakes nothing."""
    return candidate.refuses and candidate.action.lemma_.lower() in cues.load("undertaking")["silence"]["verbs"]


def _is_duty(candidate: Candidate) -> bool:
    """Whether a modal of duty stands over it: what somebody must or should do is asked, not undertaken."""
    if candidate.family == "noun" and _is_feared(candidate.cue):
        return True
    over = [
        word
        for token in {candidate.cue, candidate.action}
        if token.pos_ in clauses.VERBAL
        for word in clauses.auxiliaries(token)
    ]
    above = candidate.cue.head if candidate.cue.dep_ == "xcomp" else candidate.cue
    obliged = (
        above.lemma_ in ("need", "have", "ought")
        and candidate.action.dep_ == "xcomp"
        and candidate.action.head == above
    )
    return any(word in ("must", "should", "ought") for word in over) or obliged


def _is_feared(noun: "Token") -> bool:
    """ "warned of Russian plans to strike": what is feared or alleged of another is no undertaking of his."""
    head, steps = noun, 0
    while head.dep_ in ("dobj", "pobj", "prep", "conj", "compound") and steps < 4:
        head, steps = head.head, steps + 1
    return head.lemma_.lower() in cues.load("undertaking")["fearing"]["verbs"]


_RANK = {
    name: rank
    for rank, name in enumerate(
        ("verb", "adjective", "noun", "is to", "modal", "going to", "would", "progressive", "list", "act", "present")
    )
}


def kind_of(cue: "Token") -> str:
    """The class of undertaking the cue belongs to ("commit", "intend" …); "other" where it has none."""
    table = cues.load("undertaking")
    for part in ("verbs", "nouns", "adjectives"):
        for name, words in table[part].items():
            if cue.lemma_.lower() in words or cue.lower_ in words:
                return str(name)
    return "other"


def _shares(one: Candidate, found: dict[int, Candidate]) -> bool:
    """Whether the action only continues another of the same subject ("will fund and run the centre")."""
    head = one.action.head
    if one.action.dep_ != "conj" or head.i not in found:
        return False
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in one.action.children)
    own_auxiliary = any(child.dep_ == "aux" and child.lower_ != "to" for child in one.action.children)
    return not own_subject and not own_auxiliary


def _all(sentence: Sentence) -> Iterator[Candidate]:
    for token in sentence.span:
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
    subject = who if who is not None else clauses.subject(action)
    if family == "noun" and subject == cue:
        subject = None  # the infinitive hangs on the noun itself, which undertakes nothing
    if passive:
        subject = clauses.agent(action) or (who if who is not None and who != clauses.subject(action) else None)
    negated = clauses.is_negated(action) or (
        cue != action and cue.pos_ in (*clauses.VERBAL, "ADJ") and clauses.is_negated(cue)
    )
    if (cue.pos_ == "ADJ" or cue.dep_ == "dobj") and clauses.is_negated(cue.head):
        negated = True
    return Candidate(sentence, family, cue, action, subject, passive, negated, refuses)


def _modal(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    auxiliaries = clauses.auxiliaries(verb)
    if clauses.is_future(verb):
        yield _make(sentence, "modal", verb, verb)
    elif "would" in auxiliaries:
        yield _make(sentence, "would", verb, verb)
    if verb.lemma_ == "go" and verb.tag_ == "VBG":
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ == "VB":
                yield _make(sentence, "going to", verb, child, clauses.subject(verb))


def _verb(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    if verb.lemma_.lower() not in _VERBS:
        return
    refuses = verb.lemma_.lower() in _REFUSALS
    who = clauses.agent(verb) if clauses.is_passive(verb) else clauses.subject(verb)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if (child.dep_ == "xcomp" and child.pos_ in clauses.VERBAL and child.tag_ in ("VB", "VBG")) or (
            child.dep_ == "ccomp"
            and child.pos_ in clauses.VERBAL
            and child.tag_ in ("VB", "VBG")
            and not any(c.dep_ == "nsubj" for c in child.children)
        ):
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
            yield _make(sentence, "verb", verb, verb, who, refuses)


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
            and child.tag_ == "VB"
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ):
            goal = who is not None and who.lemma_.lower() in _NOUNS
            if goal and who is not None:
                yield _make(sentence, "noun", who, child, _owner(who))
            elif child.i - verb.i <= 4 or child.dep_ == "xcomp":
                yield _make(sentence, "is to", verb, child, who)


def _act(sentence: Sentence, verb: "Token") -> Iterator[Candidate]:
    """Verbs that begin something or go on with it, in the present, the progressive or the past."""
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lemma_ == "be" for child in verb.lefts):
        if any(child.dep_ == "xcomp" for child in verb.children) and lemma in _VERBS:
            return
        yield _make(sentence, "progressive", verb, verb)
    elif lemma in _BEGIN and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not clauses.is_future(verb):
        if not any(child.lower_ in ("would", "could", "should", "may", "might", "must", "can") for child in verb.lefts):
            yield _make(sentence, "act", verb, verb)
    elif verb.tag_ in ("VBP", "VBZ") and verb.lemma_ != "be" and not clauses.auxiliaries(verb):
        who = clauses.subject(verb)
        if who is not None and who.lower_ in ("we", "i"):
            yield _make(sentence, "present", verb, verb)


def _noun(sentence: Sentence, noun: "Token") -> Iterator[Candidate]:
    lemma = noun.lemma_.lower()
    if lemma not in _NOUNS:
        return
    for child in noun.children:
        if (
            child.dep_ in ("acl", "relcl", "xcomp", "ccomp")
            and child.tag_ == "VB"
            and child.i > noun.i
            and any(c.lower_ == "to" for c in child.lefts)
        ):
            yield _make(sentence, "noun", noun, child, _owner(noun), lemma in _NOUN_REFUSALS)
        elif child.dep_ == "prep" and child.lower_ in ("to", "of", "for", "on", "over", "about"):
            for inner in child.children:
                if inner.dep_ == "pcomp" and inner.tag_ == "VBG":
                    yield _make(sentence, "noun", noun, inner, _owner(noun), lemma in _NOUN_REFUSALS)
                elif inner.dep_ == "pobj" and child.lower_ == "to" and lemma in ("commitment", "pledge", "promise"):
                    yield _make(sentence, "noun", noun, inner, _owner(noun))


def _owner(noun: "Token") -> "Token | None":
    """Whose pledge it is: the possessor, "from"/"by"/"of" behind it, or the subject that has or makes it."""
    if (owner := clauses.possessor(noun)) is not None:
        return owner
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
    holds = head.pos_ in clauses.VERBAL and head.lemma_.lower() in cues.load("undertaking")["holding"]["verbs"]
    return clauses.subject(head) if holds and noun.dep_ not in ("nsubj", "nsubjpass") else None


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
    for token in sentence.span[:4]:
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
_NOUN_REFUSALS = _set("nouns", "refuse")
_ADJECTIVES = _set("adjectives")
_ADJECTIVE_REFUSALS = _set("adjectives", "refuse")
