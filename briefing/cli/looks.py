"""`briefing templates`: the looks there are, and how one's own begins."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import options
from briefing.cli.messages import say, table

looks = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="See looks, and begin one's own.")

_Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A look, or the folder of one.", autocompletion=options.complete_template)
]


@looks.command("list")
def list_looks() -> None:
    """List the looks that can be named with --template."""
    from briefing.memo import look

    specs = [(name, look.load_look(name).spec) for name in look.looks()]
    table([(name, spec.kind, spec.about) for name, spec in specs])


@looks.command()
def show(name: _Name = "memo") -> None:
    """Show what a look is made of: its sections in order, and its files."""
    from briefing.memo.look import load_look

    look = load_look(name)
    say(f"{look.name}: {look.spec.kind}")
    for section in look.spec.sections:
        most = f", at most {section.most}" if section.most else ""
        name = section.name or ("to be filled in" if section.fill else "heading")
        say(f"  section  {name} (“{section.heading}”{most})")
    for path, _ in look.files.values():
        say(f"  file     {path}")


@looks.command()
def copy(
    name: _Name = "memo",
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="A new folder; else its name, here.")] = None,
) -> None:
    """Copy a look into a folder of one's own, to change it."""
    from briefing.errors import OutputError
    from briefing.memo.look import load_look
    from briefing.writing import make_folder, write

    look = load_look(name)
    target = folder or Path(look.name)
    if target.exists():
        raise OutputError("it is there already", where=str(target), mend="name another folder")
    for inner, (_, data) in look.files.items():
        make_folder((target / inner).parent)
        write(target / inner, data)
    shown = target if target.parent != Path() else f"./{target}"
    say(f"{target}: {len(look.files)} files; change them, then use --template {shown}")
