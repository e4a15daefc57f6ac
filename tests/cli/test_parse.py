"""`briefing parse`, `merge`, `check` and `schema`: data on standard output, and nothing else there."""

import json
from pathlib import Path

import pytest

from briefing.model import Briefing
from tests.conftest import TEXT, Command

pytestmark = pytest.mark.usefixtures("quick_parser")


def _documents(text: str) -> list[dict[str, object]]:
    """The JSON documents that stand one after the other in a text."""
    found, at, decoder = [], 0, json.JSONDecoder()
    while at < len(text):
        document, end = decoder.raw_decode(text, at)
        found.append(document)
        at = end + 1
    return found


def test_a_saved_briefing_is_printed(briefing: Command, note: Path) -> None:
    assert Briefing.from_json(briefing("parse", "note.txt").out).sources[0].location == "note.txt"


def test_what_is_printed_is_what_is_saved(briefing: Command, note: Path) -> None:
    briefing("build", "note.txt", "--to", "json")
    assert briefing("parse", "note.txt").out == (note.parent / "dist" / "note.json").read_text(encoding="utf-8")


def test_a_briefing_can_be_saved(briefing: Command, note: Path) -> None:
    ran = briefing("parse", "note.txt", "-o", "saved.json")
    assert (ran.code, ran.out) == (0, "")
    assert Briefing.from_json((note.parent / "saved.json").read_bytes())


def test_several_briefings_are_printed_one_after_the_other(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT + "More.", encoding="utf-8")
    assert len(_documents(briefing("parse", ".").out)) == 2


def test_progress_never_stands_between_the_data(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT + "More.", encoding="utf-8")
    ran = briefing("parse", ".")
    assert "[2/2]" in ran.err
    assert "[2/2]" not in ran.out


def test_several_briefings_do_not_fit_one_file(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    ran = briefing("parse", ".", "-o", "saved.json")
    assert ran.code == 2
    assert "briefing build --to json --out FOLDER" in " ".join(ran.err.split())
    assert not (note.parent / "saved.json").exists()


def test_parsing_goes_on_after_a_failure(briefing: Command, note: Path) -> None:
    ran = briefing("parse", "nosuch.txt", "note.txt")
    assert ran.code == 1
    assert len(_documents(ran.out)) == 1
    assert "error: nosuch.txt: " in ran.err


def test_a_briefing_that_holds_is_said_to_be_ok(briefing: Command, note: Path) -> None:
    briefing("parse", "note.txt", "-o", "saved.json")
    ran = briefing("check", "saved.json")
    assert (ran.code, ran.out) == (0, "saved.json: ok, 2 items on 2 quotations\n")


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("summary", 0, "evidence", 0, "quote"), "Other words", "summary[0].evidence[0].quote: not the words"),
        (("actors", 0, "kind"), "crowd", "actors[0].kind: "),
        (("schema_version",), "2.0", "schema version 2.0 is not one this program reads (1.0)"),
        (("titel",), "Crossing", "titel: "),
    ],
)
def test_a_briefing_that_does_not_hold_is_told_with_its_field(
    briefing: Command, note: Path, path: tuple[str | int, ...], value: str, told: str
) -> None:
    saved = json.loads(briefing("parse", "note.txt").out)
    *way, last = path
    place = saved
    for step in way:
        place = place[step]
    place[last] = value
    (note.parent / "saved.json").write_text(json.dumps(saved), encoding="utf-8")
    ran = briefing("check", "saved.json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: saved.json: ")
    assert told in ran.err


def test_every_briefing_is_checked(briefing: Command, note: Path) -> None:
    briefing("parse", "note.txt", "-o", "a.json")
    briefing("parse", "note.txt", "-o", "c.json")
    (note.parent / "b.json").write_text("{}", encoding="utf-8")
    ran = briefing("check", "a.json", "b.json", "c.json")
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.json", "c.json"]
    assert ran.err.startswith("error: b.json: ")


def test_several_sources_are_merged_into_one_briefing(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text("Another telling. " + TEXT, encoding="utf-8")
    assert len(Briefing.from_json(briefing("merge", "note.txt", "other.txt").out).sources) == 2


def test_saved_briefings_and_sources_can_be_merged(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text("Another telling. " + TEXT, encoding="utf-8")
    briefing("parse", "other.txt", "-o", "other.json")
    merged = Briefing.from_json(briefing("merge", "note.txt", "other.json").out)
    assert sorted(source.location for source in merged.sources) == ["note.txt", "other.txt"]


def test_a_folder_of_saved_briefings_is_merged(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT + "More.", encoding="utf-8")
    briefing("build", ".", "--to", "json", "-o", "saved")
    merged = Briefing.from_json(briefing("merge", "saved").out)
    assert sorted(source.location for source in merged.sources) == ["note.txt", "other.txt"]


def test_a_merged_briefing_is_drawn_as_any_other(briefing: Command, note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT + "More.", encoding="utf-8")
    briefing("merge", "note.txt", "other.txt", "-o", "merged.json")
    assert briefing("render", "merged.json", "--to", "md,html,docx").code == 0
    assert "From 2 sources" in (note.parent / "dist" / "merged.md").read_text(encoding="utf-8")


def test_nothing_is_merged_unless_all_can_be_read(briefing: Command, note: Path) -> None:
    ran = briefing("merge", "note.txt", "nosuch.txt", "-o", "merged.json")
    assert (ran.code, ran.out) == (1, "")
    assert not (note.parent / "merged.json").exists()


def test_the_schema_of_a_digest_is_printed(briefing: Command, here: Path) -> None:
    assert json.loads(briefing("schema", "digest").out)["title"] == "Digest"


def test_the_schema_is_printed(briefing: Command, here: Path) -> None:
    schema = json.loads(briefing("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "commitments" in schema["properties"]
