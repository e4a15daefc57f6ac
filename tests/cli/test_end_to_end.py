"""The main job as users run it: a process of its own, the real language model, every format."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model import Briefing
from briefing.renderers import FORMATS
from tests.conftest import Command, visible

STEM = "coalition-of-the-willing"


def _run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder in which the seed was built, and how that ended."""
    folder = tmp_path_factory.mktemp("built")
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    return folder, _run(folder, "build", str(seeds))


@pytest.fixture(scope="module")
def dist(built: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    return built[0] / "dist"


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_it_ends_well_and_with_nothing_on_standard_error(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    assert (built[1].returncode, built[1].stderr) == (0, "")


def test_there_is_a_memo_in_every_format_and_nothing_else_to_be_seen(dist: Path) -> None:
    assert visible(dist) == sorted(f"{STEM}.{row.name}" for row in FORMATS)


def test_another_process_gives_the_same_bytes(dist: Path, seed: Path, tmp_path: Path) -> None:
    _run(tmp_path, "build", str(seed), PYTHONHASHSEED="7")
    assert _hashes(tmp_path / "dist") == _hashes(dist)


@pytest.mark.parametrize("ending", [row.name for row in FORMATS])
def test_every_memo_carries_its_briefing(briefing: Command, dist: Path, tmp_path: Path, ending: str) -> None:
    assert briefing("render", dist / f"{STEM}.{ending}", "--to", "json", "-o", tmp_path).code == 0
    assert (tmp_path / f"{STEM}.json").read_bytes() == (dist / f"{STEM}.json").read_bytes()


@pytest.mark.parametrize("ending", [row.name for row in FORMATS])
def test_every_memo_passes_the_check(briefing: Command, dist: Path, ending: str) -> None:
    ran = briefing("check", dist / f"{STEM}.{ending}")
    assert (ran.code, ran.err) == (0, "")


def test_the_briefing_holds_something_of_every_kind(dist: Path) -> None:
    note = Briefing.from_json((dist / f"{STEM}.json").read_bytes())
    assert [
        name for name in ("summary", "actors", "commitments", "open_questions", "statements") if not getattr(note, name)
    ] == []
