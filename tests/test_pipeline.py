"""How the verbs are joined: names to documents, briefings and files, and a batch that goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import parser, pipeline, renderers
from briefing.errors import FormatError, MissingPartError, OutputError, SavedBriefingError, SourceError, TemplateError
from briefing.memo import View
from briefing.model import Briefing, Header
from briefing.pipeline import Outcome
from briefing.settings import Settings
from tests.conftest import TEXT

pytestmark = pytest.mark.usefixtures("quick_parser")

FEED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour news</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>https://example.org/{n}</link><description>{text}</description></item>"


def feed(path: Path, *titles: str) -> Path:
    items = (ITEM.format(title=title, n=n, text=f"<p>Message {n}: {TEXT}</p>") for n, title in enumerate(titles, 1))
    path.write_text(FEED.format(items="".join(items)), encoding="utf-8")
    return path


def _json_only(out: Path, **more: object) -> Settings:
    return Settings(out=out, formats=("json",), **more)  # type: ignore[arg-type]


def _build(names: list[object], settings: Settings) -> list[Outcome]:
    return list(pipeline.build(pipeline.find(map(str, names), settings), settings))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- the three verbs ---


def test_the_three_verbs_make_a_memo_of_a_file(note: Path) -> None:
    document = pipeline.read(note)
    assert pipeline.render(pipeline.parse(document), "json").startswith(b"{")


def test_a_path_may_be_text(note: Path) -> None:
    assert pipeline.read(str(note)) == pipeline.read(note)


def test_reading_a_folder_of_several_as_one_is_refused(note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SourceError, match="it stands for 2 sources"):
        pipeline.read(note.parent)


def test_reading_a_missing_file_names_it(here: Path) -> None:
    with pytest.raises(SourceError, match=r"nosuch\.txt"):
        pipeline.read(here / "nosuch.txt")


def test_a_feed_of_several_entries_is_not_one_document(here: Path) -> None:
    news = feed(here / "news.rss", "One", "Two")
    with pytest.raises(SourceError, match="it holds 2 documents"):
        pipeline.read(news)


def test_every_entry_of_a_feed_is_a_document(here: Path) -> None:
    titles = [document.source.title for document in pipeline.read_all(feed(here / "news.rss", "One", "Two"))]
    assert titles == ["One", "Two"]


def test_the_header_of_the_settings_is_in_the_briefing(note: Path) -> None:
    settings = Settings(header=Header(to="The Minister"))
    assert pipeline.parse(pipeline.read(note), settings).header.to == "The Minister"


def test_the_model_of_the_settings_is_the_one_that_parses(note: Path) -> None:
    assert "(another)" in pipeline.parse(pipeline.read(note), Settings(model="another")).summary[0].point


def test_an_unknown_format_is_refused(note: Path) -> None:
    with pytest.raises(FormatError, match="choose from pdf"):
        pipeline.render(pipeline.parse(pipeline.read(note)), "odt")


def test_an_unknown_look_is_refused(note: Path) -> None:
    with pytest.raises(TemplateError, match="nosuch"):
        pipeline.render(pipeline.parse(pipeline.read(note)), "md", Settings(template="nosuch"))


# --- batches ---


def test_a_batch_writes_each_source_in_each_format(note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    out = note.parent / "dist"
    _build([note.parent], Settings(out=out, formats=("html", "json")))
    assert _names(out) == ["note.html", "note.json", "other.html", "other.json"]


def test_a_batch_goes_on_after_a_source_that_fails(note: Path) -> None:
    outcomes = _build(["nosuch.txt", note], _json_only(note.parent / "dist"))
    assert [len(outcome.errors) for outcome in outcomes] == [1, 0]
    assert _names(note.parent / "dist") == ["note.json"]


def test_a_failure_names_the_source_as_the_user_did(note: Path) -> None:
    (note.parent / "below").mkdir()
    (note.parent / "below" / "empty.txt").touch()
    [outcome] = _build(["below/empty.txt"], _json_only(note.parent / "dist"))
    assert outcome.source == "below/empty.txt"
    assert "empty.txt" in str(outcome.errors[0])


def test_a_batch_is_lazy(note: Path) -> None:
    (note.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    settings = _json_only(note.parent / "dist")
    outcomes = pipeline.build(pipeline.find([note.parent], settings), settings)
    assert isinstance(outcomes, Iterator)
    next(outcomes)
    assert _names(note.parent / "dist") == ["note.json"]


def test_two_sources_of_one_stem_do_not_overwrite_each_other(note: Path) -> None:
    note.with_suffix(".md").write_text("# Crossing\n\n" + TEXT, encoding="utf-8")
    outcomes = _build([note.parent], _json_only(note.parent / "dist"))
    assert len(_names(note.parent / "dist")) == len(outcomes) == 2


def test_one_format_that_fails_leaves_the_others(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(view: View, name: str) -> bytes:
        if name == "html":
            raise TemplateError("it is broken")
        return b"memo"

    monkeypatch.setattr(renderers, "render", render)
    [outcome] = _build([note], Settings(out=note.parent / "dist", formats=("docx", "html", "json")))
    assert [path.suffix for path in outcome.written] == [".docx", ".json"]
    assert [str(error) for error in outcome.errors] == [f"{note.parent / 'dist' / 'note.html'}: it is broken"]


def test_a_markdown_memo_brings_the_saved_briefing_that_it_names(note: Path) -> None:
    _build([note], Settings(out=note.parent / "dist", formats=("md",)))
    assert _names(note.parent / "dist") == ["note.json", "note.md"]
    assert 'saved: "note.json"' in (note.parent / "dist" / "note.md").read_text(encoding="utf-8")


def test_without_pango_everything_but_the_pdf_is_written(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(view: View, name: str) -> bytes:
        if name == "pdf":
            raise MissingPartError("PDF needs Pango", mend="apt-get install it")
        return b"memo"

    monkeypatch.setattr(renderers, "render", render)
    [outcome] = _build([note], Settings(out=note.parent / "dist", formats=("pdf", "docx")))
    assert [path.suffix for path in outcome.written] == [".docx"]
    assert [str(error) for error in outcome.errors] == ["PDF needs Pango; apt-get install it"]


def test_a_missing_language_model_ends_the_batch(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(document: object, *, model: str) -> Briefing:
        raise MissingPartError(f"no model {model}")

    monkeypatch.setattr(parser, "parse", parse)
    with pytest.raises(MissingPartError):
        _build([note], _json_only(note.parent / "dist"))


def test_a_file_in_the_place_of_the_output_folder_ends_the_batch(note: Path) -> None:
    with pytest.raises(OutputError, match="a file stands where the folder should be"):
        _build([note], _json_only(note))


def test_a_source_is_never_written_over(note: Path) -> None:
    source = note.with_suffix(".md")
    source.write_text("# Crossing\n\n" + TEXT, encoding="utf-8")
    [outcome] = _build([source], Settings(out=note.parent, formats=("md",)))
    assert "one of the sources" in str(outcome.errors[0])
    assert source.read_text(encoding="utf-8").startswith("# Crossing")


def test_building_twice_gives_the_same_bytes(note: Path) -> None:
    for folder in ("one", "two"):
        _build([note], Settings(out=note.parent / folder))
    read = {
        folder: {path.name: path.read_bytes() for path in (note.parent / folder).iterdir()} for folder in ("one", "two")
    }
    assert read["one"] == read["two"]


def test_outcomes_count_the_inputs(note: Path) -> None:
    news = feed(note.parent / "news.rss", "One", "Two")
    outcomes = _build([news, note], _json_only(note.parent / "dist"))
    assert [outcome.number for outcome in outcomes] == [1, 1, 2]


def test_what_was_made_before_is_no_source(note: Path) -> None:
    settings = Settings(out=Path("dist"), formats=("md", "html"))
    for _ in range(2):
        _build(["."], settings)
    assert _names(note.parent / "dist") == ["note.html", "note.json", "note.md"]


def test_nor_is_there_a_source_where_nothing_else_is(note: Path) -> None:
    settings = Settings(out=Path("dist"), formats=("html",))
    _build(["."], settings)
    note.unlink()
    with pytest.raises(SourceError, match="there is nothing but what was made before"):
        pipeline.find(["."], settings)


def test_a_file_in_the_output_folder_can_be_named(note: Path) -> None:
    assert len(pipeline.find(["note.txt"], Settings(out=Path()))) == 1


# --- feeds ---


def test_entries_are_named_after_their_titles(here: Path) -> None:
    _build([feed(here / "news.rss", "Crossing to reopen", "Élan & co")], _json_only(here / "dist"))
    assert _names(here / "dist") == ["news-crossing-to-reopen.json", "news-elan-co.json"]


def test_entries_keep_their_names_when_the_feed_moves_on(here: Path) -> None:
    _build([feed(here / "news.rss", "One", "Two")], _json_only(here / "before"))
    _build([feed(here / "news.rss", "Zero", "One", "Two")], _json_only(here / "after"))
    assert set(_names(here / "before")) < set(_names(here / "after"))


def test_entries_of_one_title_do_not_overwrite_each_other(here: Path) -> None:
    _build([feed(here / "news.rss", "One", "One", "One")], _json_only(here / "dist"))
    assert len(_names(here / "dist")) == 3


def test_an_entry_does_not_take_the_name_of_another_source(here: Path) -> None:
    (here / "news-one.txt").write_text(TEXT, encoding="utf-8")
    news = feed(here / "news.rss", "One", "Two")
    _build([news, here / "news-one.txt"], _json_only(here / "dist"))
    assert len(_names(here / "dist")) == 3


# --- saved briefings ---


@pytest.fixture
def saved(note: Path) -> Path:
    _build([note], _json_only(note.parent / "dist"))
    return note.parent / "dist" / "note.json"


def _redraw(names: list[object], settings: Settings) -> list[Outcome]:
    return list(pipeline.redraw(pipeline.find_saved(map(str, names), settings), settings))


def test_a_saved_briefing_is_loaded_as_it_was(note: Path, saved: Path) -> None:
    assert pipeline.load(saved) == pipeline.parse(pipeline.read(note))


def test_what_is_no_briefing_is_refused_with_its_name(here: Path) -> None:
    (here / "odd.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SavedBriefingError, match="Field required"):
        pipeline.load(here / "odd.json")


def test_a_saved_briefing_is_drawn_without_its_source(note: Path, saved: Path) -> None:
    note.unlink()
    _redraw([saved], Settings(out=note.parent / "memos", formats=("html",)))
    assert _names(note.parent / "memos") == ["note.html"]


def test_a_folder_stands_for_the_saved_briefings_in_it(note: Path, saved: Path) -> None:
    _redraw([saved.parent], Settings(out=note.parent / "memos", formats=("html",)))
    assert _names(note.parent / "memos") == ["note.html"]


def test_drawing_again_adds_to_the_header(saved: Path) -> None:
    _redraw([saved], _json_only(saved.parent, header=Header(to="The Minister")))
    _redraw([saved], _json_only(saved.parent, header=Header(reference="A 1")))
    header = pipeline.load(saved).header
    assert (header.to, header.reference) == ("The Minister", "A 1")


def test_drawing_goes_on_after_a_briefing_that_fails(saved: Path) -> None:
    (saved.parent / "odd.json").write_text("{}", encoding="utf-8")
    outcomes = _redraw([saved.parent / "odd.json", saved], Settings(out=saved.parent, formats=("html",)))
    assert [len(outcome.errors) for outcome in outcomes] == [1, 0]


# --- merging ---


def test_several_briefings_become_one(here: Path) -> None:
    documents = pipeline.read_all(feed(here / "news.rss", "One", "Two"))
    assert len(pipeline.merge_all([pipeline.parse(document) for document in documents]).sources) == 2


def test_the_header_of_the_settings_is_in_the_merged_briefing(note: Path) -> None:
    settings = Settings(header=Header(to="The Minister"))
    assert pipeline.merge_all([pipeline.parse(pipeline.read(note))], settings).header.to == "The Minister"
