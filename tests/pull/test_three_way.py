"""The briefing may have changed since the memo was made from it."""

import pytest

from briefing.errors import SavedBriefingError
from briefing.model import Briefing, Review, ReviewState
from tests import samples
from tests.pull.edits import Memo, fresh, item, only, pulled, told


def _changed(identity: str, **fields: object) -> Briefing:
    """The sample with one of its items changed."""
    briefing = samples.accord()
    sections = {
        name: tuple(one.model_copy(update=fields) if one.id == identity else one for one in getattr(briefing, name))
        for name in ("summary", "commitments", "open_questions")
    }
    return briefing.model_copy(update=sections)


def test_what_changed_meanwhile_stays() -> None:
    result = pulled(fresh(), _changed("C-2", action="pay all"))
    assert item(result.briefing, "C-2").action == "pay all"
    assert told(result) == []


def test_edits_of_different_fields_go_together() -> None:
    result = pulled(Memo().write("C_2_amount", "5 crowns").bytes(), _changed("C-2", action="pay all"))
    after = item(result.briefing, "C-2")
    assert (after.action, after.amount) == ("pay all", "5 crowns")
    assert result.settled


def test_the_same_edit_twice_is_one() -> None:
    assert told(pulled(Memo().write("C_2_action", "pay all").bytes(), _changed("C-2", action="pay all"))) == []


def test_a_conflict_shows_all_three_texts_and_changes_nothing() -> None:
    base = _changed("C-2", action="pay all")
    result = pulled(Memo().write("C_2_action", "pay half").bytes(), base)
    assert only(result).line() == (
        "conflict  C-2.action: was “pay towards a second icebreaker”, is now “pay all”, in the memo “pay half”; "
        "the briefing was left as it is"
    )
    assert result.briefing is base
    assert not result.settled


def test_what_was_edited_meanwhile_is_not_rejected() -> None:
    memo = Memo()
    line = memo.line("K_2_point")
    line.getparent().remove(line)
    result = pulled(memo.bytes(), _changed("K-2", point="Nordvik pays nothing."))
    assert told(result) == [("conflict", "K-2", "")]
    assert item(result.briefing, "K-2").review.state is ReviewState.DRAFT


def test_what_was_rejected_meanwhile_does_not_come_back() -> None:
    base = _changed("K-2", review=Review(state=ReviewState.REJECTED, by="Bo"))
    result = pulled(Memo().write("K_2_point", "Nordvik pays nothing.").bytes(), base)
    assert told(result) == [("conflict", "K-2", "point")]
    assert result.briefing == base


def test_an_item_that_is_gone_is_told() -> None:
    briefing = samples.accord()
    base = briefing.model_copy(update={"summary": briefing.summary[:1]})
    found = only(pulled(Memo().write("K_2_point", "Nordvik pays nothing.").bytes(), base))
    assert (found.status.value, found.why) == ("unplaced", "the item is no longer in the briefing")


def test_a_memo_of_another_briefing_is_refused() -> None:
    with pytest.raises(SavedBriefingError, match="made from another briefing"):
        pulled(fresh(), samples.bare())


def test_a_memo_that_lost_its_briefing_needs_one() -> None:
    with pytest.raises(SavedBriefingError, match="no longer carries its briefing"):
        pulled(Memo().drop_saved().bytes())


def test_with_one_its_edits_come_back() -> None:
    result = pulled(Memo().drop_saved().write("C_2_action", "pay half").bytes(), samples.accord())
    assert told(result) == [("edited", "C-2", "action")]
