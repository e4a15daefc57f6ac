"""The fields of a commitment, each filled from the clause it belongs to."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.model import DateSpan, Gap, Polarity, Strength
from briefing.parser import cues
from briefing.parser.analysis import clauses, dates, terms, wording
from briefing.parser.analysis.analysis import Analysis, Party
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.conditions import conditions as conditions_of
from briefing.parser.analysis.terms import Range
from briefing.parser.commitments import parties
from briefing.parser.commitments.candidate import Candidate, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CIRCUMSTANCES = frozenset({"advmod", "nmod", "npadvmod", "prep"})
_NEAR = 8
_SETTING = frozenset({"by", "before", "during", "in", "over", "until", "within"})
_SOFT_MODALS = frozenset({"may", "might", "could", "can"})
_AHEAD = frozenset({"modal", "is to", "going to", "would", "adjective", "progressive"})
_PLAIN = {"by": 0, "before": 0, "until": 0, "within": 0, "on": 1, "in": 1, "at": 1, "over": 1, "starting": 1, "for": 3}
_NOT_AHEAD = (
    "ago",
    "every",
    "each",
    "annual",
    "annually",
    "year-old",
    "years old",
    "last",
    "past",
    "previous",
    "earlier",
    "recent",
    "multi-year",
)


@dataclass(frozen=True)
class Slots:
    """What is known of one commitment; texts are the source's own words, `action` apart."""

    party: Party
    action: str
    beneficiary: str | None
    condition: str | None
    deadline: str | None
    due: DateSpan | None
    amount: str | None
    reporter: Entity | None
    reported_by: str | None
    strength: Strength
    polarity: Polarity
    gaps: tuple[Gap, ...]


def fill(candidate: Candidate, analysis: Analysis) -> Slots | None:
    """The slots of a candidate; `None` where nobody can be named who would act, or nothing to do."""
    party = parties.find(candidate, analysis)
    if party is None:
        return None
    conditions = list(conditions_of(candidate.action))
    tokens = _own(candidate, conditions)
    deadlines = _deadlines(candidate, tokens)
    without = {token.i for first, last in (*conditions, *deadlines) for token in first.doc[first.i : last.i + 1]}
    action = _action(candidate, without)
    if not action:
        return None
    condition = _join(conditions)
    deadline = _join(deadlines[:1])
    if (deadline is None or deadlines[0][0].lower_ == "for") and (common := _common(candidate, analysis)):
        deadline = common
    amount = _join(_amounts(tokens), " and ")
    reporter, reported_by = _reporter(candidate, analysis, party)
    polarity = Polarity.REFRAIN if candidate.negated != candidate.refuses else Polarity.DO
    return Slots(
        party=party,
        action=action,
        beneficiary=_beneficiary(candidate, analysis, party),
        condition=condition,
        deadline=deadline,
        due=dates.resolve(deadline, _reference(analysis), ahead=True) if deadline else None,
        amount=amount,
        reporter=reporter,
        reported_by=reported_by,
        strength=_strength(candidate, condition),
        polarity=polarity,
        gaps=_gaps(deadline, amount, condition, action),
    )


def _reference(analysis: Analysis) -> date | None:
    return analysis.document.source.published


def _own(candidate: Candidate, conditions: list[Range]) -> list["Token"]:
    """The words of the clause of action and cue, without the words of its conditions and its subject."""
    cue = candidate.cue
    inside = {token.i for token in candidate.action.subtree} | {t.i for t in cue.subtree if t.i >= cue.i}
    for child in (*cue.lefts, *_above(candidate)):
        if child.dep_ in _CIRCUMSTANCES or (child.dep_ == "advcl" and child.tag_ == "VBG"):
            inside.update(token.i for token in child.subtree)
    for token in candidate.action.subtree:
        if token.dep_ == "relcl" and token != candidate.action:
            inside.difference_update(inner.i for inner in token.subtree)
    for first, last in conditions:
        inside.difference_update(range(first.i, last.i + 1))
    for child in candidate.action.children:
        if child.dep_ in ("nsubj", "ccomp", "parataxis", "relcl") and not candidate.passive:
            inside.difference_update(token.i for token in child.subtree)
    doc = candidate.action.doc
    return [doc[i] for i in sorted(inside)]


def _above(candidate: Candidate) -> list["Token"]:
    """What stands at the head of the clauses that the cue completes: "by May, Norway is ready to send ships"."""
    found: list[Token] = []
    verb = candidate.cue
    while verb.dep_ in ("acomp", "xcomp", "conj", "attr") and verb.head != verb:
        verb = verb.head
        found += verb.lefts
    return found


