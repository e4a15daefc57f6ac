"""The digest as a job: many sources are parsed by workers, which changes nothing but the time."""

from pathlib import Path

import pytest

from briefing import digesting
from briefing.settings import Settings
from tests.conftest import TEXT


def test_workers_parse_what_one_process_would(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        (here / f"{n}.txt").write_text(f"{TEXT}Ferry number {n} was late.\n", encoding="utf-8")
    names, settings = ["0.txt", "1.txt", "2.txt", "nosuch.txt"], Settings(cache=here / "cache")
    inputs = digesting.find(names, settings)
    alone = list(digesting.take(inputs, Settings()))
    monkeypatch.setattr(digesting, "_MANY", 2)
    together = list(digesting.take(inputs, settings))
    again = list(digesting.take(inputs, settings))
    assert digesting.make(_notes(together), settings) == digesting.make(_notes(alone), Settings())
    assert _notes(again) == _notes(together)
    assert [one.source for one in together if one.error] == ["nosuch.txt"]


def _notes(taken: list[digesting.Taken]) -> list[digesting.Shelved]:
    return sorted((note for one in taken for note in one.notes), key=lambda note: note.packed)
