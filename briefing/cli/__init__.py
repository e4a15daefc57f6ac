"""The command line: arguments, files, messages and exit codes; every rule lies further down."""

import sys
from collections.abc import Sequence
from typing import NoReturn

FAILED = 1
"""The exit code where something could not be done; 2 is for misuse."""
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process. `arguments` are those of the process by default."""
    from briefing.cli.app import app
    from briefing.cli.messages import complain
    from briefing.errors import BriefingError
    from briefing.garbage import collect_seldom

    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a terminal that cannot show a letter shows its number; it is no reason to fail
            stream.reconfigure(errors="backslashreplace")
    try:
        app(args=arguments, prog_name="briefing")
    except BriefingError as error:
        complain(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    sys.exit(0)
