"""Key points: what the summary says besides the bottom line."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Line, Lines
from briefing.model import Briefing, KeyPoint


def _items(briefing: Briefing) -> Sequence[KeyPoint]:
    return kept(briefing.summary)[1:]


def _draw(points: Sequence[KeyPoint], desk: Desk, first: int) -> Lines:
    lines = tuple(
        Line(
            anchor=point.id,
            text=point.point,
            field="point",
            detail=desk.details(point),
            refs=desk.cite("key_points", point, number=number),
            note=desk.note(point),
        )
        for number, point in enumerate(points, first)
    )
    return Lines(lines, ordered=True, first=first)


PART = Part(_items, _draw)
