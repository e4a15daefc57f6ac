"""Puts the lines of PDF pages into reading order: columns, and no running heads."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import groupby, pairwise, takewhile
from statistics import median

from briefing.readers._pagetext import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?#(?:\s*(?:of|/|\|)\s*#)?\W*", re.IGNORECASE)
_EDGE_LINES = 4
_SAME_HEIGHT = 6.0  # points
_REPEATED = 0.3
_LARGEST = 1.15

# A column holds at least so many lines, of so many characters on average; few lines run across.
_COLUMN_LINES = 4
_COLUMN_CHARACTERS = 12
_ACROSS = 0.3
_GUTTER = 0.6
_STARTS = 12
# In units of the size of the text: the widest space between words of a justified line, and how
# near to the margin such a line ends.
_WIDEST_SPACE = 3.0
_FLUSH = 0.3


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines at their edges that come again on other pages, numbers aside."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({_place(line) for line in [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]})
    typical = median(line.size for lines in pages for line in lines) if any(pages) else 0.0
    enough = max(2, _REPEATED * len(pages))

    def is_running(line: Line) -> bool:
        # What is set larger than the text is a heading ("Annex 1"), however often its like comes.
        is_small = line.size <= _LARGEST * typical
        return is_small and (_repeats(line, seen) >= enough or _PAGE_NUMBER.fullmatch(_place(line)[0]) is not None)

    kept: list[list[Line]] = []
    for lines in pages:
        # Only what stands outside everything else: the first line that is the page's own ends the search.
        head = sum(1 for _ in takewhile(is_running, lines[:_EDGE_LINES]))
        foot = sum(1 for _ in takewhile(is_running, reversed(lines[head:][-_EDGE_LINES:])))
        kept.append(list(lines[head : len(lines) - foot]))
    return kept


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / _SAME_HEIGHT)


def _repeats(line: Line, seen: Counter[tuple[str, int]]) -> int:
    text, height = _place(line)
    return seen[text, height - 1] + seen[text, height] + seen[text, height + 1]


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in reading order, as columns: what runs across parts what stands above it from what is below."""
    gutter = _gutter(lines)
    if gutter is None:
        return [_justified(lines)] if lines else []
    ordered: list[list[Line]] = []
    for across, band in groupby(lines, lambda line: line.left < gutter < line.right):
        if across:
            ordered.append(list(band))
            continue
        within = list(band)
        ordered += columns([line for line in within if line.right <= gutter])
        ordered += columns([line for line in within if line.left >= gutter])
    return ordered


def _justified(lines: Sequence[Line]) -> list[Line]:
    """The lines of one column, with those made whole that were spaced out so widely that they fell apart."""
    right = max(line.right for line in lines)
    whole: list[Line] = []
    for row in _rows(lines):
        gaps = [after.left - before.right for before, after in pairwise(row)]
        spread = gaps and max(gaps) <= _WIDEST_SPACE * row[0].size and row[-1].right >= right - _FLUSH * row[0].size
        whole += [reduce(Line.joined, row)] if spread else row
    return whole


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][0].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white strip between two columns runs; `None` where there is one column."""
    if len(lines) < 2 * _COLUMN_LINES:
        return None
    best: tuple[int, float, float] | None = None
    size = median(line.size for line in lines)
    starts = Counter(round(line.left) for line in lines)
    for start, _ in starts.most_common(_STARTS):
        gutter = start - _GUTTER * size / 2
        left = [line for line in lines if line.right <= gutter]
        right = [line for line in lines if line.left >= gutter]
        across = len(lines) - len(left) - len(right)
        if across > _ACROSS * len(lines) or not (_is_column(left) and _is_column(right)):
            continue
        width = gutter - max(line.right for line in left)
        if width >= 0 and (best is None or (-across, width) > best[:2]):
            best = (-across, width, gutter - width / 2)
    return best[2] if best else None


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) >= _COLUMN_LINES and sum(len(line.text) for line in lines) >= _COLUMN_CHARACTERS * len(lines)
