import pytest
from lxml import etree

from briefing.ooxml import names as bookmarks
from briefing.renderers.docx.ooxml import W, add_text, root
from tests.renderers import docx_reading as word


def _drawn(text: str, **how: object) -> etree._Element:
    paragraph = root("p")
    add_text(paragraph, text, **how)
    return etree.fromstring(etree.tostring(paragraph))


@pytest.mark.parametrize(
    "text",
    ["a < b && c > d ]]> &amp;", "  two  spaces  ", "one\ntwo\tthree\n", "e\u0301 🙂👩‍👩‍👧 漢字", "\u200fשלום\u200e"],
)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert word.text_of(_drawn(text)) == text


def test_programs_are_told_to_keep_spaces() -> None:
    spaces = [text.get("{http://www.w3.org/XML/1998/namespace}space") for text in _drawn(" a\n b ").iter(f"{W}t")]
    assert spaces == ["preserve", "preserve"]


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert word.text_of(_drawn("a\x00\x08\x0b\x1f\ud800\ufffe\uffff\rb")) == "ab"


def test_only_what_runs_from_right_to_left_is_marked_so() -> None:
    runs = list(_drawn("MBS: محمد بن سلمان, שלום 7").iter(f"{W}r"))
    marked = [word.text_of(run) for run in runs if run.find(f"{W}rPr/{W}rtl") is not None]
    assert marked == ["محمد بن سلمان, שלום"]


def test_run_properties_stand_in_the_order_of_the_schema() -> None:
    (run,) = _drawn("שלום", style="Label", marks={"sup", "em", "del", "strong"}).iter(f"{W}r")
    names = [element.tag.removeprefix(W) for element in run.find(f"{W}rPr")]
    assert names == ["rStyle", "b", "bCs", "i", "iCs", "strike", "vertAlign", "rtl"]


def test_ids_become_readable_names_and_odd_ones_hashes() -> None:
    assert bookmarks.of_item("C-096e6b61") == "C_096e6b61"
    odd = [bookmarks.of_item(anchor) for anchor in ("c-1", "C-1", "C_1", "K 1 \"'<&>", "é" * 100, "evidence_1")]
    assert len({name.casefold() for name in odd}) == len(odd)
    assert all(len(name) <= 40 for name in odd)
