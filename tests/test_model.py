"""The model: what a briefing may be, and how a wrong one is told."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from briefing.errors import SavedBriefingError
from briefing.model import (
    SCHEMA_VERSION,
    SECTIONS,
    Actor,
    ActorKind,
    Briefing,
    DateSpan,
    Header,
    KeyPoint,
    Precision,
    Review,
    describe,
    schema,
    stable_id,
)
from tests.samples import accord, bare, cite, source
from tests.strategies import briefings


def changed(path: str, value: Any) -> str:
    """The JSON of the sample with one value changed; `path` is "summary.0.point"."""
    data = json.loads(accord().to_json())
    place = data
    *steps, last = path.split(".")
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[int(last) if last.isdigit() else last] = value
    return json.dumps(data)


@given(note=briefings())
def test_json_round_trips(note: Briefing) -> None:
    assert Briefing.from_json(note.to_json()) == note
    assert Briefing.from_json(note.to_json()).to_json() == note.to_json()


@given(note=briefings())
def test_every_quotation_is_the_slice_of_its_source(note: Briefing) -> None:
    texts = {one.id: one.text for one in note.sources}
    for _, item in note.items_with_paths():
        for piece in item.evidence:
            assert texts[piece.source][piece.start : piece.end] == piece.quote


def test_the_version_comes_first_in_json() -> None:
    assert next(iter(json.loads(accord().to_json()))) == "schema_version"
    assert json.loads(accord().to_json())["schema_version"] == SCHEMA_VERSION


def test_the_header_says_from_in_json_as_in_the_contract() -> None:
    assert json.loads(accord().to_json())["header"]["from"] == "Coastal desk"
    assert Header.model_validate({"from": "x"}) == Header(from_="x")


def test_the_sections_are_those_of_the_contract_in_its_order() -> None:
    assert [name for name in json.loads(bare().to_json()) if name in SECTIONS] == list(SECTIONS)


def test_a_later_minor_version_is_read() -> None:
    assert Briefing.from_json(changed("schema_version", "1.9")).schema_version == "1.9"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("schema_version", "2.0", "schema version 2.0 is not one this program reads (1.0)"),
        ("colour", "red", "colour: Extra inputs are not permitted"),
        ("title", "", "title: String should have at least 1 character"),
        ("sources", [], "sources: Tuple should have at least 1 item"),
        ("sources.0.sha256", "x", "sources[0].sha256: String should match pattern"),
        ("summary.1.point", None, "summary[1].point: Input should be a valid string"),
        ("summary.0.evidence", [], "summary[0]: an item needs evidence, or the editor's name in review.by"),
        ("summary.0.evidence.0.quote", "x", "summary[0].evidence[0].quote: not the words of the source at"),
        ("summary.0.evidence.0.start", -1, "summary[0].evidence[0].start: Input should be greater than or equal to 0"),
        ("summary.0.evidence.0.source", "S9", "summary[0].evidence[0].source: there is no source S9"),
        ("summary.1.id", "K-1", "summary[1].id: K-1 is used twice"),
        ("summary.0.confidence", 1.5, "summary[0].confidence: Input should be less than or equal to 1"),
        ("actors.0.kind", "robot", "actors[0].kind: Input should be 'person', 'organisation', 'country' or 'group'"),
        ("commitments.2.committer_ids", ["A-9"], "commitments[2].committer_ids: there is no actor A-9"),
        ("commitments.1.due.start", "2027-01-01", "commitments[1].due: start lies after end"),
        ("open_questions.0.about_id", "A-9", "open_questions[0].about_id: there is no actor A-9"),
        ("statements.0.speaker_id", "A-9", "statements[0].speaker_id: there is no actor A-9"),
        ("sources.1.id", "S1", "sources: two sources share one id"),
    ],
)
def test_a_wrong_value_is_told_with_the_path_of_its_field(path: str, value: Any, told: str) -> None:
    with pytest.raises(SavedBriefingError) as failed:
        Briefing.from_json(changed(path, value))
    assert told in str(failed.value)


@pytest.mark.parametrize("data", ["", "[]", "null", "{", '"x"', b"\xff"])
def test_what_is_no_briefing_at_all_is_told(data: str | bytes) -> None:
    with pytest.raises(SavedBriefingError, match="`briefing schema` prints what a saved briefing holds"):
        Briefing.from_json(data)


def test_several_faults_are_counted() -> None:
    with pytest.raises(ValidationError) as failed:
        KeyPoint.model_validate({"id": "", "point": ""})
    assert describe(failed.value) == "id: String should have at least 1 character (and 1 more)"


def test_an_item_that_an_editor_added_needs_no_evidence() -> None:
    assert KeyPoint(id="K", point="x", review=Review(by="L. Berg")).evidence == ()


def test_a_briefing_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        accord().title = "x"  # type: ignore[misc]


def test_two_sources_may_be_cited_by_one_item() -> None:
    first, second = source(["One."]), source(["Two."], "S2")
    actor = Actor(id="A", name="x", kind=ActorKind.GROUP, evidence=(*cite(first, "One"), *cite(second, "Two")))
    assert Briefing(id="B", title="t", sources=(first, second), actors=(actor,)).actors[0].evidence[1].source == "S2"


def test_offsets_count_code_points() -> None:
    one = source(["a🙂e\u0301 b"])
    assert cite(one, "b")[0].start == 5


def test_an_open_start_needs_no_order() -> None:
    assert DateSpan(end=date(2026, 3, 31), precision=Precision.DAY).start is None


def test_ids_depend_on_the_words_alone_and_on_where_they_are_parted() -> None:
    assert stable_id("C", "a", "b") == stable_id("C", "a", "b")
    assert len({stable_id("C", "a", "b"), stable_id("C", "ab"), stable_id("C", "b", "a")}) == 3
    assert stable_id("C", "a").startswith("C-")


def test_the_schema_is_json_schema_of_2020_12_and_knows_every_field() -> None:
    made = schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(made["properties"]) == list(json.loads(bare().to_json()))
    assert made["additionalProperties"] is False
