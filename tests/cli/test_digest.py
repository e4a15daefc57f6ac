"""`briefing digest`: files in, what is new out, and an exit code that says so."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefing import pipeline
from briefing.cli import github
from briefing.digest.model import Digest
from briefing.document import Document
from briefing.model import Briefing
from briefing.settings import Settings
from tests.conftest import ROOT, Command
from tests.digest.newsroom import FRIDAY, PLEDGE, Report, pledged, told

pytestmark = pytest.mark.usefixtures("quick_parser", "own_cache")


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keeps the user's own cache out of the tests, and GitHub, where they may well run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def _made(folder: Path) -> Digest:
    return Digest.from_json((folder / "dist" / "digest.json").read_bytes())


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


def test_a_digest_is_written_in_the_usual_formats(briefing: Command, note: Path) -> None:
    ran = briefing("digest", "note.txt")
    assert (ran.code, sorted(_files(note.parent))) == (0, ["digest.html", "digest.json", "digest.md"])
    assert ran.out.startswith("The first digest: 1 story from 1 source.")


def test_every_format_can_be_had(briefing: Command, note: Path) -> None:
    briefing("digest", "note.txt", "--to", "xlsx,csv", "--to", "atom")
    assert {"digest.xlsx", "digest-commitments.csv", "digest.atom"} < set(_files(note.parent))


def test_a_brand_file_colours_the_page(briefing: Command, note: Path) -> None:
    Path("brand.yml").write_text("color: { primary: '#7a1f2b' }\n", encoding="utf-8")
    briefing("digest", str(note), "--to", "html", "--brand", "brand.yml", "-o", "branded")
    briefing("digest", str(note), "--to", "html", "-o", "plain")
    branded, plain = (Path(name, "digest.html").read_text(encoding="utf-8") for name in ("branded", "plain"))
    assert "#7a1f2b" in branded
    assert "#7a1f2b" not in plain


def test_an_unknown_format_is_misuse(briefing: Command, note: Path) -> None:
    ran = briefing("digest", "note.txt", "--to", "pdf")
    assert (ran.code, "choose from md, html" in " ".join(ran.err.split())) == (2, True)


def test_the_day_is_today_unless_another_is_named(briefing: Command, note: Path) -> None:
    briefing("digest", "note.txt")
    assert _made(note.parent).as_of == date.today()
    briefing("digest", "note.txt", "--as-of", "2026-02-28")
    assert _made(note.parent).as_of == date(2026, 2, 28)


def test_a_day_that_is_none_is_misuse(briefing: Command, note: Path) -> None:
    assert briefing("digest", "note.txt", "--as-of", "tomorrow").code == 2


def test_sources_saved_briefings_and_memos_are_all_taken(briefing: Command, note: Path) -> None:
    folder = note.parent / "in"
    folder.mkdir()
    (folder / "ferries.json").write_text(pledged().note.to_json(), encoding="utf-8")
    note.rename(folder / "note.txt")
    briefing("render", "in/ferries.json", "--to", "html", "-o", "in")
    briefing("digest", "in")
    assert {one.link for one in _made(note.parent).sources} == {"../in/ferries.html", "../in/note.txt"}


def test_a_source_with_an_odd_name_is_linked_all_the_same(briefing: Command, note: Path) -> None:
    note.rename(note.parent / "a #1: 100% <sure>.txt")
    assert briefing("digest", ".", "--to", "md,html,json,xlsx,csv").code == 0
    [one] = _made(note.parent).sources
    assert unquote(one.link or "") == "../a #1: 100% <sure>.txt"
    assert f"](<{one.link}>)" in (note.parent / "dist" / "digest.md").read_text(encoding="utf-8")


def test_a_folder_of_nothing_but_saved_briefings_is_taken(briefing: Command, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "ferries.json").write_text(pledged().note.to_json(), encoding="utf-8")
    assert briefing("digest", "in").code == 0
    assert len(_made(here).sources) == 1


def test_a_digest_made_before_is_no_input(briefing: Command, note: Path) -> None:
    (note.parent / "old.json").write_text(told(pledged()).to_json(), encoding="utf-8")
    assert briefing("digest", ".").code == 0
    assert briefing("digest", ".").code == 0
    assert [one.location for one in _made(note.parent).sources] == ["note.txt"]


def test_what_is_new_is_told_against_the_last_digest(briefing: Command, note: Path) -> None:
    briefing("digest", ".")
    (note.parent / "other.txt").write_text("A volcano erupted.\n", encoding="utf-8")
    ran = briefing("digest", ".", "--previous", "dist/digest.json")
    assert ran.out.startswith("1 change in 1 of 2 stories")


def test_the_exit_code_says_whether_something_is_new(briefing: Command, note: Path) -> None:
    assert briefing("digest", ".", "--exit-code").code == 1
    assert briefing("digest", ".", "--exit-code", "--previous", "dist/digest.json").code == 0
    (note.parent / "other.txt").write_text("A volcano erupted.\n", encoding="utf-8")
    assert briefing("digest", ".", "--previous", "dist/digest.json").code == 0
    (note.parent / "third.txt").write_text("A comet was seen.\n", encoding="utf-8")
    assert briefing("digest", ".", "--exit-code", "--previous", "dist/digest.json").code == 1


def test_a_failure_is_told_apart_from_news(briefing: Command, note: Path) -> None:
    assert briefing("digest", "nosuch.txt", "note.txt").code == 1
    assert briefing("digest", "nosuch.txt", "note.txt", "--exit-code").code == 2
    ran = briefing("digest", "note.txt", "--exit-code", "--previous", "nosuch.json")
    assert (ran.code, "leave --previous out for the first digest" in ran.err) == (2, True)


def test_what_can_be_read_is_told_even_where_a_source_fails(briefing: Command, note: Path) -> None:
    ran = briefing("digest", "nosuch.txt", "note.txt")
    assert "nosuch.txt: there is no such file" in ran.err
    assert len(_made(note.parent).sources) == 1


def test_the_order_of_the_names_plays_no_part(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text("A volcano erupted.\n", encoding="utf-8")
    every = ("--to", "md,html,json,atom,xlsx,csv", "--as-of", "2026-02-28")
    briefing("digest", "note.txt", "other.txt", *every)
    first = _files(note.parent)
    briefing("digest", "other.txt", "note.txt", *every)
    assert _files(note.parent) == first


def test_an_unchanged_source_is_not_parsed_again(
    briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing("digest", "note.txt")
    monkeypatch.setattr("briefing.parser.parse", None)
    assert briefing("digest", "note.txt").code == 0


def test_without_the_cache_everything_is_parsed_anew(briefing: Command, note: Path, tmp_path: Path) -> None:
    briefing("digest", "note.txt", "--no-cache")
    assert not (tmp_path / "cache").exists()


def test_a_run_that_is_stopped_leaves_the_last_digest_whole(
    briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing("digest", ".")
    before = _files(note.parent)
    (note.parent / "other.txt").write_text("A volcano erupted.\n", encoding="utf-8")
    parse, parsed = pipeline.parser.parse, []

    def stopped(document: object, **options: object) -> object:
        parsed.append(document)
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.parser.parse", stopped)
    assert briefing("digest", ".", "--previous", "dist/digest.json").code == 130
    assert (_files(note.parent), len(parsed)) == (before, 1)
    monkeypatch.setattr("briefing.parser.parse", parse)
    assert briefing("digest", ".", "--previous", "dist/digest.json").out.startswith("1 change ")


# Ends as a machine does that loses its power: at the second call of what is named, without a last word.
_KILLED = """
import os, signal, sys
from briefing import digesting, parser
from briefing.cli import main
from tests.conftest import quick_parse

