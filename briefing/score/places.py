"""Where quotations stand in a text, and whether two of them speak of the same place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model import Briefing

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_SPACE = re.compile(r"\s+")
_LIST_MARK = re.compile(r"^(?:[-–—•·*▪◦‣]|\(?\w{1,3}[.)]) ")

# A piece of evidence that is this much longer than another points at no place in particular.
_LONGEST_RATIO = 5
_LONGEST_EXCESS = 200

SAME_PLACE = 0.5
"""The share of the shorter quotation that two must have in common to speak of the same place."""


@dataclass(frozen=True)
class Place:
    """Code points, half-open, into the folded text of the source with index `source`."""

    source: int
    start: int
    end: int

    def overlap(self, other: "Place") -> float:
        """The share of the shorter place that both hold; 0 where one is too long to point at the other."""
        common = min(self.end, other.end) - max(self.start, other.start)
        short, long = sorted((self.end - self.start, other.end - other.start))
        if self.source != other.source or common <= 0 or long > _LONGEST_RATIO * short + _LONGEST_EXCESS:
            return 0.0
        return common / short


class Places:
    """The sources of a briefing with white space and quotation marks folded.

    Labels quote without offsets, so every quotation, a briefing's too, is sought and stands
    where it first occurs: a sentence that a text repeats is one place.
    """

    def __init__(self, briefing: Briefing | None) -> None:
        self._texts = [_folded(source.text) for source in briefing.sources] if briefing else []

    def find(self, quotes: Iterable[str]) -> list[Place]:
        """The places of those quotations that the sources hold, with or without the mark of a list item."""
        found = []
        for quote in map(_folded, quotes):
            # Readers set such marks aside; who copies a label from the file has them.
            place = self._find(quote) or self._find(_LIST_MARK.sub("", quote))
            if place:
                found.append(place)
        return found

    def _find(self, quote: str) -> Place | None:
        for source, text in enumerate(self._texts):
            start = text.find(quote) if quote else -1
            if start >= 0:
                return Place(source, start, start + len(quote))
        return None


def meet(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Whether any of `some` is the same place as any of `others`."""
    known = list(others)
    return any(one.overlap(other) >= SAME_PLACE for one in some for other in known)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_MARKS)).strip()
