"""The weights file and the figures to print beside it."""

import json
from pathlib import Path

from briefing.errors import OutputError
from training.learning import Figures, Learnt

_DIGITS = 3


def to_json(learnt: Learnt) -> str:
    """What `briefing/parser/weights/NAME.json` holds: sorted, rounded, without weights that round to nothing."""
    weights = {name: round(weight, _DIGITS) for name, weight in sorted(learnt.judge.weights.items())}
    data = {
        "first": learnt.judge.first,
        "further": learnt.judge.further,
        "plain": learnt.judge.plain,
        "slope": round(learnt.judge.slope, _DIGITS),
        "shift": round(learnt.judge.shift, _DIGITS),
        "weights": {name: weight for name, weight in weights.items() if weight},
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def write(learnt: Learnt, folder: Path) -> Path:
    """Writes `NAME.json` into the folder. Raises `OutputError` where that cannot be done."""
    path = folder / f"{learnt.name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(to_json(learnt), encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})", where=str(path), mend="name another folder"
        ) from error
    return path


def to_text(learnt: Learnt) -> str:
    """The figures of one judgement, a line each."""
    judge = learnt.judge
    return "\n".join(
        [
            f"{learnt.name}: {learnt.examples} candidates, {learnt.wanted} of them wanted, "
            f"{len(judge.weights)} features, {'kept' if learnt.freedom is None else f'freedom {learnt.freedom}'}",
            f"  least probability: first {judge.first:.2f}, further {judge.further:.2f}, plain {judge.plain:.2f}; "
            f"confidence: slope {judge.slope:.2f}, shift {judge.shift:+.2f}",
            f"  {'cross-validated':16}{_figures(learnt.crossed)}",
            f"  {'kept aside':16}{_figures(learnt.aside) if learnt.aside else 'none'}",
        ]
    )


def _figures(figures: Figures) -> str:
    tally = figures.tally
    return (
        f"precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}  "
        f"(of {tally.labelled}, {tally.offered} taken)  calibration error {figures.calibration_error:.3f}"
    )
