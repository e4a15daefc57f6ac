"""The words that the digest goes by, kept as data in `cues.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def cues() -> dict[str, Any]:
    """The tables of the file: texts of words or phrases, and the irregular verbs."""
    return tomllib.loads(files("briefing.digest").joinpath("cues.toml").read_text(encoding="utf-8"))


def single(name: str) -> frozenset[str]:
    """The words listed under a name."""
    return frozenset(cues()[name].split())


def phrases(name: str) -> str:
    """The phrases listed under a name, as a part of a regular expression."""
    listed: str = cues()[name]
    return f"(?:{listed})" if "|" in listed else f"(?:{'|'.join(listed.split())})"
