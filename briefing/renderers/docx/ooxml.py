"""WordprocessingML in few words: elements, runs of text, and what XML can hold."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{_W}}}"
R = f"{{{_R}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Beyond what XML forbids: carriage returns, which come back as line feeds.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

# Letters that are written from right to left, with what stands between two of them.
_RTL_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RTL = re.compile(rf"{_RTL_LETTER}(?:\W*{_RTL_LETTER})*")

MARKS = {
    "strong": (("b", ""), ("bCs", "")),
    "em": (("i", ""), ("iCs", "")),
    "del": (("strike", ""),),
    "sub": (("vertAlign", "subscript"),),
    "sup": (("vertAlign", "superscript"),),
}
"""Run properties by the HTML element that asks for them, in the order that the schema wants."""


def root(tag: str) -> etree._Element:
    """A new element that belongs to nothing yet."""
    return etree.Element(W + tag, nsmap={"w": _W, "r": _R})


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child. Tag and attributes are named without their prefix, `w`."""
    return etree.SubElement(parent, W + tag, {W + name: value for name, value in attributes.items()})


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def is_rtl(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def add_text(parent: etree._Element, text: str, style: str = "", marks: Collection[str] = ()) -> None:
    """Appends runs with this text; `style` is the id of a character style, `marks` are keys of `MARKS`.

    Line feeds become line breaks. Text that runs from right to left gets runs of its own, for
    Word orders and shapes only what is marked so.
    """
    for part, rtl in _directions(legal(text)):
        run = add(parent, "r")
        if style or rtl or marks:
            properties = add(run, "rPr")
            if style:
                add(properties, "rStyle", val=style)
            for mark, elements in MARKS.items():
                if mark in marks:
                    for name, value in elements:
                        add(properties, name, **({"val": value} if value else {}))
            if rtl:
                add(properties, "rtl")
        _fill(run, part)


def _directions(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether it runs from right to left."""
    at = 0
    if not text.isascii():
        for match in _RTL.finditer(text):
            if match.start() > at:
                yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def _fill(run: etree._Element, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            add(run, "br")
        for column, piece in enumerate(line.split("\t")):
            if column:
                add(run, "tab")
            if piece:
                element = add(run, "t")
                element.set(_SPACE, "preserve")
                element.text = piece
