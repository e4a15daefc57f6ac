"""`briefing check`: whether saved briefings hold what they should."""

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, say


def check(briefings: options.BriefingNames, quiet: options.Quiet = False) -> None:
    """Check saved briefings, or those in memos.

    Checks the schema, and that every quotation is in its source at the place named.
    """
    from briefing import pipeline
    from briefing.errors import BriefingError

    chosen = options.settings()
    failed = False
    for one in pipeline.find_saved(briefings, chosen):
        try:
            note = pipeline.load_input(one, chosen)
        except BriefingError as error:
            complain(error.at(one.name))
            failed = True
            continue
        if not quiet:
            items = [item for _, item in note.items_with_paths()]
            quotations = sum(len(item.evidence) for item in items)
            say(f"{one.name}: ok, {len(items)} items on {quotations} quotations")
    if failed:
        raise typer.Exit(FAILED)
