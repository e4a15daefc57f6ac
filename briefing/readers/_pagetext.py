"""The lines of text on a PDF page: what they say, and where and how large they stand.

Coordinates are points from the lower left corner, as in PDF.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage
    from pypdfium2.raw import FS_RECTF

# How PDFium writes a hyphen at the end of a line, ligatures that fonts draw as one, signs of symbol fonts.
_GLYPHS = str.maketrans(
    {
        "\x02": "-",
        "\ufffe": "-",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "►",
        "\uf02d": "-",
    }
)
_OPENING = re.compile(r"[-*+•‣⁃◦▪■●○·►–—o]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]")

_FONT_NAME = 128
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)

# In units of the size of the type: what parts columns, words of one line, and a list sign from its text.
_COLUMN_GAP = 1.5
_WORD_GAP = 0.8
_SIGN_GAP = 4.0
_WORD_SPACE = 0.12
_LINE_SHIFT = 0.5
_BOLD = 600


@dataclass
class Line:
    """A line, or the part of one that stands in one column. `base` is the height that letters stand
    on, `size` that of the type."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    def beside(self, other: "Line") -> bool:
        """Whether two lines stand at one height."""
        return abs(self.base - other.base) < _LINE_SHIFT * max(self.size, other.size)

    def joined(self, other: "Line", between: str = " ") -> "Line":
        """This line with another one that goes on to its right."""
        longer = max((self, other), key=lambda line: len(line.text))
        return Line(
            text=f"{self.text}{between}{other.text}",
            left=self.left,
            right=max(self.right, other.right),
            base=longer.base,
            size=longer.size,
            bold=longer.bold,
        )


@dataclass
class _Glyph:
    """A character. `left`, `right` and `base` are along and across the direction of writing; `index` -1 is a space
    that PDFium made up."""

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    turned: bool = False
    index: int = -1


def lines_of(page: "PdfPage") -> list[Line]:
    """The lines of a page from top to bottom, those at one height from left to right; turned text comes last."""
    textpage = page.get_textpage()
    try:
        upright: list[Line] = []
        turned: list[Line] = []
        for run in _runs(_glyphs(textpage, page.get_rotation())):
            (turned if run[0].turned else upright).append(_line(run, _is_bold(textpage, run)))
    finally:
        textpage.close()
    return _merged(upright) + turned


def _glyphs(textpage: "PdfTextPage", rotation: int) -> Iterator[_Glyph | None]:
    """The characters of a page as PDFium orders them; `None` where it says that a line ends."""
    from pypdfium2 import raw as pdfium

    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            yield None
            continue
        text = chr(code).translate(_GLYPHS) if code < 0x110000 else "\ufffd"
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1 and text == " ":
            yield _Glyph(" ")
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        degrees = round(math.degrees(math.atan2(matrix.b, matrix.a)) - rotation) % 360
        left, right, base = _along(rotation, box, x.value, y.value)
        yield _Glyph(text, left, right, base, round(size, 1) or 1.0, not (degrees < 20 or degrees > 340), index)


def _along(rotation: int, box: "FS_RECTF", x: float, y: float) -> tuple[float, float, float]:
    """Where a character starts, ends and stands as seen on a page that is shown turned by `rotation` degrees."""
    if rotation == 90:
        return box.bottom, box.top, -x
    if rotation == 180:
        return -box.right, -box.left, -y
    if rotation == 270:
        return -box.top, -box.bottom, x
    return box.left, box.right, y


def _runs(glyphs: Iterator[_Glyph | None]) -> Iterator[list[_Glyph]]:
    """Characters that follow one another on one line."""
    run: list[_Glyph] = []
    last: _Glyph | None = None
    for glyph in glyphs:
        if glyph is None or (last is not None and glyph.index >= 0 and _parted(last, glyph)):
            if last is not None:
                yield run
            run, last = [], None
        if glyph is None or (not run and glyph.text.isspace()):
            continue
        run.append(glyph)
        if glyph.index >= 0 and not glyph.text.isspace():
            last = glyph
    if last is not None:
        yield run


def _parted(last: _Glyph, glyph: _Glyph) -> bool:
    if last.turned or glyph.turned:
        return last.turned != glyph.turned
    size = max(last.size, glyph.size)
    if abs(glyph.base - last.base) > _LINE_SHIFT * size:
        return True
    return glyph.left - last.right > _COLUMN_GAP * size or glyph.left < last.left - size


def _is_bold(textpage: "PdfTextPage", run: list[_Glyph]) -> bool:
    """Whether a run starts and ends in bold letters, by the weight or the name of their font."""
    from pypdfium2 import raw as pdfium

    letters = [glyph.index for glyph in run if glyph.text.isalnum() and glyph.index >= 0]
    name, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
    for index in letters[:1] + letters[-1:]:
        if pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD:
            continue
        pdfium.FPDFText_GetFontInfo(textpage, index, name, _FONT_NAME, flags)
        if not _BOLD_NAME.search(name.value):
            return False
    return bool(letters)


def _line(run: list[_Glyph], bold: bool) -> Line:
    placed = [glyph for glyph in run if glyph.index >= 0]
    sizes = Counter(glyph.size for glyph in placed)
    size = max(sorted(sizes), key=lambda height: sizes[height])
    base = next(glyph.base for glyph in placed if glyph.size == size)
    return Line(
        text=" ".join("".join(glyph.text for glyph in run).split()),
        left=min(glyph.left for glyph in placed),
        right=max(glyph.right for glyph in placed),
        base=base,
        size=size,
        bold=bold,
    )


def _merged(lines: list[Line]) -> list[Line]:
    """Joins the parts of one line that were drawn apart, and list signs with their text."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        if rows and rows[-1][0].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    merged: list[Line] = []
    for row in rows:
        row.sort(key=lambda line: line.left)
        current = row[0]
        for line in row[1:]:
            gap = (line.left - current.right) / max(current.size, 0.1)
            if gap <= (_SIGN_GAP if _OPENING.fullmatch(current.text) else _WORD_GAP):
                current = current.joined(line, " " if gap > _WORD_SPACE else "")
            else:
                merged.append(current)
                current = line
        merged.append(current)
    return merged
