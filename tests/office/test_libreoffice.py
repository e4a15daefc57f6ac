"""The exam of `briefing pull`: memos edited in LibreOffice itself, and saved by it (`make exam-word`).

Slow, and no part of the suite: it needs LibreOffice and its bridge for Python (`python3-uno`).
The table in docs/word.md has a row for each edit here and a column for each way.
"""

import functools
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.model import Briefing, ReviewState, Strength
from briefing.pull import Pulled, Status, pull
from tests import samples
from tests.conftest import ROOT, Command
from tests.pull.edits import Memo, footnoted, fresh, item, pulled, run, told, tracked
from tests.pull.test_forms import filled

_BRIDGE = "/usr/bin/python3"  # Debian's, which alone has the bridge
_SECONDS = 150

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@dataclass(frozen=True)
class Edit:
    """What is done in the office, and what must then hold of the briefing."""

    done: tuple[str, ...]
    holds: Callable[[Briefing], bool]


def _field(identity: str, field: str, text: str) -> Callable[[Briefing], bool]:
    return lambda note: getattr(item(note, identity), field) == text


def _rejected(identity: str) -> Callable[[Briefing], bool]:
    return lambda note: item(note, identity).review.state is ReviewState.REJECTED


def _new(section: str, **fields: Any) -> Callable[[Briefing], bool]:
    known = {one.id for _, one in samples.accord().items_with_paths()}
    return lambda note: (
        [{name: getattr(one, name) for name in fields} for one in getattr(note, section) if one.id not in known]
        == [fields]
    )


EDITS = {
    "words replaced in a point": Edit(
        ("replace", "Nobody has said who", "Nobody at all has said who"),
        _field("K-3", "point", "Nobody at all has said who would insure the crews."),
    ),
    "words typed at the end of a point": Edit(
        ("type_after", "towards an icebreaker.", " That is new."),
        _field("K-2", "point", "Nordvik pays 4.2 million crowns towards an icebreaker. That is new."),
    ),
    "words typed at the beginning of the bottom line": Edit(
        ("type_before", "The two ports will share", "Today: "),
        _field("K-1", "point", "Today: The two ports will share winter berths once ice reports are public."),
    ),
    "words typed behind the evidence numbers": Edit(
        ("type_at_end", "What would a joint pilot", " Ask them."),
        _field("Q-1", "question", "What would a joint pilot service cost? Ask them."),
    ),
    "a role": Edit(
        ("replace", "Mayor of Nordvik", "Lord Mayor of Nordvik"), _field("A-1", "role", "Lord Mayor of Nordvik")
    ),
    "a name": Edit(("type_before", "Tomas Reyes", "Dr "), _field("A-4", "name", "Dr Tomas Reyes")),
    "words typed at the end of an action": Edit(
        ("type_after", "open their winter berths to each other’s ferries", " and crews"),
        _field("C-1", "action", "open their winter berths to each other’s ferries and crews"),
    ),
    "words replaced in an action": Edit(
        ("replace", "pay towards a second", "pay half of a second"),
        _field("C-2", "action", "pay half of a second icebreaker"),
    ),
    "a number within a detail": Edit(
        ("replace_in_table", "4.2 million crowns", "5 million crowns"), _field("C-2", "amount", "5 million crowns")
    ),
    "a deadline": Edit(
        ("type_before", "by the end of March", "soon, "), _field("C-2", "deadline", "soon, by the end of March")
    ),
    "a condition": Edit(
        ("replace", "if Nordvik does the same", "if Nordvik does so too"),
        _field("C-5", "condition", "if Nordvik does so too"),
    ),
    "a choice": Edit(("replace", "Conditional", "Firm"), _field("C-1", "strength", Strength.FIRM)),
    "words spoken": Edit(
        ("replace", "We will not close the eastern", "We shall not close the eastern"),
        _field("S-1", "text", "We shall not close the eastern channel this winter"),
    ),
    "an event": Edit(
        ("type_after", "Sandhaven’s council votes", " early"), _field("T-1", "event", "Sandhaven’s council votes early")
    ),
    "the title": Edit(
        ("type_after", "Nordvik and Sandhaven share winter berths", " (draft)"),
        lambda note: note.title == "Nordvik and Sandhaven share winter berths (draft)",
    ),
    "a line of the head": Edit(
        ("replace", "The Harbour Minister", "The Minister"), lambda note: note.header.to == "The Minister"
    ),
    "a note": Edit(
        ("replace", "of the reports.", "of all reports."),
        lambda note: item(note, "C-1").review.note == "Check the date of all reports.",
    ),
    "a row deleted": Edit(("delete_row", "set up a joint pilot service"), _rejected("C-4")),
    "a line deleted": Edit(("delete_paragraph", "How will Sandhaven"), _rejected("Q-3")),
    "a row added": Edit(
        ("add_row", "close the eastern channel", "Sandhaven", "build a pier", "if money comes", "Intent", "Liv Aasen"),
        _new("commitments", committer="Sandhaven", action="build a pier", condition="if money comes", evidence=()),
    ),
    "a line added": Edit(
        ("add_paragraph", "Who would insure", "Disputed Whose ice is it?"),
        _new("open_questions", question="Whose ice is it?", kind="disputed", evidence=()),
    ),
    "a line moved": Edit(
        ("move", "Nobody at all has said", "Nordvik pays"),
        lambda note: [one.id for one in note.summary] == ["K-1", "K-3", "K-2"],
    ),
}

_WAYS = {
    "docx": ((), ("out.docx",)),
    "docx, saved twice": ((), ("between.docx", "out.docx")),
    "odt": (("between.odt",), ("out.docx",)),
}


