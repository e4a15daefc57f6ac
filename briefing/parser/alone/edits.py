"""Changes to the words of a stretch of text, each at its place."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """Other words, possibly none, for the code points from `start` up to `end` of the document's text."""

    start: int
    end: int
    words: str = ""


def applied(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """The stretch of `text` with the edits; of two that overlap the first one counts."""
    out, at = "", start
    for edit in sorted(edits):
        if at <= edit.start and edit.end <= end:
            out += text[at : edit.start] + edit.words
            at = edit.end
    return out + text[at:end]
