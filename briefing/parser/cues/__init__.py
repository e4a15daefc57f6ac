"""Cue words and world knowledge, kept as data files beside this module, each with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The data of `name`.toml, read once a process. Treat it as read-only."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list under `key` of `name`.toml as a set, case-folded."""
    return frozenset(word.casefold() for word in load(name)[key])
