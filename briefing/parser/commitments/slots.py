"""The fields of a commitment, each filled from the clause it belongs to."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.model import DateSpan, Gap, Polarity, Strength
from briefing.parser import cues
from briefing.parser.analysis import clauses, dates, introduced, terms, wording
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.conditions import conditions as conditions_of
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.party import Party, can_act
from briefing.parser.analysis.terms import Range
from briefing.parser.commitments import bystanders, deadlines, parties
from briefing.parser.commitments.candidate import Candidate, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CIRCUMSTANCES = frozenset({"advmod", "nmod", "npadvmod", "prep"})
# "Direct all actions at that purpose" says nothing of what will be done.
_POINTING_BACK = re.compile(
    r"^(?:\S+ ){1,5}(?:at|for|in|to|toward|towards) (?:that|this) (?:aim|direction|end|goal|purpose|regard|way)$"
)
# Who tells of it, where the language model took the verb for a noun: "…, a new book claims".
_TOLD_BY = re.compile(r", (?:an?|the) [^,]*\b(?:claims|reports|says|suggests)$")
_MEANWHILE = frozenset({"although", "because", "since", "though", "whereas", "while"})
_NEAR = 8
_SOFT_MODALS = frozenset({"may", "might", "could", "can"})


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
    polarity = Polarity.REFRAIN if candidate.negated != candidate.refuses else Polarity.DO
    hanging = list(conditions_of(candidate.action))
    ends = [one for one in hanging if deadlines.says_how_long(one, polarity)]
    conditions = [one for one in hanging if one not in ends]
    tokens = _own(candidate, hanging)
    due = [*deadlines.times(candidate, tokens), *ends]
    without = {token.i for first, last in (*conditions, *due) for token in first.doc[first.i : last.i + 1]}
    action = _action(candidate, without, introduced.in_full(tokens, candidate.sentence, analysis))
    if candidate.passive and " " not in action:
        return None  # "rules due to be introduced": what is to be introduced stands out of reach
    if not action or action in cues.load("undertaking")["bare"]["verbs"] or _POINTING_BACK.search(action):
        return None
    condition = _join(conditions)
    if (not due or due[0][0].lower_ == "for") and (common := deadlines.common(candidate, analysis)):
        due = [common]
    deadline = _join(due[:1])
    amount = _join(_amounts(tokens), " and ")
    reporter, reported_by = bystanders.reporter(candidate, analysis, party)
    return Slots(
        party=party,
        action=action,
        beneficiary=bystanders.beneficiary(candidate, analysis, party),
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
    for token in (*candidate.action.subtree, *cue.rights):
        if token != candidate.action and (token.dep_ == "relcl" or _is_of_another(token, candidate)):
            inside.difference_update(inner.i for inner in token.subtree)
    for first, last in conditions:
        inside.difference_update(range(first.i, last.i + 1))
    for child in candidate.action.children:
        told = child.dep_ == "ccomp" and kind_of(candidate.action) in ("announce", "commit", "decide")
        told = told or (child.dep_ == "ccomp" and child.tag_ == "VBN")  # "get it done before next winter"
        told = told or (child.dep_ == "ccomp" and child.tag_ == "VB" and candidate.action.lemma_.lower() == "let")
        if child.dep_ in ("nsubj", "ccomp", "parataxis", "relcl") and not candidate.passive and not told:
            inside.difference_update(token.i for token in child.subtree)
    doc = candidate.action.doc
    return [doc[i] for i in sorted(inside)]


def _is_of_another(verb: "Token", candidate: Candidate) -> bool:
    """Whether it opens a clause of its own beside or within the action: "to ensure that prices fall", "and expects"."""
    if verb.pos_ not in clauses.VERBAL or verb in (candidate.cue, candidate.action):
        return False
    within = verb.dep_ == "ccomp" and verb.head not in (candidate.cue, candidate.action)
    beside = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBP", "VBZ") and candidate.action not in verb.subtree
    own = any(child.dep_ in clauses.SUBJECTS for child in verb.lefts)
    aside = verb.dep_ == "advcl" and any(child.lower_ in _MEANWHILE for child in verb.lefts)
    return ((within or aside) and own) or (beside and candidate.action.tag_ != verb.tag_)


def _above(candidate: Candidate) -> list["Token"]:
    """What stands at the head of the clauses that the cue completes: "by May, Norway is ready to send ships"."""
    found: list[Token] = []
    verb = candidate.cue
    while verb.dep_ in ("acomp", "xcomp", "conj", "attr") and verb.head != verb:
        verb = verb.head
        found += verb.lefts
    return found


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


def _action(candidate: Candidate, without: set[int], instead: dict[int, str]) -> str:
    action = candidate.action
    if action.pos_ not in clauses.VERBAL:
        told = (token for token in action.subtree if token.i not in without)
        phrase = wording.third_person(wording.text_of(told, instead))
        if candidate.family == "noun":
            return f"stand by the {candidate.cue.lemma_.lower()} to {phrase}"
        return f"be open to {phrase}" if candidate.cue.lower_ == "open" else f"commit to {phrase}"
    text = wording.infinitive(action, without, instead, passive=candidate.passive or _begins_itself(candidate))
    given = next((child.lemma_.lower() for child in action.rights if child.dep_ == "dobj"), "")
    table = cues.load("undertaking")["announced"]
    if action.lemma_.lower() in table["verbs"] and given in table["made"]:
        # What is announced is an undertaking to make it: "announced a $5 million investment to expand".
        return "make" + text[len(wording.base(action)) :]
    return _TOLD_BY.sub("", text)


def _begins_itself(candidate: Candidate) -> bool:
    """ "Work on the tunnel will begin": somebody begins the work, so the work is what is to be begun."""
    action, who = candidate.action, candidate.who
    turns = cues.load("undertaking")["turning"]["verbs"]
    if who is None or action.lemma_.lower() not in turns or can_act(clauses.antecedent(who)):
        return False
    return who.pos_ != "PRON" and not any(child.dep_ in ("dobj", "xcomp", "ccomp") for child in action.rights)


def _join(found: list[Range], between: str = "; ") -> str | None:
    parts = [_mid_sentence(first, wording.tidy(first.doc[first.i : last.i + 1].text)) for first, last in found]
    return between.join(dict.fromkeys(part for part in parts if part)) or None


def _mid_sentence(first: "Token", text: str) -> str:
    """The text without the capital that only its place at the head of a sentence gave it."""
    lowered = first.is_sent_start and first.pos_ != "PROPN" and not first.ent_type_ and not first.is_upper
    return text[:1].lower() + text[1:] if lowered else text


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
            if kind in strengths["intent"] or cue.lower_ in strengths["wills"]
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
