"""Workers may crash, hang or swell: the document is named, and everything else is done."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.batch.local import Pool
from briefing.batch.results import Result, Task, Work
from briefing.errors import MissingPartError, SetAsideError
from tests.batch.works import NotStarting, Obeying, StartingLate, given
from tests.conftest import ROOT


def _tasks(*texts: str) -> Iterator[Task]:
    return (Task(number, given(f"{number}.txt", text)) for number, text in enumerate(texts, 1))


def _run(
    *texts: str, work: Work | None = None, jobs: int = 1, time_limit: float = 60, memory_limit: int = 0
) -> list[Result]:
    with closing(Pool(work or Obeying(), jobs, time_limit=time_limit, memory_limit=memory_limit)) as pool:
        return [done.result for done in pool.run(_tasks(*texts))]


def _told(results: list[Result]) -> list[str]:
    return [str(result.errors[0]) if result.errors else result.stem for result in results]


def test_every_document_of_every_input_has_its_result() -> None:
    assert _told(_run("a\nb", "c", "d\ne\nf")) == ["a", "b", "c", "d", "e", "f"]


def test_all_workers_work() -> None:
    assert len({result.seconds for result in _run(*["wait 0.3"] * 6, jobs=2)}) == 2


def test_a_worker_gives_way_to_a_new_one_after_so_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.batch.local._RENEWED", 2)
    results = _run("a\nb\nc", "d", "e", "f")
    assert _told(results) == ["a", "b", "c", "d", "e", "f"]
    first, second, third = results[0].seconds, results[3].seconds, results[5].seconds  # its process
    assert [one.seconds for one in results] == [first, first, first, second, second, third]
    assert len({first, second, third}) == 3


def test_a_crash_is_named_and_the_rest_is_done() -> None:
    told = _told(_run("a", "b\ncrash\nc", "d"))
    assert sorted(told) == ["a", "b", "c", "d", "it ends the process that works on it (SIGSEGV)"]


def test_a_document_that_hangs_is_set_aside_after_its_time_and_the_rest_is_done() -> None:
    assert sorted(_told(_run("a", "hang\nb", "c", time_limit=1))) == ["a", "b", "c", "it takes longer than 1 seconds"]


def test_a_document_that_swells_is_set_aside_and_the_rest_is_done() -> None:
    told = sorted(_told(_run("a", "swell\nb", "c", memory_limit=2**28)))
    assert told == ["a", "b", "c", "it takes more memory than it may"]


def test_a_fault_of_the_program_is_named_with_its_traceback_and_the_rest_is_done() -> None:
    results = _run("a", "err\nb")
    [failed] = [result for result in results if result.errors]
    assert str(failed.errors[0]) == "it meets a fault of this program (ZeroDivisionError: by nothing)"
    assert 'raise ZeroDivisionError("by nothing")' in failed.trace
    assert len(results) == 3


def test_which_document_of_an_input_was_set_aside_is_known() -> None:
    [failed] = [result for result in _run("a\nb\nerr\nc") if result.errors]
    assert failed.stem == "3 of 4"


def test_the_last_document_of_an_input_is_the_last_even_where_it_is_set_aside() -> None:
    assert [result.last for result in _run("a\nerr", "b")] == [False, True, True]


def test_a_worker_that_somebody_ends_costs_no_document(tmp_path: Path) -> None:
    assert _told(_run("a", f"stumble {tmp_path / 'once'}", "b")) == ["a", f"stumble {tmp_path / 'once'}", "b"]


def test_what_would_fail_for_all_is_raised() -> None:
    with pytest.raises(MissingPartError, match="no Pango"):
        _run("a", "miss", "b")


def test_work_that_cannot_begin_is_told() -> None:
    with pytest.raises(MissingPartError, match="no language model"):
        _run("a", work=NotStarting())


def test_a_worker_that_is_ended_while_it_starts_is_replaced(tmp_path: Path) -> None:
    assert _told(_run("a", work=StartingLate(str(tmp_path / "once")))) == ["a"]


def test_workers_that_never_start_are_a_fault() -> None:
    with pytest.raises(RuntimeError, match="no worker starts"):
        _run("a", work=StartingLate())


def test_tasks_are_taken_only_as_workers_are_free() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[Task]:
        for task in _tasks(*["a"] * 10):
            taken.append(task.number)
            yield task

    with closing(Pool(Obeying(), 1, time_limit=60, memory_limit=0)) as pool:
        next(pool.run(tasks()))
        assert len(taken) == 1


def test_no_task_is_taken_too_far_ahead_of_the_slowest() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[Task]:
        for task in _tasks("wait 1.5", *["a"] * 9):
            taken.append(task.number)
            yield task

    with closing(Pool(Obeying(), 2, time_limit=60, memory_limit=0)) as pool:
        for done in pool.run(tasks(), ahead=4):
            if done.result.number == 1:
                break
            assert max(taken) <= 5
        assert done.result.number == 1


def test_workers_end_with_whoever_started_them(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from contextlib import closing\n"
        "from briefing.batch.local import Pool\n"
        "from tests.batch.test_local import _tasks\n"
        "from tests.batch.works import Obeying\n"
        "pool = Pool(Obeying(), 1, time_limit=600, memory_limit=0)\n"
        "for done in pool.run(_tasks('a', 'hang')):\n"
        "    print(int(done.result.seconds), flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "\nState:\tZ" in Path(f"/proc/{worker}/status").read_text():
            return
        time.sleep(0.05)
    os.kill(worker, 9)
    pytest.fail("the worker outlived its parent")


def test_an_error_survives_the_way_from_process_to_process() -> None:
    [failed] = _run("err")
    assert isinstance(failed.errors[0], SetAsideError)
