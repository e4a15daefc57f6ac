"""The steps of the GitHub action and of the job for GitLab, run here as they are written, with two commits.

What other people's actions do (set Python up, keep a cache, an artifact) is left out, and the program
is the one under test rather than one that is installed.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.digest.model import ChangeKind, Digest
from tests.conftest import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INBOX = {
    "ferries.txt": (
        "Norland lends Lindholm ferries\n\n2 February 2026\n\nNorland pledged on Monday to lend Lindholm four ferries "
        "by 31 March 2026, harbour minister Ana Ferro said. It is not clear who will insure the ferry crews.\n"
    ),
    "volcano.txt": (
        "Mount Kestrel erupts\n\n2 February 2026\n\nMount Kestrel erupted on Monday and two villages were cleared.\n"
    ),
}
LATER = {
    "ferries-arrive.txt": (
        "Norland ferries reach Lindholm\n\n6 February 2026\n\nNorland lent Lindholm the four ferries on Thursday, "
        "harbour minister Ana Ferro said.\n"
    ),
}


class Runner:
    """Runs the steps of the action that are scripts, as GitHub does: expressions filled in, files for results."""

    def __init__(self, folder: Path, repository: Path, **inputs: str) -> None:
        given = {name: row.get("default", "") for name, row in ACTION["inputs"].items()}
        self.values = {f"inputs.{name}": value for name, value in (given | inputs).items()}
        self.values["runner.temp"] = str(folder)
        self.repository = repository
        self.folder = folder
        self.said = ""
        folder.joinpath("briefing/bin").mkdir(parents=True)
        program = folder / "briefing/bin/briefing"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n', encoding="utf-8")
        program.chmod(0o755)

    def run(self) -> str:
        """Standard output of all steps."""
        return "".join(
            self._step(step) for step in ACTION["runs"]["steps"] if "run" in step and step["name"] != "Install"
        )

    def _step(self, step: Mapping[str, Any]) -> str:
        if not all(self._holds(part) for part in step.get("if", "'' == ''").split(" && ")):
            return ""
        output = self.folder / "output"
        output.write_text("", encoding="utf-8")
        named = {name: self._filled(value) for name, value in step["env"].items()}
        named |= {"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(output), "PYTHONPATH": str(ROOT)}
        named["GITHUB_STEP_SUMMARY"] = str(self.folder / "summary.md")
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.repository,
            env=os.environ | named,
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = f"{self.said}{ran.stderr}"
        assert ran.returncode == 0, self.said
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return ran.stdout

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.values.get(found[1], ""), text)

    def _holds(self, condition: str) -> bool:
        name, sign, wanted = condition.split(" ")
        return (self.values.get(name, "") == wanted.strip("'")) is (sign == "==") or name == "''"


def _git(repository: Path, *arguments: str) -> str:
    named = ("-c", "user.name=Desk", "-c", "user.email=desk@news.example", "-c", "init.defaultBranch=main")
    ran = subprocess.run(["git", *named, *arguments], cwd=repository, capture_output=True, text=True, check=True)
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone with the inbox committed; its origin takes pushes."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    _git(tmp_path, "init", "--quiet", "--bare", str(origin))
    _git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    _git(clone, "checkout", "--quiet", "-B", "main")
    _add(clone, INBOX)
    _git(clone, "push", "--quiet", "--set-upstream", "origin", "main")
    return clone


def _add(clone: Path, files: Mapping[str, str]) -> None:
    (clone / "inbox").mkdir(exist_ok=True)
    for name, text in files.items():
        (clone / "inbox" / name).write_text(text, encoding="utf-8")
    _git(clone, "add", "inbox")
    _git(clone, "commit", "--quiet", "--message", "What came in")


def test_the_second_digest_names_exactly_what_the_second_commit_brought(repository: Path, tmp_path: Path) -> None:
    wanted = {"sources": "inbox", "commit": "true", "as-of": "2026-02-07"}
    Runner(tmp_path / "first", repository, **wanted).run()
    first = Digest.from_json((repository / "digest/digest.json").read_bytes())
    assert (len(first.stories), first.changes) == (2, ())

    _add(repository, LATER)
    second = Runner(tmp_path / "second", repository, **wanted)
    printed = second.run()
    made = Digest.from_json((repository / "digest/digest.json").read_bytes())
    assert [(change.kind, change.about) for change in made.changes if change.kind is not ChangeKind.DEVELOPED] == [
        (ChangeKind.FULFILLED, "Norland")
    ]
    assert {one.source for change in made.changes for one in change.evidence} == {
        one.id for one in made.sources if one.location == "ferries-arrive.txt"
    }
    assert "::notice title=Fulfilled::Norland: lend Lindholm four ferries" in printed
    assert "What changed" in (second.folder / "summary.md").read_text(encoding="utf-8")
    assert _git(repository, "log", "--format=%s", "origin/main", "--", "digest").count("Digest: ") == 2
    assert _git(repository, "status", "--porcelain") == ""

    third = Runner(tmp_path / "third", repository, **wanted)
    third.run()
    assert third.values["steps.digest.outputs.changed"] == "false"
    assert _git(repository, "log", "--format=%s", "--", "digest").count("Digest: ") == 2


def test_a_source_that_cannot_be_read_fails_the_job_when_the_digest_is_committed(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "inbox" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(AssertionError, match=r"broken\.pdf"):
        Runner(tmp_path / "first", repository, sources="inbox", commit="true").run()
    assert _git(repository, "log", "--format=%s", "origin/main", "--", "digest").count("Digest: ") == 1


def test_the_job_for_gitlab_tells_what_the_second_commit_brought(repository: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs/digest.md").read_text(encoding="utf-8").partition("### On GitLab")[2]
    job = yaml.safe_load(page.partition("```yaml\n")[2].partition("```")[0])["digest"]
    script = "\n".join(line for line in job["script"] if not line.startswith(("git clone", "pip install")))
    program = Runner(tmp_path / "job", repository).folder / "briefing/bin"

    def run() -> Digest:
        named = {"PATH": f"{program}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=repository, env=os.environ | named, check=True)
        return Digest.from_json((repository / "digest/digest.json").read_bytes())

    assert run().changes == ()
    _add(repository, LATER)
    assert [change.kind for change in run().changes if change.kind is not ChangeKind.DEVELOPED] == [
        ChangeKind.FULFILLED
    ]


def test_no_script_of_the_action_holds_what_somebody_else_wrote() -> None:
    # an expression inside a script would be filled in as text, and could be a command
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_the_page_on_digests_names_every_input() -> None:
    page = (ROOT / "docs/digest.md").read_text(encoding="utf-8")
    assert [name for name in ACTION["inputs"] if f"| `{name}` |" not in page] == []
