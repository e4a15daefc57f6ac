"""Key actors, each in one row: name, role, affiliation, evidence."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Facet, Part, kept
from briefing.memo.shapes import Cell, Column, Row, Table
from briefing.model import Actor, ActorKind, Briefing, Importance


def _items(briefing: Briefing) -> Sequence[Actor]:
    """Key actors first, then those whose role the source states."""
    return sorted(kept(briefing.actors), key=lambda actor: (actor.importance is not Importance.KEY, actor.role is None))


def _draw(actors: Sequence[Actor], desk: Desk) -> Table:
    words = desk.words
    columns = (
        Column(words["column.actor"], 32, "name"),
        Column(words["column.role"], 36, "role"),
        Column(words["column.affiliation"], 20, "affiliation"),
        Column(words["column.evidence"], 12, "evidence"),
    )
    return Table(words["caption.actors"], columns, tuple(_row(actor, desk) for actor in actors))


def _role(actor: Actor, desk: Desk) -> Cell:
    """The role; an actor that has none is told by its kind."""
    return Cell(actor.role, "role") if actor.role else Cell(desk.words[f"kind.{actor.kind.value}"])


def _row(actor: Actor, desk: Desk) -> Row:
    return Row(
        anchor=actor.id,
        cells=(
            Cell(actor.name, "name", detail=desk.details(actor)),
            _role(actor, desk),
            Cell(actor.affiliation or "", "affiliation"),
            Cell("", "evidence", refs=desk.cite(actor)),
        ),
        note=desk.note(actor),
    )


def _gist(actor: Actor, desk: Desk) -> str:
    role = actor.role or desk.words[f"kind.{actor.kind.value}"]
    return desk.words["and"].join(part for part in (actor.name, role, actor.affiliation) if part)


PART = Part(
    _items,
    _draw,
    gist=_gist,
    name=lambda actor, _: actor.name,
    facets={
        "importance": Facet(tuple(Importance), lambda actor, _: actor.importance.value),
        "kind": Facet(tuple(ActorKind), lambda actor, _: actor.kind.value),
    },
)
