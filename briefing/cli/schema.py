"""`briefing schema`: what a saved briefing holds."""

from briefing.cli import options
from briefing.cli.messages import put


def schema(out: options.OutFile = None) -> None:
    """Print the JSON Schema (2020-12) of a saved briefing."""
    import json

    from briefing import model

    put(json.dumps(model.schema(), indent=1, ensure_ascii=False) + "\n", out)
