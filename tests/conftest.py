"""What tests of several parts share. Fixtures of one part belong in a conftest.py beside its tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from briefing.document import Document
    from briefing.model import Briefing

# The same examples in every run, and no clock: a slow machine is no failure.
hypothesis.settings.register_profile("project", derandomize=True, deadline=None, max_examples=40)
hypothesis.settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="rewrite the golden files of the renderers")


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def briefing(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs the command line inside this process: `briefing("build", "a.txt")`."""
    from briefing.cli import main

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


def quick_parse(document: "Document", *, model: str = "none") -> "Briefing":
    """Takes the first block for everything."""
    from briefing.model import Actor, ActorKind, Briefing, Evidence, KeyPoint, stable_id

    words = document.text_of(document.blocks[0])
    evidence = (Evidence(source=document.source.id, start=0, end=len(words), quote=words),)
    return Briefing(
        id=stable_id("B", document.text),
        title=document.source.title or words[:40],
        sources=(document.source,),
        summary=(KeyPoint(id="K-1", point=f"{words[:80]} ({model})", evidence=evidence),),
        actors=(Actor(id="A-1", name=words.split()[0], kind=ActorKind.GROUP, evidence=evidence),),
    )


@pytest.fixture
def quick_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a parser in place that takes the first block for everything: for tests of what is around it."""
    from briefing import batch, parser

    monkeypatch.setattr(parser, "parse", quick_parse, raising=False)
    # a worker would load the real one
    monkeypatch.setattr(batch, "is_alone", lambda count, bounds: True)


TEXT = (
    "The two coastal states agreed on Tuesday to reopen the northern crossing once the inspectors have reported.\n"
    "“We will not wait for the winter,” harbour minister Ana Brodie said in Westhaven.\n"
    "It is unclear who will pay for the repairs.\n"
)


def visible(folder: Path) -> list[str]:
    """The names of what is in a folder, in order, without the hidden journal of what was made."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in, so that no settings of the project are found."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def note(here: Path) -> Path:
    """A short text in `here`, `note.txt`."""
    path = here / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def seed() -> Path:
    """The text that ships with the project."""
    return ROOT / "seeds" / "coalition-of-the-willing.txt"
