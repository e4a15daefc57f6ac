"""What a section is: which items it shows, and how it sets them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.memo.desk import Desk
from briefing.memo.shapes import Body
from briefing.model import Briefing, ReviewState


@dataclass(frozen=True)
class Facet:
    """Something by which a look may choose among items: the values there are, and each item's."""

    values: tuple[str, ...]
    of: Callable[[Any, Briefing], str]


def _as_given(items: Sequence[Any], desk: Desk) -> Sequence[Any]:  # noqa: ARG001  the table's signature
    return items


def _nameless(item: Any, desk: Desk) -> str:  # noqa: ARG001  the table's signature
    return ""


@dataclass(frozen=True)
class Part:
    """A kind of section.

    `items` gives what it could show, the weightiest first; `draw` sets some of it, in the order
    that `arrange` gives. `name` and `gist` tell of one item in a few words and in one line, for
    links to it. `facets` are what a look may select by. Of two parts that show the same items, a
    `narrow` one chooses first.
    """

    items: Callable[[Briefing], Sequence[Any]]
    draw: Callable[[Sequence[Any], Desk], Body]
    gist: Callable[[Any, Desk], str] = _nameless
    name: Callable[[Any, Desk], str] = _nameless
    arrange: Callable[[Sequence[Any], Desk], Sequence[Any]] = _as_given
    facets: Mapping[str, Facet] = field(default_factory=dict)
    narrow: bool = False

    @property
    def cited(self) -> bool:
        """Whether its items are items of the briefing, to which a link can lead."""
        return self.gist is not _nameless


def kept(items: Sequence[Any]) -> list[Any]:
    """The items that no editor has rejected."""
    return [item for item in items if item.review.state is not ReviewState.REJECTED]


def yes_or_no(holds: Callable[[Any], bool]) -> Facet:
    """A facet of two values."""
    return Facet(("yes", "no"), lambda item, _: "yes" if holds(item) else "no")
