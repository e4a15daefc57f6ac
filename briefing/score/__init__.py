"""How right briefings are, measured on documents that people have labelled by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.model import Briefing
from briefing.score.folder import find_text, load_labels
from briefing.score.labels import Label
from briefing.score.measure import measure
from briefing.score.report import Finding, Report, Slot, Tally

__all__ = ["Finding", "Label", "Report", "Slot", "Tally", "find_text", "load_labels", "score"]

_BINS = 10


def score(labelled: Iterable[tuple[Label, Briefing | None]]) -> Report:
    """Measures briefings against the labels of the documents they were made from.

    A document that yielded no briefing is given as null and counts as missed throughout.
    Findings stand in the order of the documents given.
    """
    parts = [measure(label, briefing) for label, briefing in labelled]
    commitments = [part.commitments for part in parts if part.commitments]
    questions = [part.open_questions for part in parts if part.open_questions]
    actors = [part.actors for part in parts if part.actors]
    covered = [part.covered for part in parts if part.covered is not None]
    compared = [
        section for part in parts for section in (part.commitments, part.open_questions, part.actors) if section
    ]
    marks = [mark for part in parts for mark in part.marks]
    of = Counter(name for name, _ in marks)
    right = Counter(name for name, agrees in marks if agrees)
    return Report(
        documents=len(parts),
        failed=tuple(part.document for part in parts if part.failed),
        commitments=_sum([section.tally for section in commitments]),
        open_questions=_sum([section.tally for section in questions]),
        actors=_sum([section.tally for section in actors]),
        key_actors=_sum([part.key_actors for part in parts if part.key_actors]),
        summary_coverage=sum(covered) / len(covered) if covered else None,
        slots=tuple(Slot(name=name, right=right[name], of=of[name]) for name in sorted(of)),
        commitments_calibration_error=_calibration_error([bet for section in commitments for bet in section.bets]),
        open_questions_calibration_error=_calibration_error([bet for section in questions for bet in section.bets]),
        items=sum(part.items for part in parts),
        ungrounded=sum(part.ungrounded for part in parts),
        misses=tuple(finding for section in compared for finding in section.misses),
        false_alarms=tuple(finding for section in compared for finding in section.false_alarms),
        unplaced=tuple(finding for part in parts for finding in part.unplaced),
    )


def _sum(tallies: Sequence[Tally]) -> Tally | None:
    return sum(tallies, Tally()) if tallies else None


def _calibration_error(bets: Sequence[tuple[float, bool]]) -> float | None:
    """The expected calibration error: how far confidence lies from the share that is right, bin by bin."""
    if not bets:
        return None
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in bets:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    gaps = (abs(sum(confidence - right for confidence, right in group)) for group in bins)
    return sum(gaps) / len(bets)
