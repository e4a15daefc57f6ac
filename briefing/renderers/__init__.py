"""Renderers: `View`, a briefing in a look → bytes, one file per output format.

A new format is one file here and one row in `FORMATS`. Command line, documentation and tests
read this table; there is no second list.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from briefing.errors import FormatError

if TYPE_CHECKING:
    from briefing.memo import View


@dataclass(frozen=True)
class Format:
    """An output format: `name` is both what users call it and the file's ending."""

    name: str
    title: str
    media_type: str
    module: str


FORMATS: tuple[Format, ...] = (
    Format("pdf", "PDF memo", "application/pdf", "briefing.renderers.pdf"),
    Format(
        "docx",
        "Word memo",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefing.renderers.docx",
    ),
    Format("md", "Markdown memo", "text/markdown", "briefing.renderers.markdown"),
    Format("html", "HTML memo", "text/html", "briefing.renderers.html"),
    Format("json", "saved briefing", "application/json", "briefing.renderers.json"),
)


def find_format(name: str) -> Format:
    """The format called `name`. Raises `FormatError`, which lists those there are."""
    for row in FORMATS:
        if row.name == name.casefold():
            return row
    raise FormatError(f"unknown format “{name}”", mend=f"choose from {', '.join(row.name for row in FORMATS)}")


def render(view: "View", name: str) -> bytes:
    """The briefing of a view as a file of format `name`, drawn by its look: equal input, equal bytes."""
    rendered: bytes = import_module(find_format(name).module).render(view)
    return rendered
