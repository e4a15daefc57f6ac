"""Plain Markdown: CommonMark and nothing else, with the same content, and it reads back."""

from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from briefing import saved
from briefing.document import normalise
from briefing.errors import SavedBriefingError
from briefing.memo import Look, View, load_look
from briefing.model import Briefing
from briefing.renderers import markdown
from tests.renderers.reading import read_html
from tests.renderers.taming import twin, without_prose
from tests.renderers.test_html import item_texts
from tests.renderers.test_markdown import _lint
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "look.toml").write_text('markdown = "plain"', encoding="utf-8")
    return load_look(folder)


def shown(note: Briefing, look: Look) -> str:
    made: str = MarkdownIt("commonmark", {"html": True}).render(markdown.render(View(note, look)).decode())
    return made


def test_it_has_no_front_matter_table_footnote_or_html(look: Look) -> None:
    text = markdown.render(View(accord(), look)).decode()
    assert text.startswith("# Nordvik and Sandhaven share winter berths\n\nOFFICIAL\n")
    assert not [sign for sign in ("[^", "| ---", "<a ", "<br>", "\n---\n") if sign in text]


def test_a_commitment_is_one_line_with_its_evidence(look: Look) -> None:
    assert (
        "2. **Nordvik**; What: pay towards a second icebreaker (4.2 million crowns); Condition and date: by the end of"
        " March (31 March 2026); Firmness: ■ Firm; Who says so: Ingrid Solberg \\[2\\]\n"
    ) in markdown.render(View(accord(), look)).decode()


@given(note=briefings())
def test_every_word_of_every_item_is_shown(look: Look, note: Briefing) -> None:
    words = "".join(read_html(shown(note, look)).text.replace("\u2060", "").split())
    for text in item_texts(note):
        assert "".join(text.replace("\u2060", "").split()) in words


@given(note=briefings())
def test_no_text_of_a_source_turns_into_markup(look: Look, note: Briefing) -> None:
    wild, tame = (read_html(shown(one, look)).elements for one in (without_prose(note), twin(note)))
    assert [tag for tag, _ in wild] == [tag for tag, _ in tame]


def test_the_linter_finds_nothing(look: Look, tmp_path: Path) -> None:
    for note in (accord(), bare(), many(30), hostile()):
        (tmp_path / f"{normalise(note.id).strip('<>-')}.md").write_bytes(markdown.render(View(note, look)))
    assert "No issues found in 4 files" in _lint(*tmp_path.iterdir())


@pytest.mark.parametrize("name", ["accord.json", "a (1) [x]%20.json", "naïve.json"])
def test_it_reads_back_from_the_file_that_its_last_line_leads_to(look: Look, name: str) -> None:
    data = markdown.render(View(accord(), look, name))
    assert saved.load(data, location="a.md", sibling={name: accord().to_json().encode()}.__getitem__) == accord()


def test_a_file_of_another_briefing_is_refused(look: Look) -> None:
    data = markdown.render(View(accord(), look, "a.json"))
    with pytest.raises(SavedBriefingError, match=r"a\.json holds another briefing \(B-bare\)"):
        saved.load(data, location="a.md", sibling=lambda _: bare().to_json().encode())


def test_a_text_that_ends_in_a_link_is_no_memo(look: Look) -> None:
    with pytest.raises(SavedBriefingError, match="there is no briefing in it"):
        saved.load(b'# A\n\n[b](<c.json> "d")\n', location="a.md", sibling=lambda _: b"")
