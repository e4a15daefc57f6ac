"""Commitments: who undertakes what, for whom, on what condition, by when, how firmly, and who says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from briefing.model import Evidence
from briefing.parser import judge
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import features
from briefing.parser.commitments.candidate import Candidate
from briefing.parser.commitments.slots import Slots, fill
from briefing.parser.commitments.telling import completed, same, told_again

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
    candidate: Candidate
    verdict: judge.Verdict


def find(analysis: Analysis) -> tuple[Undertaking, ...]:
    """The undertakings of the text, in order of first mention; one told again is not counted twice."""
    found: list[Undertaking] = []
    for slots, candidate, verdict in _judged(analysis):
        sentence, confidence = candidate.sentence, verdict.judge.confidence(verdict.probability)
        piece = evidence(analysis.document, sentence)
        for i in range(len(found) - 1, max(-1, len(found) - 1 - _COMPARED), -1):
            known = found[i]
            if told_again(known.sentence, known.slots, sentence, slots):
                found[i] = Undertaking(
                    completed(known.slots, slots),
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


def _judged(analysis: Analysis) -> Iterator[tuple[Slots, Candidate, judge.Verdict]]:
    judging = judge.load("commitments")
    described = features.of_document(analysis)
    for _, rivals in groupby(enumerate(described), key=lambda row: row[1].candidate.sentence.index):
        scored = sorted(
            ((judging.probability(one.features), place, one) for place, one in rivals),
            key=lambda row: (-row[0], row[1]),
        )
        taken: list[tuple[int, Slots, Candidate, judge.Verdict]] = []
        for probability, place, one in scored:
            verdict = judge.Verdict(judging, one.features, len(taken), features.PLAIN in one.features)
            if not judging.takes(probability, verdict.rank, verdict.plain):
                continue
            slots = fill(one.candidate, analysis)
            if slots is not None and not any(same(other, slots) for _, other, _, _ in taken):
                taken.append((place, slots, one.candidate, verdict))
        for _, slots, candidate, verdict in sorted(taken, key=lambda row: row[0]):
            yield slots, candidate, verdict
