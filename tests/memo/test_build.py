"""The view of a briefing: what is shown, where, under which number."""

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from briefing.memo import Look, build, load_look
from briefing.memo.shapes import (
    Blank,
    Callout,
    Exhibits,
    Groups,
    Lines,
    Marking,
    Memo,
    Pointers,
    Quotes,
    Section,
    Sources,
    Table,
)
from briefing.model import Briefing, DateSpan, Importance, Precision, ReviewState, Statement
from tests.samples import accord, bare, cite, many, source
from tests.strategies import briefings

LOOK = load_look()


@pytest.fixture(scope="module")
def memo() -> Memo:
    return build(accord(), LOOK)


def section(memo: Memo, name: str, annex: bool = False) -> Section:
    return next(one for one in (memo.annex if annex else memo.body) if one.name == name)


def table(memo: Memo, name: str) -> list[list[str]]:
    """The cells of a table, each with its mark, its text and, after a stroke, its detail."""
    body = section(memo, name).body
    assert isinstance(body, Table)
    return [
        [" / ".join(filter(None, (f"{cell.mark} {cell.text}".strip(), cell.detail))) for cell in row.cells]
        for row in body.rows
    ]


def test_the_body_follows_the_look(memo: Memo) -> None:
    assert [one.name for one in memo.body] == [one.name for one in LOOK.spec.sections]


def test_the_bottom_line_is_the_first_point_and_the_key_points_are_the_others(memo: Memo) -> None:
    bottom, points = section(memo, "bottom_line").body, section(memo, "key_points").body
    assert isinstance(bottom, Callout) and isinstance(points, Lines)
    assert bottom.line.text == accord().summary[0].point
    assert [line.text for line in points.lines] == [one.point for one in accord().summary[1:]]


def test_a_commitment_is_one_row_that_says_who_what_when_how_firmly_and_who_says_so(memo: Memo) -> None:
    assert table(memo, "commitments")[1] == [
        "Nordvik",
        "pay towards a second icebreaker / 4.2 million crowns",
        "by the end of March (31 March 2026)",
        "■ Firm",
        "Ingrid Solberg",
    ]


def test_what_a_commitment_does_not_say_is_told(memo: Memo) -> None:
    body = section(memo, "gaps").body
    assert isinstance(body, Pointers)
    assert [(one.label, one.text, [link.anchor for link in one.citations]) for one in body.pointers] == [
        ("When", "not said of 1 of 5 commitments", ["C-1"]),
        ("How much", "not said of 1 of 5 commitments", ["C-1"]),
    ]


@pytest.mark.parametrize(
    ("count", "told"), [(3, "not said of any of the 3 commitments"), (1, "not said of the one commitment")]
)
def test_what_no_commitment_says_is_told_without_their_numbers(count: int, told: str) -> None:
    note = many(5)
    body = section(build(note.model_copy(update={"commitments": note.commitments[:count]}), LOOK), "gaps").body
    assert isinstance(body, Pointers)
    assert [(one.text, one.citations) for one in body.pointers] == [(told, ())]


def test_an_amount_that_the_action_names_is_not_told_again() -> None:
    note = accord()
    pays = note.commitments[1].model_copy(update={"action": "pay 4.2 million crowns", "amount": "4.2 million crowns"})
    lends = pays.model_copy(update={"id": "C-9", "action": "pay for a second icebreaker"})
    rows = table(build(note.model_copy(update={"commitments": (pays, lends)}), LOOK), "commitments")
    assert [row[1] for row in rows] == ["pay 4.2 million crowns", "pay for a second icebreaker / 4.2 million crowns"]


def test_a_date_that_the_words_name_is_not_told_again() -> None:
    note = accord()
    first = note.timeline[0]
    when = DateSpan(start=date(2026, 2, 1), end=date(2026, 2, 28), precision=Precision.MONTH)
    made = [
        first.model_copy(update={"id": f"T-{text}", "when": text, "date": when})
        for text in ("in February 2026", "soon")
    ]
    rows = table(build(note.model_copy(update={"timeline": tuple(made)}), LOOK), "timeline")
    assert sorted(row[0] for row in rows) == ["in February 2026", "soon / February 2026"]


