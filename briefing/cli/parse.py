"""`briefing parse` and `briefing merge`: saved briefings, for other programs to go on with."""

from typing import Annotated

import typer

from briefing.cli import FAILED, options
from briefing.cli.messages import complain, put
from briefing.cli.progress import progress


def parse(
    sources: options.SourceNames,
    out: options.OutFile = None,
    header: options.HeaderFields = None,
    model: options.Model = None,
    allow_network: options.AllowNetwork = None,
    force: options.Force = None,
    jobs: options.Jobs = None,
    time_limit: options.TimeLimit = None,
    memory_limit: options.MemoryLimit = None,
    engine: options.Engine = None,
    address: options.Address = None,
    report: options.Report = None,
    quiet: options.Quiet = False,
) -> None:
    """Read and parse: from sources to saved briefings.

    Several are printed one after the other.
    """
    chosen = options.settings(
        header=header,
        model=model,
        allow_network=allow_network,
        force=force,
        jobs=jobs,
        time_limit=time_limit,
        memory_limit=memory_limit,
        engine=engine,
        address=address,
    )
    from briefing import batch, pipeline
    from briefing.batch.report import reporting

    inputs = pipeline.find(sources, chosen)
    if out:
        if len(inputs) != 1:
            raise typer.BadParameter("--out takes one briefing; for several, `briefing build --to json --out FOLDER`")
        made = pipeline.parse(pipeline.read_input(inputs[0], chosen), chosen).to_json()
        put(made, out, allow_network=chosen.allow_network)
        return
    failed = False
    done = 0
    with reporting(report, chosen) as kept, progress(len(inputs), quiet=quiet) as step:
        for result, text in batch.parse(inputs, chosen):
            if kept:
                kept.add(result)
            for error in result.errors:
                complain(error)
                failed = True
            if text:
                put(text, None)
            done += result.last
            step(done, result.source)
    if failed:
        raise typer.Exit(FAILED)


def merge(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Sources, saved briefings, memos, or folders of them.", show_default=False
        ),
    ],
    out: options.OutFile = None,
    header: options.HeaderFields = None,
    model: options.Model = None,
    allow_network: options.AllowNetwork = None,
    force: options.Force = None,
    quiet: options.Quiet = False,
) -> None:
    """Make one briefing of several sources.

    They should be on one event. Nothing is made unless all of them can be read.
    """
    chosen = options.settings(header=header, model=model, allow_network=allow_network, force=force)
    from briefing import digesting, pipeline
    from briefing.errors import BriefingError, MissingPartError
    from briefing.model import Briefing

    inputs = digesting.find(sources, chosen)
    notes: list[Briefing] = []
    failed = False
    with progress(len(inputs), quiet=quiet) as step:
        for number, one in enumerate(inputs, 1):
            try:
                notes += pipeline.briefings_or_saved(one, chosen)
            except MissingPartError:
                raise
            except BriefingError as error:
                complain(error.at(one.name))
                failed = True
            step(number, one.name)
    if failed:
        raise typer.Exit(FAILED)
    put(pipeline.merge_all(notes, chosen).to_json(), out, allow_network=chosen.allow_network)
