"""Dates: what happened or is to happen, in order of time where that is known."""

from collections.abc import Sequence
from datetime import date

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Facet, Part, kept
from briefing.memo.shapes import Cell, Column, Row, Table
from briefing.model import Briefing, TimelineEntry


def _items(briefing: Briefing) -> Sequence[TimelineEntry]:
    return kept(briefing.timeline)


def _arrange(entries: Sequence[TimelineEntry], desk: Desk) -> list[TimelineEntry]:  # noqa: ARG001  the table's
    return sorted(entries, key=_moment)


def _draw(entries: Sequence[TimelineEntry], desk: Desk) -> Table:
    words = desk.words
    columns = (
        Column(words["column.when"], 24, "when"),
        Column(words["column.event"], 64, "event"),
        Column(words["column.evidence"], 12, "evidence"),
    )
    rows = tuple(_row(entry, desk) for entry in entries)
    return Table(words["caption.timeline"], columns, rows)


def _moment(entry: TimelineEntry) -> date:
    """Where an entry stands in time; those without a date stay in their order, at the end."""
    return date.max if entry.date is None else entry.date.start or entry.date.end


def _row(entry: TimelineEntry, desk: Desk) -> Row:
    worked_out = desk.when(entry.date) if entry.date else ""
    return Row(
        anchor=entry.id,
        cells=(
            Cell(entry.when, "when", detail=desk.details(entry, "" if worked_out in entry.when else worked_out)),
            Cell(entry.event, "event"),
            Cell("", "evidence", refs=desk.cite(entry)),
        ),
        note=desk.note(entry),
    )


def _time(entry: TimelineEntry, briefing: Briefing) -> str:
    """Whether an entry lies ahead of the day on which the newest of the sources appeared."""
    days = [source.published for source in briefing.sources if source.published]
    if entry.date is None or not days:
        return "unknown"
    return "ahead" if entry.date.end > max(days) else "past"


PART = Part(
    _items,
    _draw,
    gist=lambda entry, _: f"{entry.when}: {entry.event}",
    name=lambda entry, _: entry.when,
    arrange=_arrange,
    facets={"time": Facet(("past", "ahead", "unknown"), _time)},
)
