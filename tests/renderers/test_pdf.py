"""The PDF memo: tagged, bookmarked, with its briefing attached, and the same bytes every time."""

import builtins
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from page import validate_pdf_bytes

from briefing import saved
from briefing.errors import MissingPartError, TemplateError
from briefing.memo import View, build, load_look
from briefing.model import Briefing
from briefing.renderers import pdf
from tests.conftest import ROOT
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings

LOOK = load_look()


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf.render(View(accord(), LOOK))


@pytest.fixture(scope="module")
def memo(data: bytes) -> pypdf.PdfReader:
    return read(data)


def catalogue(memo: pypdf.PdfReader) -> Any:
    return memo.trailer["/Root"]


def test_it_is_tagged_and_says_its_language_and_title(memo: pypdf.PdfReader) -> None:
    root = catalogue(memo)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert memo.metadata and memo.metadata.title == accord().title


def test_it_claims_pdf_ua_and_pdf_a_where_any_program_finds_it(data: bytes) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in data


def test_it_says_which_colours_it_means(memo: pypdf.PdfReader) -> None:
    (intent,) = catalogue(memo)["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1" and "sRGB" in intent["/OutputConditionIdentifier"]


def test_it_has_an_identifier_of_its_content(data: bytes) -> None:
    assert read(data).trailer["/ID"] != read(pdf.render(View(bare(), LOOK))).trailer["/ID"]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("note", [accord(), bare(), many(60), hostile()], ids=lambda note: note.id)
def test_it_is_accessible_and_archivable(note: Briefing, profile: str) -> None:
    report = validate_pdf_bytes(pdf.render(View(note, LOOK)), profile=profile)
    assert not [(failure.rule_id, failure.message) for failure in report.failures]


def test_it_has_no_date_of_its_own(memo: pypdf.PdfReader) -> None:
    assert memo.metadata is not None
    assert memo.metadata.creation_date is None and memo.metadata.modification_date is None


def test_it_attaches_its_briefing_as_its_source(memo: pypdf.PdfReader) -> None:
    assert memo.attachments["briefing.json"] == [accord().to_json().encode()]
    file = catalogue(memo)["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    assert file["/AFRelationship"] == "/Source"
    assert catalogue(memo)["/AF"][0].get_object() == file


def test_every_section_has_a_bookmark(memo: pypdf.PdfReader) -> None:
    titles = str(memo.outline)
    for section in LOOK.spec.sections:
        assert f"'/Title': '{section.heading}'" in titles


def test_every_page_has_marking_digest_and_number(memo: pypdf.PdfReader) -> None:
    for number, page in enumerate(memo.pages, 1):
        text = page.extract_text()
        assert text.count("OFFICIAL") == 2
        assert f"Page {number} of {len(memo.pages)}" in text
        assert f"Content {build(accord(), LOOK).digest}" in text


def test_the_evidence_starts_on_a_page_of_its_own(memo: pypdf.PdfReader) -> None:
    first = next(text for page in memo.pages if "Evidence\n" in (text := page.extract_text()) and "Annex" in text)
    assert first.startswith("Annex")


def test_links_lead_from_items_to_evidence_and_back(memo: pypdf.PdfReader) -> None:
    places = set(memo.named_destinations)
    wanted = {
        link["/Dest"] for page in memo.pages for one in page.get("/Annots", []) if "/Dest" in (link := one.get_object())
    }
    assert {"memo-e1", "C-1"} <= wanted <= places


@pytest.mark.parametrize(("page", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_page_is_the_one_asked_for(page: Any, size: tuple[int, int]) -> None:
    box = read(pdf.render(View(bare(), load_look(page=page)))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    pages = [page.extract_text() for page in read(pdf.render(View(many(120), LOOK))).pages]
    with_rows = [text for text in pages if "deliver consignment" in text and "Signal" in text]
    assert len(with_rows) > 2
    assert all("Condition and date" in text for text in with_rows)


def test_only_fonts_of_ours_are_used_for_plain_text(memo: pypdf.PdfReader) -> None:
    fonts = {str(one["/BaseFont"]) for page in memo.pages for _, one in fonts_of(page)}
    assert all("Briefing-S" in font or "Source-S" in font for font in fonts), fonts


def fonts_of(page: Any) -> list[tuple[str, Any]]:
    return [(name, one.get_object()) for name, one in page["/Resources"]["/Font"].items()]


def test_it_is_the_same_whatever_was_drawn_before(data: bytes) -> None:
    pdf.render(View(bare(), LOOK))
    assert pdf.render(View(accord(), LOOK)) == data


def test_it_is_the_same_in_another_process_place_time_zone_and_without_system_fonts(
    data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    program = (
        "import sys; from briefing.memo import View, build, load_look; from briefing.model import Briefing;"
        "from briefing.renderers import pdf;"
        "note = Briefing.from_json(sys.stdin.buffer.read());"
        "sys.stdout.buffer.write(pdf.render(View(note, load_look())))"
    )
    other = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=accord().to_json().encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, **other, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        check=True,
    )
    assert ran.stdout == data
    assert ran.stderr == b""


def test_nothing_is_said_aside(capfd: pytest.CaptureFixture[str]) -> None:
    pdf.render(View(hostile(), LOOK))
    assert capfd.readouterr() == ("", "")


def test_without_pango_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        MissingPartError, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0$"
    ):
        pdf.render(View(bare(), LOOK))


@pytest.mark.parametrize(
    "file",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:1/x.png" alt="x">',
        '<a rel="attachment" href="/etc/passwd">x</a>',
        "<style>@import url(http://127.0.0.1:1/x.css); p { background: url(file:///etc/passwd) }</style>",
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") } p { font-family: x }</style>',
        '<svg><image href="file:///etc/passwd"/></svg>',
        '<object data="file:///etc/passwd"></object>',
        '<base href="file:///etc/"><img src="passwd" alt="x">',
    ],
)
def test_a_look_that_fetches_what_is_not_its_own_gets_nothing(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def caught(*_: Any, **__: Any) -> None:
        raise AssertionError("something was opened")

    pdf.render(View(bare(), LOOK))  # so that all that is ours is open already
    monkeypatch.setattr("urllib.request.OpenerDirector.open", caught)
    monkeypatch.setattr("socket.socket.connect", caught)
    (tmp_path / "memo.html.j2").write_text(f'<html lang="en"><title>t</title>{file}<p>here', encoding="utf-8")
    made = read(pdf.render(View(bare(), load_look(tmp_path))))
    assert set(made.attachments) == {"briefing.json"}
    assert "here" in made.pages[0].extract_text()


def test_a_look_that_breaks_the_page_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "memo.html.j2").write_text("{% for n in range(1200) %}<div>{% endfor %}", encoding="utf-8")
    with pytest.raises(TemplateError, match="the page cannot be set"):
        pdf.render(View(bare(), load_look(tmp_path)))


@settings(max_examples=10)
@given(note=briefings(most=2))
def test_every_valid_briefing_is_set_and_carried(note: Briefing) -> None:
    assert saved.load(pdf.render(View(note, LOOK)), location="a.pdf").to_json() == note.to_json()


def test_every_name_in_the_file_is_one(data: bytes) -> None:
    def names(value: Any) -> list[str]:
        value = value.get_object() if isinstance(value, pypdf.generic.IndirectObject) else value
        return [str(name) for name in value] if isinstance(value, dict) else []

    for one in read(data).pages:
        spaces = names(one["/Resources"]["/ColorSpace"])  # type: ignore[index]
        assert "/sRGB" in spaces
