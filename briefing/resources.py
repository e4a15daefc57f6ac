"""Finds what ships with the program. No other file may look for `templates/`."""

from importlib.resources import files
from pathlib import Path

from briefing.errors import MissingPartError


def templates() -> Path:
    """The folder of looks: inside the package in a wheel, beside it in a checkout."""
    inside = Path(str(files("briefing"))) / "_templates"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "templates"


_FONT_PACKAGES = {"SourceSerifPro": "font_source_serif_pro", "SourceSansPro": "font_source_sans_pro"}


def font(family: str, style: str) -> Path:
    """The TTF file of an open font that memos are set in ("SourceSansPro", "Semibold").

    Raises `MissingPartError` where the font's package is not installed.
    """
    package = _FONT_PACKAGES[family]
    try:
        path = Path(str(files(package))) / "files" / f"{family}-{style}.ttf"
    except ModuleNotFoundError as error:
        raise _missing_font(package) from error
    if not path.is_file():
        raise _missing_font(package)
    return path


def _missing_font(package: str) -> MissingPartError:
    name = package.replace("_", "-")
    return MissingPartError(f"the font package {name} is not installed", mend=f"pip install {name}")
