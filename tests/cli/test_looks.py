"""`briefing templates`: the looks there are, and how one's own begins."""

from pathlib import Path

import pytest

from briefing.memo.look import looks
from tests.conftest import Command


def test_every_look_is_listed(briefing: Command) -> None:
    assert [line.split()[0] for line in briefing("templates", "list").out.splitlines()] == list(looks())


def test_a_look_shows_its_sections_and_files(briefing: Command) -> None:
    out = briefing("templates", "show", "memo").out
    assert "commitments" in out
    assert "look.toml" in out


def test_an_unknown_look_is_told_with_those_there_are(briefing: Command, here: Path) -> None:
    ran = briefing("templates", "show", "nosuch")
    assert (ran.code, ran.out) == (1, "")
    assert "choose from bluf, " in ran.err


def test_a_copy_is_a_look_of_its_own(briefing: Command, here: Path) -> None:
    assert briefing("templates", "copy", "memo", "house").code == 0
    assert briefing("templates", "show", "./house").out.startswith("house: ")


def test_a_copy_goes_here_by_default_and_says_how_to_use_it(briefing: Command, here: Path) -> None:
    ran = briefing("templates", "copy")
    assert (here / "memo" / "look.toml").is_file()
    assert "--template ./memo" in ran.out


def test_a_copy_never_goes_over_what_is_there(briefing: Command, here: Path) -> None:
    (here / "house").mkdir()
    ran = briefing("templates", "copy", "memo", "house")
    assert (ran.code, ran.err) == (1, "error: house: it is there already; name another folder\n")


@pytest.mark.usefixtures("quick_parser")
def test_a_copy_can_be_changed_and_used(briefing: Command, note: Path) -> None:
    briefing("templates", "copy", "memo", "house")
    look = note.parent / "house" / "look.toml"
    look.write_text(look.read_text(encoding="utf-8").replace("Bottom line", "In one line"), encoding="utf-8")
    briefing("build", "note.txt", "--to", "html", "--template", "house")
    assert "In one line" in (note.parent / "dist" / "note.html").read_text(encoding="utf-8")
