"""WordprocessingML → paragraphs of text, in the order of the page, with all changes accepted."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.ooxml.elements import child, name_of, number, value

if TYPE_CHECKING:
    from lxml import etree

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Drawings are given twice, for new programs and for old ones.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset({"del", "moveFrom", "delText", "instrText", "pPr", "sdtPr"})
_SPACES = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


@dataclass
class Paragraph:
    """A paragraph as Word has it.

    `style` is the id of its style, `list_level` counts from 0, `outline` is the rank given to it
    directly (0 is the highest). `None` where the paragraph says nothing of the kind.
    """

    style: str | None = None
    list_level: int | None = None
    outline: int | None = None
    parts: list[str] = field(default_factory=list)
    plain: bool = False
    merged: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return not self.plain


def paragraphs(root: "etree._Element | None") -> list[Paragraph]:
    """The paragraphs below an element: those in tables, text boxes and content controls in their places."""
    from lxml import etree

    found: list[Paragraph] = []
    open_: list[Paragraph] = []
    if root is None:
        return found
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = name_of(element)
        if event == "end":
            if name == "p":
                open_.pop()
        elif name in _DELETED or element.tag == _FALLBACK or _is_gone(element, name):
            walk.skip_subtree()
        elif name == "p":
            open_.append(_paragraph(element))
            found.append(open_[-1])
        elif open_:
            _add(open_[-1], element, name)
    return _merge(found)


def _add(paragraph: Paragraph, element: "etree._Element", name: str) -> None:
    if name == "t" or element.tag == _MATH_TEXT:
        text = element.text or ""
        paragraph.parts.append(text)
        run = element.getparent()
        paragraph.plain |= bool(text.strip()) and (run is None or not _is_on(run, "b"))
    elif name in _SPACES:
        paragraph.parts.append(_SPACES[name])


def _paragraph(element: "etree._Element") -> Paragraph:
    paragraph = Paragraph()
    properties = child(element, "pPr")
    if properties is None:
        return paragraph
    paragraph.style = value(child(properties, "pStyle"))
    paragraph.outline = number(child(properties, "outlineLvl"))
    paragraph.list_level = list_level(properties)
    mark = child(properties, "rPr")
    paragraph.merged = mark is not None and child(mark, "del") is not None
    return paragraph


def list_level(properties: "etree._Element") -> int | None:
    """The list level that paragraph properties set, from 0; -1 where they say that it is no list item."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    if number(child(numbering, "numId")) == 0:
        return -1
    return number(child(numbering, "ilvl")) or 0


def _merge(found: list[Paragraph]) -> list[Paragraph]:
    """Joins a paragraph whose end was deleted to the next one, which gives both its looks."""
    kept: list[Paragraph] = []
    carried: list[str] = []
    for paragraph in found:
        paragraph.parts[:0] = carried
        carried = paragraph.parts if paragraph.merged else []
        if not paragraph.merged:
            kept.append(paragraph)
    if carried:
        kept.append(Paragraph(parts=carried))
    return kept


def _is_gone(element: "etree._Element", name: str) -> bool:
    """Whether a run is hidden, or a table row deleted."""
    if name == "r":
        return _is_on(element, "vanish")
    properties = child(element, "trPr") if name == "tr" else None
    return properties is not None and child(properties, "del") is not None


def _is_on(run: "etree._Element", name: str) -> bool:
    properties = child(run, "rPr")
    setting = child(properties, name) if properties is not None else None
    return setting is not None and (value(setting) or "1") not in _OFF
