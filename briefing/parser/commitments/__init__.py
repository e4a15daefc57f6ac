"""Commitments: who undertakes what, for whom, on what condition, by when, how firmly, and who says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Evidence
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
    """A commitment before it is given an id: its fields, where it is told, and how sure it is."""

    slots: Slots
    evidence: tuple[Evidence, ...]
    sentence: Sentence
    confidence: float


def find(analysis: Analysis) -> tuple[Undertaking, ...]:
    """The undertakings of the text, in order of first mention; one told again is not counted twice."""
    found: list[Undertaking] = []
    for slots, sentence, confidence in _judged(analysis):
        piece = evidence(analysis.document, sentence)
        for i in range(len(found) - 1, max(-1, len(found) - 1 - _COMPARED), -1):
            known = found[i]
            if known.sentence is not sentence and _same(known.slots, slots):
                found[i] = Undertaking(
                    known.slots, (*known.evidence, piece), known.sentence, max(known.confidence, confidence)
                )
                break
        else:
            found.append(Undertaking(slots, (piece,), sentence, confidence))
    return tuple(found)


def _judged(analysis: Analysis) -> Iterator[tuple[Slots, Sentence, float]]:
    judging = judge.load("commitments")
    for sentence in analysis.sentences:
        if not sentence.is_prose:
            continue
        found = candidates.find(sentence)
        scored = sorted(
            ((judging.probability(features.of(one, analysis, len(found))), -n, one) for n, one in enumerate(found)),
            key=lambda row: (-row[0], -row[1]),
        )
        taken: list[tuple[int, Slots, float]] = []
        for probability, order, one in scored:
            if probability < (judging.further if taken else judging.first):
                break
            slots = fill(one, analysis)
            if slots is not None and not any(_same(other, slots) for _, other, _ in taken):
                taken.append((-order, slots, probability))
        for _, slots, probability in sorted(taken, key=lambda row: row[0]):
            yield slots, sentence, round(probability, 3)


def _same(one: Slots, other: Slots) -> bool:
    if one.polarity is not other.polarity:
        return False
    who = bool(set(map(id, one.party.entities)) & set(map(id, other.party.entities))) or bool(
        set(content_words(one.party.name)) & set(content_words(other.party.name))
    )
    return who and token_f1(one.action, other.action) >= _SAME