@functools.cache
def _through(way: str, data: bytes, *edits: tuple[str, ...]) -> bytes:
    """What LibreOffice makes of a memo."""
    folder = ROOT / "build" / "exam-word" / way.replace(", ", "-").replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "memo.docx").write_bytes(data)
    before, after = _WAYS[way]
    job = {
        "open": str(folder / "memo.docx"),
        "before": [str(folder / name) for name in before],
        "edits": edits,
        "after": [str(folder / name) for name in after],
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    driver = Path(__file__).with_name("driving.py")
    subprocess.run([_BRIDGE, str(driver), str(folder / "job.json")], check=True, timeout=_SECONDS)
    return (folder / after[-1]).read_bytes()


def _edited(way: str) -> Pulled:
    return pulled(_through(way, fresh(), *(edit.done for edit in EDITS.values())), base=samples.accord())


@pytest.mark.parametrize("way", _WAYS)
def test_what_was_only_saved_is_unchanged(way: str) -> None:
    result = pulled(_through(way, fresh()), base=samples.accord())
    assert told(result) == []
    assert result.briefing.to_json() == samples.accord().to_json()


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_comes_back(way: str, edit: str) -> None:
    assert EDITS[edit].holds(_edited(way).briefing)


@pytest.mark.parametrize("way", _WAYS)
def test_nothing_else_changes(way: str) -> None:
    changed = [one for one in _edited(way).findings if one.status is not Status.UNCHANGED]
    assert [one for one in changed if not one.settled] == []
    assert len(changed) == len(EDITS)


def _converted(data: bytes, folder: Path, *endings: str) -> bytes:
    """What LibreOffice makes of a memo without opening a window on it, in which it dies of comments."""
    path = folder / "memo.docx"
    path.write_bytes(data)
    for number, ending in enumerate(endings):
        out = folder / str(number)
        profile = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        path = out / f"memo.{ending}"
    return path.read_bytes()


@pytest.mark.parametrize("endings", [("docx",), ("docx", "docx"), ("odt", "docx")], ids=_WAYS)
def test_a_comment_comes_through(endings: tuple[str, ...], tmp_path: Path) -> None:
    data = _converted(Memo().comment("C_5_action", "Sure?").bytes(), tmp_path, *endings)
    assert told(pulled(data, base=samples.accord())) == [("noted", "C-5", "note")]


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_tracked_changes_come_through(way: str, changes: str) -> None:
    memo = Memo()
    memo.content("K_2_point")[:] = [
        run("Nordvik pays "),
        tracked("del", run("4.2")),
        tracked("ins", run("5")),
        run(" million crowns towards an icebreaker."),
    ]
    result = pulled(_through(way, memo.bytes()), base=samples.accord(), changes=changes)
    if changes == "reject":
        assert told(result) == []
    else:
        assert told(result) == [("edited", "K-2", "point")]
        assert item(result.briefing, "K-2").review.by == "Ann Lee"


@pytest.mark.parametrize("way", _WAYS)
def test_changes_tracked_in_the_office_come_through(way: str) -> None:
    edits = (("track", True), ("replace", "Nobody has said", "No one has said"), ("delete_paragraph", "Nordvik pays"))
    data = _through(way, fresh(), *edits)
    accepted, rejected = (pulled(data, base=samples.accord(), changes=how) for how in ("accept", "reject"))
    assert told(accepted) == [("deleted", "K-2", ""), ("edited", "K-3", "point")]
    assert told(rejected) == []


@pytest.mark.parametrize("way", _WAYS)
def test_edits_in_footnotes_are_told(way: str) -> None:
    edits = (("type_in_footnote", 1, " So they say."), ("add_footnote", "Nobody has said who", "Ask the union."))
    result = pull(_through(way, footnoted(samples.accord()), *edits), base=samples.accord(), redraw=footnoted)
    (noted, unplaced) = [one for one in result.findings if one.status is not Status.UNCHANGED]
    assert (noted.status.value, noted.item, noted.edited) == ("noted", "K-3", "Ask the union.")
    assert unplaced.status.value == "unplaced"
    assert unplaced.edited.endswith("So they say.")


@pytest.mark.parametrize("way", _WAYS)
def test_edits_in_a_form_come_through(way: str) -> None:
    edits = (
        ("replace", "The Harbour Minister", "The Minister"),
        ("type_after", "towards an icebreaker.", " That is new."),
        ("replace", "pay towards a second", "pay half of a second"),
        ("add_row", "lower its berth fees", "Sandhaven", "build a pier", "by June"),
    )
    result = pull(_through(way, filled(samples.accord()), *edits), base=samples.accord(), redraw=filled)
    changed = [one for one in told(result) if one[0] != "added"]
    assert changed == [("edited", "", "to"), ("edited", "K-2", "point"), ("edited", "C-2", "action")]
    assert _new("commitments", committer="Sandhaven", action="build a pier", deadline="by June")(result.briefing)


@pytest.mark.parametrize("sample", [samples.many, samples.hostile])
def test_long_and_odd_memos_come_through(sample) -> None:
    result = pulled(_through("docx", fresh(sample)), base=sample())
    assert [one.line() for one in result.findings if one.status is not Status.UNCHANGED] == []


_TEXTS = ROOT.parent / "shared" / "gold" / "docs"


@pytest.mark.skipif(not _TEXTS.is_dir(), reason="there are no documents beside the checkout")
def test_memos_of_real_texts_give_back_their_briefings(briefing: Command, tmp_path: Path) -> None:
    assert briefing("build", _TEXTS, "--to", "docx,json", "--out", tmp_path, "--quiet").code == 0
    memos = sorted(tmp_path.glob("*.docx"))
    assert memos
    for memo in memos:
        assert briefing("pull", memo, "--quiet").out == memo.with_suffix(".json").read_text(encoding="utf-8")
