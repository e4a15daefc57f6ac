"""Why an item of a saved briefing was taken, told from the briefing alone."""

import math

import pytest

from briefing.document import BlockKind
from briefing.errors import SavedBriefingError
from briefing.model import Briefing, Review
from briefing.parser import explain, parse
from briefing.parser.explaining import Explanation
from tests.parser.casefiles import document

_TEXT = """@2026-02-04
# Harbour pact
The two coastal states agreed on Tuesday to reopen the northern crossing once the inspectors have reported.
The harbour minister, Ana Brodie, said that Norland would pay for the repairs.
It is unclear who will guard the crossing.
Brodie said that the government of Norland will:
- Providing 40 boats for the crossing by 1 March
- Training the pilots of both states"""


@pytest.fixture(scope="module")
def note() -> Briefing:
    return parse(document(_TEXT))


def _told(explanation: Explanation) -> dict[str, str]:
    return dict(explanation.clause)


def test_every_item_of_every_section_is_explained(note: Briefing) -> None:
    for _, item in note.items_with_paths():
        (one,) = explain(note, item.id)
        assert (one.id, one.note) == (item.id, None)
        assert one.quote == item.evidence[0].quote
        assert one.clause


def test_the_confidence_of_a_commitment_follows_from_the_features_that_are_told(note: Briefing) -> None:
    item = note.commitments[0]
    (one,) = explain(note, item.id)
    ((_, verdict),) = one.verdicts
    odds = sum(value * weight for _, value, weight in verdict.parts())
    odds += sum(score for words in verdict.alike().values() for _, score in words)
    assert math.isclose(1 / (1 + math.exp(-odds)), verdict.probability)
    assert verdict.judge.confidence(verdict.probability) == item.confidence
    assert verdict.least is not None and verdict.probability >= verdict.least


def test_a_commitment_is_told_by_its_cue_and_its_clause(note: Briefing) -> None:
    told = _told(explain(note, note.commitments[0].id)[0])
    assert told["cue"] == "agreed: verb, class commit"
    assert told["clause"] == "states … reopen"


def test_a_list_item_is_explained_though_a_saved_text_has_no_layout(note: Briefing) -> None:
    boats = next(one for one in note.commitments if "boats" in one.action)
    told = _told(explain(note, boats.id)[0])
    assert told["cue"].startswith("Providing: list")


def test_the_beginning_of_ids_asks_for_all_that_begin_so(note: Briefing) -> None:
    assert [one.id for one in explain(note, "A-")] == [one.id for one in note.actors]


def test_a_statement_is_told_by_its_form_and_judged_by_nothing(note: Briefing) -> None:
    (one,) = explain(note, next(one.id for one in note.statements if one.speaker == "Ana Brodie"))
    assert _told(one)["form"] == "verb, in the writer’s words"
    assert one.verdicts == ()


def test_a_date_is_told_with_the_day_it_was_reckoned_from(note: Briefing) -> None:
    told = _told(explain(note, note.timeline[0].id)[0])
    assert (told["words"], told["published"]) == ("on Tuesday", "2026-02-04")


def test_an_id_that_is_not_there_is_refused_with_those_that_are(note: Briefing) -> None:
    with pytest.raises(SavedBriefingError, match=rf"no item “C-0”; choose one of {note.summary[0].id}, "):
        explain(note, "C-0")


def test_what_an_editor_added_is_said_to_be_his(note: Briefing) -> None:
    added = note.summary[0].model_copy(update={"id": "K-new", "evidence": (), "review": Review(by="Ada")})
    (one,) = explain(note.model_copy(update={"summary": (*note.summary, added)}), "K-new")
    assert (one.clause, one.note) == ((), "added by hand, by Ada")


def test_what_an_editor_reworded_is_known_again_by_its_place(note: Briefing) -> None:
    reworded = note.commitments[0].model_copy(update={"id": "C-new", "action": "open the crossing again"})
    (one,) = explain(note.model_copy(update={"commitments": (reworded,)}), "C-new")
    assert _told(one)["cue"].startswith("agreed")


def test_the_case_holds_a_list() -> None:
    assert any(block.kind is BlockKind.LIST_ITEM for block in document(_TEXT).blocks)
