"""`briefing doctor`: what is missing, and the command that brings it."""

import shutil

import pytest

from briefing import doctor
from briefing.errors import MissingPartError
from briefing.parser.analysis import language
from tests.conftest import Command


def test_a_machine_with_everything_is_well(briefing: Command) -> None:
    ran = briefing("doctor")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["ok"] * 4


def test_quiet_says_nothing_of_what_is_there(briefing: Command) -> None:
    assert briefing("doctor", "--quiet").out == ""


def test_a_missing_language_model_is_told(briefing: Command) -> None:
    ran = briefing("doctor", "--model", "no_such_model", "--quiet")
    assert ran.code == 1
    assert ran.out.startswith("missing  language model no_such_model")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing but Python is installed."""

    def missing(*_: str) -> None:
        raise MissingPartError("it is not installed", mend="pip install it")

    monkeypatch.setattr(doctor, "_libraries", lambda: None)
    monkeypatch.setattr(doctor, "font", missing)
    monkeypatch.setattr(language, "load", missing)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("dnf", "dnf install pango"),
        ("brew", "brew install pango"),
    ],
)
def test_each_missing_part_comes_with_its_command(
    briefing: Command, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == manager else None)
    ran = briefing("doctor")
    assert (ran.code, len(ran.out.splitlines())) == (1, 4)
    assert command in ran.out
    assert "pip install font-source-serif-pro font-source-sans-pro" in ran.out


@pytest.mark.usefixtures("bare")
def test_an_unknown_system_is_told_what_to_look_for(briefing: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "install Pango with the system's package manager" in briefing("doctor").out
