"""`briefing schema`: what a saved briefing holds, and what a saved digest."""

from enum import StrEnum
from typing import Annotated

import typer

from briefing.cli import options
from briefing.cli.messages import put


class Saved(StrEnum):
    """What the program saves."""

    BRIEFING = "briefing"
    DIGEST = "digest"


def schema(
    of: Annotated[Saved, typer.Argument(metavar="briefing|digest", help="What is saved.")] = Saved.BRIEFING,
    out: options.OutFile = None,
) -> None:
    """Print the JSON Schema (2020-12) of a saved briefing, or of a saved digest."""
    import json

    from briefing import model
    from briefing.digest import model as digest

    made = model.schema() if of is Saved.BRIEFING else digest.schema()
    put(json.dumps(made, indent=1, ensure_ascii=False) + "\n", out)
