"""Edits of words, in files as programs leave them."""

import copy
import io
from collections.abc import Callable

import docx
import pytest

from briefing.model import Gap, ReviewState, Strength
from briefing.pull.values import consequences
from tests import samples
from tests.pull import edits
from tests.pull.edits import Memo, fresh, item, only, paragraph, pulled, run, told
from tests.renderers.docx_reading import W

LEFT: dict[str, Callable[[Memo], Memo]] = {
    "all": lambda memo: memo,
    "runs split by the spelling checker": Memo.split_runs,
    "controls unwrapped": Memo.unwrap_controls,
    "bookmarks dropped": Memo.drop_bookmarks,
    "neither controls nor bookmarks": lambda memo: memo.unwrap_controls().drop_bookmarks(),
    "no styles either": lambda memo: memo.unwrap_controls().drop_bookmarks().drop_styles().split_runs(),
}
_WRITTEN = {
    ("K-1", "point"): "The two ports will perhaps share winter berths once ice reports are public.",
    ("K-3", "point"): "Nobody at all has said who would insure the crews.",
    ("A-1", "role"): "Lord Mayor of Nordvik",
    ("A-4", "affiliation"): "the Coastal Authority",
    ("C-1", "condition"): "once the last of the ice reports are made public",
    ("C-2", "action"): "pay half of a second icebreaker",
    ("C-2", "amount"): "5.2 million crowns",
    ("C-2", "deadline"): "by the end of May",
    ("C-4", "reported_by"): "Tomas Reyes, its director",
    ("Q-2", "question"): "Who would insure the crews in winter?",
    ("S-1", "text"): "We will not close the eastern channel before spring",
    ("T-1", "event"): "Sandhaven’s council votes on the fees",
}


@pytest.mark.parametrize("left", LEFT)
def test_whatever_the_program_left_in_the_file_every_edit_comes_back_and_nothing_else(left: str) -> None:
    memo = Memo()
    for (identity, field), text in _WRITTEN.items():
        memo.write(f"{identity.replace('-', '_')}_{field}", text)
    result = pulled(LEFT[left](memo).bytes())
    assert told(result) == [("edited", *key) for key in _in_order(result, _WRITTEN)]
    assert {key: getattr(item(result.briefing, key[0]), key[1]) for key in _WRITTEN} == _WRITTEN


def _in_order(result, keys) -> list[tuple[str, str]]:
    return [(one.item, one.field) for one in result.findings if (one.item, one.field) in keys]


def test_an_edited_item_says_so_and_keeps_its_evidence() -> None:
    result = pulled(Memo().write("C_2_action", "pay half").bytes(), editor="Ann")
    before, after = (item(one, "C-2") for one in (samples.accord(), result.briefing))
    assert after.evidence == before.evidence
    assert (after.review.state, after.review.by) == (ReviewState.EDITED, "Ann")


def test_the_file_tells_who_saved_it_last() -> None:
    document = docx.Document(io.BytesIO(Memo().write("C_2_action", "pay half").bytes()))
    document.core_properties.last_modified_by = "Ann Lee"
    made = io.BytesIO()
    document.save(made)
    assert item(pulled(made.getvalue()).briefing, "C-2").review.by == "Ann Lee"


def test_words_written_by_a_script_come_back() -> None:
    document = docx.Document(io.BytesIO(fresh()))
    for part in document.element.body.iter(f"{W}t"):
        part.text = part.text.replace("icebreaker", "tug")
    made = io.BytesIO()
    document.save(made)
    result = pulled(made.getvalue())
    assert item(result.briefing, "C-2").action == "pay towards a second tug"
    # the annex quotes the source, which no edit changes
    assert told(result) == [("edited", "K-2", "point"), ("edited", "C-2", "action"), ("unplaced", "", "")]
    assert not result.settled


def test_a_date_goes_with_the_words_it_was_worked_out_from() -> None:
    result = pulled(Memo().write("C_2_deadline", "soon").bytes())
    assert (item(result.briefing, "C-2").deadline, item(result.briefing, "C-2").due) == ("soon", None)


def test_ids_follow_names() -> None:
    result = pulled(Memo().write("C_2_committer", "Sandhaven").write("S_1_speaker", "Somebody else").bytes())
    assert item(result.briefing, "C-2").committer_ids == ("A-3",)
    assert item(result.briefing, "S-1").speaker_id is None


def test_a_choice_comes_back_as_its_value() -> None:
    assert item(pulled(Memo().write("C_1_strength", "Firm").bytes()).briefing, "C-1").strength is Strength.FIRM


def test_words_that_are_no_choice_are_left() -> None:
    result = pulled(Memo().write("C_1_strength", "Rock solid").bytes())
    assert only(result).why == "it is none of Firm, Conditional, Intent, Signal"
    assert result.briefing == samples.accord()