def test_the_only_source_is_named_without_a_title_that_is_the_memos() -> None:
    note = bare()
    titled = note.model_copy(update={"sources": (source(["All quiet."], title=note.title),)})
    assert build(titled, LOOK).origin == "Source: s1.txt, 2 words"
    assert build(titled.model_copy(update={"title": "Else"}), LOOK).origin.startswith("Source: “Nothing to report”, ")


def test_a_look_without_that_section_tells_it_in_the_commitments_row(tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text('[[sections]]\nname = "commitments"\nheading = "C"', encoding="utf-8")
    rows = table(build(accord(), load_look(tmp_path)), "commitments")
    assert rows[0][2] == "once the ice reports are made public / Not said: when, how much"


def test_a_commitment_to_refrain_cannot_be_read_as_one_to_act(memo: Memo) -> None:
    assert table(memo, "commitments")[2][1] == "× Refrain: close the eastern channel this winter"


def test_an_actor_without_a_role_is_told_by_its_kind(memo: Memo) -> None:
    assert [row[1] for row in table(memo, "actors")][:2] == ["Mayor of Nordvik", "Organisation"]


def test_key_actors_come_before_the_others() -> None:
    note = accord()
    reordered = note.model_copy(update={"actors": note.actors[::-1]})
    rows = table(build(reordered, LOOK), "actors")
    assert {row[0] for row in rows[:3]} == {a.name for a in note.actors if a.importance is Importance.KEY}


def test_questions_are_grouped_by_who_could_answer_and_nobody_comes_last(memo: Memo) -> None:
    body = section(memo, "open_questions").body
    assert isinstance(body, Groups)
    assert [(group.heading, [line.text for line in group.body.lines]) for group in body.groups] == [
        ("Who could answer: Coastal Authority", ["What would a joint pilot service cost?"]),
        ("Who could answer: Sandhaven’s council", ["How will Sandhaven’s council vote?"]),
        ("Who could answer: nobody named", ["Who would insure the crews?"]),
    ]


def test_questions_are_numbered_through_all_groups(memo: Memo) -> None:
    body = section(memo, "open_questions").body
    assert isinstance(body, Groups)
    assert [group.body.first for group in body.groups] == [1, 2, 3]


def test_statements_name_their_speaker_and_know_direct_speech(memo: Memo) -> None:
    body = section(memo, "statements").body
    assert isinstance(body, Quotes)
    assert [(quote.speaker, quote.role, quote.cue, quote.opening + quote.closing) for quote in body.quotes] == [
        ("Ingrid Solberg", "Mayor of Nordvik", "told", "“”"),
        ("Tomas Reyes", "director", "", ""),  # "according to" is no word of his
        ("The letter", "", "is dated", ""),
    ]


@pytest.mark.parametrize(
    ("words", "speaker", "shown"),
    [
        ("Solberg’s office", "Ingrid Solberg", ("Solberg’s office", "")),
        ("she", "Ingrid Solberg", ("Ingrid Solberg", "Mayor of Nordvik")),
        ("which", None, ("Not named", "")),
        ("a pilot", None, ("a pilot", "")),
    ],
)
def test_whoever_spoke_is_named_as_the_source_has_it(words: str, speaker: str | None, shown: tuple[str, str]) -> None:
    note = accord()
    first = note.statements[0]
    known = first.speaker_id if speaker else None
    said = first.model_copy(update={"speaker": speaker, "speaker_id": known, "speaker_text": words})
    body = section(build(note.model_copy(update={"statements": (said,)}), LOOK), "statements").body
    assert isinstance(body, Quotes)
    assert (body.quotes[0].speaker, body.quotes[0].role) == shown


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("they “would keep the channel open", "”"),
        ('it is "null and void', '"'),
        ("they “would keep” it", ""),
        ('it is "null" and void', ""),
    ],
)
def test_a_quotation_that_begins_within_a_statement_ends_with_it(text: str, closing: str) -> None:
    note = accord()
    said = note.statements[1].model_copy(update={"text": text, "direct": False})
    body = section(build(note.model_copy(update={"statements": (said,)}), LOOK), "statements").body
    assert isinstance(body, Quotes)
    assert (body.quotes[0].opening, body.quotes[0].closing) == ("", closing)


