"""A program whose parser does what a document says, in the workers as well: run as a process of its own.

    python -m tests.batch.obedient build SOURCE…

Everything else is the real thing: command line, workers, journal and files.
"""

import sys
from typing import Any

from tests.conftest import quick_parse

_WORKER = (
    "import sys; from tests.batch.obedient import obey; obey();"
    " from briefing.batch.worker import main; main(*map(int, sys.argv[1:]))"
)


def obey() -> None:
    """Puts the obedient parser in place, and does without the language model."""
    from briefing import parser, pipeline
    from tests.batch.works import obey as obey_line

    def parse(document: Any, *, model: str = "none") -> Any:
        for line in document.text.splitlines():
            obey_line(line.rstrip("."))
        return quick_parse(document, model=model)

    parser.parse = parse
    pipeline.warm_up = lambda settings: None


if __name__ == "__main__":
    from briefing.batch import local
    from briefing.cli import main

    local._MAIN = _WORKER
    obey()
    main(sys.argv[1:])
