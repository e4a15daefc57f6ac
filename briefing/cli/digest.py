"""`briefing digest`: what several stories say, and what of it is new."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, say
from briefing.cli.progress import progress
from briefing.digest.formats import FORMATS

if TYPE_CHECKING:
    from briefing.digest.shelf import Shelved

_CHANGED, _TROUBLE = 1, 2
_NAMES = ",".join(row.name for row in FORMATS)
_USUAL = tuple(row.name for row in FORMATS if row.usual)


def _complete(incomplete: str) -> list[str]:
    begun = incomplete.rpartition(",")[0]
    return [f"{begun},{row.name}" if begun else row.name for row in FORMATS]


def digest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Sources, saved briefings, memos, or folders of them.", show_default=False
        ),
    ],
    out: options.OutFolder = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="FORMATS",
            help=f"Output formats, parted by commas: {_NAMES}.  [default: {','.join(_USUAL)}]",
            autocompletion=_complete,
            show_default=False,
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The last digest.json, to say what is new since.", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The day from which things are overdue.  [default: today]", show_default=False
        ),
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="End with 1 if something is new, 0 if nothing is, 2 for a failure."),
    ] = False,
    template: options.Template = None,
    brand: options.Brand = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where parsed sources are kept.  [default: the user's cache]", show_default=False
        ),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Parse everything anew.")] = False,
    model: options.Model = None,
    allow_network: options.AllowNetwork = None,
    force: options.Force = None,
    quiet: options.Quiet = False,
) -> None:
    """Tell several stories, and what is new in them.

    Sources on one event, or on what followed from it, are one story. With --previous the digest begins
    with what changed. Sources that have not changed are not parsed again.
    """
    formats = _formats(to)
    day = _day(as_of)
    chosen = options.settings(
        out=out,
        template=template,
        brand=brand,
        model=model,
        allow_network=allow_network,
        force=force,
        cache=cache,
    )
    from briefing import digesting, pipeline
    from briefing.cache import default_folder
    from briefing.cli import github
    from briefing.errors import BriefingError
    from briefing.garbage import spare_what_is_held

    if no_cache or chosen.cache is None:
        chosen = chosen.model_copy(update={"cache": None if no_cache else default_folder()})
    notes: list[Shelved] = []
    failed = 0
    try:
        last = digesting.load(previous, chosen) if previous else None
        inputs = digesting.find(sources, chosen)
        with progress(len(inputs), quiet=quiet) as step:
            for done, taken in enumerate(digesting.take(inputs, chosen), 1):
                notes += taken.notes
                if taken.error:
                    complain(taken.error)
                    failed += 1
                step(min(done, len(inputs)), taken.source)
        spare_what_is_held()
        made = digesting.make(notes, chosen, previous=last, as_of=day)
        # Of many documents the last digest takes as much room as the new one.
        del last, notes
        spare_what_is_held()
        written = digesting.put(made, formats, chosen)
        pipeline.clean_cache(chosen)
    except BriefingError as error:
        if not exit_code:
            raise
        complain(error)
        raise typer.Exit(_TROUBLE) from error
    lead = digesting.lead(made, chosen)
    if not quiet:
        say(lead)
        for path in written:
            say(f"  {path}")
    github.tell(made, lead, chosen)
    if failed:
        raise typer.Exit(_TROUBLE if exit_code else FAILED)
    if exit_code and (made.changes or (made.previous is None and made.stories)):
        raise typer.Exit(_CHANGED)


def _formats(names: list[str] | None) -> tuple[str, ...]:
    """The formats named, or the usual ones. An unknown one is misuse."""
    from briefing.digest.formats import find_format
    from briefing.errors import FormatError

    given = [name.strip() for listed in names or () for name in listed.split(",") if name.strip()]
    try:
        return tuple(find_format(name).name for name in given) or _USUAL
    except FormatError as error:
        raise typer.BadParameter(f"--to: {error}") from error


def _day(text: str | None) -> date:
    """The day named, or today: nowhere else does the program ask for the date."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise typer.BadParameter("--as-of takes a date such as 2026-02-28") from error
