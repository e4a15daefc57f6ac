"""`briefing check --template`: a look's rules, each finding with its place and what to do."""

from pathlib import Path

import pytest

from tests.conftest import Command
from tests.samples import accord


@pytest.fixture
def memo(here: Path) -> Path:
    path = here / "memo.json"
    path.write_text(accord().to_json(), encoding="utf-8")
    return path


def test_findings_are_told_one_a_line_and_end_in_failure(briefing: Command, memo: Path) -> None:
    ran = briefing("check", "--template", "ukgov", "memo.json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "memo.json: header.cleared_by: “Clearance” is missing; supply it with --header cleared_by=…",
        "memo.json: header.copy_to: “Copies” is missing; supply it with --header copy_to=…",
    ]


def test_a_briefing_that_keeps_the_rules_is_told_as_before(briefing: Command, memo: Path) -> None:
    ran = briefing("check", "--template", "memo", "memo.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("memo.json: ok, ")


def test_without_a_look_no_rule_is_asked_for(briefing: Command, memo: Path) -> None:
    assert briefing("check", "memo.json").code == 0


def test_an_unknown_look_is_told_with_those_there_are(briefing: Command, memo: Path) -> None:
    ran = briefing("check", "--template", "nosuch", "memo.json")
    assert ran.code == 1
    assert "choose from bluf, canada, explainer, icd203, memo, policy, ukgov" in ran.err
