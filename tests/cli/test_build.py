"""`briefing build` and `briefing render`: what they write, what they print, how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import renderers
from briefing.errors import MissingPartError
from briefing.memo import View
from tests.conftest import TEXT, Command, visible

pytestmark = pytest.mark.usefixtures("quick_parser")


def _without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(view: View, name: str) -> bytes:
        if name == "pdf":
            raise MissingPartError("PDF needs Pango", mend="apt-get install it")
        return b"memo"

    monkeypatch.setattr(renderers, "render", render)


def test_memos_go_to_dist_by_default(briefing: Command, note: Path) -> None:
    assert briefing("build", "note.txt", "--to", "json").code == 0
    assert (note.parent / "dist" / "note.json").is_file()


@pytest.mark.parametrize("option", ["-o", "--out"])
def test_memos_go_where_they_are_told_to(briefing: Command, note: Path, option: str) -> None:
    briefing("build", "note.txt", "--to", "json", option, "memos/today")
    assert (note.parent / "memos" / "today" / "note.json").is_file()


def test_formats_are_parted_by_commas(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "html, json")
    assert visible(note.parent / "dist") == ["note.html", "note.json"]


def test_formats_may_be_given_one_by_one(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "html", "--to", "json")
    assert visible(note.parent / "dist") == ["note.html", "note.json"]


def test_a_table_at_the_end_tells_what_was_written(briefing: Command, note: Path) -> None:
    ran = briefing("build", "note.txt", "--to", "html,json")
    head, row = ran.out.splitlines()
    assert head.split() == ["Memo", "Formats", "Actors", "Commitments", "Questions", "Statements"]
    assert row.split() == ["dist/note", "html", "json", "1", "0", "0", "0"]


def test_one_source_needs_no_word_beside_the_table(briefing: Command, note: Path) -> None:
    assert briefing("build", "note.txt", "--to", "json").err == ""


def test_several_sources_are_counted_in_plain_lines(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    assert briefing("build", ".", "--to", "json").err.splitlines() == ["[1/2] note.txt", "[2/2] other.txt"]


def test_quiet_says_nothing(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    ran = briefing("build", ".", "--to", "json", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_quiet_still_tells_of_failures(briefing: Command, note: Path) -> None:
    ran = briefing("build", "nosuch.txt", "--quiet")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: nosuch.txt: there is no such file; check the name\n"


def test_a_failure_among_several_is_named_and_the_rest_is_done(briefing: Command, note: Path) -> None:
    ran = briefing("build", "nosuch.txt", "note.txt", "--to", "json")
    assert ran.code == 1
    assert "error: nosuch.txt: " in ran.err
    assert (note.parent / "dist" / "note.json").is_file()
    assert "dist/note" in ran.out


def test_without_pango_the_rest_is_written_and_one_line_says_so(
    briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    _without_pdf(monkeypatch)
    ran = briefing("build", ".", "--to", "pdf,docx")
    assert ran.code == 1
    assert ran.err.count("error: ") == ran.err.count("error: PDF needs Pango; apt-get install it\n") == 1
    assert visible(note.parent / "dist") == ["note.docx", "other.docx"]


def test_the_header_is_filled_from_flags(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "json", "--header", "to=The Minister", "--header", "drafted-by=A = B")
    header = json.loads((note.parent / "dist" / "note.json").read_bytes())["header"]
    assert (header["to"], header["drafted_by"]) == ("The Minister", "A = B")


def test_settings_are_taken_from_the_file_in_the_folder(briefing: Command, note: Path) -> None:
    (note.parent / "briefing.toml").write_text('out = "memos"\nformats = ["json"]', encoding="utf-8")
    briefing("build", "note.txt")
    assert visible(note.parent / "memos") == ["note.json"]


def test_standard_input_is_a_source(briefing: Command, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with note.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert briefing("build", "-", "--to", "json").code == 0
    assert (note.parent / "dist" / "stdin.json").is_file()


def test_a_saved_briefing_is_rendered(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "json")
    assert briefing("render", "dist/note.json", "--to", "html", "-o", "memos").code == 0
    assert (note.parent / "memos" / "note.html").is_file()


def test_rendering_a_missing_briefing_fails(briefing: Command, here: Path) -> None:
    ran = briefing("render", "nosuch.json")
    assert (ran.code, ran.err) == (1, "error: nosuch.json: there is no such file; check the name\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "odt"], "unknown format “odt”; choose from pdf"),
        (["--to", ","], "formats: "),
        (["--page", "A5"], "page: Input should be 'A4' or 'Letter'"),
        (["--header", "colour=red"], "there is no setting header.colour; choose from to, from"),
        (["--header", "to"], "--header takes FIELD=TEXT"),
        (["--nosuch"], "--nosuch"),
    ],
)
def test_a_flag_that_cannot_be_taken_is_misuse(briefing: Command, note: Path, arguments: list[str], told: str) -> None:
    ran = briefing("build", "note.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert not (note.parent / "dist").exists()


def test_no_source_is_misuse(briefing: Command, here: Path) -> None:
    assert briefing("build").code == 2


def test_an_unknown_look_is_told_before_anything_is_read(briefing: Command, note: Path) -> None:
    ran = briefing("build", "nosuch.txt", "--template", "nosuch")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "there is no look “nosuch”; choose from " in ran.err


def test_bad_settings_are_one_line_with_file_and_key(briefing: Command, note: Path) -> None:
    (note.parent / "briefing.toml").write_text('page = "A5"', encoding="utf-8")
    ran = briefing("build", "note.txt")
    assert ran.code == 1
    assert ran.err == f"error: {note.parent / 'briefing.toml'}: page: Input should be 'A4' or 'Letter'\n"


def _terminal(here: Path, **environment: str) -> str:
    """What a terminal shows while two sources that are not there are built, progress included."""
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "briefing", "build", "one.txt", "two.txt"]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment}
    with subprocess.Popen(command, cwd=here, env=env, stderr=slave, stdout=subprocess.DEVNULL) as process:
        process.wait(timeout=120)
    os.close(slave)
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(master)
    return shown.decode()


def test_on_a_terminal_a_bar_shows_the_progress(here: Path) -> None:
    shown = _terminal(here)
    assert "2/2" in shown
    assert "[1/2]" not in shown


def test_on_a_terminal_a_failure_is_still_one_line(here: Path) -> None:
    assert "error: one.txt: there is no such file; check the name" in _terminal(here)


def test_no_color_is_respected(here: Path) -> None:
    assert "\x1b[3" in _terminal(here)
    assert "\x1b[3" not in _terminal(here, NO_COLOR="1")


def test_what_had_not_changed_is_counted(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "json")
    ran = briefing("build", "note.txt", "--to", "json")
    assert ran.out.splitlines()[-1] == "1 of them had not changed and were left as they are"


def test_what_somebody_changed_is_noted_and_no_failure(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "html")
    (note.parent / "dist" / "note.html").write_text("my own words", encoding="utf-8")
    ran = briefing("build", "note.txt", "--to", "html")
    assert (ran.code, ran.err.startswith("note: dist/note.html: somebody changed it")) == (0, True)


def test_a_report_tells_what_became_of_each(briefing: Command, note: Path) -> None:
    briefing("build", "nosuch.txt", "note.txt", "--to", "json", "--report", "report.json")
    report = json.loads((note.parent / "report.json").read_bytes())
    assert [(one["source"], len(one["errors"])) for one in report["documents"]] == [("nosuch.txt", 1), ("note.txt", 0)]


def test_a_long_table_is_one_line(briefing: Command, note: Path) -> None:
    for number in range(51):
        (note.parent / f"{number}.txt").write_text(f"{number}. {TEXT}", encoding="utf-8")
    out = briefing("build", ".", "--to", "json", "--quiet").out + briefing("build", ".", "--to", "json").out
    assert out.splitlines()[0].startswith("52 memos in dist, in ")


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--time-limit", "0"], ["--memory-limit", "1"]])
def test_a_limit_that_is_none_is_misuse(briefing: Command, note: Path, arguments: list[str]) -> None:
    assert briefing("build", "note.txt", *arguments).code == 2
