import importlib.util
import io
import re
import zipfile
from types import ModuleType

import docx
import pytest
from lxml import etree

from briefing.memo import load_look
from briefing.renderers.docx import TEMPLATE
from briefing.renderers.docx.styles import Style
from tests.conftest import ROOT
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_word_template", ROOT / "tools" / "make_word_template.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template() -> bytes:
    return load_look().read(TEMPLATE)


def test_the_template_is_what_its_parts_make(maker: ModuleType, template: bytes) -> None:
    assert maker.make() == template


def test_the_lines_of_the_head_stand_together_and_apart_from_the_title(template: bytes) -> None:
    style = docx.Document(io.BytesIO(template)).styles["Memo Head"]
    assert style.paragraph_format.space_after.pt >= 8
    assert style.element.find(f"{W}pPr/{W}contextualSpacing") is not None


def test_it_holds_the_styles_of_a_memo_and_no_others_but_words_defaults(template: bytes) -> None:
    names = {style.name for style in docx.Document(io.BytesIO(template)).styles}
    defaults = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    as_python_docx_calls_them = {
        "heading 1": "Heading 1",
        "heading 2": "Heading 2",
        "heading 3": "Heading 3",
        "header": "Header",
        "footer": "Footer",
    }
    assert names == {as_python_docx_calls_them.get(style, style.value) for style in Style} | defaults


def test_no_heading_is_left_behind_by_what_it_heads(template: bytes) -> None:
    styles = {style.get(f"{W}styleId"): style for style in word.part(template, "word/styles.xml").iter(f"{W}style")}
    for name in ("Title", "Heading1", "Heading2", "Heading3", "TableHead"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None


def test_the_bottom_line_and_its_heading_are_one_box(template: bytes) -> None:
    styles = {style.get(f"{W}styleId"): style for style in word.part(template, "word/styles.xml").iter(f"{W}style")}
    heading, text = (styles[name].find(f"{W}pPr") for name in ("BottomLineHeading", "BottomLine"))
    for tag in ("pBdr", "shd", "ind"):
        assert etree.tostring(heading.find(f"{W}{tag}")).strip() == etree.tostring(text.find(f"{W}{tag}")).strip()


def test_word_opens_it_in_its_present_mode(template: bytes) -> None:
    settings = word.part(template, "word/settings.xml")
    modes = {one.get(f"{W}name"): one.get(f"{W}val") for one in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"


def test_fonts_come_from_the_theme_and_have_stand_ins(template: bytes) -> None:
    theme = word.parts(template)["word/theme/theme1.xml"].decode()
    fonts = word.part(template, "word/fontTable.xml")
    stand_ins = {font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val") for font in fonts}
    for name in set(re.findall(r'latin typeface="([^"]+)"', theme)):
        assert stand_ins[name] in ("Cambria", "Calibri")


def test_it_is_stored_uncompressed(template: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
