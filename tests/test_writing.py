"""Files appear whole or not at all, and only where they may."""

import os
import stat
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.writing import make_folder, place, write


def test_a_written_file_holds_the_data(tmp_path: Path) -> None:
    assert write(tmp_path / "memo.md", b"text").read_bytes() == b"text"


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "memo.md").write_bytes(b"old and longer")
    write(tmp_path / "memo.md", b"new")
    assert (tmp_path / "memo.md").read_bytes() == b"new"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "memo.md", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["memo.md"]


@pytest.mark.parametrize("step", ["open", "replace"])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "memo.md").write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(OutputError, match=r"No space left on device.*--out"):
        write(tmp_path / "memo.md", b"new")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"memo.md": b"old"}


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "memo.md", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_its_target_stays(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_bytes(b"precious")
    (tmp_path / "memo.md").symlink_to(tmp_path / "precious.txt")
    write(tmp_path / "memo.md", b"new")
    assert (tmp_path / "precious.txt").read_bytes() == b"precious"


def test_a_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "memo.md", b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "memo.md").stat().st_mode) == 0o640


def test_a_folder_in_the_file_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "memo.md").mkdir()
    with pytest.raises(OutputError, match=r"memo\.md: it cannot be written"):
        write(tmp_path / "memo.md", b"text")


def test_missing_folders_are_made(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("inner", ["", "below"])
def test_a_file_in_the_folder_s_place_is_told(tmp_path: Path, inner: str) -> None:
    (tmp_path / "dist").write_text("a file")
    with pytest.raises(OutputError, match="a file stands where the folder should be"):
        make_folder(tmp_path / "dist" / inner)


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="may not be written to"):
        make_folder(tmp_path)


@pytest.mark.parametrize("stem", ["../up", "/etc/passwd", "a/b", "", "nul\0"])
def test_no_stem_leads_out_of_the_folder(tmp_path: Path, stem: str) -> None:
    with pytest.raises(OutputError, match="cannot be the name of a file"):
        place(tmp_path, stem, "md")