calls = []
parser.parse = quick_parse
owner, name = {"parse": (parser, "parse"), "write": (digesting, "write")}[sys.argv.pop(1)]
whole = getattr(owner, name)

def until_killed(*given, **options):
    calls.append(given)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*given, **options)

setattr(owner, name, until_killed)
main(sys.argv[1:])
"""


@pytest.mark.parametrize("during", ["parse", "write"])
def test_a_run_that_is_killed_leaves_the_last_digest_and_the_next_one_goes_on(
    briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch, during: str
) -> None:
    briefing("digest", ".")
    before = _files(note.parent)
    for name in ("other", "third"):
        (note.parent / f"{name}.txt").write_text(f"A volcano erupted, said the {name} report.\n", encoding="utf-8")
    arguments = ["digest", ".", "--previous", "dist/digest.json"]
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, during, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    left = _files(note.parent)
    assert left["digest.json"] == before["digest.json"]
    assert during == "write" or left == before

    parse, parsed = pipeline.parser.parse, []

    def counted(document: Document, **options: str) -> Briefing:
        parsed.append(document.source.location)
        return parse(document, **options)

    monkeypatch.setattr("briefing.parser.parse", counted)
    assert briefing(*arguments).code == 0
    assert parsed == (["third.txt"] if during == "parse" else [])
    assert len(_made(note.parent).sources) == 3


def test_a_run_that_goes_on_parses_only_what_is_left(
    briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (note.parent / "other.txt").write_text("A volcano erupted.\n", encoding="utf-8")
    parse, parsed = pipeline.parser.parse, []

    def counted(document: Document, **options: str) -> Briefing:
        parsed.append(document.source.location)
        if len(parsed) == 2:
            raise KeyboardInterrupt
        return parse(document, **options)

    monkeypatch.setattr("briefing.parser.parse", counted)
    assert briefing("digest", ".").code == 130
    assert briefing("digest", ".").code == 0
    assert parsed == ["note.txt", "other.txt", "other.txt"]


def test_the_cache_changes_nothing_but_the_time(briefing: Command, here: Path) -> None:
    later = Report("Norland lent Lindholm the four ferries on Thursday.", day=FRIDAY)
    for name, report in (("a", pledged()), ("b", later)):
        (here / f"{name}.json").write_text(report.note.to_json(), encoding="utf-8")
    every = ("--as-of", "2026-02-28", "--to", "md,html,json,atom,xlsx,csv")
    files = []
    for option in ("--no-cache", "--quiet", "--quiet"):  # without, filling, filled
        briefing("digest", "a.json", *every, option)
        briefing("digest", "a.json", "b.json", "--previous", "dist/digest.json", *every, option)
        files.append(_files(here))
    assert files[0] == files[1] == files[2]


@pytest.fixture
def on_github(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which GitHub's files for a step lie."""
    for name, value in {"ACTIONS": "true", "SERVER_URL": "https://git.example", "REPOSITORY": "desk/news"}.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    monkeypatch.setenv("GITHUB_RUN_ID", "7")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    return tmp_path


