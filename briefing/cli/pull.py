"""`briefing pull`: a Word memo that somebody has edited, back into a briefing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import put, say, tell

if TYPE_CHECKING:
    from briefing.pull import Pulled

_CHANGES = ("accept", "reject", "list")


def pull(
    memo: Annotated[str, typer.Argument(metavar="MEMO", help="The edited memo, a .docx.", show_default=False)],
    base: Annotated[
        str | None,
        typer.Option(
            metavar="BRIEFING", help="The briefing as it is now.  [default: that in the memo]", show_default=False
        ),
    ] = None,
    out: options.OutFile = None,
    changes: Annotated[
        str,
        typer.Option(
            metavar="|".join(_CHANGES),
            help="Take tracked changes as accepted or as rejected, or only list them.",
            autocompletion=lambda: list(_CHANGES),
        ),
    ] = "accept",
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who edited it, where the file does not tell.", show_default=False),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What became of each field, as JSON.", show_default=False),
    ] = None,
    template: options.Template = None,
    reference: options.Reference = None,
    quiet: options.Quiet = False,
) -> None:
    """Bring the edits in a Word memo back into its briefing.

    Says on standard error what was edited, deleted, moved or added. What cannot be brought back, or contradicts the
    briefing, is left as it was and told; the exit code is then 1.
    """
    if changes not in _CHANGES:
        raise typer.BadParameter(f"--changes takes {', '.join(_CHANGES)}")
    chosen = options.settings(template=template, reference=reference)
    from briefing import pipeline
    from briefing.pull import to_json

    if changes == "list":
        for finding in pipeline.tracked_changes(memo, chosen):
            say(finding.line())
        return
    pulled = pipeline.pull_back(memo, chosen, base=base, reject=changes == "reject", editor=by)
    _tell(pulled, quiet=quiet)
    if report:
        put(to_json(pulled.findings), report)
    put(pulled.briefing.to_json(), out)
    if not pulled.settled:
        raise typer.Exit(FAILED)


def _tell(pulled: "Pulled", *, quiet: bool) -> None:
    """Everything that is not as it was, then how much of each there is; with `quiet`, what did not come back."""
    from briefing.pull import Status

    for finding in pulled.findings:
        if finding.status is not Status.UNCHANGED and not (quiet and finding.settled):
            tell(finding.line())
    counted = ((status, sum(one.status is status for one in pulled.findings)) for status in Status)
    if not quiet:
        tell(", ".join(f"{count} {status.value}" for status, count in counted if count))
