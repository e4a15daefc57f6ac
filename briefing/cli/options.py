"""The options that several commands share, and how they become settings."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.errors import SettingsError
from briefing.gathering import COLLECTIONS
from briefing.renderers import FORMATS

if TYPE_CHECKING:
    from briefing.settings import Settings

_NAMES = ",".join(row.name for row in FORMATS)
_ALL = (*(row.name for row in FORMATS), *(row.name for row in COLLECTIONS))
# written out, for the models that define them are too slow to import for a help page; a test compares
PAGES = ("A4", "Letter")
ENGINES = ("local", "ray")
HEADER_FIELDS = (
    *("to", "from", "date", "reference", "classification", "drafted_by", "action"),
    *("copy_to", "cleared_by", "contact", "deadline", "sector"),
)


def _complete_formats(incomplete: str) -> list[str]:
    begun = incomplete.rpartition(",")[0]
    return [f"{begun},{name}" if begun else name for name in _ALL]


def _complete_header(incomplete: str) -> list[str]:
    return [f"{name}=" for name in HEADER_FIELDS if name.startswith(incomplete)]


def complete_template() -> list[str]:
    from briefing.memo.look import looks

    return list(looks())


SourceNames = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="A file, a folder (with those inside it), a glob, “-” for standard input, or a URL (of a page, or of a"
        " store such as s3://bucket/folder).",
        show_default=False,
    ),
]
BriefingNames = Annotated[
    list[str],
    typer.Argument(metavar="BRIEFING", help="A saved briefing, or a memo made by this program.", show_default=False),
]
OutFolder = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="Where the files go: a folder, or the URL of one in a store.  [default: dist]",
        show_default=False,
    ),
]
OutFile = Annotated[
    str | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help="Where the result goes.  [default: standard output]", show_default=False
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="FORMATS",
        help=f"Output formats, parted by commas; {' and '.join(row.name for row in COLLECTIONS)} gather all briefings"
        f" in one file.  [default: {_NAMES}]",
        autocompletion=_complete_formats,
        show_default=False,
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The look: one of `briefing templates list`, or a folder.  [default: memo]",
        autocompletion=complete_template,
        show_default=False,
    ),
]
Brand = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Colours, fonts and a logo: a brand.yml.  [default: the look's own]",
        show_default=False,
    ),
]
Reference = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="A Word document that lends Word memos its styles, page, header and footer, or has fields to be filled.",
        show_default=False,
    ),
]
Page = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(PAGES),
        help="The size of the paper.  [default: A4]",
        autocompletion=lambda: list(PAGES),
        show_default=False,
    ),
]
HeaderFields = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="FIELD=TEXT",
        help=f"A line of the memo's head; may be repeated. Fields: {', '.join(HEADER_FIELDS)}.",
        autocompletion=_complete_header,
        show_default=False,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another installed spaCy English pipeline.", show_default=False),
]
AllowNetwork = Annotated[
    bool | None,
    typer.Option(
        "--allow-network/--no-allow-network", help="Let a SOURCE, or the output, be a URL.", show_default=False
    ),
]
Force = Annotated[
    bool | None, typer.Option("--force/--no-force", help="Read a text that is not English.", show_default=False)
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="NUMBER",
        help="Documents worked on at once.  [default: as many as there are processors]",
        show_default=False,
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", help="What a document may take before it is set aside.  [default: 300]", show_default=False
    ),
]
MemoryLimit = Annotated[
    int | None,
    typer.Option(
        metavar="MB",
        help="What a document may take of memory.  [default: its share of the machine]",
        show_default=False,
    ),
]
Rebuild = Annotated[
    bool | None,
    typer.Option(
        "--rebuild/--no-rebuild", help="Make anew what has not changed, or was changed by hand.", show_default=False
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(ENGINES),
        help="Where documents are worked on: here, or on a Ray cluster.  [default: local]",
        autocompletion=lambda: list(ENGINES),
        show_default=False,
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="HOST:PORT", help="The Ray cluster.  [default: one of its own on this machine]", show_default=False
    ),
]
Report = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Tell in JSON what became of each document.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what failed.", show_default=False)]


def settings(*, to: Sequence[str] | None = None, header: Sequence[str] | None = None, **flags: Any) -> "Settings":
    """The settings in force with these flags. A flag that cannot be taken is misuse."""
    from briefing.settings import Batch, load_settings

    given = {name: str(flag) if isinstance(flag, Path) else flag for name, flag in flags.items() if flag is not None}
    if to:
        given["formats"] = [name.strip() for names in to for name in names.split(",") if name.strip()]
    if header:
        given["header"] = dict(map(_header_field, header))
    if batch := {name: given.pop(name) for name in Batch.model_fields if name in given}:
        given["batch"] = batch
    try:
        return load_settings(given)
    except SettingsError as error:
        if error.where is None:
            raise typer.BadParameter(str(error)) from error
        raise


def _header_field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    name = name.strip().replace("-", "_")
    if not equals:
        raise typer.BadParameter("--header takes FIELD=TEXT")
    return name, value.strip()
