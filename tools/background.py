"""Counts in how many documents each word stands: what the digest takes for common.

    .venv/bin/python tools/background.py DIR…

Writes `briefing/digest/background.json`. No text can be told from it: it holds the stems that stand in
at least three of the documents, in alphabetical order, each with that number.
"""

import json
import sys
from pathlib import Path

from briefing.digest.likeness import common

_OUT = Path(__file__).resolve().parent.parent / "briefing" / "digest" / "background.json"


def main(folders: list[str]) -> None:
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    frequency = common(texts)
    data = {"documents": len(texts), "frequency": frequency}
    _OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{_OUT}: {len(frequency)} stems of {len(texts)} documents")


if __name__ == "__main__":
    main(sys.argv[1:])
