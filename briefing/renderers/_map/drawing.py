"""A map as SVG: boxes, lines and text, in the look's colours. Shapes and words say all that colours do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from briefing.memo.shapes import Map
from briefing.renderers._map.layout import LEADING, PADDING, SIZE, WIDTH, Box, Link, lay_out
from briefing.renderers._map.measure import Word, width_of, words

_COLOURS = {"ink": "#1b1f24", "quiet": "#56606b", "accent": "#17365d", "tint": "#f1f4f8"}
_VARIABLE = re.compile(r"--([a-z]+)\s*:\s*(#[0-9a-fA-F]{3,8})\s*[;}]")
_NAMESPACE = "http://www.w3.org/2000/svg"
_FAMILY = (
    "'Briefing Sans', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Briefing Hebrew', "
    "'Briefing Arabic', 'Briefing CJK', Helvetica, Arial, sans-serif"
)
_BASELINE = 7.2  # points from the top of a line of text to where its letters stand
_ARROW = 3.6  # points
_DASHES = "2.4 1.6"


@dataclass(frozen=True)
class Drawing:
    """A picture. Its size is in points; `title` and `told` are for those who cannot see it."""

    svg: str
    width: float
    height: float
    title: str
    told: str


def colours(css: str) -> Mapping[str, str]:
    """The colours of a look, as its style sheet names them (`--accent: #17365d`); the last one counts."""
    return _COLOURS | {name: value for name, value in _VARIABLE.findall(css) if name in _COLOURS}


def draw(shown: Map, palette: Mapping[str, str], *, fitted: bool = False) -> Drawing:
    """The picture of a map: the same map and colours, the same text.

    It is drawn for the memo's own font. Where that may be missing, text that is `fitted` has its
    letters squeezed or spread to the width that they would have.
    """
    made = lay_out(shown)
    told = "\n".join(shown.told)
    root = etree.fromstring(f'<svg xmlns="{_NAMESPACE}"/>')
    _set(root, viewBox=f"0 0 {WIDTH:g} {_short(made.height)}", width=WIDTH, height=made.height)
    _set(root, role="img", aria_labelledby="memo-map-title", aria_describedby="memo-map-told")
    _set(root, font_family=_FAMILY, font_size=SIZE)
    _add(root, "title", id="memo-map-title").text = shown.title
    _add(root, "desc", id="memo-map-told").text = told
    for left, heading in made.columns:
        text = _add(root, "text", x=left, y=_BASELINE, fill=palette["quiet"])
        text.text = heading
        if fitted:
            _fit(text, words(heading))
    for link in made.links:
        _link(root, link, palette)
    for box in made.boxes:
        _box(root, box, palette, fitted=fitted)
    return Drawing(etree.tostring(root, encoding="unicode"), WIDTH, made.height, shown.title, told)


def _box(root: etree._Element, box: Box, palette: Mapping[str, str], *, fitted: bool) -> None:
    """A box with its text. What is a condition, has round ends and a broken outline."""
    frame = _add(root, "rect", x=box.x + 0.5, y=box.y + 0.5, width=box.width - 1, height=box.height - 1)
    _set(frame, rx=7 if box.condition else 1.5, stroke=palette["accent"], stroke_width=0.6)
    _set(frame, fill="#ffffff" if box.condition else palette["tint"])
    if box.condition:
        _set(frame, stroke_dasharray=_DASHES)
    for number, line in enumerate(box.text):
        text = _add(root, "text", x=box.x + PADDING, y=box.y + PADDING - 1 + number * LEADING + _BASELINE)
        for piece, word in _stretches(line):
            span = _add(text, "tspan", fill=palette["quiet" if word.quiet else "ink"])
            if word.bold:
                _set(span, font_weight=600)
            span.text = piece
        if fitted:
            _fit(text, line)


def _fit(text: etree._Element, line: Sequence[Word]) -> None:
    _set(text, textLength=width_of(line, SIZE), lengthAdjust="spacingAndGlyphs")


def _stretches(line: Sequence[Word]) -> list[tuple[str, Word]]:
    """The words of a line in as few pieces as their styles allow."""
    made: list[tuple[str, Word]] = []
    for word in line:
        if not made:
            made.append((word.text, word))
        elif (made[-1][1].bold, made[-1][1].quiet) == (word.bold, word.quiet):
            made[-1] = (f"{made[-1][0]} {word.text}", word)
        else:
            made[-1] = (f"{made[-1][0]} ", made[-1][1])
            made.append((word.text, word))
    return made


def _link(root: etree._Element, link: Link, palette: Mapping[str, str]) -> None:
    """An arrow to whom something is done for; a broken line to what it hangs on."""
    x1, y1, x2, y2 = (_short(one) for one in (link.start.right, link.start.middle, link.end.x, link.end.middle))
    middle = _short((x1 + x2) / 2)
    line = _add(root, "path", d=f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}")
    _set(line, fill="none", stroke=palette["accent"], stroke_width=0.8)
    if link.condition:
        _set(line, stroke_dasharray=_DASHES)
        return
    back, above, below = _short(x2 - _ARROW), _short(y2 - _ARROW / 2), _short(y2 + _ARROW / 2)
    _add(root, "path", d=f"M{x2} {y2}L{back} {above}L{back} {below}Z", fill=palette["accent"])


def _add(parent: etree._Element, tag: str, **attributes: float | str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}")
    _set(made, **attributes)
    return made


def _set(element: etree._Element, **attributes: float | str) -> None:
    for name, value in attributes.items():
        given = value if isinstance(value, str) else f"{_short(value):g}"
        element.set(name.replace("_", "-"), given)


def _short(length: float) -> float:
    """A length without the digits that nobody sees."""
    return round(length, 2)
