"""Reads the case files beside this module: what is expected are the blocks of the document.

An expected line names the kind of a block, its level where it has one, and its text. "→" in an
input stands for a tab, "·" at the end of a line for a space.
"""

from pathlib import Path
from typing import Any

import pytest

from briefing.document import Document
from tests.casefiles import parts

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases in a file, as parameters of a test that takes an input and what is expected."""
    return [pytest.param(_typed(given), expected, id=title) for title, given, expected in parts(_FOLDER / name)]


def _typed(given: str) -> str:
    lines = given.replace("→", "\t").split("\n")
    return "\n".join(line[:-1] + " " if line.endswith("·") else line for line in lines)


def shown(document: Document) -> str:
    """The blocks of a document in the form of the case files."""
    return "\n".join(
        f"{block.kind.value}{f' {block.level}' if block.level else ''}: {document.text_of(block)}"
        for block in document.blocks
    )