def test_a_required_field_may_not_be_emptied() -> None:
    result = pulled(Memo().write("C_2_action", "").bytes())
    assert (only(result).status.value, only(result).why) == ("unplaced", "it may not be empty")


def test_another_field_may_be_emptied() -> None:
    result = pulled(Memo().write("C_1_condition", "").bytes())
    assert told(result) == [("deleted", "C-1", "condition")]
    assert item(result.briefing, "C-1").condition is None


def test_a_cell_that_was_empty_may_be_filled() -> None:
    memo = Memo()
    memo.row("C_1_action")[-1].find(f"{W}p").insert(1, run("Ingrid Solberg"))
    assert item(pulled(memo.bytes()).briefing, "C-1").reported_by == "Ingrid Solberg"


def test_what_fills_a_gap_closes_it() -> None:
    commitment = item(samples.accord(), "C-1")
    assert consequences(commitment, "amount", "4 crowns", samples.accord()) == {"gaps": (Gap.WHEN,)}
    assert consequences(commitment, "deadline", None, samples.accord())["gaps"] == commitment.gaps


@pytest.mark.parametrize("place", ["behind the control", "behind the evidence numbers"])
def test_words_typed_outside_of_a_control_belong_to_its_field(place: str) -> None:
    memo = Memo()
    if place == "behind the control":
        memo.control("K_2_point").addnext(run(" So it is."))
    else:
        memo.line("K_2_point").append(run(" So it is."))
    point = item(pulled(memo.bytes()).briefing, "K-2").point
    assert point == "Nordvik pays 4.2 million crowns towards an icebreaker. So it is."


def test_a_paragraph_that_was_split_is_one_field_still() -> None:
    memo = Memo()
    line = memo.line("K_2_point")
    end = list(line.iter(f"{W}bookmarkEnd"))
    second = paragraph("Sandhaven pays the rest.", "ListNumber")
    second.extend(end)
    memo.content("K_2_point")[:] = [run("Nordvik pays some.")]
    line.addnext(second)
    result = pulled(memo.bytes())
    assert told(result) == [("edited", "K-2", "point")]
    assert item(result.briefing, "K-2").point == "Nordvik pays some. Sandhaven pays the rest."


def test_title_and_head_come_back_and_stay_text() -> None:
    result = pulled(Memo().write("briefing_title", "Berths").write("briefing_to", "The *Prime* Minister").bytes())
    assert (result.briefing.title, result.briefing.header.to) == ("Berths", r"The \*Prime\* Minister")


def test_a_note_comes_back() -> None:
    memo = Memo().write("C_1_note", "Checked.")
    assert item(pulled(memo.bytes()).briefing, "C-1").review.note == "Checked."


def test_a_note_that_was_deleted_is_gone() -> None:
    memo = Memo()
    line = memo.line("C_1_note")
    line.getparent().remove(line)
    assert told(pulled(memo.bytes())) == [("deleted", "C-1", "note")]


def test_what_the_memo_says_of_its_own_is_told_and_left() -> None:
    memo = Memo()
    heading = next(one for one in memo.document.iter(f"{W}t") if one.text == "Key points")
    heading.text = "What matters"
    found = only(pulled(memo.bytes()))
    assert (found.status.value, found.base, found.edited) == ("unplaced", "Key points", "What matters")


def test_evidence_is_never_changed() -> None:
    memo = Memo()
    quote = [one for one in memo.document.iter(f"{W}t") if one.text and one.text.startswith("It is not clear")][-1]
    quote.text = "It is quite clear."
    result = pulled(memo.bytes())
    assert only(result).why == "an edit never changes what the source says"
    assert result.briefing == samples.accord()


def test_of_a_copy_the_line_that_still_says_the_same_is_the_original() -> None:
    memo = Memo()
    line = copy.deepcopy(memo.line("K_2_point"))
    next(line.iter(f"{W}sdtContent"))[:] = [run("A copy that was changed.")]
    memo.line("K_2_point").addprevious(line)
    ((status, _, _),) = told(pulled(memo.bytes()))
    assert status == "added"


def test_pulling_the_same_memo_again_changes_nothing() -> None:
    memo = Memo().write("C_2_action", "pay half").comment("C_2_amount", "Sure?")
    memo.line("K_2_point").addnext(paragraph("A new point.", "ListNumber"))
    once = pulled(memo.bytes()).briefing
    again = pulled(memo.bytes(), base=once)
    assert again.briefing == once
    assert told(again) == []


def test_what_was_pulled_comes_back_from_a_fresh_memo() -> None:
    memo = Memo().write("C_2_action", "pay half").comment("C_2_amount", "Sure? See *x* at a_b.example/c_d\nand #3")
    memo.line("K_2_point").addnext(paragraph("A new point.", "ListNumber"))
    row = memo.row("C_4_action")
    row.getparent().remove(row)
    once = pulled(memo.bytes()).briefing
    again = pulled(edits.redraw(once))
    assert again.briefing.to_json() == once.to_json()
    assert told(again) == []
