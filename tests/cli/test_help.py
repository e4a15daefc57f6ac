"""The help pages: there for every command, quick, and true."""

import os
import subprocess
import sys

import pytest

from briefing.cli import options
from briefing.model import Header
from briefing.renderers import FORMATS
from briefing.settings import Batch, Settings
from tests.conftest import Command

COMMANDS = ("build", "parse", "render", "check", "pull", "merge", "digest", "score", "templates", "schema", "doctor")
HEAVY = (
    "spacy",
    "ray",
    "pyarrow",
    "fsspec",
    "weasyprint",
    "docx",
    "pydantic",
    "rich",
    "jinja2",
    "trafilatura",
    "numpy",
    "lxml",
)


def _cpu_seconds(*arguments: str) -> float:
    """The least CPU time, user and system, of five runs."""
    taken = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = os.times()
        taken.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(taken)


def test_help_takes_less_than_a_fifth_of_a_second_of_cpu() -> None:
    # what Python itself needs to start is no fault of ours, and depends on the machine
    assert _cpu_seconds("-m", "briefing", "--help") - _cpu_seconds("-c", "") < 0.2


def _imported(arguments: list[str]) -> set[str]:
    """What a command has imported by its end."""
    code = (
        "import sys\nfrom briefing.cli import main\n"
        f"try:\n    main({arguments!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in ran.stderr.split()}


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["digest", "--help"], ["templates", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not _imported(arguments) & set(HEAVY)


def test_the_schema_is_printed_without_language_model_pdf_engine_and_cluster() -> None:
    assert not _imported(["schema"]) & {"spacy", "weasyprint", "ray", "docx", "numpy"}


def test_help_lists_every_command(briefing: Command) -> None:
    out = briefing("--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_page(briefing: Command, command: str) -> None:
    ran = briefing(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "--help" in ran.out


@pytest.mark.parametrize("command", ["build", "render", "parse", "merge", "digest", "schema", "score"])
def test_the_place_for_results_is_one_option_everywhere(briefing: Command, command: str) -> None:
    assert "-o, --out" in briefing(command, "--help").out


def test_no_argument_at_all_is_misuse_and_shows_the_help(briefing: Command) -> None:
    ran = briefing()
    assert ran.code == 2
    assert "Usage:" in ran.out + ran.err


def test_a_command_that_is_not_there_is_misuse(briefing: Command) -> None:
    assert briefing("brief").code == 2


def test_the_version_is_printed(briefing: Command) -> None:
    assert briefing("--version").out.startswith("briefing 0.")


def test_the_help_names_the_fields_that_a_header_has() -> None:
    fields = tuple(field.alias or name for name, field in Header.model_fields.items())
    assert fields == options.HEADER_FIELDS


def test_the_help_names_the_sizes_that_paper_has() -> None:
    assert Settings.model_json_schema()["properties"]["page"]["enum"] == list(options.PAGES)


def test_the_help_names_the_engines_that_there_are() -> None:
    assert Batch.model_json_schema()["properties"]["engine"]["enum"] == list(options.ENGINES)


def test_the_help_names_the_formats_that_there_are(briefing: Command) -> None:
    assert ",".join(row.name for row in FORMATS) in briefing("build", "--help").out


def _completed(line: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", "from briefing.cli import main; main([])"],
        env={**os.environ, "_BRIEFING_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.split()


def test_the_shell_completes_commands() -> None:
    assert any("templates" in word for word in _completed("briefing templ"))


def test_the_shell_completes_formats() -> None:
    assert any("docx" in word for word in _completed("briefing build --to d"))


def test_the_shell_completes_a_second_format() -> None:
    assert any("pdf,docx" in word for word in _completed("briefing build --to pdf,d"))


def test_the_shell_completes_looks() -> None:
    assert any("memo" in word for word in _completed("briefing build --template m"))
