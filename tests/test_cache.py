"""The cache of parsed sources: found by all that matters, rebuilt where damaged, kept within its bound."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import fingerprint, pipeline
from briefing.cache import Cache, default_folder
from briefing.limits import Limits
from briefing.model import Briefing
from briefing.readers import Raw
from briefing.settings import Settings
from tests.samples import accord, bare

RAW = Raw(b"The two ports agreed.", "note.txt")


class Parser:
    """Stands in for the parser and counts how often it is asked."""

    def __init__(self, *notes: Briefing) -> None:
        self.notes = notes
        self.asked = 0

    def __call__(self) -> tuple[Briefing, ...]:
        self.asked += 1
        return self.notes


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", most=10**9)


def _entries(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("??/*"))


def test_an_unchanged_source_is_parsed_once(kept: Cache) -> None:
    parser = Parser(accord(), bare())
    first = kept.briefings(RAW, Settings(), parser)
    assert kept.briefings(RAW, Settings(), parser) == first == (accord(), bare())
    assert parser.asked == 1


@pytest.mark.parametrize(
    ("raw", "settings"),
    [
        (Raw(b"The two ports agreed!", "note.txt"), Settings()),
        (Raw(RAW.data, "other.txt"), Settings()),
        (Raw(RAW.data, RAW.location, "text/html"), Settings()),
        (RAW, Settings(model="en_core_web_md")),
        (RAW, Settings(force=True)),
        (RAW, Settings(limits=Limits(pages=3))),
    ],
    ids=["bytes", "name", "media type", "model", "force", "limits"],
)
def test_what_the_result_depends_on_makes_another_entry(kept: Cache, raw: Raw, settings: Settings) -> None:
    parser = Parser(accord())
    kept.briefings(RAW, Settings(), parser)
    kept.briefings(raw, settings, parser)
    assert parser.asked == 2


@pytest.mark.parametrize("settings", [Settings(template="other"), Settings(limits=Limits(cache_bytes=5))])
def test_settings_that_do_not_matter_are_no_reason_to_parse(kept: Cache, settings: Settings) -> None:
    parser = Parser(accord())
    kept.briefings(RAW, Settings(), parser)
    kept.briefings(RAW, settings, parser)
    assert parser.asked == 1


def test_another_program_finds_nothing(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser(accord())
    kept.briefings(RAW, Settings(), parser)
    monkeypatch.setattr(fingerprint, "_program", lambda names: "changed")
    kept.briefings(RAW, Settings(), parser)
    assert parser.asked == 2


@pytest.mark.parametrize(
    "damage",
    [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: data[:-1] + b"x", lambda data: b"?" + data],
    ids=["emptied", "cut", "altered", "foreign"],
)
def test_a_damaged_entry_is_made_anew(kept: Cache, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    parser = Parser(accord())
    kept.briefings(RAW, Settings(), parser)
    [path] = _entries(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert kept.briefings(RAW, Settings(), parser) == (accord(),)
    assert path.read_bytes() == whole


def test_what_fails_is_not_kept(kept: Cache, tmp_path: Path) -> None:
    def fails() -> tuple[Briefing, ...]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept.briefings(RAW, Settings(), fails)
    assert _entries(tmp_path) == []


def test_a_folder_that_takes_no_files_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert Cache(tmp_path / "file", most=1).briefings(RAW, Settings(), Parser(bare())) == (bare(),)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "cache", most=10**9)
    raws = [Raw(RAW.data, f"{n}.txt") for n in range(4)]
    for raw in raws:
        before = set(_entries(tmp_path))
        kept.briefings(raw, Settings(), Parser(accord()))
        [made] = set(_entries(tmp_path)) - before
        os.utime(made, (1000 + int(raw.location[0]),) * 2)
    kept.briefings(raws[0], Settings(), Parser())  # used again
    size = made.stat().st_size
    Cache(tmp_path / "cache", most=2 * size).clean()
    left = Parser(accord())
    for raw in (raws[0], raws[3]):
        kept.briefings(raw, Settings(), left)
    assert left.asked == 0
    assert len(_entries(tmp_path)) == 2


def test_the_default_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "briefing"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "briefing"


@pytest.mark.usefixtures("quick_parser")
def test_the_header_is_no_part_of_what_is_kept(note: Path, tmp_path: Path) -> None:
    plain = Settings(cache=tmp_path / "cache")
    [one] = pipeline.find([note], plain)
    [first] = pipeline.briefings(one, plain)
    addressed = Settings.from_table({"cache": str(tmp_path / "cache"), "header": {"to": "The mayor"}})
    [second] = pipeline.briefings(one, addressed)
    assert (first.header.to, second.header.to) == (None, "The mayor")
    assert len(_entries(tmp_path)) == 1
