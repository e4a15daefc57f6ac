"""Evidence as footnotes, and the table of contents: for looks that want them."""

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from briefing.memo import build, load_look
from briefing.model import Briefing
from briefing.pull import Status, pull
from briefing.renderers.docx import TEMPLATE, draw
from tests import samples
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W

ALL = [samples.accord, samples.bare, samples.hostile, samples.many]


def _drawn(briefing: Briefing) -> bytes:
    look = load_look()
    memo = dataclasses.replace(build(briefing, look), footnotes=True, contents="Contents")
    return draw(memo, briefing.to_json(), look.read(TEMPLATE), TEMPLATE)


@pytest.fixture(scope="module")
def memo() -> bytes:
    return _drawn(samples.accord())


def _notes(memo: bytes) -> dict[str, str]:
    found = word.part(memo, "word/footnotes.xml")
    return {one.get(f"{W}id"): word.text_of(one).strip() for one in found if one.get(f"{W}type") is None}


def test_each_piece_of_evidence_is_one_footnote(memo: bytes) -> None:
    notes = _notes(memo)
    assert list(notes) == [str(n) for n in range(1, 10)]
    assert notes["2"].startswith("Nordvik will pay 4.2 million crowns")
    assert notes["2"].endswith("S1, paragraph 2.")


def test_it_is_cited_once_and_referred_to_from_then_on(memo: bytes) -> None:
    document = word.part(memo)
    cited = [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")]
    assert cited == list(_notes(memo))
    names = set(word.bookmarks(document))
    fields = [one.get(f"{W}instr").split() for one in document.iter(f"{W}fldSimple")]
    assert fields
    assert all(field[0] == "NOTEREF" and field[1] in names for field in fields)


def test_the_annex_does_not_repeat_it(memo: bytes) -> None:
    document = word.part(memo)
    assert word.paragraphs(document, "Heading2")[-1] == "Sources"
    assert not [one for one in word.bookmarks(document) if one == "annex_evidence"]


def test_the_contents_lead_to_the_headings(memo: bytes) -> None:
    document = word.part(memo)
    entries = word.paragraphs(document, "TOC1")
    assert entries[0] == "Bottom line"
    assert entries[-1] == "Annex"
    (field,) = [one.text for one in document.iter(f"{W}instrText")]
    assert field.split()[0] == "TOC"
    kinds = [one.get(f"{W}fldCharType") for one in document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


@pytest.mark.parametrize("sample", ALL)
def test_an_independent_checker_finds_no_fault(sample: Callable[[], Briefing], tmp_path: Path) -> None:
    made = _drawn(sample())
    assert word.faults(made, tmp_path) == []
    word.check_bookmarks(made)
    word.check_controls(made)
    assert docx.Document(io.BytesIO(made)).paragraphs


@pytest.mark.parametrize("sample", ALL)
def test_a_fresh_memo_gives_back_its_briefing(sample: Callable[[], Briefing]) -> None:
    result = pull(_drawn(sample()), redraw=_drawn)
    assert result.briefing == sample()
    assert {one.status for one in result.findings} <= {Status.UNCHANGED}


def test_the_schemas_of_office_find_no_fault(memo: bytes, tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(memo)
    assert word.schema_faults(tmp_path / "memo.docx") == []


def test_the_settings_name_the_separators(memo: bytes) -> None:
    settings = word.part(memo, "word/settings.xml")
    assert [one.get(f"{W}id") for one in settings.find(f"{W}footnotePr")] == ["-1", "0"]
    assert settings.find(f"{W}footnotePr").getnext().tag == f"{W}compat"


def test_a_look_asks_for_them() -> None:
    assert build(samples.bare(), load_look("policy")).footnotes
    assert not build(samples.bare(), load_look()).footnotes


def test_without_them_there_are_none() -> None:
    look = load_look()
    made = draw(build(samples.accord(), look), "{}", look.read(TEMPLATE), TEMPLATE)
    assert "word/footnotes.xml" not in word.parts(made)
    assert etree.tostring(word.part(made)).count(b"TOC1") == 0
