from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.score import Label, find_text, load_labels


def test_labels_are_loaded_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.json").write_text(f'{{"id": "{name}", "summary": []}}')
    (tmp_path / "notes.txt").write_text("not a label")
    assert list(load_labels(tmp_path)) == ["a", "b", "c"]


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there are no label files"):
        load_labels(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be listed"):
        load_labels(tmp_path / "absent")


def test_a_label_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(SourceError, match=r"a\.json: cannot be read"):
        load_labels(tmp_path)


def test_a_label_must_be_named_after_its_id(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "b"}')
    with pytest.raises(SourceError, match=r"a\.json: its id is “b”; call the file b\.json"):
        load_labels(tmp_path)


def test_the_text_of_a_label_is_found_by_its_id_whatever_its_kind(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.html").write_text("<p>Text</p>")
    (tmp_path / "ab.html").write_text("<p>Another</p>")
    assert find_text(Label(id="a"), tmp_path) == tmp_path / "a.html"


def test_a_label_without_its_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no text for “a”"):
        find_text(Label(id="a"), tmp_path)


def test_two_texts_for_one_label_are_refused_with_both_names(tmp_path: Path) -> None:
    (tmp_path / "a.html").touch()
    (tmp_path / "a.txt").touch()
    with pytest.raises(SourceError, match=r"keep one of a\.html, a\.txt"):
        find_text(Label(id="a"), tmp_path)
