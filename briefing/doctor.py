"""What the program needs besides itself: whether it is there, and the command that brings it."""

import io
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from briefing.errors import BriefingError
from briefing.parser.analysis import language
from briefing.resources import font

# by the package managers' own names for them (WeasyPrint's installation guide, "First steps")
_PANGO = {
    "apt-get": "apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    "dnf": "dnf install pango",
    "apk": "apk add pango fontconfig",
    "brew": "brew install pango",
}
_SUBSET = {
    "apt-get": "apt-get install libharfbuzz-subset0",
    "dnf": "dnf install harfbuzz",
    "apk": "apk add harfbuzz-subset",
    "brew": "brew install harfbuzz",
}


@dataclass(frozen=True)
class Finding:
    """A part that is there (`found` says which version or how many) or missing (`mend` says what to do)."""

    part: str
    serves: str
    found: str = ""
    mend: str = ""


def examine(model: str) -> Iterator[Finding]:
    """Looks at each part in turn: Pango, harfbuzz-subset, the fonts, and the language model `model`."""
    libraries = _libraries()
    yield _library("Pango", "the PDF memo", _pango_version(libraries), _PANGO)
    yield _library("harfbuzz-subset", "small PDF files", _subset(libraries), _SUBSET)
    yield _fonts()
    yield _model(model)


def _libraries() -> Any:
    """WeasyPrint's view of the system's libraries, or `None` where those it must have are missing."""
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # it warns of, and prints, what is reported here
            from weasyprint.text import ffi
    except OSError:
        return None
    return ffi


def _pango_version(libraries: Any) -> str:
    if libraries is None:
        return ""
    number: int = libraries.pango.pango_version()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _subset(libraries: Any) -> str:
    return "there" if getattr(libraries, "harfbuzz_subset", None) else ""


def _library(part: str, serves: str, found: str, commands: dict[str, str]) -> Finding:
    known = next((command for manager, command in commands.items() if shutil.which(manager)), None)
    return Finding(part, serves, found, "" if found else known or f"install {part} with the system's package manager")


def _fonts() -> Finding:
    faces = (("SourceSerifPro", "Regular"), ("SourceSansPro", "Regular"))
    try:
        found = sum(font(family, style).is_file() for family, style in faces)
    except BriefingError:
        found = 0
    whole = found == len(faces)
    command = f"{sys.executable} -m pip install font-source-serif-pro font-source-sans-pro"
    return Finding("fonts", "the PDF memo", f"{found} families" if whole else "", "" if whole else command)


def _model(name: str) -> Finding:
    try:
        nlp = language.load(name)
    except BriefingError as error:
        return Finding(f"language model {name}", "parsing", mend=error.mend or str(error))
    try:
        found = version(name)
    except PackageNotFoundError:
        found = str(nlp.meta.get("version", "there"))
    return Finding(f"language model {name}", "parsing", found)
