"""Pictures in the text, each with the words that stand for it."""

import io
from typing import TYPE_CHECKING

from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Twips

from briefing.memo.shapes import Map
from briefing.renderers._map.drawing import draw
from briefing.renderers._map.raster import png
from briefing.renderers.docx.ooxml import add, legal
from briefing.renderers.docx.styles import Style

if TYPE_CHECKING:
    from briefing.renderers.docx.ink import Ink


_APART = "160"
"""Twips between a picture and what is above and below it."""
_EDGE = 40
"""Twips that stay free beside a picture: LibreOffice cuts off one that is exactly as wide as the text."""


def draw_map(shown: Map, ink: "Ink") -> None:
    """Draws the map across the text, in a paragraph of its own.

    As a PNG: Word draws an SVG's text in fonts of the machine, which the boxes do not fit.
    """
    drawing = draw(shown, ink.palette)
    width = Twips(ink.package.width - _EDGE)
    height = Emu(round(drawing.height * width / drawing.width))
    relation, image = ink.package.document.part.get_or_add_image(io.BytesIO(png(drawing)))
    inline = CT_Inline.new_pic_inline(ink.package.next_drawing(), relation, image.filename, width, height)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # some programs keep a distance where none is stated
    inline.docPr.set("name", legal(drawing.title))
    inline.docPr.set("title", legal(drawing.title))
    inline.docPr.set("descr", legal(drawing.told))
    made = ink.paragraph(ink.package.body, Style.BODY)
    add(made[0], "spacing", before=_APART, after=_APART)
    add(add(made, "r"), "drawing").append(inline)
