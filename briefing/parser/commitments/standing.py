"""How a cue stands in its text: when it is told, what governs it, what kind of act it opens, what its list begins with.

An undertaking is told now or lately and looks ahead; what stands in a tale of the past, what only shows a
"commitment", and what a thing brings about or a calendar says are told in the same words.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, dates
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.introduced import DEMONSTRATIVES
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.commitments import parties
from briefing.parser.commitments.candidate import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIGHEST = 6
# A date so many days before the text's own is news; so many sentences around a list item are its list.
_LATELY = 7
_NEAR = 6
_DUTIES = frozenset({"must", "should", "ought"})
_ADVICE = frozenset({"advice", "precautions", "tips"})
_READER = frozenset({"you", "your", "yourself"})


def features(candidate: Candidate, analysis: Analysis) -> Iterator[str]:
    """The names of the features, in no order that matters."""
    told = tense(candidate.cue)
    yield f"told={told}:{candidate.family}"
    yield f"told={told}"
    yield from (f"dated {when}" for when in _dated(candidate.sentence, analysis))
    yield from _kind_of_act(candidate)
    if candidate.family == "noun":
        yield f"noun under={_governor(candidate.cue)}"
    if candidate.who is not None and any(
        child.lower_ in DEMONSTRATIVES for child in (candidate.who, *candidate.who.lefts)
    ):
        yield "who=this"
    if candidate.sentence.block.kind is BlockKind.LIST_ITEM:
        yield f"list under={_lead(candidate.sentence, analysis)}"


def tense(cue: "Token") -> str:
    """Of the clause in which the cue stands: past, perfect, present, future, modal, or none where no verb is finite."""
    verb, steps = cue, 0
    while steps < _HIGHEST:
        if verb.pos_ in clauses.VERBAL and (found := _own_tense(verb)) is not None:
            return found
        if verb.head == verb:
            break
        verb, steps = verb.head, steps + 1
    return "none"


def _own_tense(verb: "Token") -> str | None:
    helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if not helpers and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG"):
        return None
    for helper in (*helpers, verb):
        if helper.tag_ == "MD":
            return "future" if helper.lower_ in ("will", "'ll", "’ll", "shall", "wo") else "modal"
        if helper.tag_ == "VBD":
            return "past"
        if helper.tag_ in ("VBZ", "VBP"):
            return "perfect" if helper.lemma_ == "have" and helper != verb and verb.tag_ == "VBN" else "present"
    return None


def _dated(sentence: Sentence, analysis: Analysis) -> Iterator[str]:
    """Whether the sentence names a date well before the text's own, or one after it."""
    published = analysis.document.source.published
    if published is None:
        return
    found = set()
    for entity in sentence.span.ents:
        if entity.label_ == "DATE" and (span := dates.resolve(entity.text, published)) is not None:
            if span.end < published and (published - span.end).days > _LATELY:
                found.add("before")
            elif span.end > published:
                found.add("ahead")
    yield from sorted(found)


def _kind_of_act(candidate: Candidate) -> Iterator[str]:
    """What a thing brings about, what happens by the calendar, what goes on in a mind."""
    acts = cues.load("undertaking")["acts"]
    verb = candidate.action
    lemma = verb.lemma_.lower()
    bare = not any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights)
    for kind in ("effect", "mind"):
        if lemma in acts[kind]:
            yield f"act={kind}:{candidate.family}"
    takes_place = lemma == "take" and any(child.lower_ == "place" for child in verb.rights)
    if takes_place or ((bare or candidate.passive) and lemma in acts["event"]):
        yield f"act=event:{candidate.family}"


def _governor(noun: "Token") -> str:
    """What is done with the pledge that the noun names: shown, affirmed, made, kept, given up, spoken of …"""
    head, steps = noun.head, 0
    while head.pos_ not in clauses.VERBAL and head.head != head and steps < _HIGHEST:
        head, steps = head.head, steps + 1
    if head.pos_ not in clauses.VERBAL:
        return "none"
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    lemma = head.lemma_.lower()
    return next(
        (name for name, words in cues.load("undertaking")["governing"].items() if lemma in words),
        "be" if lemma == "be" else "other",
    )


def _lead(sentence: Sentence, analysis: Analysis) -> str:
    """What the sentence before the list does with it: undertakes, directs, tells of the past, or names a matter."""
    lead = parties.introduction(sentence, analysis)
    if lead is None:
        return "nothing"
    words = {token.lower_ for token in lead.tokens}
    lemmas = {token.lemma_.lower() for token in lead.tokens if token.pos_ in clauses.VERBAL}
    if words & _DUTIES or lemmas & cues.words("undertaking", "ordering"):
        return "duty"
    if any(token.pos_ in clauses.VERBAL and clauses.is_future(token) for token in lead.tokens):
        return "will"
    if lemmas & _undertaking():
        return "undertaking"
    return tense(lead.span.root) if lead.block.kind is not BlockKind.HEADING else "heading"


def _undertaking() -> frozenset[str]:
    verbs = cues.load("undertaking")["verbs"]
    return frozenset((*verbs["commit"], *verbs["decide"], *verbs["intend"], *verbs["announce"]))


def advises(candidate: Candidate, analysis: Analysis) -> bool:
    """Whether it tells the reader what to do: "keep your phone charged" near it in the list, or tips above it."""
    sentence = candidate.sentence
    if candidate.family != "list":
        return False
    near = analysis.sentences[max(0, sentence.index - _NEAR) : sentence.index + _NEAR + 1]
    lead = parties.introduction(sentence, analysis)
    tips = lead is not None and any(token.lower_ in _ADVICE for token in lead.tokens)
    return tips or any(
        token.lower_ in _READER for one in near if one.block.kind is BlockKind.LIST_ITEM for token in one.tokens
    )
