"""Nothing is done twice, nothing is lost, and nobody's work is written over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing import batch, parser, pipeline, renderers
from briefing.batch import build_many
from briefing.batch.journal import NAME, begin_replacing
from briefing.batch.results import Result
from briefing.errors import FullDiskError, MissingPartError, OutputError, TemplateError
from briefing.memo import View
from briefing.model import Briefing
from briefing.settings import Settings
from tests.conftest import TEXT, Command, visible
from tests.test_pipeline import feed

pytestmark = pytest.mark.usefixtures("quick_parser")

Count = Callable[[], int]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch, quick_parser: None) -> Count:
    """How many documents have been parsed so far."""
    quick, calls = parser.parse, []

    def parse(document: object, **more: object) -> Briefing:
        calls.append(document)
        return quick(document, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(parser, "parse", parse)
    return lambda: len(calls)


def _settings(**table: object) -> Settings:
    return Settings.from_table({"formats": ["html", "json"], **table})


def _build(*names: str, **table: object) -> list[Result]:
    return list(build_many(names or (".",), _settings(**table)))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _texts(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text(f"{name}. {TEXT}", encoding="utf-8")


# --- done once ---


def test_an_unchanged_source_is_left_as_it_is(note: Path, parsed: Count) -> None:
    first, second = _build(), _build()
    assert parsed() == 1
    assert (first[0].unchanged, second[0].unchanged) == (False, True)
    assert (first[0].written, first[0].counts) == (second[0].written, second[0].counts)


def test_dates_do_not_matter(note: Path, parsed: Count) -> None:
    _build()
    note.write_text(note.read_text(encoding="utf-8"), encoding="utf-8")
    _build()
    assert parsed() == 1


def test_it_does_not_matter_from_where_one_looks(note: Path, parsed: Count, monkeypatch: pytest.MonkeyPatch) -> None:
    _build()
    monkeypatch.chdir(note.parent.parent)
    _build("here", out="here/dist")
    assert parsed() == 1


def test_a_changed_source_is_made_anew(note: Path, parsed: Count) -> None:
    _build()
    note.write_text(TEXT + "More.", encoding="utf-8")
    assert [result.unchanged for result in _build()] == [False]
    assert b"More." in (note.parent / "dist" / "note.json").read_bytes()


@pytest.mark.parametrize("table", [{"page": "Letter"}, {"header": {"to": "The Minister"}}, {"model": "another"}])
def test_other_settings_make_it_anew(note: Path, table: dict[str, object]) -> None:
    _build()
    assert [result.unchanged for result in _build(**table)] == [False]


def test_another_program_makes_it_anew(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build()
    monkeypatch.setattr("briefing.fingerprint._program", lambda names: "another")
    assert [result.unchanged for result in _build()] == [False]


def test_a_format_that_is_there_already_is_not_missed_when_others_are_made(note: Path, parsed: Count) -> None:
    _build(formats=["json"])
    _build(formats=["html"])
    assert [result.unchanged for result in _build()] == [True]
    assert parsed() == 2


def test_a_deleted_output_is_made_again(note: Path) -> None:
    _build()
    before = _files(note.parent / "dist")
    (note.parent / "dist" / "note.html").unlink()
    assert [result.unchanged for result in _build()] == [False]
    assert _files(note.parent / "dist") == before


def test_what_has_not_changed_is_made_anew_on_demand(note: Path, parsed: Count) -> None:
    _build()
    _build(batch={"rebuild": True})
    assert parsed() == 2


def test_a_source_that_fails_is_tried_again(note: Path) -> None:
    assert _build("nosuch.txt", "note.txt")[0].errors
    _texts(note.parent, "nosuch.txt")
    assert not _build("nosuch.txt", "note.txt")[0].errors


def test_a_format_that_failed_is_tried_again(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(view: View, name: str) -> bytes:
        if name == "html":
            raise TemplateError("it is broken")
        return b"memo"

    with monkeypatch.context() as broken:
        broken.setattr(renderers, "render", render)
        assert _build()[0].errors
    assert [(result.unchanged, result.errors) for result in _build()] == [(False, ())]


def test_the_folder_is_the_same_in_whatever_order_things_were_done(here: Path) -> None:
    _texts(here, "a.txt", "b.txt", "c.txt")
    _build("a.txt", "b.txt", "c.txt", out="one")
    _build("c.txt", out="two")
    _build("b.txt", "a.txt", out="two")
    assert _files(here / "one") == _files(here / "two")


def test_an_entry_of_a_feed_is_made_once(here: Path, parsed: Count) -> None:
    feed(here / "news.rss", "One", "Two")
    _build()
    assert [result.unchanged for result in _build()] == [True, True]
    assert parsed() == 2


def test_a_feed_that_was_stopped_halfway_carries_on(here: Path, parsed: Count) -> None:
    feed(here / "news.rss", "One", "Two", "Three")
    next(stopped := build_many(["."], _settings()))
    stopped.close()  # type: ignore[attr-defined]
    assert [result.unchanged for result in _build()] == [True, False, False]
    assert parsed() == 3


def test_saved_briefings_are_drawn_once(note: Path) -> None:
    _build(formats=["json"])
    settings = _settings(out="memos", formats=["html"])
    inputs = pipeline.find_saved(["dist"], settings)
    assert [result.unchanged for _ in range(2) for result in batch.make(inputs, settings, saved=True)] == [False, True]


# --- stopped ---


def test_nothing_is_begun_before_the_first_result_is_asked_for(note: Path) -> None:
    results = build_many(["."], _settings())
    assert isinstance(results, Iterator)
    assert not (note.parent / "dist").exists()


def test_a_run_that_was_stopped_carries_on(here: Path, parsed: Count) -> None:
    _texts(here, "a.txt", "b.txt", "c.txt")
    next(stopped := build_many(["."], _settings()))
    stopped.close()  # type: ignore[attr-defined]
    assert [result.unchanged for result in _build()] == [True, False, False]
    _build("a.txt", "b.txt", "c.txt", out="undisturbed")
    assert _files(here / "dist") == _files(here / "undisturbed")


def test_what_a_stopped_run_left_half_written_is_removed(note: Path) -> None:
    _build()
    before = _files(note.parent / "dist")
    (note.parent / "dist" / ".briefing-0123456789abcdef").write_bytes(b"half")
    _build()
    assert _files(note.parent / "dist") == before


def test_a_line_of_the_journal_that_was_cut_short_is_no_line(here: Path, parsed: Count) -> None:
    _texts(here, "a.txt", "b.txt")
    _build()
    journal = here / "dist" / NAME
    before = journal.read_bytes()
    journal.write_bytes(before[:-30])
    assert [result.unchanged for result in _build()] == [True, False]
    assert journal.read_bytes() == before


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b"\xff\x00", b'{"input": "a", "stem": "../../a", "made": 1}', b"[" * 9000]
)
def test_what_is_no_journal_is_no_harm(here: Path, line: bytes) -> None:
    _texts(here, "a.txt")
    _build(out="clean")
    (here / "dist").mkdir()
    (here / "dist" / NAME).write_bytes(line + b"\n")
    assert [result.errors for result in _build("a.txt")] == [()]
    assert _files(here / "dist") == _files(here / "clean")


def test_two_runs_do_not_write_into_one_folder(note: Path) -> None:
    _build()
    next(first := build_many(["."], _settings()))
    with pytest.raises(OutputError, match="another run is writing there"):
        _build()
    first.close()  # type: ignore[attr-defined]
    assert _build()


# --- changed by hand ---


def test_what_somebody_changed_is_left_alone_and_told(note: Path) -> None:
    _build()
    html = note.parent / "dist" / "note.html"
    html.write_text("my own words", encoding="utf-8")
    [result] = _build()
    assert (result.unchanged, result.kept, result.errors) == (True, (Path("dist/note.html"),), ())
    assert html.read_text(encoding="utf-8") == "my own words"


def test_what_somebody_changed_is_left_alone_when_another_file_is_made_again(note: Path) -> None:
    _build()
    (note.parent / "dist" / "note.html").write_text("my own words", encoding="utf-8")
    (note.parent / "dist" / "note.json").unlink()
    [result] = _build()
    assert (result.kept, result.errors) == ((Path("dist/note.html"),), ())
    assert (note.parent / "dist" / "note.html").read_text(encoding="utf-8") == "my own words"


def test_what_somebody_changed_is_an_error_once_the_source_has_changed(note: Path) -> None:
    _build()
    (note.parent / "dist" / "note.html").write_text("my own words", encoding="utf-8")
    note.write_text(TEXT + "More.", encoding="utf-8")
    for _ in range(2):  # and stays one
        [result] = _build()
        assert [str(error) for error in result.errors] == [
            "dist/note.html: somebody changed it, so it is left as it is; "
            "move it away, or have it made anew with --rebuild"
        ]
        assert [path.name for path in result.written] == ["note.json"]
    assert (note.parent / "dist" / "note.html").read_text(encoding="utf-8") == "my own words"


def test_what_somebody_changed_is_made_anew_on_demand(note: Path) -> None:
    _build()
    before = _files(note.parent / "dist")
    (note.parent / "dist" / "note.html").write_text("my own words", encoding="utf-8")
    _build(batch={"rebuild": True})
    assert _files(note.parent / "dist") == before


def test_a_file_that_was_being_replaced_is_not_taken_for_changed_by_hand(note: Path) -> None:
    _build("note.txt")
    note.write_text(TEXT + "More.", encoding="utf-8")
    _build("note.txt", out="undisturbed")
    # as a run leaves it that is killed between the new file and the line in the journal
    begin_replacing(note.parent / "dist", "note")
    (note.parent / "dist" / "note.html").write_bytes((note.parent / "undisturbed" / "note.html").read_bytes())
    assert [result.errors for result in _build("note.txt")] == [()]
    assert _files(note.parent / "dist") == _files(note.parent / "undisturbed")


# --- gathered ---


def test_briefings_are_gathered_in_the_order_of_the_sources(here: Path) -> None:
    _texts(here, "b.txt", "a.txt", "c.txt")
    _build("b.txt", "a.txt", "c.txt", formats=["jsonl"])
    lines = (here / "dist" / "briefings.jsonl").read_text(encoding="utf-8").splitlines()
    saved = [Briefing.from_json(line) for line in lines]
    assert [note.sources[0].location for note in saved] == ["b.txt", "a.txt", "c.txt"]
    assert saved[0] == Briefing.from_json((here / "dist" / "b.json").read_bytes())


def test_what_had_not_changed_is_gathered_as_well(here: Path) -> None:
    _texts(here, "a.txt", "b.txt")
    _build("a.txt", formats=["jsonl"])
    _build("a.txt", "b.txt", formats=["jsonl"])
    assert len((here / "dist" / "briefings.jsonl").read_bytes().splitlines()) == 2


def test_what_failed_is_not_gathered(note: Path) -> None:
    _build("nosuch.txt", "note.txt", formats=["jsonl"])
    assert len((note.parent / "dist" / "briefings.jsonl").read_bytes().splitlines()) == 1


def test_a_table_without_its_library_is_told_before_anything_is_done(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.gathering.find_spec", lambda name: None)
    with pytest.raises(MissingPartError, match=r"parquet needs pyarrow.*pip install 'briefing\[parquet\]'"):
        _build(formats=["parquet"])
    assert not (note.parent / "dist").exists()


def test_a_report_may_lie_in_the_output_folder(briefing: Command, note: Path) -> None:
    for _ in range(2):
        assert briefing("build", "note.txt", "--to", "json", "--report", "dist/report.json").code == 0
    assert visible(note.parent / "dist") == ["note.json", "report.json"]


# --- what ends a batch ---


def test_a_full_disk_ends_the_batch_and_what_is_written_counts(
    here: Path, parsed: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    _texts(here, "a.txt", "b.txt", "c.txt")
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name.startswith("b."):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as small:
        small.setattr(Path, "replace", full)
        with pytest.raises(FullDiskError, match=r"dist/b\.html: it cannot be written \(No space left on device\)"):
            _build()
    assert visible(here / "dist") == ["a.html", "a.json"]
    assert [result.unchanged for result in _build()] == [True, False, False]


def test_an_unknown_look_is_told_before_anything_is_done(note: Path) -> None:
    with pytest.raises(TemplateError, match="nosuch"):
        _build(template="nosuch")
    assert not (note.parent / "dist").exists()


def test_files_of_one_name_that_fail_are_told_apart(here: Path, briefing: Command) -> None:
    for name in ("one", "two"):
        (here / name).mkdir()
        (here / name / "index.html").touch()
    assert [line for line in briefing("build", ".").err.splitlines() if line.startswith("error")] == [
        "error: one/index.html: it is empty; check that it is the right file",
        "error: two/index.html: it is empty; check that it is the right file",
    ]
