"""What a result depends on, as hashes: equal fingerprints, equal results.

No date is in them, and nothing of the machine. Beside the program's own files the versions of the
libraries that it names count, not those of the libraries behind them, nor that of Pango.
"""

import hashlib
import json
import re
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

from briefing.memo.look import Look
from briefing.readers import Raw
from briefing.settings import Settings

_PARTS = (".py", ".toml", ".json")
_NAME = re.compile(r"^[\w.-]+")
# What has no part in any result; whatever else the package holds, or comes to hold, has one unless it is named.
_APART = ("cli", "batch", "gathering", "score", "cache.py", "digesting.py", "doctor.py", "fetching.py", "settings.py")
_READS, _TELLS, _DRAWS = ("readers", "parser"), ("digest", "merge"), ("memo", "renderers")
_LIMITS_OF_FOLDERS = ("cache_bytes",)


def of_source(raw: Raw) -> str:
    """What was read: the bytes, and what the name and the media type say of them."""
    return _digest("source", raw.data, raw.location, raw.media_type or "")


def of_parsing(settings: Settings) -> str:
    """All that a briefing depends on beside its source and its header: code, weights, model, settings."""
    limits = {name: value for name, value in asdict(settings.limits).items() if name not in _LIMITS_OF_FOLDERS}
    chosen = json.dumps([settings.model, settings.force, limits])
    return _digest("parsing", _program((*_TELLS, *_DRAWS)), _version(settings.model), chosen)


def of_telling() -> str:
    """All that a story depends on beside the briefings on it: code and data."""
    return _digest("telling", _program((*_READS, *_DRAWS)))


def of_drawing(look: Look) -> str:
    """All that a memo depends on beside its briefing: code, paper, and each file of the look."""
    drawn = [part for name, (_, data) in sorted(look.files.items()) for part in (name, data)]
    return _digest("drawing", _program((*_READS, *_TELLS)), look.name, look.page, *drawn)


def of_header(settings: Settings) -> str:
    """What the user puts above a memo."""
    return _digest("header", settings.header.model_dump_json(by_alias=True))


def joined(*parts: str) -> str:
    """One fingerprint of several."""
    return _digest("joined", *parts)


@cache
def _program(but: tuple[str, ...]) -> str:
    """The package `but` for what has no part, since a checkout changes without a version; and its libraries."""
    package = Path(str(files("briefing")))
    code: list[str | bytes] = []
    for path in sorted(path for path in package.rglob("*") if path.suffix in _PARTS):
        place = path.relative_to(package)
        if place.parts[0] not in (*_APART, *but):
            code += [place.as_posix(), path.read_bytes()]
    named = sorted(
        name for line in requires("briefing") or () if "extra ==" not in line for name in _NAME.findall(line)
    )
    return _digest("program", *(part for name in named for part in (name, _version(name))), *code)


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        return ""  # a model that lies in a folder


def _digest(*parts: str | bytes) -> str:
    """Each part with its length before it, so that no two lists of parts look alike."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()