def _deadlines(candidate: Candidate, tokens: list["Token"]) -> list[Range]:
    """Times by or at which it is to happen, the one with the plainest preposition first."""
    found = [one for one in terms.times(tokens) if _looks_ahead(candidate, one)]
    found += terms.undated(tokens)
    found += _when(candidate)
    return sorted(found, key=lambda one: (_PLAIN.get(one[0].lower_, 2), one[0].i))


def _common(candidate: Candidate, analysis: Analysis) -> str | None:
    """The time that the introduction of a list sets for all that is listed ("by 14 May, the parties will:")."""
    lead = parties.introduction(candidate.sentence, analysis)
    if lead is None or not lead.span.text.rstrip().endswith(":"):
        return None
    tokens = list(lead.span)
    found = [one for one in (*terms.times(tokens), *terms.undated(tokens)) if one[0].lower_ in _SETTING]
    return _join([one for one in found if _looks_ahead(candidate, one)][:1])


def _looks_ahead(candidate: Candidate, found: Range) -> bool:
    first, last = found
    words = first.doc[first.i : last.i + 1].text.lower()
    if first.lower_ in ("since", "of", "per", "than", "below", "above") and "end of" not in words:
        return False
    if first.lower_ == "from" and candidate.family not in _AHEAD:
        return False
    if _dates_the_telling(candidate, first) or first.lower_ in ("a", "an"):
        return False
    before = first.nbor(-1) if first.i > first.sent.start else None
    # "for the first time in a decade"; "Expo 2027" is a name.
    if before is not None and (before.lower_ == "time" or (before.pos_ == "PROPN" and words.isdigit())):
        return False
    if any(re.search(rf"\b{word}\b", words) for word in _NOT_AHEAD) or _belongs_to_noun(last):
        return False
    # "Today we recommit": the day of the words, not of the deed.
    return not (
        words.strip() in ("today", "yesterday")
        and candidate.family not in ("modal", "is to", "going to", "progressive")
    )


def _belongs_to_noun(last: "Token") -> bool:
    """ "today's announcement", "the planned January 9 protests": the time of a thing, not of the act."""
    behind = last.nbor(1) if last.i + 1 < len(last.doc) else None
    head = last.head
    named = last.dep_ in ("compound", "nmod", "amod", "poss", "nummod") and head.i > last.i and not head.ent_type_
    return (behind is not None and behind.tag_ == "POS") or (named and head.pos_ in ("NOUN", "PROPN"))


def _dates_the_telling(candidate: Candidate, first: "Token") -> bool:
    """ "promised on Tuesday to …": a time beside a cue in the past says when it was promised."""
    cue = candidate.cue
    if cue == candidate.action or cue.tag_ not in ("VBD", "VBN") or candidate.family not in ("verb", "noun"):
        return False
    head = first.head if first.dep_ != "prep" else first
    while head.head != head and head.pos_ not in clauses.VERBAL:
        head = head.head
    return head == cue


def _when(candidate: Candidate) -> list[Range]:
    """The day that a clause with "when" tells more of: "on 3 March, when both parties are to hold primaries"."""
    verb = candidate.cue
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
    noun = verb.head
    relative = verb.dep_ in ("relcl", "advcl") and any(child.lower_ == "when" for child in verb.lefts)
    if not relative:
        return []
    before = noun.doc[noun.left_edge.i : verb.left_edge.i]
    return list(terms.times([token for token in before if token.i >= verb.left_edge.i - _NEAR]))[-1:]


def _amounts(tokens: list["Token"]) -> list[Range]:
    """The first amount, and one joined to it ("500 tonnes of rice and 20 buses")."""
    found = list(terms.amounts(tokens))
    if len(found) < 2:
        return found
    (_, last), (first, _) = found[:2]
    joined = first.i - last.i <= _NEAR and any(
        token.dep_ == "cc" for token in last.doc[last.i : first.i] if token.i > last.i
    )
    return found[: 2 if joined else 1]


def _action(candidate: Candidate, without: set[int]) -> str:
    action = candidate.action
    if action.pos_ not in clauses.VERBAL:
        phrase = wording.third_person(wording.text_of(token for token in action.subtree if token.i not in without))
        if candidate.family == "noun":
            return f"stand by its {candidate.cue.lemma_.lower()} to {phrase}"
        return f"be open to {phrase}" if candidate.cue.lower_ == "open" else f"commit to {phrase}"
    text = wording.infinitive(action, without, passive=candidate.passive)
    given = next((child.lemma_.lower() for child in action.rights if child.dep_ == "dobj"), "")
    table = cues.load("undertaking")["announced"]
    if action.lemma_.lower() in table["verbs"] and given in table["made"]:
        # What is announced is an undertaking to make it: "announced a $5 million investment to expand".
        return "make" + text[len(wording.base(action)) :]
    return text


