"""Commitments: who undertakes what, for whom, on what condition, by when, how firmly, and who says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.model import Evidence, Strength
from briefing.parser import judge
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import candidates, features
from briefing.parser.commitments.slots import Slots, fill
from briefing.words import content_words, token_f1

# Two undertakings of one committer whose gists share this much are one, told twice.
_SAME = 0.6
# How many earlier undertakings a new one is compared with: a text ten times as long must not
# cost a hundred times as much.
_COMPARED = 60


@dataclass(frozen=True, eq=False)
class Undertaking:
    """A commitment before it is given an id: its fields, where it is told, how sure it is and why it was taken."""

    slots: Slots
    evidence: tuple[Evidence, ...]
    sentence: Sentence
    confidence: float
    candidate: candidates.Candidate
    verdict: judge.Verdict


def find(analysis: Analysis) -> tuple[Undertaking, ...]:
    """The undertakings of the text, in order of first mention; one told again is not counted twice."""
    found: list[Undertaking] = []
    for slots, candidate, verdict in _judged(analysis):
        sentence, confidence = candidate.sentence, verdict.judge.confidence(verdict.probability)
        piece = evidence(analysis.document, sentence)
        for i in range(len(found) - 1, max(-1, len(found) - 1 - _COMPARED), -1):
            known = found[i]
            if known.sentence is not sentence and _same(known.slots, slots):
                found[i] = Undertaking(
                    _completed(known.slots, slots),
                    (*known.evidence, piece),
                    known.sentence,
                    max(known.confidence, confidence),
                    known.candidate,
                    known.verdict,
                )
                break
        else:
            found.append(Undertaking(slots, (piece,), sentence, confidence, candidate, verdict))
    return tuple(found)


def _judged(analysis: Analysis) -> Iterator[tuple[Slots, candidates.Candidate, judge.Verdict]]:
    judging = judge.load("commitments")
    for sentence in analysis.sentences:
        if not sentence.is_prose:
            continue
        found = candidates.find(sentence)
        named = [(one, features.of(one, analysis, len(found))) for one in found]
        scored = sorted(
            ((judging.probability(spoken), n, spoken) for n, (_, spoken) in enumerate(named)),
            key=lambda row: (-row[0], row[1]),
        )
        taken: list[tuple[int, Slots, judge.Verdict]] = []
        for probability, order, spoken in scored:
            verdict = judge.Verdict(judging, spoken, len(taken), features.PLAIN in spoken)
            if not judging.takes(probability, verdict.rank, verdict.plain):
                continue
            slots = fill(found[order], analysis)
            if slots is not None and not any(_same(other, slots) for _, other, _ in taken):
                taken.append((order, slots, verdict))
        for order, slots, verdict in sorted(taken, key=lambda row: row[0]):
            yield slots, found[order], verdict


def _same(one: Slots, other: Slots) -> bool:
    if one.polarity is not other.polarity:
        return False
    who = bool(set(map(id, one.party.entities)) & set(map(id, other.party.entities))) or bool(
        set(content_words(one.party.name)) & set(content_words(other.party.name))
    )
    if not who:
        return False
    return (
        token_f1(one.action, other.action) >= _SAME or content_words(one.action)[:2] == content_words(other.action)[:2]
    )


def _completed(one: Slots, other: Slots) -> Slots:
    """The first telling, with what only the second one tells."""
    told = replace(
        one,
        beneficiary=one.beneficiary or other.beneficiary,
        condition=one.condition or other.condition,
        deadline=one.deadline or other.deadline,
        due=one.due if one.deadline else other.due,
        amount=one.amount or other.amount,
        reporter=one.reporter if one.reported_by else other.reporter,
        reported_by=one.reported_by or other.reported_by,
        gaps=tuple(gap for gap in one.gaps if gap in other.gaps),
    )
    firm_on_terms = told.strength is Strength.FIRM and told.condition is not None
    return replace(told, strength=Strength.CONDITIONAL) if firm_on_terms else told
