"""A fingerprint tells apart whatever gives other bytes, and nothing else."""

from pathlib import Path

import pytest

from briefing import fingerprint
from briefing.limits import Limits
from briefing.memo.look import load_look
from briefing.model import Header
from briefing.readers import Raw
from briefing.settings import Settings

RAW = Raw(b"The harbour is open.", "note.txt", "text/plain")


@pytest.mark.parametrize(
    "other",
    [
        Raw(b"The harbour is shut.", "note.txt", "text/plain"),
        Raw(b"The harbour is open.", "letter.txt", "text/plain"),
        Raw(b"The harbour is open.", "note.txt", "text/html"),
        Raw(b"The harbour is open.n", "ote.txt", "text/plain"),
    ],
)
def test_another_source_is_told_apart(other: Raw) -> None:
    assert fingerprint.of_source(other) != fingerprint.of_source(RAW)


def test_the_same_source_is_recognised() -> None:
    assert fingerprint.of_source(Raw(b"The harbour is open.", "note.txt", "text/plain")) == fingerprint.of_source(RAW)


def test_a_name_in_no_encoding_has_a_fingerprint() -> None:
    assert fingerprint.of_source(Raw(b"text", "caf\udce9.txt"))


@pytest.mark.parametrize(
    "other",
    [
        Settings(model="another"),
        Settings(force=True),
        Settings(limits=Limits(pages=3)),
    ],
)
def test_what_changes_a_briefing_changes_the_fingerprint_of_parsing(other: Settings) -> None:
    assert fingerprint.of_parsing(other) != fingerprint.of_parsing(Settings())


@pytest.mark.parametrize(
    "other",
    [Settings(out=Path("memos")), Settings(page="Letter"), Settings(header=Header(to="The Minister"))],
)
def test_what_leaves_a_briefing_as_it_is_leaves_the_fingerprint_of_parsing(other: Settings) -> None:
    assert fingerprint.of_parsing(other) == fingerprint.of_parsing(Settings())


def test_another_header_changes_the_fingerprint_of_the_header() -> None:
    assert fingerprint.of_header(Settings(header=Header(to="The Minister"))) != fingerprint.of_header(Settings())


def test_paper_changes_the_fingerprint_of_drawing() -> None:
    assert fingerprint.of_drawing(load_look(page="Letter")) != fingerprint.of_drawing(load_look())


def test_a_changed_file_of_the_look_changes_the_fingerprint_of_drawing(tmp_path: Path) -> None:
    (tmp_path / "memo.css").write_text("p { color: black }", encoding="utf-8")
    before = fingerprint.of_drawing(load_look(tmp_path))
    (tmp_path / "memo.css").write_text("p { color: navy }", encoding="utf-8")
    assert fingerprint.of_drawing(load_look(tmp_path)) != before
