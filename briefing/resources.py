"""Finds what ships with the program. No other file may look for `templates/`."""

from importlib.resources import files
from pathlib import Path

from briefing.errors import MissingPartError


def templates() -> Path:
    """The folder of looks: inside the package in a wheel, beside it in a checkout."""
    inside = Path(str(files("briefing"))) / "_templates"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "templates"


_FONTS = {
    "SourceSerifPro": ("font-source-serif-pro", "files/SourceSerifPro-{style}.ttf"),
    "SourceSansPro": ("font-source-sans-pro", "files/SourceSansPro-{style}.ttf"),
    "Heebo": ("fontpkg-heebo", "files/Heebo[wght].ttf"),
    "NotoSansArabic": ("fontpkg-noto-sans-arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    "NotoSansCJKjp": ("noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf"),
}
"""Open fonts by family: the package that holds one, and the file in it."""


def font(family: str, style: str = "") -> Path:
    """The file of an open font that memos are set in ("SourceSansPro", "Semibold").

    Raises `MissingPartError` where the font's package is not installed.
    """
    package, name = _FONTS[family]
    try:
        path = Path(str(files(package.replace("-", "_")))) / name.format(style=style)
    except ModuleNotFoundError as error:
        raise _missing_font(package) from error
    if not path.is_file():
        raise _missing_font(package)
    return path


def _missing_font(package: str) -> MissingPartError:
    return MissingPartError(f"the font package {package} is not installed", mend=f"pip install {package}")
