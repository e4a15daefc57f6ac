"""The whole digest: the same for every order, grounded, and readable back."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.digest.making import digest
from briefing.digest.model import Digest, items_of
from briefing.digest.shelf import identity, shelve
from briefing.errors import SavedDigestError
from briefing.merge import merge
from briefing.model import ActorKind, Briefing, Review, ReviewState
from tests.digest.newsroom import FRIDAY, PLEDGE, TUESDAY, Report, pledged, told
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings

VOLCANO = Report("Mount Kestrel erupted and two villages were cleared.", title="Mount Kestrel erupts", day=TUESDAY)


def _copy() -> Report:
    return Report("Norland will lend four ferries to Lindholm.", day=FRIDAY).pledge(
        "lend four ferries to Lindholm", "Norland will lend four ferries to Lindholm."
    )


def test_the_order_of_the_reports_plays_no_part() -> None:
    reports = [pledged(), _copy(), VOLCANO, accord()]
    previous = told(pledged())
    made = {told(*mixed, previous=previous).to_json() for mixed in itertools.permutations(reports)}
    assert len(made) == 1


def test_a_report_given_twice_counts_once() -> None:
    assert told(pledged(), pledged(), VOLCANO) == told(pledged(), VOLCANO)


def test_a_copy_under_another_name_is_no_second_witness() -> None:
    note = pledged().note
    renamed = note.sources[0].model_copy(update={"location": "copy.txt", "sha256": "0" * 64})
    [story] = told(note, note.model_copy(update={"sources": (renamed,)})).stories
    assert len(story.sources) == 1


def test_the_same_commitment_told_by_several_is_one_line() -> None:
    [story] = told(pledged(), _copy()).stories
    [line] = story.commitments
    assert {one.source for one in line.commitment.evidence} == set(story.sources)


def test_a_merged_briefing_tells_what_its_parts_tell() -> None:
    merged = told(merge([pledged().note, _copy().note]))
    assert merged.stories[0].commitments == told(pledged(), _copy()).stories[0].commitments


def test_two_briefings_on_one_source_are_one_story() -> None:
    note = pledged().note
    other = note.model_copy(update={"title": "Mount Kestrel erupts, and nothing else is told"})
    assert len(told(note, other, VOLCANO).stories) == 2


def test_what_most_sources_tell_comes_first() -> None:
    made = told(VOLCANO, pledged(), _copy())
    assert [len(story.sources) for story in made.stories] == [2, 1]


def test_a_story_keeps_its_id_when_its_first_source_has_gone() -> None:
    first = told(pledged())
    assert told(_copy(), previous=told(pledged(), _copy(), previous=first)).stories[0].id == first.stories[0].id


def test_a_story_that_falls_into_two_gives_its_id_to_one_of_them() -> None:
    ash = Report("Ash from Mount Kestrel fell on Sandhaven.", title="Ash of Mount Kestrel falls", day=FRIDAY)
    whole = told(merge([pledged().note, VOLCANO.note, ash.note]))
    reports = (pledged(), merge([VOLCANO.note, ash.note]))
    parts = told(*reports, previous=whole)
    assert [len(story.sources) for story in parts.stories] == [2, 1]
    assert parts.stories[0].id == whole.stories[0].id != parts.stories[1].id
    assert [one.id for one in told(*reports, previous=parts).stories] == [one.id for one in parts.stories]


def test_what_an_editor_rejected_is_left_out() -> None:
    note = pledged().note
    struck = note.commitments[0].model_copy(update={"review": Review(state=ReviewState.REJECTED, by="L. Berg")})
    [story] = told(note.model_copy(update={"commitments": (struck,)})).stories
    assert story.commitments == ()


def test_an_actor_of_several_stories_is_one_player() -> None:
    one = Report(PLEDGE).actor("Ana Ferro", PLEDGE, ActorKind.PERSON)
    sentence = "Mount Kestrel erupted, and minister Ana Ferro flew there."
    other = Report(sentence, title="Mount Kestrel erupts").actor(
        "Ana Ferro", sentence, ActorKind.PERSON, role="minister"
    )
    made = told(one, other)
    [player] = made.actors
    assert (player.actor.role, set(player.stories)) == ("minister", {story.id for story in made.stories})


@pytest.mark.parametrize("make", [accord, bare, hostile, many])
def test_every_item_rests_on_words_of_its_source(make: "object") -> None:
    _assert_grounded([make()])  # type: ignore[operator]


# A busy machine draws such large things slowly; that is no failure.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(briefings(), min_size=1, max_size=3))
def test_any_briefings_make_a_digest_that_is_grounded_and_comes_back_as_it_went(notes: list[Briefing]) -> None:
    made = _assert_grounded(notes)
    assert Digest.from_json(made.to_json()) == made
    again = digest([shelve(note) for note in notes[::-1]], previous=made)
    assert again.changes == ()


def _assert_grounded(notes: list[Briefing]) -> Digest:
    made = digest([shelve(note) for note in notes])
    texts = {identity(source): source.text for note in notes for source in note.sources}
    held = [item for story in made.stories for items in items_of(story).values() for item in items]
    held += [player.actor for player in made.actors]  # type: ignore[misc]
    assert all(item.evidence for item in held)
    for item in held:
        for one in item.evidence:
            assert texts[one.source][one.start : one.end] == one.quote
    return made


def test_a_digest_of_nothing_is_empty() -> None:
    assert told().stories == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"schema_version": "1.0"', '"schema_version": "9.0"', "schema version 9.0"),
        ('"kind": "digest"', '"kind": "digestive"', "kind"),
        ('"stories": [', '"tales": [', "stories|tales"),
    ],
)
def test_a_saved_digest_that_does_not_hold_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(SavedDigestError, match=message):
        Digest.from_json(told(pledged()).to_json().replace(old, new, 1))


def test_evidence_of_an_unknown_source_is_refused() -> None:
    made = told(pledged())
    with pytest.raises(SavedDigestError, match="there is no source"):
        Digest.from_json(made.to_json().replace(f'"source": "{made.sources[0].id}"', '"source": "S-nowhere"', 1))
