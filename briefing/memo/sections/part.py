"""What a section is: which items it shows, and how it sets them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.memo.desk import Desk
from briefing.memo.shapes import Body
from briefing.model import Briefing, ReviewState


@dataclass(frozen=True)
class Part:
    """`items` gives a section's items, the weightiest first; `draw` sets some of them.

    The third argument of `draw` is the number of the first one.
    """

    items: Callable[[Briefing], Sequence[Any]]
    draw: Callable[[Sequence[Any], Desk, int], Body]


def kept(items: Sequence[Any]) -> list[Any]:
    """The items that no editor has rejected."""
    return [item for item in items if item.review.state is not ReviewState.REJECTED]
