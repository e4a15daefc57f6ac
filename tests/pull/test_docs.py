"""What docs/word.md promises is what the tests try."""

import re

from tests.conftest import ROOT
from tests.office.test_libreoffice import EDITS
from tests.pull.test_edited import LEFT

_ROWS = re.findall(r"^\| ([^|]+?) \|", (ROOT / "docs" / "word.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_edit_made_in_an_office_has_its_row() -> None:
    assert [name for name in EDITS if name not in _ROWS] == []


def test_so_has_everything_that_a_program_may_have_left() -> None:
    assert [name for name in LEFT if name not in _ROWS] == []