def test_where_statements_are_cut_each_speaker_is_heard_once_before_any_is_heard_twice() -> None:
    first, second, third = accord().statements
    note = accord().model_copy(update={"statements": (first, *_again(first, 4), second, third)})
    body = section(build(note, LOOK), "statements")
    assert isinstance(body.body, Quotes)
    assert [quote.anchor for quote in body.body.quotes] == ["S-1", "S-20", "S-2", "S-3"]


def test_what_reports_no_words_comes_last() -> None:
    first, second, third = accord().statements
    judged = first.model_copy(update={"id": "S-10", "speaker": "Somebody else", "confidence": 0.4})
    note = accord().model_copy(update={"statements": (judged, first, second, third, *_again(first, 2))})
    body = section(build(note, LOOK), "statements")
    assert isinstance(body.body, Quotes)
    assert "S-10" not in [quote.anchor for quote in body.body.quotes]


def test_dates_stand_in_order_of_time_and_those_unknown_at_the_end(memo: Memo) -> None:
    assert [row[0] for row in table(memo, "timeline")] == [
        "on Tuesday / 3 February 2026",
        "12 February 2026",
        "this winter",
    ]


def test_rejected_items_are_left_out(memo: Memo) -> None:
    assert "C-6" not in anchors(memo)


def test_evidence_is_numbered_in_the_order_in_which_it_is_cited(memo: Memo) -> None:
    seen: list[int] = []
    for numbers in collect(memo.body, "refs"):
        seen += [number for number in numbers if number not in seen]
    assert seen == list(range(1, len(seen) + 1))


def test_equal_spans_share_one_number(memo: Memo) -> None:
    exhibits = section(memo, "evidence", annex=True).body
    assert isinstance(exhibits, Exhibits)
    assert len({exhibit.quote for exhibit in exhibits.exhibits}) == len(exhibits.exhibits)


def test_an_exhibit_leads_back_to_all_that_rests_on_it(memo: Memo) -> None:
    exhibits = section(memo, "evidence", annex=True).body
    assert isinstance(exhibits, Exhibits)
    assert [one.label for one in exhibits.exhibits[0].cited_by] == [
        "Bottom line",
        "Nordvik",
        "Sandhaven",
        "Commitment 1",
        "Date “on Tuesday”",
    ]


def test_the_title_is_not_counted_as_a_paragraph(memo: Memo) -> None:
    exhibits = section(memo, "evidence", annex=True).body
    assert isinstance(exhibits, Exhibits)
    assert (exhibits.exhibits[0].source, exhibits.exhibits[0].place) == ("S1", "paragraph 1")


def test_evidence_over_a_block_break_names_both_paragraphs_and_the_only_source_is_not_named() -> None:
    one = source(["First.", "Second.", "Third."])
    note = bare().model_copy(update={"sources": (one,)})
    point = accord().summary[0].model_copy(update={"evidence": cite(one, "Second.\n\nThird.")})
    exhibits = section(build(note.model_copy(update={"summary": (point,)}), LOOK), "evidence", annex=True).body
    assert isinstance(exhibits, Exhibits)
    assert (exhibits.exhibits[0].source, exhibits.exhibits[0].place) == ("", "paragraphs 2–3")


def test_what_does_not_fit_goes_to_the_annex_under_its_heading_and_the_section_says_so() -> None:
    memo = build(many(20), LOOK)
    shown, rest = section(memo, "commitments"), section(memo, "commitments", annex=True)
    assert isinstance(shown.body, Table) and isinstance(rest.body, Table)
    assert (len(shown.body.rows), len(rest.body.rows)) == (8, 12)
    assert shown.note == "8 of 20; the others are in the annex"
    assert rest.heading == shown.heading
    assert rest.body.rows[0].number == 9


def test_a_section_without_items_is_left_out_but_the_reader_is_told_of_the_two_that_matter() -> None:
    body = build(bare(), LOOK).body
    assert [(one.name, one.note) for one in body] == [
        ("commitments", "The source holds no commitment."),
        ("open_questions", "The source leaves no question open that it names."),
    ]


def test_the_annex_of_a_briefing_without_items_names_the_source() -> None:
    (only,) = build(bare(), LOOK).annex
    assert isinstance(only.body, Sources)
    assert only.body.sources[0].text == "s1.txt, 2 words"


