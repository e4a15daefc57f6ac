import pytest

from briefing.grounding import doubts
from briefing.model import Briefing, Review, ReviewState
from tests import samples
from tests.conftest import Command

_EDITED = Review(state=ReviewState.EDITED, by="Ann")


def _edited(identity: str, **fields: object) -> Briefing:
    """The sample with one item edited."""
    briefing = samples.accord()
    sections = {
        name: tuple(
            one.model_copy(update={**fields, "review": _EDITED}) if one.id == identity else one
            for one in getattr(briefing, name)
        )
        for name in ("summary", "actors", "commitments", "open_questions", "statements", "timeline")
    }
    return briefing.model_copy(update=sections)


def test_a_sentence_begins_after_a_quotation_as_well() -> None:
    point = "Nordvik pays 4.2 million crowns towards “an icebreaker.” So it is."
    assert doubts(_edited("K-2", point=point)) == ()


@pytest.mark.parametrize(
    ("identity", "fields", "told"),
    [
        ("C-2", {"amount": "5.2 million crowns"}, "C-2.amount: 5200000 is not in its evidence"),
        ("C-2", {"deadline": "by the end of May"}, "C-2.deadline: the day “May” is not in its evidence"),
        ("C-2", {"committer": "Sandhaven"}, "C-2.committer: its evidence names others, and not “Sandhaven”"),
        ("K-2", {"point": "Today Oslo pays 4.2 million crowns."}, "K-2.point: the name “Oslo” is not in its evidence"),
        ("K-2", {"point": "Nordvik never pays."}, "K-2.point: it denies what its evidence says"),
        ("S-1", {"text": "We will close the eastern channel"}, "S-1.text: it says what its evidence denies"),
        ("A-4", {"affiliation": "Harbour Police"}, "A-4.affiliation: the name “Police” is not in its evidence"),
    ],
)
def test_what_the_evidence_does_not_hold_is_told(identity: str, fields: dict[str, object], told: str) -> None:
    assert [str(doubt) for doubt in doubts(_edited(identity, **fields))] == [told]


@pytest.mark.parametrize(
    ("identity", "fields"),
    [
        ("C-2", {"amount": "4,200,000 crowns"}),
        ("C-2", {"action": "contribute to another icebreaker"}),
        ("C-3", {"action": "close the eastern channel"}),  # to be left be, as the evidence says
        ("K-1", {"point": "The boards will open their berths once the reports are public."}),
        ("C-3", {"reported_by": "Ingrid Solberg"}),  # the evidence says "she"
    ],
)
def test_other_words_for_the_same_are_no_matter(identity: str, fields: dict[str, object]) -> None:
    assert [doubt for doubt in doubts(_edited(identity, **fields)) if doubt.field in fields] == []


def test_only_what_was_edited_is_looked_at() -> None:
    briefing = samples.accord()
    commitment = briefing.commitments[1].model_copy(update={"amount": "7 crowns"})
    assert doubts(briefing.model_copy(update={"commitments": (commitment,)})) == ()


def test_an_item_of_the_editors_own_rests_on_no_words() -> None:
    assert doubts(_edited("C-2", amount="7 crowns", evidence=())) == ()


def test_check_warns_and_is_content(briefing: Command, here) -> None:
    (here / "note.json").write_text(_edited("C-2", amount="7 crowns").to_json(), encoding="utf-8")
    ran = briefing("check", "note.json")
    assert (ran.code, ran.err) == (0, "warning: note.json: C-2.amount: 7 is not in its evidence\n")
