"""A briefing in a look: what every format draws from, worked out once for all of them."""

from dataclasses import dataclass
from functools import cached_property

from briefing.memo.build import build
from briefing.memo.look import Look
from briefing.memo.shapes import Memo
from briefing.model import Briefing


@dataclass(frozen=True)
class View:
    """What one memo is made of, in whatever formats.

    `saved_as` is the name of the file beside the memo that holds its briefing, for formats that
    cannot carry it; null where there is none.
    """

    briefing: Briefing
    look: Look
    saved_as: str | None = None

    @cached_property
    def memo(self) -> Memo:
        """What the memo shows. Raises as `build` does."""
        return build(self.briefing, self.look)

    @cached_property
    def saved(self) -> str:
        """The briefing as the memo carries it, JSON."""
        return self.briefing.to_json()
