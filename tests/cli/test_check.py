"""`briefing check`: what a saved briefing holds, and why."""

from pathlib import Path

import pytest

from tests.conftest import TEXT, Command


@pytest.fixture
def saved(briefing: Command, here: Path) -> Path:
    """A saved briefing on a short text."""
    (here / "crossing.txt").write_text(TEXT, encoding="utf-8")
    assert briefing("parse", "crossing.txt", "-o", "crossing.json").code == 0
    return here / "crossing.json"


def test_why_a_commitment_was_taken_is_told_as_a_sum_of_weights(briefing: Command, saved: Path) -> None:
    ran = briefing("check", "--explain", "C-", saved)
    assert (ran.code, ran.err) == (0, "")
    assert "commitment: reopen the northern crossing" in ran.out
    assert "  cue         agreed: verb, class commit\n" in ran.out
    assert "  taken       probability 0." in ran.out
    assert "bias\n" in ran.out and "sum, the log odds of that probability\n" in ran.out


def test_a_statement_is_told_to_be_found_by_rules_alone(briefing: Command, saved: Path) -> None:
    ran = briefing("check", "--explain", "S-", saved)
    assert "  form        verb, in quotation marks\n" in ran.out
    assert "  judgement   none" in ran.out


def test_an_item_that_is_not_there_is_one_line_and_fails(briefing: Command, saved: Path) -> None:
    ran = briefing("check", "--explain", "Z", saved)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "it holds no item “Z”; choose one of K-" in ran.err
