"""Text in the memo's sans serif: how wide it is, and where it breaks. All lengths are in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.resources import font

_STYLES = {False: "Regular", True: "Semibold"}
_UNKNOWN = 1.0  # ems: what a letter takes at most that the font does not have


@dataclass(frozen=True)
class Word:
    """A word in its style. `quiet` is set in the colour of what is subordinate."""

    text: str
    bold: bool = False
    quiet: bool = False


Line = tuple[Word, ...]


def words(text: str, *, bold: bool = False, quiet: bool = False) -> list[Word]:
    return [Word(word, bold, quiet) for word in text.split()]


def wrap(parts: Sequence[Word], size: float, width: float, most: int, last: Sequence[Word] = ()) -> list[Line]:
    """Lines no wider than `width`, at most so many; what does not fit is told by an ellipsis.

    `last` is never left out: where the text is too long, it stands after the ellipsis.
    """
    lines = _lines([*parts, *last], size, width)
    shown = list(parts)
    while len(lines) > most and shown:
        shown.pop()
        lines = _lines([*shown[:-1], *_cut(shown), *last], size, width)
    return lines[:most]


def width_of(line: Sequence[Word], size: float) -> float:
    """How wide a line is."""
    spaces = _advance(" ", False) * max(len(line) - 1, 0)
    return size * (spaces + sum(_advance(letter, word.bold) for word in line for letter in word.text))


def _lines(parts: Sequence[Word], size: float, width: float) -> list[Line]:
    lines: list[list[Word]] = [[]]
    for word in (piece for part in parts for piece in _pieces(part, size, width)):
        if lines[-1] and width_of([*lines[-1], word], size) > width:
            lines.append([])
        lines[-1].append(word)
    return [tuple(line) for line in lines if line]


def _cut(shown: Sequence[Word]) -> list[Word]:
    """The last word that is shown, with an ellipsis after it."""
    if not shown:
        return [Word("…")]
    return [Word(f"{shown[-1].text.rstrip(',;:.')}…", shown[-1].bold, shown[-1].quiet)]


def _pieces(word: Word, size: float, width: float) -> list[Word]:
    """A word that no line could hold, broken wherever a line ends."""
    if width_of([word], size) <= width:
        return [word]
    pieces, text = [], ""
    for letter in word.text:
        if text and width_of([Word(text + letter, word.bold)], size) > width:
            pieces.append(Word(text, word.bold, word.quiet))
            text = ""
        text += letter
    return [*pieces, Word(text, word.bold, word.quiet)]


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """How wide a letter is, in ems."""
    widths = _widths(bold)
    return widths.get(ord(letter), _UNKNOWN)


@lru_cache(maxsize=2)
def _widths(bold: bool) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(font("SourceSansPro", _STYLES[bold]), lazy=True) as face:
        advances, em = face["hmtx"].metrics, face["head"].unitsPerEm
        return {code: advances[glyph][0] / em for code, glyph in face.getBestCmap().items()}
