"""Where the boxes and lines of a map stand. All lengths are in points, from the upper left corner.

Three columns, read as a sentence: who, what, and where it leads. The first two stand row by row;
the third is put beside what leads to it, so that few lines cross.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.memo.shapes import Map, MapEnd, MapLine
from briefing.renderers._map.measure import Line, Word, words, wrap

WIDTH = 480.0  # the width of the text on A4
TALLEST = 245.0  # a third of the text on A4
SIZE = 7.8  # the size of the letters
LEADING = 9.4  # from one line of text to the next
PADDING = 4.0  # between a box and its text
HEAD = 14.0  # the height of the headings above the columns

_COLUMNS = ((0.0, 108.0), (136.0, 192.0), (356.0, 124.0))  # left edge and width
_BETWEEN = 5.0


@dataclass(frozen=True)
class Box:
    """A box with its lines of text."""

    x: float
    y: float
    width: float
    height: float
    text: tuple[Line, ...]
    condition: bool = False

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Link:
    """A line from one box to another."""

    start: Box
    end: Box
    condition: bool = False


@dataclass(frozen=True)
class Layout:
    height: float
    columns: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


def lay_out(shown: Map) -> Layout:
    """The whole picture; lines that would make it taller than `TALLEST` are left out, the last first."""
    made = _lay_out(shown, shown.lines)
    lines = shown.lines
    while made.height > TALLEST and len(lines) > 1:
        last = max(lines, key=lambda line: line.number)
        lines = tuple(line for line in lines if line is not last)
        made = _lay_out(shown, lines)
    return made


def _lay_out(shown: Map, lines: Sequence[MapLine]) -> Layout:
    who: dict[int, Box] = {}
    what: dict[int, Box] = {}
    y = HEAD
    for place in dict.fromkeys(line.who for line in lines):
        mine = {line.number: _box(1, _what(line), last=_strength(line)) for line in lines if line.who == place}
        name = _box(0, words(shown.who[place], bold=True), most=3)
        tall = sum(box.height for box in mine.values()) + _BETWEEN * (len(mine) - 1)
        block = max(tall, name.height)
        who[place] = replace(name, y=y + (block - name.height) / 2)
        top = y + (block - tall) / 2
        for number, box in mine.items():
            what[number] = replace(box, y=top)
            top += box.height + _BETWEEN
        y += block + _BETWEEN
    ends = _ends(shown, lines, what, y)
    links = [Link(who[line.who], what[line.number]) for line in lines]
    links += [Link(what[line.number], ends[end], shown.ends[end].condition) for line in lines for end in line.ends]
    boxes = (*who.values(), *what.values(), *ends.values())
    height = max(box.y + box.height for box in boxes) + 1
    columns = tuple((left, text) for (left, _), text in zip(_COLUMNS, shown.columns, strict=True))
    return Layout(height, columns, boxes, tuple(links))


def _ends(shown: Map, lines: Sequence[MapLine], what: dict[int, Box], bottom: float) -> dict[int, Box]:
    """Each beside the middle of what leads to it, or as near to that as the others allow."""
    leading: dict[int, list[float]] = {}
    for line in lines:
        for end in line.ends:
            leading.setdefault(end, []).append(what[line.number].middle)
    wanted = sorted((sum(middles) / len(middles), end) for end, middles in leading.items())
    made: dict[int, Box] = {}
    y = HEAD
    for middle, end in wanted:
        box = _end(shown.ends[end], shown.condition)
        made[end] = replace(box, y=max(y, middle - box.height / 2))
        y = made[end].y + made[end].height + _BETWEEN
    # Pushed down too far, they move up together as far as there is room.
    limit = max(bottom, HEAD + sum(box.height + _BETWEEN for box in made.values()))
    for _, end in reversed(wanted):
        box = made[end]
        made[end] = replace(box, y=min(box.y, limit - _BETWEEN - box.height))
        limit = made[end].y
    return made


def _what(line: MapLine) -> list[Word]:
    return [Word(f"{line.number}", bold=True), *words(line.text)]


def _strength(line: MapLine) -> list[Word]:
    return [Word(f"{line.mark}\u00a0{line.strength}", quiet=True)]


def _end(end: MapEnd, condition: str) -> Box:
    label = words(f"{condition}:", quiet=True) if end.condition else []
    return replace(_box(2, [*label, *words(end.text, bold=not end.condition)], most=3), condition=end.condition)


def _box(column: int, text: Sequence[Word], last: Sequence[Word] = (), most: int = 2) -> Box:
    """A box in a column, as tall as its text; where it stands in it is for others to say."""
    left, width = _COLUMNS[column]
    lines = wrap(text, SIZE, width - 2 * PADDING, most, last)
    return Box(left, 0, width, len(lines) * LEADING + 2 * PADDING - 1.5, tuple(lines))
