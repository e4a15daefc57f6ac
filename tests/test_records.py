"""A file of many documents is taken apart: each line or row is a source of its own."""

import json
import pickle
import sys
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from briefing import pipeline
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.settings import Settings
from tests.conftest import TEXT, Command, visible


def _write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def _stems(path: Path) -> list[str]:
    return [one.stem for one in pipeline.find([path])]


def test_a_line_is_a_document_with_what_is_known_of_it(here: Path) -> None:
    path = _write(
        here / "news.jsonl",
        {"text": TEXT, "title": "Crossing to reopen", "publisher": "The Gazette", "published": "2026-02-03T10:00:00Z"},
    )
    source = pipeline.read(path).source
    assert (source.title, source.publisher, str(source.published)) == (
        "Crossing to reopen",
        "The Gazette",
        "2026-02-03",
    )
    assert source.location == "news.jsonl#1"


def test_a_line_may_hold_a_web_page(here: Path) -> None:
    path = _write(here / "news.jsonl", {"html": f"<html><body><article><p>{TEXT}</p></article></body></html>"})
    assert "northern crossing" in pipeline.read(path).text


def test_lines_are_called_by_their_id_else_by_what_they_hold(here: Path) -> None:
    first, second = _stems(_write(here / "news.jsonl", {"id": "a/7", "text": TEXT}, {"text": TEXT}))
    assert first == "news-a-7"
    assert _stems(_write(here / "news.jsonl", {"text": "Zero."}, {"text": TEXT}))[1] == second


def test_empty_lines_are_none(here: Path) -> None:
    (here / "news.jsonl").write_text('\n{"text": "a"}\n\n{"text": "b"}', encoding="utf-8")
    assert [one.name.rpartition("#")[2] for one in pipeline.find(["news.jsonl"])] == ["2", "4"]


def test_lines_can_be_sent_to_another_process(here: Path) -> None:
    [_, one] = pipeline.find([_write(here / "news.jsonl", {"text": "a"}, {"text": "b"})])
    assert json.loads(pickle.loads(pickle.dumps(one)).load().data) == {"text": "b"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1 is no JSON"),
        ("[1]", "line 1 is no JSON object"),
        ('{"title": "a"}', "line 1 has no text; give it in one of text, body"),
        ('{"text": " "}', "line 1 has no text"),
        ('{"text": 5}', "line 1 has no text"),
    ],
)
def test_a_line_that_is_no_document_is_told(here: Path, line: str, told: str) -> None:
    (here / "news.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        pipeline.read("news.jsonl")


_GOOD = f"{json.dumps({'text': TEXT})}\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is no JSON (Expecting property name enclosed in double quotes, column 2); write one object a"),
        ("{}", "line 2 has no text; give it in one of text,"),
        ("x" * 1000, "line 2 is longer than 900 bytes; split it, or raise limits.source_bytes"),
    ],
)
def test_a_bad_line_is_told_by_file_and_number_and_leaves_the_others(
    here: Path, briefing: Command, quick_parser: None, line: str, told: str
) -> None:
    (here / "news.jsonl").write_text(f"{_GOOD}{line}\n{_GOOD}", encoding="utf-8")
    (here / "briefing.toml").write_text("[limits]\nsource_bytes = 900", encoding="utf-8")
    ran = briefing("build", "news.jsonl", "--to", "json", "--quiet")
    assert ran.code == 1
    assert ran.err.startswith(f"error: news.jsonl#2: {told}")
    assert ran.err.count("\n") == 1
    assert len(visible(here / "dist")) == 2


def test_a_file_without_documents_is_told(here: Path) -> None:
    (here / "news.jsonl").touch()
    with pytest.raises(SourceError, match="there is no document in it"):
        pipeline.read("news.jsonl")


def test_a_line_that_is_too_long_is_told(here: Path) -> None:
    _write(here / "news.jsonl", {"text": "a" * 100})
    with pytest.raises(SourceError, match="line 1 is longer than 50 bytes"):
        pipeline.read("news.jsonl", Settings(limits=Limits(source_bytes=50)))


def test_a_line_that_is_too_long_does_not_move_the_others(here: Path) -> None:
    long = json.dumps({"text": "a" * 500})
    (here / "news.jsonl").write_text(f'{{"text": "b"}}\n{long}\n{{"text": "c"}}', encoding="utf-8")
    settings = Settings(limits=Limits(source_bytes=50))
    first, _, third = pipeline.find(["news.jsonl"], settings)
    assert (first.name, third.name) == ("news.jsonl#1", "news.jsonl#3")
    assert json.loads(third.load().data) == {"text": "c"}


def test_a_row_of_parquet_is_a_document(here: Path) -> None:
    _parquet(here / "news.parquet", *({"id": n, "text": f"{n}. {TEXT}", "title": f"Title {n}"} for n in range(3)))
    found = pipeline.find(["news.parquet"])
    assert [one.stem for one in found] == ["news-0", "news-1", "news-2"]
    assert [pipeline.read_input(one, Settings()).source.title for one in found] == ["Title 0", "Title 1", "Title 2"]


def test_what_is_no_parquet_is_told(here: Path) -> None:
    (here / "news.parquet").write_bytes(b"PAR1 or not")
    with pytest.raises(SourceError, match="it is no Parquet"):
        pipeline.read("news.parquet")


def test_a_row_without_text_is_told_by_its_number(here: Path) -> None:
    _parquet(here / "news.parquet", {"text": TEXT}, {"text": None})
    good, bad = pipeline.find(["news.parquet"])
    assert pipeline.read_input(good, Settings()).text
    with pytest.raises(SourceError, match="row 2 has no text"):
        pipeline.read_input(bad, Settings())


def test_rows_that_are_damaged_are_told_and_leave_the_others(here: Path) -> None:
    path = _parquet(here / "news.parquet", *({"text": f"{n}. {TEXT}"} for n in range(6)))
    data = bytearray(path.read_bytes())
    middle = data.index(b"2. The two coastal")
    data[middle - 4 : middle] = b"\xff" * 4
    path.write_bytes(bytes(data))
    found = pipeline.find([path])
    assert [one.name.rpartition("#")[2] for one in found] == ["1", "2", "3", "5", "6"]
    with pytest.raises(SourceError, match=r"rows 3 to 4: they cannot be read \(.*; have the file written anew"):
        found[2].load()
    assert "5. The two coastal" in pipeline.read_input(found[4], Settings()).text


def test_a_table_is_found_in_a_folder(here: Path) -> None:
    _parquet(here / "news.parquet", {"text": TEXT})
    assert [one.name for one in pipeline.find(["."])] == ["news.parquet#1"]


def test_without_pyarrow_a_table_is_told_and_the_rest_is_done(
    here: Path, briefing: Command, quick_parser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (here / "news.parquet").write_bytes(b"PAR1")
    (here / "note.txt").write_text(TEXT, encoding="utf-8")
    ran = briefing("build", ".", "--to", "json")
    assert "error: news.parquet: Parquet needs pyarrow, which is not installed; pip install" in ran.err
    assert visible(here / "dist") == ["note.json"]


def test_a_file_that_changed_is_read_anew(here: Path) -> None:
    for text in ("before", "after"):
        [one] = pipeline.find([_parquet(here / "news.parquet", {"text": text})])
        assert json.loads(one.load().data) == {"text": text}


def _parquet(path: Path, *rows: dict[str, object]) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path, row_group_size=2, compression="none")
    return path
