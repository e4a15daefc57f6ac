"""Letters of all scripts in the PDF: drawn by fonts of ours, or shown as a sign and read out as what they are."""

import io
import warnings
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.memo import View, load_look
from briefing.renderers import pdf
from briefing.renderers.pdf.fonts import coverage, with_lenders
from briefing.renderers.pdf.glyphs import SIGN
from tests.renderers.test_pdf_structure import elements
from tests.samples import bare

LOOK = load_look()


def titled(title: str) -> bytes:
    return pdf.render(View(bare().model_copy(update={"title": title}), LOOK))


def text_of(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def fonts_of(data: bytes) -> set[str]:
    found: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    return {str(one.get_object()["/BaseFont"]).partition("+")[2] for one in found.values()}


@pytest.mark.parametrize(("name", "font"), [("דוד לוי", "Briefing-Hebrew"), ("سارة حداد", "Briefing-Arabic")])
def test_a_name_from_right_to_left_is_drawn_with_a_font_of_ours(name: str, font: str) -> None:
    data = titled(f"{name} visits Nordvik")
    assert font in fonts_of(data)
    assert SIGN not in text_of(data)


@pytest.mark.parametrize("name", ["דוד לוי", "سارة حداد"])
def test_the_clock_does_not_show_in_a_font_that_is_written_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    first = titled(f"{name} visits Nordvik")
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    assert titled(f"{name} visits Nordvik") == first


@pytest.mark.parametrize(
    "title",
    ["Nordvik 🙂 agrees", "מרכז", "مرحبا بالعالم", "汉字", "👩\u200d👩\u200d👧", "ខ្មែរ", "\ue000", "a\u200db\u2060c"],
)
def test_no_text_breaks_what_the_file_claims(title: str) -> None:
    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(titled(title), profile=profile)
        # A stream that happens to end with a carriage return is taken for one byte too long; veraPDF goes by /Length.
        assert not [one for one in report.failures if one.rule_id != "PDFA3A-STREAM-LENGTH-001"]


def test_a_letter_that_no_font_has_is_shown_as_a_sign_and_read_out_as_itself() -> None:
    data = titled("Nordvik 🙂 agrees")
    assert f"Nordvik {SIGN} agrees" in text_of(data)
    assert "🙂" in [one.get("/ActualText") for one in elements(data, "Span")]


def test_the_documents_title_keeps_its_letters() -> None:
    metadata = pypdf.PdfReader(io.BytesIO(titled("汉字 agreed"))).metadata
    assert metadata is not None and metadata.title == "汉字 agreed"


def test_a_page_of_plain_text_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.renderers.pdf.glyphs.coverage", lambda: pytest.fail("the fonts were compared"))
    pdf.render(View(bare(), load_look()))


def test_a_look_that_brings_a_font_shows_what_it_has(tmp_path: Path) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for corner, place in enumerate([(0, 0), (0, 500), (500, 500)]):
        pen.lineTo(place) if corner else pen.moveTo(place)
    pen.closePath()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", "box"])
        builder.setupCharacterMap({0x6F22: "box"})
        builder.setupGlyf({".notdef": pen.glyph(), "box": pen.glyph()})
        builder.setupHorizontalMetrics({".notdef": (600, 0), "box": (600, 0)})
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": "Box", "styleName": "Regular"})
        builder.setupOS2()
        builder.setupPost()
        builder.save(tmp_path / "box.ttf")
    (tmp_path / "memo.css").write_text(
        '@font-face { font-family: "Box"; src: url(box.ttf) } h1 { font-family: "Briefing Serif", "Box" }', "utf-8"
    )
    data = pdf.render(View(bare().model_copy(update={"title": "漢 agreed"}), load_look(tmp_path)))
    assert SIGN not in text_of(data)


def test_our_families_are_followed_by_those_that_lend_them_letters() -> None:
    rules = """p { font-family: "Briefing Serif", serif } b { font-family: 'Briefing Sans' } i { font-family: X }"""
    css = with_lenders(rules)
    assert '"Briefing Serif", "Briefing Sans", "Briefing Hebrew"' in css
    assert "'Briefing Sans', 'Briefing Serif', 'Briefing Hebrew'" in css
    assert "i { font-family: X }" in css


@given(code=st.sampled_from(sorted(coverage())))
def test_what_a_font_of_ours_has_is_not_missing(code: int) -> None:
    from briefing.renderers.pdf.glyphs import _missing

    assert not LOOK.once("missing letters", _missing).search(chr(code))
