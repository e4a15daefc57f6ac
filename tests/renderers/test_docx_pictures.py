"""The map of commitments in a Word memo."""

import dataclasses
import io

from lxml import etree
from PIL import Image

from briefing.memo import build, load_look
from briefing.memo.brand import Brand
from briefing.memo.sections.commitments_map import commitments_map
from briefing.memo.shapes import Table
from briefing.renderers.docx import TEMPLATE, draw
from tests import samples
from tests.memo.test_map import HARBOURS
from tests.renderers import docx_reading as word

LOOK = load_look()
_RED = Brand(accent="#7a1428")


def _parts(brand: Brand | None = None) -> dict[str, bytes]:
    """The parts of the sample's memo, with a map under its commitments."""
    memo = build(samples.accord(), LOOK)
    shown = commitments_map(tuple(enumerate(HARBOURS, 1)), LOOK.words)
    body = tuple(
        dataclasses.replace(one, body=dataclasses.replace(one.body, map=shown))
        if one.name == "commitments" and isinstance(one.body, Table)
        else one
        for one in memo.body
    )
    return word.parts(draw(dataclasses.replace(memo, body=body), "{}", LOOK.read(TEMPLATE), "memo.docx", brand))


def test_the_map_is_a_picture_with_its_words() -> None:
    parts = _parts()
    document = etree.fromstring(parts["word/document.xml"])
    (properties,) = document.iterfind(".//{*}inline/{*}docPr")
    assert properties.get("title") == "How the commitments hang together"
    assert "1. Nordvik: pay for the icebreaker (Firm); for the ferries." in properties.get("descr", "")
    assert parts["word/media/image1.png"].startswith(b"\x89PNG")


def test_it_is_drawn_in_the_colours_of_a_brand() -> None:
    shown = [Image.open(io.BytesIO(_parts(brand)["word/media/image1.png"])).convert("RGB") for brand in (None, _RED)]
    house, red = ({colour for _, colour in one.getcolors(1 << 24)} for one in shown)
    assert (0x7A, 0x14, 0x28) in red - house
    assert (0x17, 0x36, 0x5D) in house - red


def test_the_same_map_is_the_same_file() -> None:
    assert _parts() == _parts()
