"""The commands, in the order of the help page. A new command is one function and one row here."""

from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefing.cli.build import build, render
from briefing.cli.check import check
from briefing.cli.digest import digest
from briefing.cli.doctor import doctor
from briefing.cli.looks import looks
from briefing.cli.parse import merge, parse
from briefing.cli.pull import pull
from briefing.cli.schema import schema
from briefing.cli.score import score


class _Group(TyperGroup):
    """A group whose flags are off rather than null: for a null, typer (0.29) loads pydantic even to show help."""

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)
        for param in params:
            if param.default is None and getattr(param, "is_bool_flag", False):
                param.default = False
        return params


# rich help pages and tracebacks would cost a third of a second at every call
app = typer.Typer(cls=_Group, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)


def _version(wanted: bool) -> None:
    if wanted:
        import briefing

        typer.echo(f"briefing {briefing.__version__}")
        raise typer.Exit


@app.callback()
def _briefing(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Briefing notes from news and statements; every line carries its source.

    Settings come from flags, then from briefing.toml or [tool.briefing] in pyproject.toml, then
    from defaults. The exit code is 0 when all is done, 1 when something failed, 2 for misuse.
    """


_COMMANDS: tuple[Callable[..., None], ...] = (build, parse, render, check, pull, merge, digest, score, schema, doctor)

for command in _COMMANDS:
    app.command()(command)
app.add_typer(looks, name="templates", cls=_Group)
