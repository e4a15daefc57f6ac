"""`briefing doctor`: what is missing on this machine, and what mends it."""

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import table


def doctor(model: options.Model = None, quiet: options.Quiet = False) -> None:
    """See what is missing, and what brings it."""
    chosen = options.settings(model=model)
    from briefing.doctor import examine

    findings = list(examine(chosen.model))
    shown = [one for one in findings if one.mend or not quiet]
    rows = [("missing" if one.mend else "ok", one.part, f"for {one.serves}", one.mend or one.found) for one in shown]
    if rows:
        table(rows)
    if any(one.mend for one in findings):
        raise typer.Exit(FAILED)
