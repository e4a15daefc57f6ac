"""Which items each section shows, which ones go to the annex, and under which number each stands."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.memo import measure
from briefing.memo.desk import Desk
from briefing.memo.measure import Extent
from briefing.memo.schema import LookSpec, SectionSpec, Selection
from briefing.memo.sections import SECTIONS
from briefing.memo.shapes import Section
from briefing.model import Briefing

_PAGE_ENDS = 20.0
"""Points that a page leaves empty at its end, where a row or heading goes to the next."""


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


def fitted(
    body: Sequence[Slot], spec: LookSpec, head: Extent, draw: Callable[[Sequence[Slot]], Sequence[Section | None]]
) -> list[Slot]:
    """The same sections, short enough for the look's norm where that can be.

    They give up their last items in turn, from the last section up, each down to what it keeps.
    """
    pages, words = spec.length.pages, spec.length.words
    points = pages * (measure.PAGE - _PAGE_ENDS) if pages else float("inf")
    most = words or float("inf")
    drawn = list(draw(body))
    sizes = [dict(measure.items(section.body)) if section else {} for section in drawn]
    total = head
    for section in drawn:
        if section:
            total = sum((size for _, size in measure.items(section.body)), total + measure.frame(section))
    made = list(body)
    while total.points > points or total.words > most:
        before = total
        for position in reversed(range(len(made))):
            slot = made[position]
            if not sizes[position] or slot.held <= slot.spec.least or (total.points <= points and total.words <= most):
                continue
            size = sizes[position].get(getattr(slot.shown[-1], "id", ""), Extent())
            if not size.points:
                continue
            made[position] = replace(slot, held=slot.held - 1)
            total = Extent(total.points - size.points, total.words - size.words)
        if total == before:
            break
    return made


def _chooses_first(spec: SectionSpec) -> bool:
    return bool(spec.select) or (bool(spec.name) and SECTIONS[spec.name].narrow)


def _identity(item: Any) -> tuple[type, str]:
    return type(item), item.id
