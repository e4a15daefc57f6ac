"""`briefing build` and `briefing render`: files in, memos out."""

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, say, table, tell
from briefing.cli.progress import duration, progress

if TYPE_CHECKING:
    from briefing.batch.results import Result
    from briefing.settings import Settings

_COUNTED = {"Actors": "actors", "Commitments": "commitments", "Questions": "open_questions", "Statements": "statements"}
_LONGEST_TABLE = 50


def build(
    sources: options.SourceNames,
    out: options.OutFolder = None,
    to: options.Formats = None,
    template: options.Template = None,
    brand: options.Brand = None,
    reference: options.Reference = None,
    page: options.Page = None,
    header: options.HeaderFields = None,
    model: options.Model = None,
    allow_network: options.AllowNetwork = None,
    force: options.Force = None,
    jobs: options.Jobs = None,
    time_limit: options.TimeLimit = None,
    memory_limit: options.MemoryLimit = None,
    rebuild: options.Rebuild = None,
    engine: options.Engine = None,
    address: options.Address = None,
    report: options.Report = None,
    quiet: options.Quiet = False,
) -> None:
    """Read, parse and render: from sources to memos.

    What was made before, of the same source with the same settings, is left as it is.
    """
    chosen = options.settings(
        out=out,
        to=to,
        template=template,
        brand=brand,
        reference=reference,
        page=page,
        header=header,
        model=model,
        allow_network=allow_network,
        force=force,
        jobs=jobs,
        time_limit=time_limit,
        memory_limit=memory_limit,
        rebuild=rebuild,
        engine=engine,
        address=address,
    )
    from briefing import batch, pipeline

    inputs = pipeline.find(sources, chosen)
    _tell(batch.make(inputs, chosen), len(inputs), chosen, report, quiet)


def render(
    briefings: options.BriefingNames,
    out: options.OutFolder = None,
    to: options.Formats = None,
    template: options.Template = None,
    brand: options.Brand = None,
    reference: options.Reference = None,
    page: options.Page = None,
    header: options.HeaderFields = None,
    jobs: options.Jobs = None,
    time_limit: options.TimeLimit = None,
    memory_limit: options.MemoryLimit = None,
    rebuild: options.Rebuild = None,
    engine: options.Engine = None,
    address: options.Address = None,
    report: options.Report = None,
    quiet: options.Quiet = False,
) -> None:
    """Render saved briefings, or memos, anew.

    A memo carries the briefing that it was made from.
    """
    chosen = options.settings(
        out=out,
        to=to,
        template=template,
        brand=brand,
        reference=reference,
        page=page,
        header=header,
        jobs=jobs,
        time_limit=time_limit,
        memory_limit=memory_limit,
        rebuild=rebuild,
        engine=engine,
        address=address,
    )
    from briefing import batch, pipeline

    inputs = pipeline.find_saved(briefings, chosen)
    _tell(batch.make(inputs, chosen, saved=True), len(inputs), chosen, report, quiet)


def _tell(results: "Iterator[Result]", total: int, chosen: "Settings", report: str | None, quiet: bool) -> None:
    """Tells of each failure once and as it comes, and of what was written at the end."""
    from briefing.batch.report import reporting

    rows: list[tuple[int, tuple[str, ...]]] = []
    told: set[str] = set()
    done = made = unchanged = 0
    begun = monotonic()
    with reporting(report, chosen) as kept, progress(total, quiet=quiet) as step:
        for result in results:
            if kept:
                kept.add(result)
            for error in result.errors:
                if str(error) not in told:
                    told.add(str(error))
                    complain(error)
            for path in result.kept:
                tell(f"note: {path}: somebody changed it, so it is left as it is; have it made anew with --rebuild")
            if result.written:
                made += 1
                unchanged += result.unchanged
                if made <= _LONGEST_TABLE:
                    rows.append((result.number, _row(result)))
            done += result.last
            step(done, result.source)
    if rows and not quiet:
        if made <= _LONGEST_TABLE:
            table([("Memo", "Formats", *_COUNTED), *(row for _, row in sorted(rows))], numbers=len(_COUNTED))
        else:
            say(f"{made:,} memos in {chosen.out}, in {duration(monotonic() - begun)}")
        if unchanged:
            say(f"{unchanged:,} of them had not changed and were left as they are")
    if told:
        raise typer.Exit(FAILED)


def _row(result: "Result") -> tuple[str, ...]:
    memo = str(result.written[0].with_name(result.stem))
    formats = " ".join(path.suffix[1:] for path in result.written)
    return (memo, formats, *(str(result.counts.get(field, 0)) for field in _COUNTED.values()))
