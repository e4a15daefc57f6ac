"""`briefing score`: figures on labelled documents."""

import json
from pathlib import Path

import pytest

from tests.conftest import TEXT, Command

pytestmark = pytest.mark.usefixtures("quick_parser")


@pytest.fixture
def labelled(here: Path) -> Path:
    """Two texts in `texts`, and their labels in `labels`."""
    for name in ("texts", "labels"):
        (here / name).mkdir()
    first = TEXT.splitlines()[0]
    for name in ("a", "b"):
        (here / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        label = {
            "id": name,
            "actors": [],
            "commitments": [],
            "open_questions": [],
            "summary": [{"point": "The crossing will reopen.", "evidence": [first]}],
        }
        (here / "labels" / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    return here


def test_figures_are_printed(briefing: Command, labelled: Path) -> None:
    ran = briefing("score", "--texts", "texts", "--labels", "labels")
    assert ran.code == 0
    assert "summary coverage        1.000" in ran.out


def test_figures_can_be_had_as_json(briefing: Command, labelled: Path) -> None:
    ran = briefing("score", "--texts", "texts", "--labels", "labels", "--json")
    assert (json.loads(ran.out)["documents"], json.loads(ran.out)["summary_coverage"]) == (2, 1.0)


def test_items_are_listed_when_asked_for(briefing: Command, labelled: Path) -> None:
    arguments = ("score", "--texts", "texts", "--labels", "labels")
    assert "false alarms" not in briefing(*arguments).out
    assert "false alarms" in briefing(*arguments, "--items").out


def test_a_document_that_fails_is_named_and_counts_as_missed(briefing: Command, labelled: Path) -> None:
    (labelled / "texts" / "b.txt").write_bytes(b"")
    ran = briefing("score", "--texts", "texts", "--labels", "labels", "--json", "--quiet")
    assert ran.code == 1
    assert ran.err.startswith("error: texts/b.txt: it is empty")
    assert (json.loads(ran.out)["failed"], json.loads(ran.out)["summary_coverage"]) == (["b"], 0.5)


def test_a_folder_without_labels_is_one_line(briefing: Command, labelled: Path) -> None:
    ran = briefing("score", "--texts", "texts", "--labels", "texts")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_folders_must_be_named(briefing: Command, here: Path) -> None:
    assert briefing("score").code == 2
