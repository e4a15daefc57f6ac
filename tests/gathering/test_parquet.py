"""The table of briefings, where its library is installed."""

from pathlib import Path

from pyarrow import parquet

from briefing.gathering import gather
from briefing.model import Briefing
from tests.samples import accord, bare


def _gather(folder: Path) -> Path:
    return gather("parquet", folder, (note.to_json().encode() for note in (accord(), bare())))


def test_a_briefing_is_a_row_that_holds_all_of_it(tmp_path: Path) -> None:
    first, second = parquet.read_table(_gather(tmp_path)).to_pylist()
    assert (first["title"], first["commitments"], str(first["published"])) == (accord().title, 6, "2026-02-04")
    assert (Briefing.from_json(first["briefing"]), Briefing.from_json(second["briefing"])) == (accord(), bare())


def test_the_same_briefings_give_the_same_bytes(tmp_path: Path) -> None:
    first = _gather(tmp_path).read_bytes()
    assert _gather(tmp_path).read_bytes() == first
