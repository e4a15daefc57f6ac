"""The forms in which a digest is written: one file each, and one row in `FORMATS`.

A format gives files by what follows `digest` in their names: most give one, tables of comma-separated
values one a section.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from briefing.errors import FormatError

if TYPE_CHECKING:
    from briefing.digest.model import Digest
    from briefing.memo.look import Look


@dataclass(frozen=True)
class Format:
    """A form of the digest: `name` is what users call it; `usual` means that it is written unless others are named."""

    name: str
    title: str
    module: str
    usual: bool = False


FORMATS: tuple[Format, ...] = (
    Format("md", "Markdown", "briefing.digest.formats.markdown", usual=True),
    Format("html", "HTML", "briefing.digest.formats.html", usual=True),
    Format("json", "saved digest", "briefing.digest.formats.json", usual=True),
    Format("atom", "Atom feed of what changed", "briefing.digest.formats.atom"),
    Format("xlsx", "Excel workbook, one sheet a section", "briefing.digest.formats.xlsx"),
    Format("csv", "comma-separated values, one file a section", "briefing.digest.formats.csv"),
)


def find_format(name: str) -> Format:
    """The format called `name`. Raises `FormatError`, which lists those there are."""
    for row in FORMATS:
        if row.name == name.casefold():
            return row
    raise FormatError(f"unknown format “{name}”", mend=f"choose from {', '.join(row.name for row in FORMATS)}")


def render(digest: "Digest", name: str, look: "Look") -> Mapping[str, bytes]:
    """The digest in the format `name`, drawn by `look`: equal input, equal bytes."""
    rendered: Mapping[str, bytes] = import_module(find_format(name).module).render(digest, look)
    return rendered
