"""What ties the words of a Word memo to the fields of its briefing."""

import pytest
from lxml import etree

from briefing.document import normalise
from briefing.memo import View, load_look
from briefing.memo.carriers import WORD_NAMESPACE
from briefing.model import SECTIONS
from briefing.ooxml import ledger, names
from briefing.renderers.docx import render
from tests import samples
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W

_TIED = {
    "summary": ("point",),
    "actors": ("name", "role", "affiliation"),
    "commitments": ("committer", "action", "condition", "deadline", "amount", "reported_by"),
    "open_questions": ("question",),
    "statements": ("speaker", "text"),
    "timeline": ("when", "event"),
}


@pytest.fixture(scope="module")
def memo() -> bytes:
    return render(View(samples.accord(), load_look()))


@pytest.fixture(scope="module")
def document(memo: bytes) -> etree._Element:
    return word.part(memo)


def _book(memo: bytes) -> ledger.Ledger:
    (root,) = (
        etree.fromstring(content)
        for name, content in word.parts(memo).items()
        if name.startswith("customXml/item") and WORD_NAMESPACE.encode() in content and b"<b:briefing" in content
    )
    return ledger.read(root, WORD_NAMESPACE)


def test_every_field_that_is_shown_stands_in_a_control_of_its_own(document: etree._Element) -> None:
    found = word.controls(document)
    briefing = samples.accord()
    missing = [
        (item.id, field)
        for section in SECTIONS
        for item in getattr(briefing, section)
        if item.id != "C-6"  # rejected
        for field in _TIED[section]
        if getattr(item, field) and found.get(names.of_field(item.id, field)) != getattr(item, field)
    ]
    assert missing == []


def test_title_and_head_are_fields_of_the_briefing(document: etree._Element) -> None:
    found = word.controls(document)
    assert found["briefing_title"] == samples.accord().title
    assert found["briefing_action"] == "For information"


def test_a_note_is_a_field_of_its_item(document: etree._Element) -> None:
    assert word.controls(document)["C_1_note"] == "Check the date of the reports."


def test_the_alias_repeats_the_tag_which_some_programs_drop(document: etree._Element) -> None:
    for properties in document.iter(f"{W}sdtPr"):
        assert properties.find(f"{W}alias").get(f"{W}val") == properties.find(f"{W}tag").get(f"{W}val")


def test_a_bookmark_of_the_same_name_is_around_each_control(document: etree._Element) -> None:
    for control in document.iter(f"{W}sdt"):
        before, after = control.getprevious(), control.getnext()
        assert before.get(f"{W}name") == control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        assert (after.tag, after.get(f"{W}id")) == (f"{W}bookmarkEnd", before.get(f"{W}id"))


def test_firmness_is_chosen_from_a_list(document: etree._Element) -> None:
    (menu,) = (
        control.find(f"{W}sdtPr/{W}dropDownList")
        for control in document.iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "C_4_strength"
    )
    offered = [(item.get(f"{W}value"), item.get(f"{W}displayText")) for item in menu]
    assert ("signal", "Signal") in offered
    assert len(offered) == 4


def test_the_ledger_tells_every_line_as_it_stands(memo: bytes, document: etree._Element) -> None:
    drawn = [normalise(word.text_of(paragraph)) for paragraph in document.iter(f"{W}p")]
    assert [normalise(line.text) for line in _book(memo).lines] == drawn


def test_the_ledger_comes_back_as_it_was_written(memo: bytes) -> None:
    book = _book(memo)
    root = etree.Element(f"{{{WORD_NAMESPACE}}}briefing")
    ledger.write(book, root, WORD_NAMESPACE)
    assert ledger.read(etree.fromstring(etree.tostring(root)), WORD_NAMESPACE) == book


def test_a_ledger_that_somebody_tampered_with_is_read_without_harm() -> None:
    root = etree.fromstring(
        f'<briefing xmlns="{WORD_NAMESPACE}"><line role="evil" column="-9"/><line column="٣"/></briefing>'
    )
    (one, other) = ledger.read(root, WORD_NAMESPACE).lines
    assert (one, other) == (ledger.Line("other"), ledger.Line("other"))


def test_words_of_a_field_within_a_longer_text_are_tied(document: etree._Element) -> None:
    text = word.controls(document)
    assert text["C_2_amount"] == "4.2 million crowns"
    assert text["C_2_deadline"] == "by the end of March"


@pytest.mark.parametrize("anchor", ["C-096e6b61", "KP-" + "9" * 24, "é" * 100, "c-1", ""])
def test_names_fit_into_a_bookmark(anchor: str) -> None:
    assert len(names.of_field(anchor, "reported_by")) <= 40
