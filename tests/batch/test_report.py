"""The report tells each document once, and is there whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.batch.report import Report
from briefing.batch.results import Result
from briefing.errors import FullDiskError, OutputError, SetAsideError, SourceError

MADE = Result("a.txt", 1, stem="a", written=(Path("dist/a.pdf"),), counts={"actors": 2}, seconds=0.12345)
FAILED = Result("b.txt", 2, errors=(SourceError("it is empty", where="b.txt", mend="check it"),))
HUNG = Result("c.txt", 3, errors=(SetAsideError("it takes longer than 3 seconds", where="c.txt"),), trace="Traceback")


def _report(folder: Path, *results: Result) -> dict[str, Any]:
    with Report(folder / "report.json") as report:
        for result in results:
            report.add(result)
    return dict(json.loads((folder / "report.json").read_bytes()))


def test_it_tells_what_was_made(tmp_path: Path) -> None:
    [document] = _report(tmp_path, MADE)["documents"]
    assert document == {
        "source": "a.txt",
        "number": 1,
        "stem": "a",
        "written": ["dist/a.pdf"],
        "kept": [],
        "unchanged": False,
        "seconds": 0.123,
        "counts": {"actors": 2},
        "errors": [],
        "trace": None,
    }


def test_it_tells_what_went_wrong(tmp_path: Path) -> None:
    [document] = _report(tmp_path, FAILED)["documents"]
    assert document["errors"] == [{"kind": "SourceError", "what": "it is empty", "where": "b.txt", "mend": "check it"}]


def test_it_counts(tmp_path: Path) -> None:
    totals = _report(tmp_path, MADE, FAILED, HUNG)["totals"]
    assert totals == {"documents": 3, "made": 1, "unchanged": 0, "failed": 2, "set_aside": 1}


def test_of_nothing_it_is_whole_as_well(tmp_path: Path) -> None:
    assert _report(tmp_path)["documents"] == []


def test_it_says_what_stopped_the_batch(tmp_path: Path) -> None:
    with pytest.raises(FullDiskError), Report(tmp_path / "report.json") as report:
        report.add(MADE)
        raise FullDiskError("the disk is full")
    told = json.loads((tmp_path / "report.json").read_bytes())
    assert (told["stopped"], len(told["documents"])) == ("the disk is full", 1)


def test_until_the_end_the_older_report_stays(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("older", encoding="utf-8")
    with Report(tmp_path / "report.json") as report:
        report.add(MADE)
        assert (tmp_path / "report.json").read_text(encoding="utf-8") == "older"


def test_nothing_else_is_left_behind(tmp_path: Path) -> None:
    _report(tmp_path, MADE)
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_place_where_it_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    with pytest.raises(OutputError, match="name another place with --report"), Report(tmp_path / "report.json"):
        pass


def test_a_name_in_no_encoding_is_told(tmp_path: Path) -> None:
    [document] = _report(tmp_path, Result("caf\udce9.txt", 1))["documents"]
    assert document["source"] == "caf\udce9.txt"
