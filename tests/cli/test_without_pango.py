"""A machine without Pango, as a process sees it: everything but the PDF, and one clear line."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import visible

# stands in front of everything else in the process, and hides Pango from it
HIDE_PANGO = """
import cffi

load = cffi.FFI.dlopen


def dlopen(self, name, *more, **options):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return load(self, name, *more, **options)


cffi.FFI.dlopen = dlopen
from briefing.cli import main

main()
"""


def _without_pango(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HIDE_PANGO, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_missing_pango_is_reported_and_nothing_is_printed_beside_it(tmp_path: Path) -> None:
    ran = _without_pango(tmp_path, "doctor")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert [line.split()[:2] for line in ran.stdout.splitlines()][:2] == [
        ["missing", "Pango"],
        ["missing", "harfbuzz-subset"],
    ]


def test_a_build_without_pango_writes_the_rest_and_says_one_line(tmp_path: Path, seed: Path) -> None:
    ran = _without_pango(tmp_path, "build", str(seed), "--quiet")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert ran.stderr.startswith("error: PDF needs Pango, which is not installed; apt-get install libpango")
    assert [name.rpartition(".")[2] for name in visible(tmp_path / "dist")] == ["docx", "html", "json", "md"]
