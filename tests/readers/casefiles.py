"""Reads the case files beside this module: a title, an input and the blocks expected of it, parted by lines of one dot.

An expected line names the kind of a block, its level where it has one, and its text. "→" in an
input stands for a tab, "·" at the end of a line for a space.
"""

from pathlib import Path
from typing import Any

import pytest

from briefing.document import Document

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases in a file, as parameters of a test that takes an input and what is expected."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").split("\n")
    found = []
    while lines:
        parts = []
        for _ in range(3):
            at = lines.index(".")
            parts.append("\n".join(lines[:at]))
            lines = lines[at + 1 :]
        title, given, expected = parts
        given = "\n".join(
            line[:-1] + " " if line.endswith("·") else line for line in given.replace("→", "\t").split("\n")
        )
        found.append(pytest.param(given, expected, id=title.strip()))
        while lines and not lines[0].strip():
            lines = lines[1:]
    return found


def shown(document: Document) -> str:
    """The blocks of a document in the form of the case files."""
    return "\n".join(
        f"{block.kind.value}{f' {block.level}' if block.level else ''}: {document.text_of(block)}"
        for block in document.blocks
    )
