"""`briefing score`: accuracy on documents that somebody has labelled."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, put
from briefing.cli.progress import progress


def score(
    texts: Annotated[Path, typer.Option(metavar="FOLDER", help="The documents.", show_default=False)],
    labels: Annotated[Path, typer.Option(metavar="FOLDER", help="Their labels, ID.json each.", show_default=False)],
    items: Annotated[
        bool, typer.Option("--items", help="List every item missed, and every false alarm.", show_default=False)
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.", show_default=False)] = False,
    out: options.OutFile = None,
    model: options.Model = None,
    force: options.Force = None,
    quiet: options.Quiet = False,
) -> None:
    """Measure accuracy on labelled documents."""
    chosen = options.settings(model=model, force=force)
    from briefing import pipeline
    from briefing.errors import BriefingError, MissingPartError
    from briefing.model import Briefing
    from briefing.score import Label, find_text, load_labels, score

    labelled: list[tuple[Label, Briefing | None]] = []
    known = load_labels(labels)
    with progress(len(known), quiet=quiet) as step:
        for number, label in enumerate(known.values(), 1):
            note = None
            try:
                note = pipeline.parse(pipeline.read(find_text(label, texts), chosen), chosen)
            except MissingPartError:
                raise
            except BriefingError as error:
                complain(error.at(label.id))
            labelled.append((label, note))
            step(number, label.id)
    report = score(labelled)
    put(report.to_json() if json else report.to_text(findings=items), out)
    if report.failed:
        raise typer.Exit(FAILED)
