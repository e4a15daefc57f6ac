"""What a measurement found: figures, and every item that was missed or should not be there."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, computed_field

from briefing.model import Frozen

_Count = Annotated[int, Field(ge=0)]
_LINE = 160


class Tally(Frozen):
    """How many items were asked for and offered, and how many of each met.

    `found` counts labelled items that the briefings hold, `right` offered items that a label
    holds; they differ only where several items may meet one label. Optional labels, and what
    met them, are left out.
    """

    labelled: _Count = 0
    found: _Count = 0
    offered: _Count = 0
    right: _Count = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            labelled=self.labelled + other.labelled,
            found=self.found + other.found,
            offered=self.offered + other.offered,
            right=self.right + other.right,
        )

    @computed_field  # type: ignore[prop-decorator]  # mypy does not take decorated properties (pydantic docs)
    @property
    def precision(self) -> float:
        """The share of offered items that are right; 0 where none is offered."""
        return self.right / self.offered if self.offered else 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """The share of labelled items that are found; 0 where none is labelled."""
        return self.found / self.labelled if self.labelled else 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Slot(Frozen):
    """Over the items that were found, how often one of their fields agrees. `name` is its path."""

    name: str
    right: _Count
    of: Annotated[int, Field(gt=0)]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> float:
        return self.right / self.of


class Finding(Frozen):
    """One item to look at: `section` is a field of the briefing, `quote` the first words it rests on."""

    document: str
    section: Literal["summary", "actors", "commitments", "open_questions"]
    text: str
    quote: str


class Report(Frozen):
    """The accuracy of briefings on labelled documents. A figure is null where nothing was labelled.

    `failed` are documents without a briefing: their items count as missed. The calibration
    errors are the expected calibration error of the items' confidence over ten bins of equal
    width (Naeini et al. 2015), 0 to 1. `ungrounded` counts items without evidence: those an
    editor added by hand. `unplaced` are labels of which a quotation is not in the document.
    """

    documents: _Count
    failed: tuple[str, ...]
    commitments: Tally | None
    open_questions: Tally | None
    actors: Tally | None
    key_actors: Tally | None
    summary_coverage: float | None
    slots: tuple[Slot, ...]
    commitments_calibration_error: float | None
    open_questions_calibration_error: float | None
    items: _Count
    ungrounded: _Count
    misses: tuple[Finding, ...]
    false_alarms: tuple[Finding, ...]
    unplaced: tuple[Finding, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def overall(self) -> float | None:
        """The mean of commitments, open questions and key actors (F1), summary coverage and right roles."""
        parts = [tally.f1 for tally in (self.commitments, self.open_questions, self.key_actors) if tally]
        if self.summary_coverage is not None:
            parts.append(self.summary_coverage)
        if self.actors:
            parts.append(next((slot.share for slot in self.slots if slot.name == "actors.role"), 0.0))
        return sum(parts) / len(parts) if parts else None

    def to_json(self) -> str:
        """Every figure and finding as indented JSON with a final line feed."""
        return self.model_dump_json(indent=1) + "\n"

    def to_text(self, *, findings: bool = True) -> str:
        """The table to print; with `findings`, followed by each item missed or wrongly offered."""
        lines = [f"{'':24}precision  recall      F1   labelled  offered"]
        for name, tally in (
            ("commitments", self.commitments),
            ("open questions", self.open_questions),
            ("actors", self.actors),
            ("key actors", self.key_actors),
        ):
            lines.append(_tally_line(name, tally))
        lines.append(f"{'summary coverage':24}{_figure(self.summary_coverage)}")
        if self.slots:
            lines += ["", f"{'of the items found':36}share    right"]
            lines += [f"{slot.name:36}{slot.share:5.3f}  {f'{slot.right}/{slot.of}':>7}" for slot in self.slots]
        lines += [
            "",
            f"{'calibration error':24}commitments {_figure(self.commitments_calibration_error)}, "
            f"open questions {_figure(self.open_questions_calibration_error)}",
            f"{'ungrounded items':24}{self.ungrounded} of {self.items}",
            f"{'documents':24}{self.documents}" + (f", {len(self.failed)} without a briefing" if self.failed else ""),
            f"{'overall':24}{_figure(self.overall)}",
        ]
        if findings:
            lines += _finding_lines("missed", self.misses)
            lines += _finding_lines("false alarms", self.false_alarms)
        lines += _finding_lines("labels that quote what the document does not say", self.unplaced)
        return "\n".join(lines) + "\n"


def _figure(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"


def _tally_line(name: str, tally: Tally | None) -> str:
    if tally is None:
        return f"{name:24}not measured"
    return (
        f"{name:24}{tally.precision:9.3f}  {tally.recall:6.3f}  {tally.f1:6.3f}   {tally.labelled:8}  {tally.offered:7}"
    )


def _finding_lines(heading: str, findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    lines = ["", f"{heading} ({len(findings)})"]
    for finding in findings:
        lines.append(f"  {finding.document}, {finding.section.replace('_', ' ')}: {_cut(finding.text)}")
        lines.append(f"      “{_cut(finding.quote)}”" if finding.quote else "      without a quotation")
    return lines


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"
