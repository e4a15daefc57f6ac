"""Brands: read from a file of the user's, put on pages and Word documents alike, and kept in bounds."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from briefing.errors import TemplateError
from briefing.memo import Look, View, load_look
from briefing.memo.brand import contrast
from briefing.renderers import docx, html, pdf
from briefing.resources import font
from tests.renderers import docx_reading as word
from tests.renderers.reading import read_html, structure
from tests.samples import accord, bare

FULL = """
meta: { name: { full: Port Authority of Nordvik, short: Ports } }
logo:
  images: { crest: { path: art/logo.png, alt: The crest of Nordvik } }
  medium: crest
color:
  palette: { wine: "#7A1F2B", deep: wine }
  foreground: "#223"
  primary: deep
  secondary: "#4a4a55"
  tertiary: "#fbf3f4"
  background: white
typography:
  fonts:
    - { family: Harbour, source: file, files: [{ path: head.ttf, weight: bold }, head.ttf] }
    - { family: Elsewhere, source: google }
  base: Lato
  headings: { family: Harbour, line-height: 1.2 }
defaults: { shiny: { theme: dark } }
"""


def picture(form: str = "PNG", size: tuple[int, int] = (60, 20)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#7a1f2b").save(made, form)
    return made.getvalue()


@pytest.fixture
def branded(tmp_path: Path) -> Callable[[str], Look]:
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "logo.png").write_bytes(picture())
    (tmp_path / "head.ttf").write_bytes(font("SourceSansPro", "Semibold").read_bytes())

    def read(text: str, name: str = "brand.yml") -> Look:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_look("memo", brand=path)

    return read


def test_a_brand_names_colours_by_the_palette_fonts_and_a_logo(branded: Callable[[str], Look]) -> None:
    brand = branded(FULL).brand
    assert (brand.ink, brand.accent, brand.quiet, brand.tint) == ("#222233", "#7a1f2b", "#4a4a55", "#fbf3f4")
    assert (brand.text, brand.headings) == ("Lato", "Harbour")
    assert [(face.family, face.weight) for face in brand.faces] == [("Harbour", 700), ("Harbour", 400)]
    assert (brand.logo, brand.raster, brand.alt) == ("brand/art/logo.png", "brand/art/logo.png", "The crest of Nordvik")


def test_it_is_on_the_page_with_its_fonts_and_logo_inside(branded: Callable[[str], Look]) -> None:
    page = html.render(View(accord(), branded(FULL))).decode()
    assert "--accent: #7a1f2b" in page
    assert '--serif: "Lato", "Briefing Serif"' in page
    assert '@font-face { font-family: "Harbour"; src: url(data:font/ttf;base64,' in page
    (logo,) = [attributes for tag, attributes in read_html(page).elements if tag == "img"]
    assert logo["src"].startswith("data:image/png;base64,") and logo["alt"] == "The crest of Nordvik"


def test_it_is_in_the_pdf(branded: Callable[[str], Look]) -> None:
    assert "Figure" in structure(pdf.render(View(bare(), branded(FULL))))


def test_it_changes_theme_styles_and_letterhead_of_the_word_memo(branded: Callable[[str], Look]) -> None:
    data = docx.render(View(accord(), branded(FULL)))
    theme = word.parts(data)["word/theme/theme1.xml"].decode()
    assert 'typeface="Harbour"' in theme and 'typeface="Lato"' in theme and '"7A1F2B"' in theme
    styles = word.parts(data)["word/styles.xml"].decode()
    assert "7A1F2B" in styles and "17365D" not in styles
    assert word.parts(data)["word/media/image1.png"] == picture()
    assert data == docx.render(View(accord(), branded(FULL)))


def test_a_drawing_is_on_the_page_and_left_out_of_word(branded: Callable[[str], Look], tmp_path: Path) -> None:
    (tmp_path / "crest.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    look = branded("meta: { name: Nordvik }\nlogo: crest.svg")
    assert "data:image/svg+xml;base64," in html.render(View(bare(), look)).decode()
    assert "word/media/image1.png" not in word.parts(docx.render(View(bare(), look)))


def test_a_brand_in_a_looks_own_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "brand.yml").write_text('color: { primary: "#7a1f2b" }', encoding="utf-8")
    (tmp_path / "look.toml").write_text('kind = "Note"', encoding="utf-8")
    look = load_look(tmp_path)
    assert (look.brand.accent, look.spec.kind) == ("#7a1f2b", "Note")


def test_a_look_without_a_brand_keeps_its_own_colours() -> None:
    assert ":root {  }" not in html.render(View(bare(), load_look())).decode()
    assert load_look().brand.accent == ""


def test_contrast_is_that_of_the_guidelines() -> None:
    assert (contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)) == (21, 4.48)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("color: [", "line 1: it is not YAML"),
        ("color:\n  primary: 3\n", "line 2: color.primary: "),
        ("color:\n  primary: red\n", "line 2: “red” is no colour; say #rrggbb, or a name of color.palette"),
        ("color: { palette: { a: b, b: a }, primary: a }", "“b” is no colour"),
        ('color: { primary: "#7a1f2b;} body{background:url(http://x.example)" }', "is no colour"),
        ('color:\n  primary: "#ffcc00"', "line 1: #ffcc00 cannot be read on #ffffff (contrast 1.5, 4.5 is needed)"),
        ('typography: { base: "Lato; } @import url(x)" }', "typography.base"),
        ("typography: { fonts: [{ family: A, source: google, files: [a.ttf] }] }", "fonts are not fetched from google"),
        ("typography: { fonts: [{ family: A, files: [a.woff2] }] }", "“a.woff2” cannot be used here; use .ttf, .otf"),
        ("meta: { name: N }\nlogo: /etc/passwd.png", "line 2: “/etc/passwd.png” is not beside the brand file"),
        ("meta: { name: N }\nlogo: ../secret.png", "“../secret.png” is not beside the brand file"),
        ("meta: { name: N }\nlogo: https://x.example/a.png", "is not beside the brand file"),
        ("meta: { name: N }\nlogo: brand.yml", "“brand.yml” cannot be used here; use .svg, .png"),
        ("meta: { name: N }\nlogo: none.png", "there is no file “none.png” beside the brand file"),
        ("meta: { name: N }\nlogo: linked.png", "there is no file “linked.png” beside the brand file"),
        ("meta: { name: N }\nlogo: bad.png", "bad.png is no picture"),
        ("meta: { name: N }\nlogo: wide.png", "wide.png has 6001 × 1 pixels"),
        ("meta: { name: N }\nlogo: bad.svg", "bad.svg is no plain SVG"),
        ("logo: art/logo.png", "nothing says what the logo shows; add meta.name, or an alt to the image"),
        ("a: &a [x, x]\nb: [*a, *a]", "line 2: it refers back to itself; write it out"),
        ("x: !!python/object/apply:os.system [id]", "it is no brand file"),
        ("- a", "Input should be a valid dictionary"),
        ("x: " + "[" * 5_000, "it is not YAML"),
        ("#" * 100_001, "it holds more than 100,000 bytes"),
    ],
)
def test_what_a_brand_may_not_is_refused_with_its_place(
    branded: Callable[[str], Look], tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path.parent / "secret.png").write_bytes(picture())
    (tmp_path / "linked.png").symlink_to(tmp_path.parent / "secret.png")
    (tmp_path / "bad.png").write_bytes(b"<script>")
    (tmp_path / "wide.png").write_bytes(picture(size=(6_001, 1)))
    (tmp_path / "bad.svg").write_text("<!-- <svg --><!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>")
    with pytest.raises(TemplateError) as failed:
        branded(text)
    assert told in str(failed.value)
    assert "brand.yml" in str(failed.value)


def test_a_brand_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"none\.yml: it cannot be read \(No such file"):
        load_look("memo", brand=tmp_path / "none.yml")


def test_a_drawing_that_asks_for_more_gets_nothing(branded: Callable[[str], Look], tmp_path: Path) -> None:
    (tmp_path / "spy.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<script>alert(1)</script><image x:href="file:///etc/passwd"/><style>@import url(http://x.example/)</style></svg>'
    )
    look = branded("meta: { name: '<script>alert(1)</script>' }\nlogo: spy.svg")
    page = read_html(html.render(View(bare(), look)).decode())
    assert [tag for tag, attributes in page.elements if tag == "script"] == ["script"]  # the briefing's own
    assert b"root:" not in pdf.render(View(bare(), look))
