"""Which words `tools/people.py` takes from WordNet."""

import subprocess
import sys
import tomllib
from pathlib import Path

from briefing.parser import cues

_TOOL = Path(__file__).resolve().parents[2] / "tools" / "people.py"
_DATA = """\
  1 a licence
00000001 18 n 02 baker 0 bread_maker 0 001 @ 00000009 n 0000 | someone who bakes
00000002 18 n 01 Baker 0 001 @i 00000001 n 0000 | a person of that name
00000003 06 n 01 wing 0 001 @ 00000009 n 0000 | what birds fly with
00000004 18 n 01 wing 0 001 @ 00000009 n 0000 | a player
00000005 18 n 01 oaf 0 001 @ 00000009 n 0000 | an offensive word
"""
_INDEX = """\
  1 a licence
baker n 2 1 @ 2 1 00000001 00000002
bread_maker n 1 1 @ 1 0 00000001
oaf n 1 1 @ 1 0 00000005
wing n 2 1 @ 2 2 00000003 00000004
"""


def _drawn(folder: Path) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, str(_TOOL), str(folder), "--out", str(folder / "people.toml")]
    return subprocess.run(told, capture_output=True, text=True, check=False)


def test_words_that_mostly_mean_a_person_and_no_names_or_abuse(tmp_path: Path) -> None:
    (tmp_path / "data.noun").write_text(_DATA)
    (tmp_path / "index.noun").write_text(_INDEX)
    assert _drawn(tmp_path).returncode == 0
    assert tomllib.loads((tmp_path / "people.toml").read_text())["words"] == ["baker"]


def test_a_folder_without_wordnet_is_told_in_one_line(tmp_path: Path) -> None:
    done = _drawn(tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "data.noun" in done.stderr
    assert not (tmp_path / "people.toml").exists()


def test_the_words_that_come_along_are_in_order_and_written_small() -> None:
    words = cues.load("people")["words"]
    assert words == sorted(set(words))
    assert all(word.islower() for word in words)
    assert {"cosmonaut", "lawyer", "winner"} <= set(words)
