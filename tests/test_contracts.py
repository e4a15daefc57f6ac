"""The import contracts speak of the modules that there are."""

import re
import tomllib

from briefing.readers import READERS
from briefing.renderers import FORMATS
from tests.conftest import ROOT


def _listed(container: str) -> set[str]:
    """The modules that the contract for a folder lists."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [one for one in project["tool"]["importlinter"]["contracts"] if one["containers"] == [container]]
    return {name for layer in contract["layers"] for name in re.findall(r"\w+", layer)}


def test_every_reader_is_under_contract() -> None:
    assert _listed("briefing.readers") == {row.module.rpartition(".")[2] for row in READERS}


def test_every_renderer_is_under_contract() -> None:
    assert _listed("briefing.renderers") == {row.module.rpartition(".")[2] for row in FORMATS}
