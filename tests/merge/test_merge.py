from collections.abc import Callable
from datetime import datetime

import pytest

from briefing.memo.build import build
from briefing.memo.look import load_look
from briefing.memo.shapes import Exhibits
from briefing.merge import merge
from briefing.model import (
    Briefing,
    Header,
    Review,
    ReviewState,
    Source,
    Statement,
    TimelineEntry,
)
from tests.merge.port import GAZETTE, HERALD, MONDAY, TIMES, TUESDAY, actor, commitment, note, point, question, told_by
from tests.samples import accord, cite, many


@pytest.mark.parametrize("make", [accord, many])
def test_one_briefing_comes_back_as_it_is(make: Callable[[], Briefing]) -> None:
    assert merge([make()]) == make()


def test_equal_briefings_are_one() -> None:
    assert merge([accord(), accord(), accord()]) == accord()


def test_no_briefing_is_no_case() -> None:
    with pytest.raises(ValueError, match="no briefing to merge"):
        merge([])


def test_the_order_given_makes_no_difference() -> None:
    notes = [note(GAZETTE, MONDAY), note(HERALD), note(TIMES, TUESDAY), accord()]
    assert merge(notes).to_json() == merge(notes[::-1]).to_json()


def test_sources_are_numbered_by_the_day_they_were_published_the_undated_ones_last() -> None:
    merged = merge([note(HERALD), note(GAZETTE, TUESDAY), note(TIMES, MONDAY)])
    assert [(one.id, one.text) for one in merged.sources] == [
        ("S1", TIMES.text),
        ("S2", GAZETTE.text),
        ("S3", HERALD.text),
    ]


def test_evidence_follows_its_source_to_its_new_number() -> None:
    merged = merge([note(GAZETTE, TUESDAY, summary=(point(GAZETTE, "Ferries"),)), note(TIMES, MONDAY)])
    assert told_by(merged.summary[0]) == ["S2"]


def test_a_source_that_two_briefings_share_stands_once() -> None:
    first = note(GAZETTE, MONDAY, summary=(point(GAZETTE, "Ferries are lent."),))
    second = note(GAZETTE, MONDAY, summary=(point(GAZETTE, "Crews are sought."),))
    merged = merge([first, second])
    assert len(merged.sources) == 1
    assert len(merged.summary) == 2


def test_of_two_records_of_one_source_the_fuller_one_is_kept() -> None:
    named = GAZETTE.model_copy(update={"title": "Ferries", "publisher": "The Gazette"})
    assert merge([note(GAZETTE), note(named)]).sources[0].publisher == "The Gazette"


def test_entries_of_one_feed_share_their_bytes_and_are_two_sources() -> None:
    entry = HERALD.model_copy(update={"sha256": GAZETTE.sha256})
    assert len(merge([note(GAZETTE), note(entry)]).sources) == 2


def test_the_title_is_that_of_the_latest_source() -> None:
    merged = merge([note(GAZETTE, MONDAY, title="Talks begin"), note(HERALD, TUESDAY, title="Talks end"), note(TIMES)])
    assert merged.title == "Talks end"


def test_the_header_keeps_what_each_briefing_says_once() -> None:
    merged = merge(
        [
            note(GAZETTE, MONDAY, header=Header(to="The Minister", classification="Official")),
            note(HERALD, TUESDAY, header=Header(to="The Minister", classification="Secret")),
        ]
    )
    assert merged.header == Header(to="The Minister", classification="Official; Secret")


def test_items_stand_interleaved_the_first_of_each_briefing_first() -> None:
    merged = merge(
        [
            note(GAZETTE, MONDAY, summary=(point(GAZETTE, "Monday one"), point(GAZETTE, "Monday two"))),
            note(HERALD, TUESDAY, summary=(point(HERALD, "Tuesday one"), point(HERALD, "Tuesday two"))),
        ]
    )
    assert [one.point for one in merged.summary] == ["Tuesday one", "Monday one", "Tuesday two", "Monday two"]


# Ids


def test_an_id_that_only_one_item_bears_is_kept() -> None:
    merged = merge([note(GAZETTE, summary=(point(GAZETTE, "Ferries", id="K-own"),)), note(HERALD)])
    assert merged.summary[0].id == "K-own"


def test_items_that_share_an_id_by_chance_get_distinct_ones_that_do_not_depend_on_other_briefings() -> None:
    clashing = [
        note(GAZETTE, summary=(point(GAZETTE, "Ferries", id="K-1"),)),
        note(HERALD, summary=(point(HERALD, "Crews", id="K-1"),)),
    ]
    ids = {one.point: one.id for one in merge(clashing).summary}
    with_a_third = {one.point: one.id for one in merge([*clashing, note(TIMES, MONDAY)]).summary}
    assert ids == with_a_third
    assert len(set(ids.values())) == 2


