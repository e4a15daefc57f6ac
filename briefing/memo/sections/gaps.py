"""What the source leaves out: which commitments do not say when, how much, on what condition."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Citation, Pointer, Pointers
from briefing.model import Briefing, Commitment, Gap

_Missing = tuple[Gap, tuple[Commitment, ...]]


def _items(briefing: Briefing) -> Sequence[_Missing]:
    """Each gap with the commitments that have it, in the order in which a reader would ask."""
    commitments = kept(briefing.commitments)
    found = [(gap, tuple(one for one in commitments if gap in one.gaps)) for gap in Gap]
    return [one for one in found if one[1]]


def _draw(missing: Sequence[_Missing], desk: Desk) -> Pointers:
    return Pointers(tuple(_pointer(gap, commitments, desk) for gap, commitments in missing))


def _pointer(gap: Gap, commitments: tuple[Commitment, ...], desk: Desk) -> Pointer:
    label = desk.words[f"gap.{gap.name.lower()}"].capitalize()
    all_of_them = len(kept(desk.briefing.commitments))
    if len(commitments) == all_of_them:
        return Pointer(desk.words.fill("gap_all" if all_of_them > 1 else "gap_only", all=all_of_them), label=label)
    shown = sorted((one for one in commitments if desk.citation(one)), key=desk.number)
    return Pointer(
        text=desk.words.fill("gap_count", count=len(commitments), all=all_of_them),
        # The numbers alone: the line says already that they are commitments.
        citations=tuple(Citation(one.id, str(desk.number(one))) for one in shown),
        label=label,
    )


PART = Part(_items, _draw)
