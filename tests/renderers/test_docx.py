import dataclasses
import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from briefing.memo import View, build, load_look, looks
from briefing.memo.shapes import Line, Lines, Prose, Section
from briefing.model import SECTIONS, Briefing
from briefing.ooxml import names as bookmarks
from briefing.renderers.docx import TEMPLATE, draw, render
from tests import samples
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W

ALL_SAMPLES = [samples.accord, samples.bare, samples.hostile, samples.many]


@pytest.fixture(scope="module")
def memo() -> bytes:
    return render(View(samples.accord(), load_look()))


def test_equal_briefings_give_equal_bytes(memo: bytes) -> None:
    assert render(View(samples.accord(), load_look())) == memo


def test_another_process_gives_the_same_bytes(memo: bytes) -> None:
    code = (
        "import hashlib; from briefing.memo import View, load_look; from briefing.renderers.docx import render; "
        "from tests import samples; print(hashlib.sha256(render(View(samples.accord(), load_look()))).hexdigest())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == hashlib.sha256(memo).hexdigest()


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_bookmarks_and_controls_are_unique_and_every_link_inside_leads_to_one(sample) -> None:
    made = render(View(sample(), load_look()))
    word.check_bookmarks(made)
    word.check_controls(made)


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_an_independent_checker_finds_no_fault(sample, tmp_path: Path) -> None:
    assert word.faults(render(View(sample(), load_look())), tmp_path) == []


@pytest.mark.parametrize("sample", [samples.accord, samples.hostile])
def test_the_schemas_of_office_find_no_fault(sample, tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(render(View(sample(), load_look())))
    assert word.schema_faults(tmp_path / "memo.docx") == []


@pytest.mark.parametrize("name", [name for name in looks() if name != "memo"])
def test_no_checker_finds_fault_with_any_look(name: str, tmp_path: Path) -> None:
    header = samples.accord().header.model_copy(update={"classification": None})  # each standard has its own
    made = render(View(samples.accord().model_copy(update={"header": header}), load_look(name)))
    word.check_bookmarks(made)
    word.check_controls(made)
    assert word.faults(made, tmp_path) == []
    (tmp_path / "memo.docx").write_bytes(made)
    assert word.schema_faults(tmp_path / "memo.docx") == []


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_every_item_shown_has_its_bookmark(sample) -> None:
    briefing: Briefing = sample()
    rejected = {"C-6"}
    shown = {item.id for name in SECTIONS for item in getattr(briefing, name)} - rejected
    found = word.bookmarks(word.part(render(View(briefing, load_look()))))
    assert {bookmarks.of_item(anchor) for anchor in shown} <= set(found)


def test_a_rejected_item_is_not_in_the_text(memo: bytes) -> None:
    assert "nobody in particular" not in word.text_of(word.part(memo))


def test_references_lead_to_the_evidence_and_back(memo: bytes) -> None:
    document = word.part(memo)
    row = next(row for row in document.iter(f"{W}tr") if "pay towards" in word.text_of(row))
    (there,) = word.anchors(row)
    (exhibit,) = [
        found
        for found in document.iter(f"{W}p")
        if word.style_of(found) == "Evidence" and there in word.bookmarks(found)
    ]
    assert "Nordvik will pay 4.2 million crowns" in word.text_of(exhibit)
    assert bookmarks.of_item("C-2") in word.anchors(exhibit)


def test_the_headings_are_headings_in_order(memo: bytes) -> None:
    document = word.part(memo)
    assert word.paragraphs(document, "Title") == ["Nordvik and Sandhaven share winter berths"]
    assert word.paragraphs(document, "BottomLineHeading") == ["Bottom line"]
    assert word.paragraphs(document, "Heading1") == [
        "Key points", "Key actors", "Commitments", "Open questions", "What the source leaves out", "Who said what",
        "Dates", "Annex",
    ]  # fmt: skip
    assert word.paragraphs(document, "Heading2")[-2:] == ["Sources", "Evidence"]


def test_the_annex_starts_on_a_page_of_its_own(memo: bytes) -> None:
    breaking = [found.getparent().getparent() for found in word.part(memo).iter(f"{W}pageBreakBefore")]
    assert [word.text_of(paragraph) for paragraph in breaking] == ["Annex"]


def test_the_bottom_line_is_set_apart(memo: bytes) -> None:
    (line,) = word.paragraphs(word.part(memo), "BottomLine")
    assert line.startswith("The two ports will share winter berths")


def test_header_fields_are_told_with_the_users_markup(memo: bytes) -> None:
    document = word.part(memo)
    assert word.paragraphs(document, "MemoHead") == [
        "To\tThe Harbour Minister",
        "From\tCoastal desk",
        "Date\t5 February 2026",
        "Reference\tHM/2026/14",
        "Action\tFor information",
        "Drafted by\tL. Berg (desk)",
    ]
    assert [word.text_of(run) for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}i") is not None] == [
        "information",
        "date",
    ]
    assert word.addresses(memo) == ["https://desk.example/"]


def test_numbered_lists_go_on_counting_from_group_to_group(memo: bytes) -> None:
    document, numbering = word.part(memo), word.part(memo, "word/numbering.xml")
    starts = {
        number.get(f"{W}numId"): number.find(f"{W}lvlOverride/{W}startOverride") for number in numbering.iter(f"{W}num")
    }
    used = [
        starts[found.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")].get(f"{W}val")
        for found in document.iter(f"{W}p")
        if word.style_of(found) == "ListNumber"
    ]
    assert used == ["1", "1", "1", "2", "3"]


def test_direct_speech_alone_stands_in_quotation_marks(memo: bytes) -> None:
    direct, reported, _ = word.paragraphs(word.part(memo), "Quote")
    assert "“We will not close the eastern channel this winter”" in direct
    assert "“" not in reported


def test_a_note_follows_its_item(memo: bytes) -> None:
    row = next(row for row in word.part(memo).iter(f"{W}tr") if "open their winter berths" in word.text_of(row))
    assert word.paragraphs(row, "Note") == ["Note: Check the date of the reports."]


def test_an_item_is_held_on_the_page_of_its_note() -> None:
    document = word.part(render(View(samples.hostile(), load_look())))
    body = list(document.find(f"{W}body"))
    noted = [one for one, after in pairwise(body) if word.style_of(after) == "Note"]
    assert {word.style_of(one) for one in noted} == {"BottomLine", "ListNumber", "Quote"}
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in noted)


def test_a_section_says_what_it_leaves_to_the_annex() -> None:
    notes = word.paragraphs(word.part(render(View(samples.many(), load_look()))), "SectionNote")
    assert notes[-2:] == [
        "8 of 200; the others are in the annex",
        "6 of 40; the others are in the annex",
    ]


def test_paragraphs_and_list_items_of_a_note_are_lines() -> None:
    note = Prose("One *two*\n\n- a\n- `b`")
    document = _drawn(dataclasses.replace(_line("So it is."), note=note))
    assert word.paragraphs(document, "Note") == ["Note: One two\n•\u00a0a\n•\u00a0b"]


def _line(text: str, anchor: str = "K-1") -> Line:
    return Line(anchor, text, "point", refs=(1, 2))


def _drawn(*lines: Line) -> etree._Element:
    look = load_look()
    memo = build(samples.accord(), look)
    memo = dataclasses.replace(memo, body=(Section("made_up", "Made up", Lines(lines)),))
    return word.part(draw(memo, "{}", look.read(TEMPLATE), TEMPLATE))


def test_a_line_is_label_text_numbers_and_detail() -> None:
    line = dataclasses.replace(_line("Who pays?"), label="Unknown", detail="Added by Ann")
    assert word.paragraphs(_drawn(line), "ListBullet") == ["Unknown Who pays?\u00a01 2 Added by Ann"]


def test_evidence_numbers_stay_with_the_last_word() -> None:
    assert word.paragraphs(_drawn(_line("So it is.")), "ListBullet") == ["So it is.\u00a01 2"]


def test_evidence_numbers_stay_on_the_right_of_arabic() -> None:
    assert word.paragraphs(_drawn(_line("محمد")), "ListBullet") == ["محمد\u200e\u00a01 2"]


def test_a_reference_says_what_it_leads_to() -> None:
    document = _drawn(_line("So it is."))
    (line,) = (found for found in document.iter(f"{W}p") if word.style_of(found) == "ListBullet")
    assert [link.get(f"{W}tooltip") for link in line.iter(f"{W}hyperlink")] == ["Evidence 1", "Evidence 2"]


def test_of_two_items_with_one_id_the_first_has_the_bookmark() -> None:
    document = _drawn(_line("One"), _line("Two"))
    assert word.bookmarks(document).count("K_1") == 1


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_text_of_a_source_is_text(sample) -> None:
    briefing = sample()
    memo = build(briefing, load_look())
    quotes = [exhibit.quote for exhibit in getattr(memo.annex[-1].body, "exhibits", ())]
    text = word.text_of(word.part(render(View(briefing, load_look()))))
    assert [quote for quote in quotes if quote not in text] == []


def test_hostile_text_adds_no_address_but_those_the_user_wrote() -> None:
    assert set(word.addresses(render(View(samples.hostile(), load_look())))) == {"https://x.example"}


def test_the_memo_says_nothing_about_its_making(memo: bytes) -> None:
    whole = b"".join(content for name, content in word.parts(memo).items() if not name.startswith("customXml"))
    for trace in (b"python-docx", b"w:rsid", b"stylesWithEffects", b"w14:paraId"):
        assert trace not in whole


def test_the_document_is_golden(memo: bytes, request: pytest.FixtureRequest) -> None:
    folder = request.path.parent / "golden" / "accord.docx"
    made = {
        name: etree.tostring(etree.fromstring(content), pretty_print=True, encoding="unicode")
        for name, content in word.parts(memo).items()
        if not name.startswith(("customXml/item1", "word/styles", "word/settings", "word/fontTable", "word/theme"))
    }
    if request.config.getoption("--regenerate", default=False):
        for name, content in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        pytest.fail("the golden files have been rewritten; look at the difference and run again without the flag")
    known = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    assert made == known
