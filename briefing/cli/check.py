"""`briefing check`: whether saved briefings hold what they should."""

from typing import Annotated

import typer

from briefing.cli import FAILED, options
from briefing.cli.explaining import lines
from briefing.cli.messages import complain, say, tell


def check(
    briefings: options.BriefingNames,
    explain: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Tell why this item was taken (C: every commitment).", show_default=False),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Check the rules of this look as well: header, length, wording, marking.",
            autocompletion=options.complete_template,
            show_default=False,
        ),
    ] = None,
    model: options.Model = None,
    quiet: options.Quiet = False,
) -> None:
    """Check saved briefings, or those in memos.

    Checks the schema, and that every quotation is in its source at the place named; with a look,
    its rules as well.
    """
    from briefing import pipeline
    from briefing.errors import BriefingError, SavedBriefingError
    from briefing.grounding import doubts
    from briefing.memo import rules

    chosen = options.settings(model=model, template=template)
    look = pipeline.look(chosen) if template else None
    failed = False
    for one in pipeline.find_saved(briefings, chosen):
        try:
            note = pipeline.load_input(one, chosen)
        except BriefingError as error:
            complain(error.at(one.name))
            failed = True
            continue
        if explain is not None:
            try:
                for item in pipeline.explain(note, explain, chosen):
                    for line in lines(item):
                        say(line)
            except SavedBriefingError as error:
                complain(error.at(one.name))
                failed = True
            continue
        if look is not None and (findings := rules.check(note, look)):
            for finding in findings:
                tell(f"{one.name}: {finding}")
            failed = True
            continue
        for doubt in doubts(note):
            tell(f"warning: {one.name}: {doubt}")
        if not quiet:
            items = [item for _, item in note.items_with_paths()]
            quotations = sum(len(item.evidence) for item in items)
            say(f"{one.name}: ok, {len(items)} items on {quotations} quotations")
    if failed:
        raise typer.Exit(FAILED)
