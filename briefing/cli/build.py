"""`briefing build` and `briefing render`: files in, memos out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, table
from briefing.cli.progress import progress

if TYPE_CHECKING:
    from briefing.model import Briefing
    from briefing.pipeline import Outcome

_COUNTED = {"Actors": "actors", "Commitments": "commitments", "Questions": "open_questions", "Statements": "statements"}


def build(
    sources: options.SourceNames,
    out: options.OutFolder = None,
    to: options.Formats = None,
    template: options.Template = None,
    page: options.Page = None,
    header: options.HeaderFields = None,
    model: options.Model = None,
    allow_network: options.AllowNetwork = None,
    force: options.Force = None,
    quiet: options.Quiet = False,
) -> None:
    """Read, parse and render: from sources to memos."""
    chosen = options.settings(
        out=out,
        to=to,
        template=template,
        page=page,
        header=header,
        model=model,
        allow_network=allow_network,
        force=force,
    )
    from briefing import pipeline

    inputs = pipeline.find(sources, chosen)
    _report(pipeline.build(inputs, chosen), len(inputs), quiet)


def render(
    briefings: options.BriefingNames,
    out: options.OutFolder = None,
    to: options.Formats = None,
    template: options.Template = None,
    page: options.Page = None,
    header: options.HeaderFields = None,
    quiet: options.Quiet = False,
) -> None:
    """Render saved briefings, or memos, anew.

    A memo carries the briefing that it was made from.
    """
    chosen = options.settings(out=out, to=to, template=template, page=page, header=header)
    from briefing import pipeline

    inputs = pipeline.find_saved(briefings, chosen)
    _report(pipeline.redraw(inputs, chosen), len(inputs), quiet)


def _report(outcomes: "Iterator[Outcome]", total: int, quiet: bool) -> None:
    """Tells of each failure once and as it comes, and of what was written in a table at the end."""
    rows: list[tuple[str, ...]] = []
    told: set[str] = set()
    with progress(total, quiet=quiet) as step:
        for outcome in outcomes:
            for error in outcome.errors:
                if str(error) not in told:
                    told.add(str(error))
                    complain(error)
            if outcome.briefing and outcome.written:
                rows.append(_row(outcome, outcome.briefing))
            step(outcome.number, outcome.source)
    if rows and not quiet:
        table([("Memo", "Formats", *_COUNTED), *rows], numbers=len(_COUNTED))
    if told:
        raise typer.Exit(FAILED)


def _row(outcome: "Outcome", note: "Briefing") -> tuple[str, ...]:
    memo = str(outcome.written[0].with_name(outcome.stem))
    formats = " ".join(path.suffix[1:] for path in outcome.written)
    return (memo, formats, *(str(len(getattr(note, field))) for field in _COUNTED.values()))
