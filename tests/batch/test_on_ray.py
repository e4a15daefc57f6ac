"""The cluster, as far as it can be tried without one; `make exam-ray` tries the rest."""

import sys

import pytest

from tests.conftest import Command

pytestmark = pytest.mark.usefixtures("note")


def test_without_ray_one_line_says_what_to_install(briefing: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = briefing("build", "note.txt", "--engine", "ray")
    assert (ran.code, ran.err) == (1, "error: Ray is not installed; pip install 'briefing[ray]'\n")


def test_an_engine_that_is_not_there_is_misuse(briefing: Command) -> None:
    ran = briefing("build", "note.txt", "--engine", "steam")
    assert ran.code == 2
    assert "batch.engine: Input should be 'local' or 'ray'" in " ".join(ran.err.split())
