"""What a run on GitHub leaves there: the job's summary, annotations, and outputs for the steps that follow.

See “Workflow commands for GitHub Actions” in GitHub's documentation. Nothing is done anywhere else.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.cli.messages import complain

if TYPE_CHECKING:
    from briefing.digest.model import Digest
    from briefing.settings import Settings

SUMMARY = 2**20
"""Bytes that a step's summary may take; GitHub shows nothing of a larger one."""
_MOST_ANNOTATIONS = 10
"""How many of each kind a step may make."""


def tell(made: "Digest", lead: str, settings: "Settings") -> None:
    """Tells GitHub of a digest, where the program runs there; `lead` says in one line what is new."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    from briefing.digest.formats import render
    from briefing.memo.look import load_look

    look = load_look(settings.template)
    _append("GITHUB_STEP_SUMMARY", fitting(render(made, "md", look)[".md"], _address()))
    changed = "true" if made.changes or made.previous is None else "false"
    told = f"changed={changed}\nchanges={len(made.changes)}\nlead={lead}\n"
    _append("GITHUB_OUTPUT", told.encode())
    for line in annotations(made, settings):
        typer.echo(line)


def fitting(text: bytes, address: str) -> bytes:
    """The summary as far as it fits, cut behind a line, with a link to the whole."""
    if len(text) <= SUMMARY:
        return text
    more = f"\n\n… [the whole digest]({address})\n" if address else "\n\n…\n"
    room = SUMMARY - len(more.encode())
    return text[: text.rfind(b"\n", 0, room) + 1] + more.encode()


def annotations(made: "Digest", settings: "Settings") -> list[str]:
    """A line for each change, as many as GitHub takes: a warning for what was broken, withdrawn, weakened or moved."""
    from briefing.digest.model import ChangeKind
    from briefing.digest.sheet import change_text, label_of
    from briefing.memo.look import load_look

    words = load_look(settings.template).words
    worrying = (ChangeKind.BROKEN, ChangeKind.WITHDRAWN, ChangeKind.WEAKENED, ChangeKind.DUE_MOVED)
    lines: dict[str, list[str]] = {"warning": [], "notice": []}
    for change in made.changes:
        kind = "warning" if change.kind in worrying else "notice"
        title, text = label_of(change, words), change_text(change, words)
        lines[kind].append(f"::{kind} title={_property(title)}::{_data(text)}")
    return [line for made_of_kind in lines.values() for line in made_of_kind[:_MOST_ANNOTATIONS]]


def _data(text: str) -> str:
    """Text as a workflow command takes it: no line of a source can become a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _address() -> str:
    """Where the run's artifacts are; "" where GitHub does not say."""
    parts = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID")]
    return "{}/{}/actions/runs/{}".format(*parts) if all(parts) else ""


def _append(variable: str, data: bytes) -> None:
    path = os.environ.get(variable)
    if not path:
        return
    try:
        with Path(path).open("ab") as file:
            file.write(data)
    except OSError as error:
        from briefing.errors import OutputError

        complain(OutputError(f"it cannot be written ({error.strerror})", where=path))
