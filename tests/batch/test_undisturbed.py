"""Whatever happens to a run, in the end the folder is as if nothing had: the program as a process, with its workers."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, TEXT, visible

COMMAND = [sys.executable, "-m", "tests.batch.obedient"]


def _run(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "build", *arguments, "--to", "html,json"]
    env = {"PATH": "", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert not check or ran.returncode == 0, ran.stderr
    return ran


def _texts(folder: Path, **lines: str) -> None:
    for name, line in lines.items():
        (folder / f"{name}.txt").write_text(f"{name}. {TEXT}\n\n{line}.\n", encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_that_is_killed_again_and_again_ends_as_an_undisturbed_one(here: Path) -> None:
    _texts(here, **{f"note{n}": "wait 0.2" for n in range(12)})
    _run(here, ".", "--out", "../undisturbed")
    draw = random.Random(7)
    for _ in range(3):
        command = [*COMMAND, "build", ".", "--to", "html,json", "--out", "../disturbed"]
        with subprocess.Popen(command, cwd=here, env={"PATH": "", "PYTHONPATH": str(ROOT)}, stderr=-3) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=draw.uniform(0.8, 1.8))
            process.kill()
    _run(here, ".", "--out", "../disturbed")
    assert _files(here.parent / "disturbed") == _files(here.parent / "undisturbed")


def test_every_kind_of_poison_is_named_and_the_rest_is_done(here: Path) -> None:
    _texts(here, a="all is well", crash="crash", hang="hang", swell="swell", err="err", z="all is well")
    limits = ("--time-limit", "4", "--memory-limit", "400", "--report", "../report.json")
    ran = _run(here, ".", *limits, "--out", "../memos", check=False)
    assert ran.returncode == 1
    assert sorted(line for line in ran.stderr.splitlines() if line.startswith("error")) == [
        "error: crash.txt: it ends the process that works on it (SIGSEGV)",
        "error: err.txt: it meets a fault of this program (ZeroDivisionError: by nothing)",
        "error: hang.txt: it takes longer than 4 seconds",
        "error: swell.txt: it takes more memory than it may",
    ]
    assert visible(here.parent / "memos") == ["a.html", "a.json", "z.html", "z.json"]
    assert json.loads((here.parent / "report.json").read_bytes())["totals"]["set_aside"] == 4
    # remembered: it costs nothing to be told again, and is tried again when there is more time for it
    ran = _run(here, ".", *limits, "--out", "../memos", check=False)
    assert ran.stderr.count("in an earlier run; try it again with --rebuild") == 4
    _texts(here, hang="all is well")
    assert "hang" not in _run(here, ".", *limits, "--out", "../memos", "--quiet", check=False).stderr


def test_what_lies_in_the_current_folder_is_no_module_of_the_program(here: Path) -> None:
    _texts(here, a="all is well", b="all is well")
    for name in ("json", "pydantic", "briefing"):
        (here / f"{name}.py").write_text("raise SystemExit('mine')", encoding="utf-8")
    command = [sys.executable, "-P", *COMMAND[1:], "build", "a.txt", "b.txt", "--to", "json"]
    env = {"PATH": "", "PYTHONPATH": str(ROOT)}
    assert subprocess.run(command, cwd=here, env=env, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for a quarter of a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"only root may mount a file system ({error})")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_line_and_what_is_written_is_whole(here: Path, small_disk: Path) -> None:
    _texts(here, **{f"note{n:02}": "all is well" for n in range(30)})
    ran = _run(here, ".", "--out", str(small_disk), "--quiet", check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert "(No space left on device); make room and start again" in ran.stderr
    _run(here, ".", "--out", "../roomy")
    written, whole = _files(small_disk), _files(here.parent / "roomy")
    assert len(visible(small_disk)) > 2
    assert {name: written[name] for name in visible(small_disk)} == {name: whole[name] for name in visible(small_disk)}
    # once there is room the same command carries on
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert "had not changed" in _run(here, ".", "--out", str(small_disk)).stdout
    assert _files(small_disk) == whole
