"""How far a batch has got is told in a line a source, or where these are many, in a line now and then."""

import pytest

from briefing.cli import progress as module
from briefing.cli.progress import duration, progress


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "1 s"), (119, "119 s"), (600, "10 min"), (7300, "3 h")])
def test_a_time_is_told_as_people_say_it(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_long_batch_is_told_by_rate_and_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1000, 1))
    monkeypatch.setattr(module, "monotonic", lambda: float(next(clock)))
    with progress(200, quiet=False) as step:
        for done in range(1, 201):
            step(done, "a.txt")
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "[200/200] 1.0 a second"
    assert lines[0] == "[10/200] 1.0 a second, 4 min to go"
    assert len(lines) == 20


def test_a_short_batch_is_told_source_by_source(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2, quiet=False) as step:
        step(1, "a.txt")
        step(2, "b.txt")
    assert capsys.readouterr().err.splitlines() == ["[1/2] a.txt", "[2/2] b.txt"]
