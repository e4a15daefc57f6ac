"""A brand put upon the template document: colours and fonts of theme and styles, and the logo in the letterhead."""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt
from lxml import etree

from briefing.memo.brand import Brand
from briefing.renderers._map.drawing import colours as palette
from briefing.renderers.docx.ooxml import W, add, legal
from briefing.renderers.docx.package import Package

if TYPE_CHECKING:
    from docx.document import Document

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {"ink": ("dk1",), "accent": ("dk2", "accent1", "hlink"), "quiet": ("accent6",), "tint": ("lt2",)}
"""The theme's colours, by what a memo uses them for."""
_FONTS = {"text": "minorFont", "headings": "majorFont"}
_COLOURED = {f"{W}val", f"{W}color", f"{W}fill"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_LOGO_HEIGHT = Pt(36)


def put_on(package: Package, brand: Brand, logo: bytes) -> None:
    """Changes the document's theme, and whatever is coloured as the theme was.

    `logo` is the picture's bytes, empty where there is none that Word can show.
    """
    changed = _change_theme(package.document, brand)
    for element in (package.document.styles.element, *_frames(package)):
        _recolour(element, changed)
    if logo:
        _letterhead(package, logo, brand.alt)


def colours(brand: Brand | None) -> Mapping[str, str]:
    """The colours that pictures are drawn in."""
    stated = {use: str(getattr(brand, use)) for use in _SLOTS} if brand else {}
    return {**palette(""), **{use: colour for use, colour in stated.items() if colour}}


def _change_theme(document: "Document", brand: Brand) -> dict[str, str]:
    """The colours that were changed: the new one by the old one, as Word writes them."""
    part = next(
        (one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.THEME), None
    )
    if part is None:
        return {}
    theme = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    changed: dict[str, str] = {}
    for use, slots in _SLOTS.items():
        if colour := getattr(brand, use)[1:].upper():
            for slot in slots:
                for found in theme.iterfind(f".//{_A}{slot}/{_A}srgbClr"):
                    changed.setdefault(found.get("val", "").upper(), colour)
                    found.set("val", colour)
    for use, font in _FONTS.items():
        if family := getattr(brand, use):
            for found in theme.iterfind(f".//{_A}{font}/{_A}latin"):
                found.set("typeface", family)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed


def _recolour(element: etree._Element, changed: dict[str, str]) -> None:
    """Styles repeat the theme's colours, for programs that know no themes."""
    for one in element.iter(f"{W}color", f"{W}shd", f"{W}left", f"{W}right", f"{W}top", f"{W}bottom", f"{W}insideH"):
        for name in _COLOURED & set(one.attrib):
            value = one.get(name, "")
            if _HEX.fullmatch(value) and value.upper() in changed:
                one.set(name, changed[value.upper()])


def _frames(package: Package) -> list[etree._Element]:
    section = package.section
    return [section.header.part.element, section.footer.part.element]


def _letterhead(package: Package, logo: bytes, alt: str) -> None:
    """The logo at the top of the first page, before what else the template has there."""
    section = package.section
    header: Any = section.first_page_header if section.different_first_page_header_footer else section.header
    inline = header.part.new_pic_inline(io.BytesIO(logo), height=_LOGO_HEIGHT)
    described = inline.docPr
    described.set("descr", legal(alt))
    described.set("name", "Logo")
    paragraph = add(header.part.element, "p")
    add(add(paragraph, "r"), "drawing").append(inline)
    header.part.element.insert(0, paragraph)
