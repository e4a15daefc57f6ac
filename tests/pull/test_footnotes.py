"""Edits in footnotes: what the source says stays, and nothing that an editor wrote there is lost."""

import copy
import functools

import pytest
from lxml import etree

from briefing.pull import Pulled, pull
from tests import samples
from tests.pull.edits import Memo, footnoted, item, only, run, told, tracked
from tests.renderers.docx_reading import W

_LAW = "an edit never changes what the source says"


@functools.cache
def _fresh() -> bytes:
    return footnoted(samples.accord())


class _Footnoted(Memo):
    def __init__(self) -> None:
        super().__init__(_fresh())
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])

    def bytes(self) -> bytes:
        self.parts["word/footnotes.xml"] = etree.tostring(self.notes)
        return super().bytes()

    def quote(self, number: int) -> etree._Element:
        """The run that quotes, in the footnote of that number."""
        note = next(one for one in self.notes if one.get(f"{W}id") == str(number))
        return list(note.iter(f"{W}r"))[1]

    def add(self, name: str, text: str) -> etree._Element:
        """A footnote of the editor's own, behind a field."""
        note = copy.deepcopy(self.notes[-1])
        note.set(f"{W}id", "90")
        line = note.find(f"{W}p")
        line[2:] = [run(f" {text}")]
        self.notes.append(note)
        cited = copy.deepcopy(next(self.document.iter(f"{W}footnoteReference")).getparent())
        cited.find(f"{W}footnoteReference").set(f"{W}id", "90")
        self.control(name).addnext(cited)
        return cited


def _pulled(memo: Memo, **options: object) -> Pulled:
    return pull(memo.bytes(), redraw=footnoted, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("left", [lambda memo: memo, Memo.drop_bookmarks, Memo.drop_styles])
def test_an_edit_of_a_quotation_is_told_and_changes_nothing(left) -> None:
    memo = _Footnoted()
    memo.quote(2).find(f"{W}t").text = " Nordvik will pay 9 million crowns towards a second icebreaker. "
    result = _pulled(left(memo))
    found = only(result)
    assert (found.status.value, found.why) == ("unplaced", _LAW)
    assert "4.2 million" in found.base
    assert found.edited.startswith("Nordvik will pay 9 million")
    assert result.briefing == samples.accord()


def test_so_is_a_quotation_that_was_rewritten_wholly() -> None:
    memo = _Footnoted()
    memo.quote(2).getparent()[2:] = [run(" See the file.")]
    assert (only(_pulled(memo)).edited, only(_pulled(memo)).why) == ("See the file.", _LAW)


def test_tracked_changes_in_it_are_listed_accepted_or_rejected() -> None:
    memo = _Footnoted()
    memo.quote(2).addnext(tracked("ins", run("or so ")))
    assert "or so" in only(_pulled(memo)).edited
    assert told(_pulled(memo, changes="reject")) == []


def test_a_footnote_that_was_taken_out_is_told() -> None:
    memo = _Footnoted()
    cited = next(one for one in memo.document.iter(f"{W}footnoteReference") if one.get(f"{W}id") == "2").getparent()
    cited.getparent().remove(cited)
    found = only(_pulled(memo))
    assert (found.status.value, found.edited, found.why) == ("unplaced", None, _LAW)
    assert found.item


def test_it_is_not_where_its_item_was_deleted() -> None:
    memo = _Footnoted()
    line = memo.line("K_1_point")
    assert list(line.iter(f"{W}footnoteReference"))
    line.getparent().remove(line)
    assert told(_pulled(memo)) == [("deleted", "K-1", "")]


def test_where_all_were_taken_out_that_is_told_once() -> None:
    memo = _Footnoted()
    for one in list(memo.document.iter(f"{W}footnoteReference")):
        one.getparent().getparent().remove(one.getparent())
    assert only(_pulled(memo)).base == "9 quotations"


def test_a_footnote_of_the_editors_own_is_a_note_on_the_item() -> None:
    memo = _Footnoted()
    memo.add("Q_2_question", "Ask the union.")
    once = _pulled(memo, editor="Ann")
    assert told(once) == [("noted", "Q-2", "note")]
    assert item(once.briefing, "Q-2").review.note == "Ask the union."
    assert told(_pulled(memo, base=once.briefing)) == []


def test_one_that_hangs_on_no_item_is_told() -> None:
    memo = _Footnoted()
    cited = memo.add("Q_2_question", "Ask the union.")
    memo.body.insert(0, etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"/>'))
    memo.body[0].append(cited)
    assert (only(_pulled(memo)).edited, only(_pulled(memo)).why) == ("Ask the union.", "this footnote hangs on no item")


def test_numbers_that_are_counted_anew_are_no_edits() -> None:
    memo = _Footnoted()
    for field in memo.document.iter(f"{W}fldSimple"):
        for text in field.iter(f"{W}t"):
            text.text = str(int(text.text) + 1)
    assert told(_pulled(memo)) == []


def test_quotations_taken_out_of_the_annex_are_told_as_well() -> None:
    memo = Memo()
    quotes = [one for one in memo.document.iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Evidence"]
    quotes[2].getparent().remove(quotes[2])
    result = pull(memo.bytes(), redraw=footnoted)
    assert (only(result).status.value, only(result).why) == ("unplaced", _LAW)
