"""A memo that nobody has edited gives back the briefing that it was made from, byte for byte."""

import pytest
from hypothesis import HealthCheck, given, settings

from briefing.memo import View, load_look
from briefing.memo.look import looks
from briefing.model import Briefing
from briefing.pull import Status, pull
from briefing.renderers.docx import render
from tests import samples, strategies
from tests.conftest import Command
from tests.pull.edits import Memo, fresh, pulled, redraw


@pytest.mark.parametrize("sample", [samples.accord, samples.bare, samples.hostile, samples.many])
def test_a_fresh_memo_gives_back_its_briefing(sample) -> None:
    result = pulled(fresh(sample))
    assert result.briefing.to_json() == sample().to_json()
    assert {one.status for one in result.findings} <= {Status.UNCHANGED}


@pytest.mark.parametrize("name", looks())
def test_in_every_look_a_fresh_memo_gives_back_its_briefing(name: str) -> None:
    briefing = samples.accord()
    header = briefing.header.model_copy(update={"classification": None})  # each standard has markings of its own
    briefing = briefing.model_copy(update={"header": header})
    look = load_look(name)
    result = pull(render(View(briefing, look)), redraw=lambda note: render(View(note, look)))
    assert result.briefing.to_json() == briefing.to_json()
    assert {one.status for one in result.findings} == {Status.UNCHANGED}


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.briefings(most=2))
def test_so_does_any_memo(note: Briefing) -> None:
    result = pulled(redraw(note))
    assert result.briefing.to_json() == note.to_json()
    assert {one.status for one in result.findings} <= {Status.UNCHANGED}


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.briefings(most=2))
def test_so_does_one_that_lost_all_but_its_words_where_the_briefing_is_named(note: Briefing) -> None:
    memo = Memo(redraw(note)).unwrap_controls().drop_bookmarks().drop_saved()
    result = pulled(memo.bytes(), base=note)
    assert result.briefing.to_json() == note.to_json()


def test_the_memo_of_the_seed_gives_back_its_briefing(briefing: Command, seed, here) -> None:
    assert briefing("build", seed, "--to", "docx,json", "--out", here).code == 0
    (memo,), (saved,) = here.glob("*.docx"), here.glob("*.json")
    ran = briefing("pull", memo)
    assert (ran.code, ran.out) == (0, saved.read_text(encoding="utf-8"))


def test_every_field_that_the_memo_shows_is_told() -> None:
    fields = {(one.item, one.field) for one in pulled(fresh()).findings}
    assert {("K-1", "point"), ("C-2", "amount"), ("C-2", "deadline"), ("Q-1", "kind"), ("", "title")} <= fields
