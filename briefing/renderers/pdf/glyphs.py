"""Letters that none of the memo's fonts has: shown as a sign, and read out as what they are.

A page that asks for a glyph which its font lacks is neither PDF/UA-1 nor PDF/A-3a (`.notdef`), and
which fonts a machine has besides ours must not change a memo.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from briefing.memo import Look
from briefing.renderers.pdf.fonts import coverage, coverage_of

SIGN = "◊"
"""What is shown in the place of such a letter."""

ACTUAL = "data-actual"
"""The attribute of a `span` that holds what its text stands for."""

# Letters and signs that our fonts have: a page of nothing else need not be compared with the fonts.
_PLAIN = re.compile(
    r"[\s!-~\u00a0-\u017f\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122■◆▷◌→]*"
)
# What shapes or orders the letters around it and is not drawn (Default_Ignorable_Code_Point), and white space.
_UNSEEN = (
    "\t\n\r \u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_WITHOUT_TEXT = ("style", "script", "title")
_SVG = "{http://www.w3.org/2000/svg}"


def replace_missing(page: Any, text: str, look: Look) -> None:
    """Changes a page that WeasyPrint has parsed from `text`, where it holds letters that no font has."""
    if _PLAIN.fullmatch(text):
        return
    missing = look.once("missing letters", _missing)
    if not missing.search(text):
        return
    for element in list(page.etree_element.iter()):
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name.startswith("data-"):
                element.set(name, missing.sub(_signs, value))
        if element.tag.startswith(_SVG):
            if element.tag not in (f"{_SVG}title", f"{_SVG}desc"):
                element.text = missing.sub(_signs, element.text or "")
                element.tail = missing.sub(_signs, element.tail or "")
        elif element.tag not in _WITHOUT_TEXT:
            _split(element, missing)


def _split(element: Any, missing: re.Pattern[str]) -> None:
    """Puts each stretch of missing letters in an element's own text into a `span` of its own."""
    own = [(None, element.text or ""), *((child, child.tail or "") for child in list(element))]
    for child, text in own:
        if not missing.search(text):
            continue
        place = 0 if child is None else list(element).index(child) + 1
        first, spans = _spans(text, missing)
        if child is None:
            element.text = first
        else:
            child.tail = first
        for offset, span in enumerate(spans):
            element.insert(place + offset, span)


def _spans(text: str, missing: re.Pattern[str]) -> tuple[str, list[Any]]:
    """The text before the first missing letter, then spans, each with the text that follows it."""
    spans: list[Any] = []
    first, at = "", 0
    for found in missing.finditer(text):
        before = text[at : found.start()]
        if spans:
            spans[-1].tail = before
        else:
            first = before
        span = ElementTree.Element("span", {ACTUAL: found[0]})
        span.text = _signs(found)
        spans.append(span)
        at = found.end()
    spans[-1].tail = text[at:]
    return first, spans


def _signs(found: re.Match[str]) -> str:
    unseen = _unseen()
    return SIGN * sum(not unseen.match(letter) for letter in found[0])


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]")


def _missing(look: Look) -> re.Pattern[str]:
    """Stretches of letters that neither our fonts have nor those that a look brings along."""
    known = set(coverage())
    for name, (_, data) in look.files.items():
        if name.endswith((".ttf", ".otf")):
            known |= coverage_of(data)
    letter = f"[^{_UNSEEN}{_ranges(known)}]"
    return re.compile(f"{letter}(?:[\u200d\ufe00-\ufe0f]*{letter})*")


def _ranges(codes: Collection[int]) -> str:
    """Code points as the inside of a character class."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _runs(codes))


def _runs(codes: Collection[int]) -> list[tuple[int, int]]:
    """Stretches of code points that follow one another, each with its first and its last."""
    made: list[tuple[int, int]] = []
    for code in sorted(codes):
        if made and code == made[-1][1] + 1:
            made[-1] = (made[-1][0], code)
        else:
            made.append((code, code))
    return made
