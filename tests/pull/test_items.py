"""Items that were deleted, moved or added."""

import copy

import pytest
from lxml import etree

from briefing.model import QuestionKind, ReviewState, Strength
from tests import samples
from tests.pull.edits import Memo, item, only, paragraph, pulled, run, told
from tests.renderers.docx_reading import W


def _removed(*elements: etree._Element) -> None:
    for element in elements:
        element.getparent().remove(element)


def _new_row(memo: Memo, like: str, *texts: str) -> etree._Element:
    """A row as a program inserts it below another: its looks, without marks and controls."""
    row = copy.deepcopy(memo.row(like))
    for control in list(row.iter(f"{W}sdt")):
        for child in list(control.find(f"{W}sdtContent")):
            control.addprevious(child)
        _removed(control)
    _removed(*row.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
    for cell, text in zip(row.iter(f"{W}tc"), texts, strict=True):
        first, *others = cell.findall(f"{W}p")
        _removed(*others)
        first[1:] = [run(text)] if text else []
    memo.row(like).addnext(row)
    return row


@pytest.mark.parametrize(("name", "identity"), [("K_2_point", "K-2"), ("Q_3_question", "Q-3"), ("S_2_text", "S-2")])
def test_a_line_that_was_deleted_is_rejected(name: str, identity: str) -> None:
    memo = Memo()
    _removed(memo.line(name))
    result = pulled(memo.bytes())
    assert told(result) == [("deleted", identity, "")]
    assert item(result.briefing, identity).review.state is ReviewState.REJECTED


@pytest.mark.parametrize(("name", "identity"), [("A_4_name", "A-4"), ("C_2_action", "C-2"), ("T_2_event", "T-2")])
def test_so_is_a_row(name: str, identity: str) -> None:
    memo = Memo()
    _removed(memo.row(name))
    assert told(pulled(memo.bytes())) == [("deleted", identity, "")]


def test_a_line_of_which_only_the_paragraph_is_left_was_deleted() -> None:
    memo = Memo()
    line = memo.line("K_2_point")
    line[1:] = []
    assert told(pulled(memo.bytes())) == [("deleted", "K-2", "")]


def test_a_column_that_was_deleted_rejects_nothing() -> None:
    memo = Memo()
    for row in memo.row("C_2_action").getparent().iter(f"{W}tr"):
        _removed(row.findall(f"{W}tc")[-1])
    result = pulled(memo.bytes())
    assert {status for status, _, _ in told(result)} == {"unplaced"}
    assert item(result.briefing, "C-2").reported_by == "Ingrid Solberg"


def test_moved_lines_move_in_the_briefing() -> None:
    memo = Memo()
    memo.line("K_2_point").addprevious(memo.line("K_3_point"))
    result = pulled(memo.bytes())
    assert told(result) == [("moved", "K-3", "")]
    assert [point.id for point in result.briefing.summary] == ["K-1", "K-3", "K-2"]


def test_a_moved_row_moves_and_may_be_edited_as_well() -> None:
    memo = Memo().write("C_4_action", "set up a pilot service")
    memo.row("C_1_action").addprevious(memo.row("C_4_action"))
    result = pulled(memo.bytes())
    assert sorted(told(result)) == [("edited", "C-4", "action"), ("moved", "C-4", "")]
    assert [one.id for one in result.briefing.commitments] == ["C-4", "C-1", "C-2", "C-3", "C-5", "C-6"]


def test_a_new_line_in_a_list_is_an_item_without_evidence() -> None:
    memo = Memo()
    memo.line("K_2_point").addnext(paragraph("A new point.", "ListNumber"))
    result = pulled(memo.bytes(), editor="Ann")
    made = item(result.briefing, only(result).item)
    assert (made.point, made.evidence, made.review.state, made.review.by) == ("A new point.", (), "edited", "Ann")
    assert [point.id for point in result.briefing.summary] == ["K-1", "K-2", made.id, "K-3"]


def test_it_is_marked_as_somebodys_even_where_nobody_tells_whose() -> None:
    memo = Memo()
    memo.line("K_2_point").addnext(paragraph("A new point.", "ListNumber"))
    assert item(pulled(memo.bytes()).briefing, only(pulled(memo.bytes())).item).review.by == "an editor"


def test_a_copied_line_leaves_its_evidence_numbers_behind() -> None:
    memo = Memo()
    line = copy.deepcopy(memo.line("K_2_point"))
    next(line.iter(f"{W}sdtContent"))[:] = [run("Copied, then changed.")]
    memo.line("K_2_point").addnext(line)
    assert item(pulled(memo.bytes()).briefing, only(pulled(memo.bytes())).item).point == "Copied, then changed."


def test_a_new_question_may_say_its_kind() -> None:
    memo = Memo()
    memo.line("Q_2_question").addnext(paragraph("Disputed Whose ice is it?", "ListNumber"))
    made = item(pulled(memo.bytes()).briefing, only(pulled(memo.bytes())).item)
    assert (made.kind, made.question) == (QuestionKind.DISPUTED, "Whose ice is it?")


def test_a_new_quotation_tells_its_speaker() -> None:
    memo = Memo()
    memo.line("S_2_text").addnext(paragraph("Liv Aasen: “The ice is thin.”", "Quote"))
    made = item(pulled(memo.bytes()).briefing, only(pulled(memo.bytes())).item)
    assert (made.speaker, made.text, made.direct) == ("Liv Aasen", "The ice is thin.", True)


def test_a_new_row_is_an_item() -> None:
    memo = Memo()
    _new_row(memo, "C_2_action", "Sandhaven", "build a pier", "if money comes", "▷ Intent", "Liv Aasen")
    result = pulled(memo.bytes())
    made = item(result.briefing, only(result).item)
    assert (made.committer, made.action, made.condition) == ("Sandhaven", "build a pier", "if money comes")
    assert (made.strength, made.reported_by, made.evidence) == (Strength.INTENT, "Liv Aasen", ())
    assert [one.id for one in result.briefing.commitments][1:3] == ["C-2", made.id]


@pytest.mark.parametrize(
    ("texts", "fields", "why"),
    [
        (
            ("Sandhaven", "× Refrain: build a pier", "", "Firm", ""),
            {"polarity": "refrain", "action": "build a pier"},
            "",
        ),
        (("Sandhaven", "build", "if money comes", "", ""), {"strength": "conditional"}, "taken for conditional"),
        (("Sandhaven", "build", "", "", ""), {"strength": "firm"}, "taken for firm"),
        (
            ("Sandhaven", "build", "by the end of June", "Firm", ""),
            {"deadline": "by the end of June", "condition": None},
            "“by the end of June” taken for a deadline",
        ),
        (
            ("Sandhaven", "build", "on condition that Nordvik pays", "Firm", ""),
            {"deadline": None, "condition": "on condition that Nordvik pays"},
            "",
        ),
    ],
)
def test_a_new_row_tells_more_than_its_words_and_what_it_does_not_tell_is_said(texts, fields, why) -> None:
    memo = Memo()
    _new_row(memo, "C_2_action", *texts)
    result = pulled(memo.bytes())
    made = item(result.briefing, only(result).item)
    assert {name: getattr(made, name) for name in fields} == fields
    assert only(result).why == why


@pytest.mark.parametrize(
    ("role", "kind", "kept", "why"),
    [
        ("Organisation", "organisation", None, ""),
        ("country", "country", None, ""),
        ("reporter", "person", "reporter", "taken for a person; a kind in the place of the role says otherwise"),
    ],
)
def test_a_new_actor_may_tell_its_kind_in_the_place_of_a_role(role, kind, kept, why) -> None:
    memo = Memo()
    _new_row(memo, "A_4_name", "The Gazette", role, "", "")
    result = pulled(memo.bytes())
    made = item(result.briefing, only(result).item)
    assert (made.kind, made.role, only(result).why) == (kind, kept, why)


def test_so_may_one_that_was_there_before() -> None:
    memo = Memo()
    cell = memo.row("A_2_name").findall(f"{W}tc")[1]
    next(cell.iter(f"{W}t")).text = "Country"
    result = pulled(memo.bytes())
    assert told(result) == [("edited", "A-2", "kind")]
    assert (item(result.briefing, "A-2").kind, item(result.briefing, "A-2").role) == ("country", None)


@pytest.mark.parametrize(
    ("like", "texts", "section"),
    [
        ("A_4_name", ("Liv Aasen", "reporter", "", ""), "actors"),
        ("T_2_event", ("in May", "the ice goes", ""), "timeline"),
    ],
)
def test_so_is_one_in_any_table(like: str, texts: tuple[str, ...], section: str) -> None:
    memo = Memo()
    _new_row(memo, like, *texts)
    result = pulled(memo.bytes())
    assert only(result).item in [one.id for one in getattr(result.briefing, section)]


def test_of_a_copied_row_each_field_has_its_own_words() -> None:
    memo = Memo()
    row = copy.deepcopy(memo.row("C_2_action"))
    _removed(*row.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
    for control in row.iter(f"{W}sdt"):
        name = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        if written := {"C_2_action": "build a pier", "C_2_deadline": "by June"}.get(name):
            control.find(f"{W}sdtContent")[:] = [run(written)]
    memo.row("C_2_action").addnext(row)
    result = pulled(memo.bytes())
    made = item(result.briefing, only(result).item)
    assert (made.action, made.amount, made.deadline) == ("build a pier", "4.2 million crowns", "by June")
    assert (made.strength, made.evidence, only(result).why) == (Strength.FIRM, (), "")
    assert item(result.briefing, "C-2") == item(samples.accord(), "C-2")


def test_a_new_row_that_is_no_whole_item_is_told() -> None:
    memo = Memo()
    _new_row(memo, "C_2_action", "Sandhaven", "", "", "", "")
    found = only(pulled(memo.bytes()))
    assert (found.status.value, found.edited, found.why) == ("unplaced", "Sandhaven", "a new item needs its action")


def test_an_empty_row_is_nothing() -> None:
    memo = Memo()
    _new_row(memo, "C_2_action", "", "", "", "", "")
    assert told(pulled(memo.bytes())) == []


def test_a_new_paragraph_outside_of_lists_is_told() -> None:
    memo = Memo()
    memo.line("K_2_point").addnext(paragraph("By the way.", "BodyText"))
    found = only(pulled(memo.bytes()))
    assert (found.status.value, found.why) == ("unplaced", "it stands in no list and no table of the memo")


def test_a_new_note_belongs_to_the_item_above_it() -> None:
    memo = Memo()
    memo.line("K_2_point").addnext(paragraph("Ask them again.", "Note"))
    result = pulled(memo.bytes())
    assert told(result) == [("noted", "K-2", "note")]
    assert item(result.briefing, "K-2").review.note == "Ask them again."


def test_an_item_that_was_cut_and_pasted_without_its_control_is_the_same() -> None:
    memo = Memo()
    line = memo.line("K_3_point")
    text = "".join(line.itertext())
    _removed(line)
    memo.line("K_2_point").addprevious(paragraph(text, "ListNumber"))
    assert told(pulled(memo.bytes())) == [("moved", "K-3", "")]
