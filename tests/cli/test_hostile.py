"""Whatever is put in front of the command line ends in one clear line, or in a correct memo."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import TEXT, Command


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("truncated.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("truncated.docx", b"PK\x03\x04" + bytes(40)),
        ("broken.rss", b"<rss><channel><item>"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    briefing: Command, here: Path, quick_parser: None, name: str, data: bytes
) -> None:
    (here / name).write_bytes(data)
    ran = briefing("build", name, "--to", "json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert name in ran.err
    assert ran.err.count("\n") == 1
    assert not (here / "dist").exists()


@pytest.mark.parametrize("out", ["note.txt", "note.txt/below"])
def test_a_file_in_the_place_of_the_folder_is_one_line(
    briefing: Command, note: Path, quick_parser: None, out: str
) -> None:
    ran = briefing("build", "note.txt", "--to", "json,html", "-o", out)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "a file stands where the folder should be; name another place with --out" in ran.err
    assert note.read_text(encoding="utf-8") == TEXT


def test_a_folder_that_takes_no_files_is_one_line(
    briefing: Command, note: Path, quick_parser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere, so rights alone would not do
    ran = briefing("build", "note.txt", "--to", "json,html")
    assert (ran.code, ran.err) == (1, "error: dist: the folder may not be written to; name another place with --out\n")


def test_a_disk_that_is_full_is_told_and_nothing_half_written_stays(
    briefing: Command, note: Path, quick_parser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = briefing("build", "note.txt", "--to", "json")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "No space left on device" in ran.err
    assert list((note.parent / "dist").iterdir()) == []


@pytest.mark.parametrize("name", ["a\nb.txt", "red\x1b[31m.txt", "tab\there.txt", "re\u202eversed.txt"])
def test_no_name_reaches_the_terminal_raw(briefing: Command, here: Path, quick_parser: None, name: str) -> None:
    (here / name).touch()
    (here / f"good {name}").write_text(TEXT, encoding="utf-8")
    ran = briefing("build", name, f"good {name}", "--to", "json")
    assert ran.code == 1
    printed = ran.out.replace("\n", "") + ran.err.replace("\n", "")
    assert [letter for letter in printed if not letter.isprintable()] == []


def test_a_name_in_no_encoding_is_read_and_named(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (here / name).write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "briefing", "build", ".", "--to", "json"]
    ran = subprocess.run(command, cwd=here, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"caf\\udce9" in ran.stdout


def test_a_terminal_of_few_letters_is_no_reason_to_fail(here: Path) -> None:
    (here / "Élan – note.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "briefing", "build", ".", "--to", "json"]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, cwd=here, env=env, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_address_is_not_visited_unless_allowed(briefing: Command, here: Path, quick_parser: None) -> None:
    ran = briefing("build", "https://example.org/news")
    assert ran.code == 1
    assert "say --allow-network" in ran.err


def test_whoever_stops_reading_the_output_gets_no_traceback(note: Path) -> None:
    command = f"{sys.executable} -m briefing schema | head -c 10"
    ran = subprocess.run(["bash", "-c", command], cwd=note.parent, capture_output=True, text=True, check=False)
    assert (len(ran.stdout), ran.stderr) == (10, "")


def test_an_interrupt_ends_it_without_a_traceback(here: Path) -> None:
    command = [sys.executable, "-m", "briefing", "build", "-"]
    with subprocess.Popen(
        command,
        cwd=here,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Who runs the tests in the background ignores interrupts, and what is ignored stays so.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        time.sleep(2)  # by then it waits for a text that never comes
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")
    assert list(here.iterdir()) == []


def test_a_bug_keeps_its_traceback(
    briefing: Command, note: Path, quick_parser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing import cli, parser

    def broken(document: object, *, model: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(parser, "parse", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["build", "note.txt"])


def test_standard_output_that_is_full_is_told(note: Path) -> None:
    command = [sys.executable, "-m", "briefing", "schema"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("error: standard output cannot be written")
