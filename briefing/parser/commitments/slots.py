"""The fields of a commitment, each filled from the clause it belongs to."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.model import DateSpan, Gap, Polarity, Strength
from briefing.parser import cues
from briefing.parser.analysis import clauses, dates, wording
from briefing.parser.analysis.analysis import Analysis, Party
from briefing.parser.analysis.cast import Entity
from briefing.parser.commitments.candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple["Token", "Token"]

_SOFT_MODALS = frozenset({"may", "might", "could", "can"})
_AWAY = frozenset({"deny", "refuse", "decline"})


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
    party = _party(candidate, analysis)
    if party is None:
        return None
    conditions = list(clauses.conditions(candidate.action))
    tokens = _own(candidate, conditions)
    deadlines = [found for found in clauses.times(tokens) if _is_deadline(found)]
    without = {token.i for first, last in (*conditions, *deadlines) for token in first.doc[first.i : last.i + 1]}
    action = _action(candidate, without)
    if not action:
        return None
    condition = _join(conditions)
    deadline = _join(deadlines[:1])
    amount = _join(list(clauses.amounts(tokens))[:2], " and ")
    reporter, reported_by = _reporter(candidate, analysis, party)
    polarity = Polarity.REFRAIN if candidate.negated != candidate.refuses else Polarity.DO
    return Slots(
        party=party,
        action=action,
        beneficiary=_beneficiary(candidate, analysis, party),
        condition=condition,
        deadline=deadline,
        due=dates.resolve(deadline, _reference(analysis)) if deadline else None,
        amount=amount,
        reporter=reporter,
        reported_by=reported_by,
        strength=_strength(candidate, condition),
        polarity=polarity,
        gaps=_gaps(deadline, amount, condition, action),
    )


def _reference(analysis: Analysis) -> date | None:
    return analysis.document.source.published


def _party(candidate: Candidate, analysis: Analysis) -> Party | None:
    who = candidate.who
    if who is None and candidate.family == "list":
        return _lead_in(candidate, analysis) or analysis.issuer
    if who is None:
        return analysis.issuer if candidate.passive else None
    party = analysis.party(candidate.sentence, who)
    if party is not None and party.entities:
        return party
    if who.lower_ in ("it", "this", "that", "which", "they") or party is None:
        return party
    owner = next((child for child in who.children if child.dep_ == "poss"), None)
    behind = analysis.party(candidate.sentence, owner) if owner is not None else None
    return behind if behind is not None and behind.entities else party


def _lead_in(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who the sentence that introduces the list names as acting ("The parties will:")."""
    from briefing.document import BlockKind

    for sentence in reversed(analysis.sentences[: candidate.sentence.index]):
        if sentence.block.kind is BlockKind.LIST_ITEM:
            continue
        for token in sentence.span:
            if token.dep_ in ("nsubj", "nsubjpass") and (party := analysis.party(sentence, token)) and party.entities:
                return party
        return None
    return None


def _own(candidate: Candidate, conditions: list[Range]) -> list["Token"]:
    """The words of the clause of action and cue, without the words of its conditions and its subject."""
    inside = {token.i for token in candidate.action.subtree} | {
        t.i for t in candidate.cue.subtree if t.i >= candidate.cue.i
    }
    for child in candidate.cue.children:
        if child.dep_ in ("npadvmod", "advmod", "prep"):
            inside.update(token.i for token in child.subtree)
    for first, last in conditions:
        inside.difference_update(range(first.i, last.i + 1))
    for child in candidate.action.children:
        if child.dep_ in ("nsubj", "ccomp", "parataxis") and not candidate.passive:
            inside.difference_update(token.i for token in child.subtree)
    doc = candidate.action.doc
    return [doc[i] for i in sorted(inside)]


def _is_deadline(found: Range) -> bool:
    first, last = found
    words = first.doc[first.i : last.i + 1].text.lower()
    if first.lower_ in ("since", "after", "from", "for", "of", "per") and first.lower_ != "after":
        return first.lower_ == "from"
    return not any(word in words for word in ("ago", "every", "each", "annual", "year-old", "years old"))


def _action(candidate: Candidate, without: set[int]) -> str:
    action = candidate.action
    if action.pos_ not in clauses.VERBAL:
        phrase = wording.third_person(wording.text_of(token for token in action.subtree if token.i not in without))
        verb = {"open": "be open to", "agreement": "agree on"}.get(candidate.cue.lemma_.lower(), "")
        return f"{verb} {phrase}".strip() if verb else f"commit to {phrase}"
    text = wording.infinitive(action, without)
    if candidate.passive:
        subject = next((child for child in action.children if child.dep_ == "nsubjpass"), None)
        if subject is not None and subject.pos_ != "PRON":
            thing = wording.text_of(
                token for token in subject.subtree if token.i not in without and token.dep_ != "relcl"
            )
            rest = text[len(action.lemma_) :].strip()
            text = f"{action.lemma_.lower()} {thing} {rest}".strip()
    return wording.tidy(text)


def _join(found: list[Range], between: str = "; ") -> str | None:
    parts = [wording.tidy(first.doc[first.i : last.i + 1].text) for first, last in found]
    return between.join(dict.fromkeys(part for part in parts if part)) or None


def _beneficiary(candidate: Candidate, analysis: Analysis, party: Party) -> str | None:
    """For whom: an actor behind "to" or "for", or the indirect object, that is not the committer."""
    for token in candidate.action.subtree:
        behind = token.dep_ == "pobj" and token.head.lower_ in ("to", "for", "with")
        if not behind and token.dep_ not in ("dative", "iobj"):
            continue
        entity = analysis.cast.at(token)
        if entity is not None and entity not in party.entities:
            return entity.name
    return None


def _reporter(candidate: Candidate, analysis: Analysis, party: Party) -> tuple[Entity | None, str | None]:
    speech = analysis.speech_at(candidate.sentence, candidate.sentence.at(candidate.action))
    if speech is None or speech.source is None:
        return None, None
    if speech.speaker is not None and speech.speaker in party.entities:
        return None, None
    if speech.cue_token is not None and speech.cue_token == candidate.cue:
        return None, None
    name = speech.speaker.name if speech.speaker is not None else analysis.document.text[slice(*speech.source)]
    return speech.speaker, wording.tidy(name)


def _strength(candidate: Candidate, condition: str | None) -> Strength:
    cue = candidate.cue
    auxiliaries = set(clauses.auxiliaries(cue)) if cue.pos_ in clauses.VERBAL else set()
    if auxiliaries & _SOFT_MODALS:
        return Strength.SIGNAL
    table = cues.load("undertaking")
    lemma = cue.lemma_.lower()
    strength = Strength.FIRM
    part = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}.get(candidate.family)
    if part is not None:
        if lemma in table[part].get("intend", ()) or cue.lower_ in table[part].get("intend", ()):
            strength = Strength.INTENT
        elif lemma in table[part].get("offer", ()) or cue.lower_ in table[part].get("offer", ()):
            strength = Strength.SIGNAL
    elif candidate.family in ("is to", "going to"):
        strength = Strength.INTENT if candidate.family == "is to" else Strength.FIRM
    elif candidate.family == "progressive":
        strength = (
            Strength.INTENT
            if lemma in table["verbs"]["intend"]
            else Strength.SIGNAL
            if lemma in table["verbs"]["offer"]
            else Strength.FIRM
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
