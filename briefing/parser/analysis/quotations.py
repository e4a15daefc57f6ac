"""Where quotation marks open and close. An odd mark spoils its own paragraph at most."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from briefing.document import BlockKind, Document

_OPEN_TO_CLOSE = {"“": "”", "«": "»", '"': '"', "„": "“"}


@dataclass(frozen=True)
class Quotation:
    """What stands between quotation marks, without them: code points, half-open.

    `open_ended` marks a paragraph whose quotation goes on in the next one, as the press sets it.
    """

    start: int
    end: int
    block_index: int
    open_ended: bool = False


def find(document: Document) -> tuple[Quotation, ...]:
    """All quotations in reading order; nested ones are left inside the outer one."""
    found: list[Quotation] = []
    for index, block in enumerate(document.blocks):
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            continue
        text = document.text_of(block)
        opened: tuple[int, str] | None = None
        for i, sign in enumerate(text):
            if opened is None:
                if sign in _OPEN_TO_CLOSE and _may_open(text, i):
                    opened = (i + 1, _OPEN_TO_CLOSE[sign])
            elif sign == opened[1] and (sign != '"' or _may_close(text, i)):
                found.append(Quotation(block.start + opened[0], block.start + i, index))
                opened = None
        if opened is not None and (opened[0] <= 1 or len(text) - opened[0] > 40):
            found.append(Quotation(block.start + opened[0], block.end, index, open_ended=True))
    return tuple(found)


def inside(quotations: tuple[Quotation, ...]) -> Callable[[int], bool]:
    """A test of whether a place (code points) stands in one of the quotations."""
    starts = [quotation.start for quotation in quotations]

    def test(offset: int) -> bool:
        i = bisect_right(starts, offset) - 1
        return i >= 0 and offset < quotations[i].end

    return test


def _may_open(text: str, i: int) -> bool:
    return i + 1 < len(text) and not text[i + 1].isspace() and (i == 0 or not text[i - 1].isalnum())


def _may_close(text: str, i: int) -> bool:
    return i > 0 and not text[i - 1].isspace() and (i + 1 == len(text) or not text[i + 1].isalnum())
