"""Tracked changes and comments."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from briefing.model import ReviewState
from briefing.pull import tracked as listed
from tests import samples
from tests.pull.edits import ANN, Memo, item, only, paragraph, pulled, run, told, tracked
from tests.renderers.docx_reading import W

DAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def _reworded() -> Memo:
    """“Nordvik pays 4.2 …” → “Nordvik will pay 5 …”, in changes split over several runs."""
    memo = Memo()
    memo.content("K_2_point")[:] = [
        run("Nordvik "),
        tracked("del", run("pa"), run("ys")),
        tracked("ins", run("will "), run("pay")),
        run(" "),
        tracked("del", run("4.2")),
        tracked("ins", run("5")),
        run(" million crowns towards an icebreaker."),
    ]
    return memo


def _row(name: str, kind: str) -> Memo:
    memo = Memo()
    etree.SubElement(memo.row(name).find(f"{W}trPr"), f"{W}{kind}", {**ANN, f"{W}id": "1"})
    return memo


def _deleted_line(name: str) -> Memo:
    """A line all of whose text is deleted, and its end with it."""
    memo = Memo()
    line = memo.line(name)
    mark = etree.SubElement(line.find(f"{W}pPr"), f"{W}rPr")
    etree.SubElement(mark, f"{W}del", {**ANN, f"{W}id": "7"})
    for one in list(line.iter(f"{W}r")):
        place = etree.Element("place")
        one.addprevious(place)
        place.getparent().replace(place, tracked("del", one))
    return memo


def test_changes_are_taken_as_accepted() -> None:
    found = only(pulled(_reworded().bytes()))
    assert found.edited == "Nordvik will pay 5 million crowns towards an icebreaker."


def test_who_changed_it_and_when_is_known() -> None:
    review = item(pulled(_reworded().bytes()).briefing, "K-2").review
    assert (review.state, review.by, review.at) == (ReviewState.EDITED, "Ann Lee", DAY)


@pytest.mark.parametrize("memo", [_reworded, lambda: _row("C_2_action", "del"), lambda: _deleted_line("K_2_point")])
def test_rejected_changes_leave_everything_as_it_was(memo) -> None:
    result = pulled(memo().bytes(), changes="reject")
    assert result.briefing == samples.accord()
    assert told(result) == []


@pytest.mark.parametrize(
    ("memo", "identity"),
    [(lambda: _row("C_2_action", "del"), "C-2"), (lambda: _deleted_line("K_2_point"), "K-2")],
    ids=["row", "line"],
)
def test_what_was_deleted_is_rejected_by_whoever_deleted_it(memo, identity: str) -> None:
    result = pulled(memo().bytes())
    assert told(result) == [("deleted", identity, "")]
    review = item(result.briefing, identity).review
    assert (review.state, review.by, review.at) == (ReviewState.REJECTED, "Ann Lee", DAY)


def test_an_inserted_line_is_its_authors_own() -> None:
    memo = Memo()
    line = paragraph("A new point.", "ListNumber")
    text = line[-1]
    line.append(tracked("ins", text))
    mark = etree.SubElement(line.find(f"{W}pPr"), f"{W}rPr")
    etree.SubElement(mark, f"{W}ins", {**ANN, f"{W}id": "7"})
    memo.line("K_2_point").addnext(line)
    added = item(pulled(memo.bytes()).briefing, only(pulled(memo.bytes())).item)
    assert (added.point, added.evidence, added.review.by, added.review.at) == ("A new point.", (), "Ann Lee", DAY)
    assert told(pulled(memo.bytes(), changes="reject")) == []


def test_a_moved_line_is_one_line() -> None:
    memo = Memo()
    line = memo.line("K_3_point")
    moved = etree.fromstring(etree.tostring(line))
    for one in list(line.iter(f"{W}r")):
        place = etree.Element("place")
        one.addprevious(place)
        place.getparent().replace(place, tracked("moveFrom", one))
    mark = etree.SubElement(line.find(f"{W}pPr"), f"{W}rPr")
    etree.SubElement(mark, f"{W}moveFrom", {**ANN, f"{W}id": "7"})
    for one in list(moved.iter(f"{W}r")):
        place = etree.Element("place")
        one.addprevious(place)
        place.getparent().replace(place, tracked("moveTo", one))
    memo.line("K_2_point").addprevious(moved)
    result = pulled(memo.bytes())
    assert told(result) == [("moved", "K-3", "")]
    assert [point.id for point in result.briefing.summary] == ["K-1", "K-3", "K-2"]


def test_a_comment_becomes_a_note_on_the_item_it_hangs_on() -> None:
    result = pulled(Memo().comment("C_2_action", "Is this *right*?").bytes())
    assert told(result) == [("noted", "C-2", "note")]
    assert item(result.briefing, "C-2").review.note == r"Ann Lee, 2026-03-02: Is this \*right\*?"


def test_a_comment_comes_behind_a_note() -> None:
    result = pulled(Memo().comment("C_1_action", "Done.").bytes())
    assert item(result.briefing, "C-1").review.note == "Check the *date* of the reports.\n\nAnn Lee, 2026-03-02: Done."


def test_a_comment_on_no_item_is_told() -> None:
    found = only(pulled(Memo().comment("briefing_title", "Shorter?").bytes()))
    assert (found.status.value, found.edited, found.why) == ("unplaced", "Shorter?", "it hangs on no item")


def test_changes_and_comments_can_be_listed() -> None:
    lines = [one.line() for one in listed(_reworded().comment("C_2_action", "Sure?").bytes())]
    assert lines == [
        "deleted   K-2.point: “pa” (Ann Lee, 2026-03-02)",
        "deleted   K-2.point: “ys” (Ann Lee, 2026-03-02)",
        "added     K-2.point: “will ” (Ann Lee, 2026-03-02)",
        "added     K-2.point: “pay” (Ann Lee, 2026-03-02)",
        "deleted   K-2.point: “4.2” (Ann Lee, 2026-03-02)",
        "added     K-2.point: “5” (Ann Lee, 2026-03-02)",
        "noted     C-2: “Sure?” (Ann Lee, 2026-03-02)",
    ]
