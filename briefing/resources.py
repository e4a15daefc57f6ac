"""Finds what ships with the program. No other file may look for `templates/`."""

from importlib.resources import files
from pathlib import Path


def templates() -> Path:
    """The folder of looks: inside the package in a wheel, beside it in a checkout."""
    inside = Path(str(files("briefing"))) / "_templates"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "templates"