def test_an_item_added_by_hand_says_by_whom() -> None:
    point = (
        accord().summary[0].model_copy(update={"evidence": (), "review": accord().commitments[0].review, "id": "K-9"})
    )
    memo = build(accord().model_copy(update={"summary": (point,)}), LOOK)
    body = section(memo, "bottom_line").body
    assert isinstance(body, Callout)
    assert body.line.detail == "Added by L. Berg"


def test_the_head_holds_what_the_user_supplied_in_the_order_of_the_look(memo: Memo) -> None:
    supplied = ("to", "from", "date", "reference", "action", "drafted_by", "subject")
    assert [field.name for field in memo.head] == list(supplied)
    assert [name for name in LOOK.spec.head if name in supplied] == list(supplied)
    assert build(bare(), LOOK).head == ()


def test_the_marking_is_set_in_capitals(memo: Memo) -> None:
    assert (memo.marking, build(bare(), LOOK).marking) == (Marking("OFFICIAL"), None)


def test_the_digest_changes_with_any_item(memo: Memo) -> None:
    other = accord().model_copy(update={"actors": ()})
    assert build(accord(), LOOK).digest == memo.digest
    changed = Briefing.model_validate(other.model_dump() | {"commitments": [], "open_questions": [], "statements": []})
    assert build(changed, LOOK).digest != memo.digest


def test_the_page_size_is_the_looks(memo: Memo) -> None:
    assert (memo.page, build(bare(), load_look(page="Letter")).page) == ("A4", "Letter")


@given(note=briefings())
def test_all_that_is_not_rejected_is_shown_exactly_once(note: Briefing) -> None:
    shown = anchors(build(note, LOOK))
    assert sorted(shown) == sorted(
        item.id for _, item in note.items_with_paths() if item.review.state is not ReviewState.REJECTED
    )


@given(note=briefings())
def test_every_reference_has_its_exhibit_and_every_exhibit_its_reference(note: Briefing) -> None:
    memo = build(note, LOOK)
    exhibits = [one for one in memo.annex if isinstance(one.body, Exhibits)]
    numbers = {one.number for one in exhibits[0].body.exhibits} if exhibits else set()  # type: ignore[union-attr]
    assert {number for refs in collect(memo, "refs") for number in refs} == numbers


@given(note=briefings())
def test_no_text_of_a_memo_holds_a_control_character(note: Briefing) -> None:
    for text in texts(build(note, LOOK)):
        assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"], repr(text)


def test_building_leaves_nothing_behind(look: Look | None = None) -> None:
    assert build(accord(), look or LOOK) == build(accord(), look or LOOK)


def _again(said: Statement, times: int) -> list[Statement]:
    return [said.model_copy(update={"id": f"S-{20 + n}"}) for n in range(times)]


def collect(shape: Any, name: str) -> list[Any]:
    """The values of all fields called `name`, in the order of the memo."""
    if isinstance(shape, tuple):
        return [found for one in shape for found in collect(one, name)]
    if not is_dataclass(shape):
        return []
    here = [getattr(shape, name)] if name in {field.name for field in fields(shape)} else []
    return here + [found for field in fields(shape) for found in collect(getattr(shape, field.name), name)]


def anchors(memo: Memo) -> list[str]:
    """The ids of the items that a memo shows; citations of them are left aside."""
    links = (Exhibits, Pointers, Blank)
    shown = [one for one in (*memo.body, *memo.annex) if not isinstance(one.body, links)]
    return collect(tuple(shown), "anchor")


def texts(shape: Any) -> list[str]:
    if isinstance(shape, str):
        return [shape]
    if isinstance(shape, tuple):
        return [found for one in shape for found in texts(one)]
    if is_dataclass(shape):
        own = [field.name for field in fields(shape) if field.name != "anchor"]
        return [found for name in own for found in texts(getattr(shape, name))]
    return []


def test_a_statement_inside_another_on_the_same_words_is_not_told_again() -> None:
    note = accord()
    whole = note.statements[1]
    inner = whole.model_copy(update={"id": "S-9", "text": whole.text.split(" is ", 1)[1] + "."})
    told = build(note.model_copy(update={"statements": (whole, inner)}), LOOK)
    found = [one for one in (*told.body, *told.annex) if one.name == "statements" and isinstance(one.body, Quotes)]
    assert [quote.text for one in found if isinstance(one.body, Quotes) for quote in one.body.quotes] == [whole.text]