def _join(found: list[Range], between: str = "; ") -> str | None:
    parts = [_mid_sentence(first, wording.tidy(first.doc[first.i : last.i + 1].text)) for first, last in found]
    return between.join(dict.fromkeys(part for part in parts if part)) or None


def _mid_sentence(first: "Token", text: str) -> str:
    """The text without the capital that only its place at the head of a sentence gave it."""
    lowered = first.is_sent_start and first.pos_ != "PROPN" and not first.ent_type_ and not first.is_upper
    return text[:1].lower() + text[1:] if lowered else text


def _beneficiary(candidate: Candidate, analysis: Analysis, party: Party) -> str | None:
    """For whom: the indirect object, whom the action helps, or an actor or people behind "to" or "for"."""
    action = candidate.action
    helps = action.lemma_.lower() in cues.load("undertaking")["helping"]["verbs"]
    for token in action.subtree:
        given = token.dep_ in ("dative", "iobj") or (token.dep_ == "pobj" and token.head.dep_ == "dative")
        helped = helps and token.dep_ == "dobj" and token.head == action
        behind = (
            token.dep_ == "pobj" and token.head.lower_ in ("to", "for") and token.head.head.pos_ in ("VERB", "NOUN")
        )
        if not (given or helped or behind):
            continue
        entity = analysis.cast.at(token)
        if entity is not None and entity not in party.entities:
            return (
                entity.name
                if token.pos_ == "PRON" or entity.kind.value in ("person", "country")
                else wording.third_person(wording.text_of(token.subtree))
            )
        people = token.lemma_.lower() in cues.load("undertaking")["people"]["words"]
        if people or token.lower_ in cues.words("roles", "groups"):
            return wording.third_person(wording.text_of(token.subtree))
    return None


def _reporter(candidate: Candidate, analysis: Analysis, party: Party) -> tuple[Entity | None, str | None]:
    at = candidate.sentence.at(candidate.action)
    holding = [
        speech
        for speech in analysis.speeches_in(candidate.sentence)
        if speech.holds(at) and speech.source is not None and speech.cue_token != candidate.cue
    ]
    if not holding and (told := _teller(candidate, analysis)) is not None:
        return (
            (None, None)
            if told.entities and told.entities[0] in party.entities
            else (told.entities[0] if told.entities else None, told.name)
        )
    speech = min(holding, key=lambda one: one.end - one.start, default=None)
    if speech is None or speech.source is None or (speech.speaker is not None and speech.speaker in party.entities):
        return None, None
    name = speech.speaker.name if speech.speaker is not None else analysis.document.text[slice(*speech.source)]
    return speech.speaker, re.sub(r"^The\b", "the", wording.tidy(name))


def _teller(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who tells of the pledge that is the object of a verb of saying ("mentioned a decision to supply")."""
    verb = candidate.cue.head
    if candidate.family != "noun" or candidate.cue.dep_ != "dobj" or verb.lemma_ not in cues.load("reporting")["verbs"]:
        return None
    return analysis.party(candidate.sentence, clauses.subject(verb))


def _strength(candidate: Candidate, condition: str | None) -> Strength:
    cue = candidate.cue
    auxiliaries = set(clauses.auxiliaries(cue)) if cue.pos_ in clauses.VERBAL else set()
    if auxiliaries & _SOFT_MODALS:
        return Strength.SIGNAL
    strength = Strength.FIRM
    if candidate.family == "is to":
        strength = Strength.INTENT
    elif candidate.family in ("verb", "noun", "adjective", "progressive"):
        strengths = cues.load("undertaking")["strengths"]
        kind = kind_of(cue)
        strength = (
            Strength.INTENT
            if kind in strengths["intent"]
            else Strength.SIGNAL
            if kind in strengths["signal"]
            else strength
        )
    if strength is Strength.FIRM and condition:
        return Strength.CONDITIONAL
    return strength


def _gaps(deadline: str | None, amount: str | None, condition: str | None, action: str) -> tuple[Gap, ...]:
    """What the source leaves open: when, and how much where something countable is given."""
    found = []
    if deadline is None and condition is None:
        found.append(Gap.WHEN)
    countable = any(word in action.split() for word in cues.load("undertaking")["countable"]["words"])
    if amount is None and countable and not any(c.isdigit() for c in action):
        found.append(Gap.HOW_MUCH)
    return tuple(found)
