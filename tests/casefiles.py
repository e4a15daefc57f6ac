"""Reads files of test cases: a title, an input and what is expected of it, parted by lines of one dot."""

from pathlib import Path
from typing import Any

import pytest


def cases(path: Path) -> list[Any]:
    """The cases in a file, as parameters of a test that takes an input and what is expected."""
    return [pytest.param(given, expected, id=title) for title, given, expected in parts(path)]


def parts(path: Path) -> list[tuple[str, str, str]]:
    """Title, input and expectation of each case, blank lines around the title left out."""
    found: list[str] = []
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line == ".":
            found.append("\n".join(lines))
            lines = []
        else:
            lines.append(line)
    if len(found) % 3 or any(line.strip() for line in lines):
        raise ValueError(f"{path.name}: a case is a title, an input and what is expected, each closed by a dot")
    return [
        (title.strip(), given, expected)
        for title, given, expected in zip(found[0::3], found[1::3], found[2::3], strict=True)
    ]
