"""Which items each section shows, which ones go to the annex, and under which number each stands."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from briefing.memo import measure
from briefing.memo.desk import Desk
from briefing.memo.measure import Block, Extent
from briefing.memo.schema import LengthSpec, LookSpec, SectionSpec, Selection
from briefing.memo.sections import SECTIONS
from briefing.memo.shapes import Section, Table
from briefing.model import Briefing

_Draw = Callable[[Sequence["Slot"]], Sequence[Section | None]]


@dataclass(frozen=True)
class Slot:
    """A section with its items, the weightiest first: `held` of them in the body, the others in the annex.

    `key` is its name, unique in the memo.
    """

    spec: SectionSpec
    key: str
    items: tuple[Any, ...] = ()
    held: int = 0

    @property
    def shown(self) -> tuple[Any, ...]:
        return self.items[: self.held]

    @property
    def rest(self) -> tuple[Any, ...]:
        return self.items[self.held :]


def slots(briefing: Briefing, spec: LookSpec) -> tuple[list[Slot], list[Slot]]:
    """The sections of body and annex with their items, as many as the look wants. Each item stands once.

    A section that selects takes its items before one of the same kind that does not.
    """
    wanted = [*spec.sections, *spec.annex.sections]
    taken: set[tuple[type, str]] = set()
    items: dict[int, tuple[Any, ...]] = {}
    for position in sorted(range(len(wanted)), key=lambda n: not _chooses_first(wanted[n])):
        one = wanted[position]
        if one.name:
            items[position] = tuple(
                item
                for item in selected(one.name, one.select, briefing)
                if not (SECTIONS[one.name].cited and _identity(item) in taken)
            )
            taken.update(_identity(item) for item in items[position] if SECTIONS[one.name].cited)
    made: list[Slot] = []
    body = len(spec.sections)
    keys = Counter[str]()
    for position, one in enumerate(wanted):
        found = items.get(position, ())
        name = one.name or ("blank" if one.fill else "part")
        keys[name] += 1
        key = name if keys[name] == 1 else f"{name}-{keys[name]}"
        made.append(Slot(one, key, found, len(found[: one.most]) if position < body else 0))
    return made[:body], made[body:]


def selected(name: str, select: Selection, briefing: Briefing) -> Sequence[Any]:
    """The items that a kind of section could show, of those that have one of the values for each facet."""
    part = SECTIONS[name]
    return [
        item
        for item in part.items(briefing)
        if all(part.facets[facet].of(item, briefing) in values for facet, values in select.items())
    ]


def placed(body: Sequence[Slot], annex: Sequence[Slot], desk: Desk) -> None:
    """Numbers all items in the order in which the memo shows them."""
    numbers = Counter[str]()
    for slot, items in [*((slot, slot.shown) for slot in body), *((slot, slot.rest) for slot in (*body, *annex))]:
        part = SECTIONS.get(slot.spec.name)
        if part is None or not part.cited:
            continue
        for item in part.arrange(items, desk):
            numbers[slot.spec.name] += 1
            desk.place(slot.spec.name, item, numbers[slot.spec.name], part.name(item, desk))


def fitted(body: Sequence[Slot], spec: LookSpec, head: Extent, page: float, draw: _Draw) -> list[Slot]:
    """The same sections, short enough for the look's norm where that can be. A page has so many points.

    They give up their last items in turn, from the last section up, each down to what it keeps.
    Where that gave room for some of these after all, as where a picture went with them, they stay.
    """
    room = _Room(head, page, draw, body)
    made = list(body)
    given: list[int] = []
    while not room.holds(made, spec.length):
        before = len(given)
        for position in reversed(range(len(made))):
            slot = made[position]
            if slot.held <= slot.spec.least or not room.shows(slot, position):
                continue
            made[position] = replace(slot, held=slot.held - 1)
            given.append(position)
            if room.holds(made, spec.length):
                break
        if len(given) == before:
            return made
    for position in reversed(given):
        more = [*made]
        more[position] = replace(made[position], held=made[position].held + 1)
        if room.holds(more, spec.length):
            made = more
    return made


class _Room:
    """What a body takes with some of its items given up, reckoned from one drawing of all of them.

    Only a section that loses items from its picture is drawn anew.
    """

    def __init__(self, head: Extent, page: float, draw: _Draw, body: Sequence[Slot]) -> None:
        self._head, self._page, self._draw = head, page, draw
        drawn = draw(body)
        self._all = [measure.blocks(section) if section else [] for section in drawn]
        self._pictured = [_pictured(section) for section in drawn]
        self._anchors = [{block.anchor for block in blocks} for blocks in self._all]
        self._kept: dict[tuple[int, int], list[Block]] = {}

    def shows(self, slot: Slot, position: int) -> bool:
        """Whether the slot's last item is one that takes room of its own."""
        return getattr(slot.shown[-1], "id", "-") in self._anchors[position]

    def holds(self, body: Sequence[Slot], norm: LengthSpec) -> bool:
        """Whether the body is as long as the norm wants, or shorter."""
        sections = [self._blocks(body, position) for position in range(len(body))]
        size = measure.extent(self._head, sections, self._page)
        return size.points <= (norm.pages or inf) * self._page and size.words <= (norm.words or inf)

    def _blocks(self, body: Sequence[Slot], position: int) -> list[Block]:
        key = position, body[position].held
        if key not in self._kept:
            self._kept[key] = self._reckoned(body, position)
        return self._kept[key]

    def _reckoned(self, body: Sequence[Slot], position: int) -> list[Block]:
        slot = body[position]
        if slot.held < self._pictured[position]:
            (section,) = self._draw([slot])
            return measure.blocks(section) if section else []
        gone = {getattr(item, "id", "") for item in slot.rest} - {""}
        return [block for block in self._all[position] if block.anchor not in gone]


def _pictured(section: Section | None) -> int:
    """How many items a section must hold for its picture to stay as it is; 0 where it has none."""
    if section is None or not isinstance(section.body, Table) or section.body.map is None:
        return 0
    numbers = {line.number for line in section.body.map.lines}
    return max(place for place, row in enumerate(section.body.rows, 1) if row.number in numbers)


def _chooses_first(spec: SectionSpec) -> bool:
    return bool(spec.select) or (bool(spec.name) and SECTIONS[spec.name].narrow)


def _identity(item: Any) -> tuple[type, str]:
    return type(item), item.id
