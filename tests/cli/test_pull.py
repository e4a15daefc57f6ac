import json
from pathlib import Path

import pytest

from briefing.model import Briefing
from tests import samples
from tests.conftest import Command
from tests.pull.edits import Memo, fresh


@pytest.fixture
def memo(here: Path) -> Path:
    path = here / "memo.docx"
    path.write_bytes(Memo().write("C_2_action", "pay half").bytes())
    return path


def test_the_edited_briefing_is_printed_and_what_was_done_is_told(briefing: Command, memo: Path) -> None:
    ran = briefing("pull", memo)
    assert ran.code == 0
    assert next(one for one in Briefing.from_json(ran.out).commitments if one.id == "C-2").action == "pay half"
    told, counted = ran.err.splitlines()
    assert told == "edited    C-2.action: “pay towards a second icebreaker” → “pay half”"
    assert counted == "59 unchanged, 1 edited"


def test_it_is_written_where_the_user_wants_it(briefing: Command, memo: Path) -> None:
    ran = briefing("pull", memo, "-o", "after.json", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert briefing("check", "after.json").code == 0


def test_the_report_is_json(briefing: Command, memo: Path, here: Path) -> None:
    assert briefing("pull", memo, "-o", "after.json", "--report", "report.json").code == 0
    rows = json.loads((here / "report.json").read_text(encoding="utf-8"))
    (edited,) = [row for row in rows if row["status"] == "edited"]
    assert (edited["item"], edited["field"], edited["edited"]) == ("C-2", "action", "pay half")


def test_a_conflict_is_told_and_ends_in_failure(briefing: Command, memo: Path, here: Path) -> None:
    text = samples.accord().to_json().replace("pay towards a second icebreaker", "pay all")
    (here / "now.json").write_text(text, encoding="utf-8")
    ran = briefing("pull", memo, "--base", "now.json")
    assert ran.code == 1
    assert "“pay towards a second icebreaker”, is now “pay all”, in the memo “pay half”" in ran.err
    assert ran.out == text


def test_tracked_changes_can_be_listed(briefing: Command, here: Path) -> None:
    (here / "memo.docx").write_bytes(Memo().comment("C_2_action", "Sure?").bytes())
    ran = briefing("pull", "memo.docx", "--changes", "list")
    assert (ran.code, ran.out) == (0, "noted     C-2: “Sure?” (Ann Lee, 2026-03-02)\n")


def test_another_way_to_take_changes_is_misuse(briefing: Command, memo: Path) -> None:
    assert briefing("pull", memo, "--changes", "guess").code == 2


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"nothing", "error: memo.docx: it is damaged or cut short; save it again from Word\n"),
        (Memo().drop_saved().bytes(), "error: memo.docx: it no longer carries its briefing; "
         "name the briefing that it was made from with --base\n"),
    ],
    ids=["damaged", "no briefing"],
)  # fmt: skip
def test_what_cannot_be_pulled_is_one_line(briefing: Command, here: Path, data: bytes, line: str) -> None:
    (here / "memo.docx").write_bytes(data)
    ran = briefing("pull", "memo.docx")
    assert (ran.code, ran.out, ran.err) == (1, "", line)


def test_a_pulled_briefing_becomes_every_format(briefing: Command, memo: Path, here: Path) -> None:
    assert briefing("pull", memo, "-o", "after.json").code == 0
    assert briefing("render", "after.json", "--to", "docx,md,html,json", "-o", "out").code == 0
    assert "pay half" in (here / "out" / "after.md").read_text(encoding="utf-8")
    again = briefing("pull", "out/after.docx")
    assert again.out == (here / "after.json").read_text(encoding="utf-8")


def test_the_look_is_asked_for_what_a_file_has_lost(briefing: Command, here: Path) -> None:
    (here / "memo.docx").write_bytes(Memo(fresh()).drop_saved().write("C_2_action", "pay half").bytes())
    (here / "base.json").write_text(samples.accord().to_json(), encoding="utf-8")
    ran = briefing("pull", "memo.docx", "--base", "base.json", "--template", "memo")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "59 unchanged, 1 edited")