def test_references_to_actors_follow_their_new_ids() -> None:
    def told(one: Source, name: str) -> Briefing:
        said = Statement(id="S-1", speaker=name, speaker_id="A-1", text=name, evidence=cite(one, one.text[:20]))
        return note(
            one,
            actors=(actor(one, name, id="A-1"),),
            commitments=(commitment(one, f"visit {name}", committer=name, committer_ids=("A-1",)),),
            open_questions=(question(one, f"Where is {name}?", about=name, about_id="A-1"),),
            statements=(said,),
        )

    merged = merge([told(GAZETTE, "Ana Ferro"), told(HERALD, "Ole Brandt")])
    names = {one.id: one.name for one in merged.actors}
    assert [names[one.committer_ids[0]] for one in merged.commitments] == [one.committer for one in merged.commitments]
    assert [names[one.about_id or ""] for one in merged.open_questions] == [one.about for one in merged.open_questions]
    assert [names[one.speaker_id or ""] for one in merged.statements] == [one.speaker for one in merged.statements]


# What an editor has done


def test_of_two_versions_of_an_item_the_one_that_an_editor_reviewed_last_is_kept() -> None:
    def version(text: str, review: Review) -> Briefing:
        return note(GAZETTE, summary=(point(GAZETTE, text, id="K-1", review=review),))

    monday = Review(state=ReviewState.EDITED, by="A", at=datetime(2026, 2, 2))
    tuesday = Review(state=ReviewState.EDITED, by="B", at=datetime(2026, 2, 3))
    merged = merge([version("Draft", Review()), version("Second", tuesday), version("First", monday)])
    assert [one.point for one in merged.summary] == ["Second"]


def test_what_an_editor_struck_out_is_not_joined_with_what_stands() -> None:
    struck = commitment(GAZETTE, review=Review(state=ReviewState.REJECTED, by="Editor"))
    merged = merge([note(GAZETTE, commitments=(struck,)), note(HERALD, commitments=(commitment(HERALD),))])
    assert [one.review.state for one in merged.commitments].count(ReviewState.REJECTED) == 1
    assert len(merged.commitments) == 2


def test_an_editors_wording_is_left_as_it_is_and_gains_evidence() -> None:
    edited = commitment(GAZETTE, "lend the four ferries", review=Review(state=ReviewState.EDITED, by="Editor"))
    other = commitment(HERALD, "lend four ferries", deadline="by June")
    (joined,) = merge([note(GAZETTE, commitments=(edited,)), note(HERALD, commitments=(other,))]).commitments
    assert (joined.action, joined.deadline, len(joined.evidence)) == ("lend the four ferries", None, 2)


def test_points_statements_and_dates_in_the_same_words_are_joined() -> None:
    def told(one: Source, points: str) -> Briefing:
        proof = cite(one, one.text[:20])
        return note(
            one,
            summary=(point(one, points),),
            statements=(Statement(id=f"S-{one.words}", speaker="Ana Ferro", text="We lend them.", evidence=proof),),
            timeline=(TimelineEntry(id=f"T-{one.words}", when="in June", event="The loan ends", evidence=proof),),
        )

    merged = merge([told(GAZETTE, "Norland lends ferries."), told(HERALD, "Norland lends ferries")])
    assert [len(section) for section in (merged.summary, merged.statements, merged.timeline)] == [1, 1, 1]
    assert len(merged.statements[0].evidence) == 2


def test_the_same_words_of_two_speakers_stay_two_statements() -> None:
    def told(one: Source, speaker: str) -> Briefing:
        said = Statement(id=f"S-{speaker}", speaker=speaker, text="We lend them.", evidence=cite(one, one.text[:20]))
        return note(one, statements=(said,))

    assert len(merge([told(GAZETTE, "Ana Ferro"), told(HERALD, "Ole Brandt")]).statements) == 2


def test_a_merged_briefing_is_drawn_as_one_memo_that_cites_every_source() -> None:
    notes = [note(one, summary=(point(one, one.text),)) for one in (GAZETTE, HERALD, TIMES)]
    memo = build(merge([*notes, accord()]), load_look())
    (exhibits,) = (section.body for section in memo.annex if isinstance(section.body, Exhibits))
    assert {exhibit.source for exhibit in exhibits.exhibits} == {"S1", "S2", "S3", "S4", "S5"}
