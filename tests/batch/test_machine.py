"""What is told of the machine is what this process may use of it."""

import os
from pathlib import Path

import pytest

from briefing.batch import machine


@pytest.mark.parametrize(
    ("quota", "count"), [("max 100000", 8), ("150000 100000", 2), ("50000 100000", 1), ("9900000 100000", 8)]
)
def test_processors_are_those_that_affinity_and_group_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, count: int
) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    monkeypatch.setattr(machine, "_GROUP", tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    assert machine.processors() == count


def test_memory_is_what_the_group_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memory.max").write_text("536870912", encoding="ascii")
    monkeypatch.setattr(machine, "_GROUP", tmp_path)
    assert machine.memory() == 2**29


def test_a_machine_without_groups_is_as_large_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_GROUP", tmp_path)
    assert machine.processors() >= 1
    assert (machine.memory() or 0) > 2**29
