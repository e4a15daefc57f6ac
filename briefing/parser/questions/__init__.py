"""Open questions: what the text itself shows as not known, not settled, not told, disputed or awaited."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.model import Evidence, QuestionKind
from briefing.parser import judge
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.questions import candidates, features
from briefing.words import alike

# Two questions that share this much of their words are one, asked twice.
_SAME = 0.7
# How many earlier questions a new one is compared with, so that cost grows with length alone.
_COMPARED = 60


@dataclass(frozen=True, eq=False)
class Asked:
    """An open question before it is given an id."""

    question: str
    kind: QuestionKind
    about: Entity | None
    evidence: tuple[Evidence, ...]
    sentence: Sentence
    confidence: float
    candidate: candidates.Candidate
    verdict: judge.Verdict


def find(analysis: Analysis) -> tuple[Asked, ...]:
    """The open questions in order of first mention; one asked again adds its evidence to the first."""
    found: list[Asked] = []
    for asked in _judged(analysis):
        for i in range(len(found) - 1, max(-1, len(found) - 1 - _COMPARED), -1):
            known = found[i]
            if alike(known.question, asked.question, _SAME):
                if known.sentence is not asked.sentence:
                    both = (*known.evidence, *asked.evidence)
                    found[i] = replace(known, evidence=both)
                break
        else:
            found.append(asked)
    return tuple(found)


def _judged(analysis: Analysis) -> Iterator[Asked]:
    judging = judge.load("questions")
    for one in candidates.find_all(analysis):
        spoken = features.of(one, analysis)
        probability = judging.probability(spoken)
        verdict = judge.Verdict(judging, spoken, plain=features.PLAIN in spoken)
        if judging.takes(probability, 0, verdict.plain):
            piece = evidence(analysis.document, one.sentence)
            confidence = judging.confidence(probability)
            yield Asked(one.question, one.kind, one.about, (piece,), one.sentence, confidence, one, verdict)
