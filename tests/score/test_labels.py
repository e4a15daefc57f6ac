import json
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model import Strength
from briefing.score.labels import Label

COMMITMENT = {
    "committer": "Norland",
    "action": "lend four ferries",
    "beneficiary": None,
    "deadline": "until June",
    "strength": "firm",
    "polarity": "do",
    "evidence": ["Norland will lend four ferries until June."],
}


def label(**sections: object) -> Label:
    return Label.from_json(json.dumps({"id": "ferries", **sections}), "labels/ferries.json")


def test_a_label_in_the_form_of_the_guide_is_read() -> None:
    read = label(
        actors=[
            {
                "name": "Ana Ferro",
                "kind": "person",
                "role": "Minister",
                "affiliation": None,
                "aliases": ["Ferro"],
                "importance": "key",
                "evidence": ["Minister Ana Ferro"],
            }
        ],
        commitments=[COMMITMENT],
        open_questions=[{"question": "Who will run them?", "kind": "unknown", "about": None, "evidence": ["unclear"]}],
        summary=[{"point": "Norland lends ferries.", "evidence": ["four ferries"]}],
    )
    assert read.commitments is not None
    assert read.commitments[0].strength is Strength.FIRM


def test_a_section_that_is_left_out_is_not_labelled() -> None:
    assert label(commitments=[]).actors is None
    assert label(commitments=[]).commitments == ()


def test_a_label_without_a_second_wording_has_one_reading() -> None:
    read = label(commitments=[COMMITMENT])
    assert read.commitments is not None
    assert len(read.commitments[0].readings()) == 1


def test_the_second_reading_differs_only_in_the_fields_that_also_gives() -> None:
    read = label(commitments=[{**COMMITMENT, "also": {"deadline": None, "committer": "the Norland government"}}])
    assert read.commitments is not None
    first, second = read.commitments[0].readings()
    assert (first.committer, first.deadline, first.action) == ("Norland", "until June", "lend four ferries")
    assert (second.committer, second.deadline, second.action) == ("the Norland government", None, "lend four ferries")


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        ({**COMMITMENT, "strength": "strong"}, "commitments[0].strength"),
        ({**COMMITMENT, "evidence": []}, "commitments[0].evidence"),
        ({**COMMITMENT, "comitter": "Norland"}, "commitments[0].comitter"),
        ({**COMMITMENT, "also": {"strength": "strong"}}, "commitments[0].also.strength"),
        ({**COMMITMENT, "also": {"evidence": ["x"]}}, "commitments[0].also.evidence"),
    ],
)
def test_a_fault_is_told_with_the_file_and_the_path_of_the_field(bad: object, path: str) -> None:
    with pytest.raises(SourceError) as caught:
        label(commitments=[bad])
    assert str(caught.value).startswith(f"labels/ferries.json: not a label file: {path}: ")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"id": "\\ud800"}'])
def test_what_is_no_json_object_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a label file"):
        Label.from_json(data, "labels/ferries.json")


def test_the_example_in_the_documentation_is_a_label() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "scoring.md").read_text("utf-8")
    read = Label.from_json(page.split("```json\n")[1].split("```")[0], "docs/scoring.md")
    assert read.actors
    assert read.commitments
    assert read.open_questions
    assert read.summary
