"""The bottom line: the first point of the summary, set apart."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Callout, Line
from briefing.model import Briefing, KeyPoint


def _items(briefing: Briefing) -> Sequence[KeyPoint]:
    return kept(briefing.summary)[:1]


def _draw(points: Sequence[KeyPoint], desk: Desk) -> Callout:
    (point,) = points
    return Callout(
        Line(
            anchor=point.id,
            text=point.point,
            field="point",
            detail=desk.details(point),
            refs=desk.cite(point),
            note=desk.note(point),
        )
    )


PART = Part(_items, _draw, gist=lambda point, _: point.point, narrow=True)
