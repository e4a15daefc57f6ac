"""The Markdown memo: GitHub-flavoured, clean under the linter, and no text that turns into markup."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from briefing.document import normalise
from briefing.memo import Look, View, load_look
from briefing.model import Briefing
from briefing.renderers import markdown
from tests.conftest import ROOT
from tests.renderers.reading import as_github_shows, read_html
from tests.renderers.taming import of_any_length, twin, without_prose
from tests.renderers.test_html import item_texts
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings

LOOK = load_look()


def memo(note: Briefing, look: Look = LOOK) -> str:
    return markdown.render(View(note, look)).decode()


def tags(html: str) -> list[str]:
    return [tag for tag, _ in read_html(html).elements]


@pytest.fixture(scope="module")
def text() -> str:
    return memo(accord())


def test_its_front_matter_holds_title_header_and_counts(text: str) -> None:
    front_matter = text.split("---\n")[1]
    assert 'title: "Nordvik and Sandhaven share winter berths"\n' in front_matter
    assert 'drafted_by: "L. Berg ([desk](https://desk.example/))"\n' in front_matter
    assert "  commitments: 6\n" in front_matter


def test_its_front_matter_names_the_saved_briefing_beside_it_where_there_is_one() -> None:
    beside = markdown.render(View(accord(), LOOK, "accord.json")).decode()
    assert 'saved: "accord.json"\n' in beside
    assert "saved:" not in memo(accord())


def test_an_item_has_a_place_called_by_its_id_and_footnotes_for_its_evidence(text: str) -> None:
    assert '1. <a id="K-2"></a>Nordvik pays 4.2 million crowns towards an icebreaker. [^38cd91]\n' in text


def test_evidence_is_a_footnote_that_links_back(text: str) -> None:
    assert (
        "[^38cd91]: Nordvik will pay 4.2 million crowns towards a second icebreaker by the end of March"
        " (S1, paragraph 2) Supports: [Key point 1](#K-2), [Ingrid Solberg](#A-1), [Commitment 2](#C-2)\n" in text
    )


def test_an_item_more_changes_no_line_of_another(text: str) -> None:
    first = accord().summary[0]
    added = first.model_copy(update={"id": "K-9", "point": "Sandhaven votes.", "evidence": accord().actors[2].evidence})
    note = accord().model_copy(update={"summary": (*accord().summary, added)})
    gone = set(text.splitlines()) - set(memo(note).splitlines())
    assert {line.split(":")[0] for line in gone} <= {"digest", "  summary", "[^e0361c]", "[^a9a350]"}


def test_a_commitment_is_a_row(text: str) -> None:
    assert (
        '| 3 | <a id="C-3"></a>Nordvik | × Refrain: close the eastern channel this winter |  | ■ Firm'
        " | Ingrid Solberg [^363a13] |\n" in text
    )


def test_the_users_markdown_is_rebuilt(text: str) -> None:
    assert "- **Drafted by:** L. Berg ([desk](<https://desk.example/>))\n" in text
    assert "**Note:** Check the *date* of the reports." in text


def test_the_users_markdown_can_do_no_harm() -> None:
    shown = read_html(as_github_shows(memo(hostile())))
    assert not {"script", "img", "i"} & {tag for tag, _ in shown.elements}
    assert all(link.startswith(("#", "https://")) for link in shown.values("href"))


@pytest.mark.parametrize("note", [accord(), bare(), many(30), hostile()], ids=lambda note: note.id)
def test_every_link_inside_leads_somewhere_as_github_shows_it(note: Briefing) -> None:
    shown = read_html(as_github_shows(memo(note)))
    links = {link[1:] for link in shown.values("href") if link.startswith("#")}
    assert links <= set(shown.values("id"))


@pytest.mark.parametrize("note", [accord(), many(30)], ids=lambda note: note.id)
def test_every_footnote_is_shown(note: Briefing) -> None:
    shown = read_html(as_github_shows(memo(note)))
    cited = {evidence.quote for _, item in note.items_with_paths() for evidence in item.evidence}
    assert sum("footnote-backref" in attributes.get("class", "") for _, attributes in shown.elements) >= len(cited) - 1


@given(note=briefings())
def test_no_text_of_a_source_turns_into_markup_on_github(note: Briefing) -> None:
    wild, tame = (memo(one, of_any_length(LOOK)) for one in (without_prose(note), twin(note)))
    assert tags(as_github_shows(wild)) == tags(as_github_shows(tame))


@given(note=briefings())
def test_no_text_of_a_source_turns_into_markup_elsewhere(note: Briefing) -> None:
    parser = MarkdownIt("gfm-like", {"html": True}).use(footnote_plugin)

    def shown(one: Briefing) -> list[str]:
        return tags(parser.render(memo(one, of_any_length(LOOK)).split("\n---\n", 1)[1]))

    assert shown(without_prose(note)) == shown(twin(note))


@given(note=briefings())
def test_every_word_of_every_item_is_shown(note: Briefing) -> None:
    shown = "".join(read_html(as_github_shows(memo(note))).text.replace("\u2060", "").split())
    for text in item_texts(note):
        assert "".join(text.replace("\u2060", "").split()) in shown


def _lint(*paths: Path) -> str:
    rumdl = shutil.which("rumdl", path=str(Path(sys.executable).parent))
    assert rumdl, "rumdl is one of the development packages"
    command = [rumdl, "check", "--no-cache", "--config", str(ROOT / ".rumdl.toml"), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_linter_finds_nothing(tmp_path: Path) -> None:
    for note in (accord(), bare(), many(30), hostile()):
        (tmp_path / f"{normalise(note.id).strip('<>-')}.md").write_bytes(markdown.render(View(note, LOOK)))
    assert "No issues found in 4 files" in _lint(*tmp_path.iterdir())


@settings(max_examples=15)
@given(note=briefings(most=2))
def test_the_linter_finds_nothing_in_any_memo(note: Briefing, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("lint") / "memo.md"
    path.write_bytes(markdown.render(View(note, LOOK)))
    assert "No issues found" in _lint(path), path.read_text(encoding="utf-8")
