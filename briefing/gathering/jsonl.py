"""JSON Lines: a saved briefing a line (jsonlines.org), each as `briefing schema` describes it."""

import json
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, saved: Iterable[bytes]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for data in saved:
            file.write(json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")))
            file.write("\n")