def test_github_gets_a_summary_annotations_and_outputs(briefing: Command, here: Path, on_github: Path) -> None:
    (here / "a.json").write_text(pledged().note.to_json(), encoding="utf-8")
    briefing("digest", "a.json")
    (on_github / "output").unlink()
    broken = Report("Norland failed to lend Lindholm the four ferries.", day=FRIDAY)
    (here / "b.json").write_text(broken.note.to_json(), encoding="utf-8")
    out = briefing("digest", "a.json", "b.json", "--previous", "dist/digest.json").out
    assert "::warning title=Broken::Norland: lend Lindholm four ferries\n" in out
    assert (
        (on_github / "summary.md")
        .read_text(encoding="utf-8")
        .endswith((here / "dist" / "digest.md").read_text(encoding="utf-8"))
    )
    assert (on_github / "output").read_text(encoding="utf-8").splitlines()[0] == "changed=true"


def test_a_summary_that_is_too_long_is_cut_behind_a_line_and_leads_to_the_whole() -> None:
    line = ("ä" * 99 + "\n").encode()
    cut = github.fitting(line * 9_000, "https://git.example/desk/news/actions/runs/7")
    assert len(cut) <= github.SUMMARY
    *whole, empty, more = cut.decode().splitlines()
    assert (set(whole[:-1]), empty) == ({"ä" * 99}, "")
    assert more == "… [the whole digest](https://git.example/desk/news/actions/runs/7)"
    assert github.fitting(line, "") == line


def test_no_line_of_a_source_becomes_a_command_of_github() -> None:
    report = Report(PLEDGE).pledge("lend\n::error::% ferries", committer="x")
    made = told(report, previous=told())
    lines = github.annotations(made, Settings())
    assert all(line.startswith("::") and "\n" not in line and os.linesep not in line for line in lines)
    assert "::notice title=New commitment::x: lend%0A::error::%25 ferries" in lines


def test_no_more_annotations_are_made_than_are_shown() -> None:
    report = Report(PLEDGE)
    for n in range(30):
        report.pledge(f"lend ferry {n} to harbour {n}")
    assert len(github.annotations(told(report, previous=told()), Settings())) == 10
