"""Key points: what the summary says, besides the bottom line where that is set apart."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Line, Lines
from briefing.model import Briefing, KeyPoint


def _items(briefing: Briefing) -> Sequence[KeyPoint]:
    return kept(briefing.summary)


def _draw(points: Sequence[KeyPoint], desk: Desk) -> Lines:
    lines = tuple(
        Line(
            anchor=point.id,
            text=point.point,
            field="point",
            detail=desk.details(point),
            refs=desk.cite(point),
            note=desk.note(point),
        )
        for point in points
    )
    return Lines(lines, ordered=True, first=desk.number(points[0]))


PART = Part(_items, _draw, gist=lambda point, _: point.point)
