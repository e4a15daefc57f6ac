"""What the README shows is what the program does: shown output is generated and compared, not typed.

`pytest tests/test_readme.py --regenerate` writes the output anew.
"""

import contextlib
import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_SHELL = re.compile(r"```(?:bash|console|sh)[^\n]*\n(.*?)```", re.DOTALL)


def _block(name: str) -> tuple[str, int, int]:
    """The code block that bears the name behind its language, and where it stands."""
    text = README.read_text("utf-8")
    found = re.search(rf"```\w+ {name}\n(.*?)```", text, re.DOTALL)
    assert found is not None, f"README has no block “{name}”"
    return found[1], found.start(1), found.end(1)


def _hold(name: str, made: str, request: pytest.FixtureRequest) -> None:
    shown, start, end = _block(name)
    if request.config.getoption("--regenerate"):
        text = README.read_text("utf-8")
        README.write_text(text[:start] + made + text[end:], "utf-8")
        pytest.fail("written anew; look at it and run again without --regenerate")
    assert shown == made


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the sample text where the README expects it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def test_the_command_prints_what_is_shown(checkout: Path, request: pytest.FixtureRequest) -> None:
    command = _block("command")[0].removeprefix("briefing").split()
    ran = subprocess.run(
        [sys.executable, "-m", "briefing", *command], cwd=checkout, capture_output=True, text=True, check=True
    )
    _hold("output", ran.stdout or ran.stderr, request)


def test_the_python_snippet_prints_what_is_shown(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(checkout)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(_block("snippet")[0], {})
    _hold("printed", printed.getvalue(), request)


def _commands() -> list[str]:
    """Every command of ours in a code block of the README or of docs/, without what it is piped into."""
    texts = [path.read_text("utf-8") for path in (README, *sorted((ROOT / "docs").glob("*.md")))]
    lines = [
        line for text in texts for block in _SHELL.findall(text) for line in block.replace("\\\n", "").splitlines()
    ]
    return sorted({re.split(r" [|>&]", line)[0] for line in lines if line.startswith("briefing ")})


@pytest.mark.parametrize("command", _commands())
def test_every_command_in_the_docs_is_understood(command: str) -> None:
    from typer.main import get_command

    from briefing.cli.app import app

    found, arguments = get_command(app), shlex.split(command, comments=True)[1:]
    while isinstance(found, TyperGroup):
        name, *arguments = arguments
        found = found.commands[name]
    assert found.make_context(name, arguments).params
