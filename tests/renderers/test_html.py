"""The HTML memo: one file, no script, links both ways, and no text that turns into markup."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from briefing import saved
from briefing.document import normalise
from briefing.errors import TemplateError
from briefing.memo import Look, View, load_look
from briefing.model import Briefing
from briefing.renderers import html
from tests.renderers.reading import Page, read_html
from tests.renderers.taming import of_any_length, twin, without_prose
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings

LOOK = load_look()


def page(note: Briefing, look: Look = LOOK) -> Page:
    return read_html(html.render(View(note, look)).decode())


@pytest.fixture(scope="module")
def memo() -> Page:
    return page(accord())


def test_it_says_its_language_and_title(memo: Page) -> None:
    assert memo.elements[0] == ("html", {"lang": "en-GB"})
    assert accord().title in memo.text


def test_it_needs_nothing_from_outside_and_says_so(memo: Page) -> None:
    policy = next(a["content"] for t, a in memo.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    assert not memo.count("link") and not memo.count("img") and not memo.values("src")


def test_its_only_script_is_data(memo: Page) -> None:
    scripts = [attributes for tag, attributes in memo.elements if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "briefing-model"}]


def test_no_element_has_a_handler() -> None:
    names = {name for _, attributes in page(hostile()).elements for name in attributes}
    assert not [name for name in names if name.startswith("on")]


def test_it_has_one_main_part_one_first_heading_and_a_way_past_the_head(memo: Page) -> None:
    assert (memo.count("main"), memo.count("h1"), memo.count("header"), memo.count("footer")) == (1, 1, 1, 1)
    assert ("a", {"class": "skip", "href": "#memo"}) in memo.elements


def test_headings_skip_no_level() -> None:
    levels = [int(tag[1]) for tag, _ in page(many(40)).elements if tag[0] == "h" and tag[1:].isdigit()]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_header_cell_a_scope(memo: Page) -> None:
    assert memo.count("table") == memo.count("caption") > 0
    assert {attributes.get("scope") for tag, attributes in memo.elements if tag == "th"} == {"col", "row"}


@pytest.mark.parametrize("note", [accord(), bare(), many(30), hostile()], ids=lambda note: note.id)
def test_ids_are_unique_and_every_link_inside_leads_somewhere(note: Briefing) -> None:
    memo = page(note)
    ids = memo.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in memo.values("href") if link.startswith("#")} <= set(ids)
    assert set(memo.values("aria-labelledby")) <= set(ids)


def test_an_items_place_is_called_by_its_id(memo: Page) -> None:
    assert {"K-1", "A-1", "C-1", "Q-1", "S-1", "T-1"} <= set(memo.values("id"))


def test_an_item_links_to_its_evidence_and_the_evidence_back(memo: Page) -> None:
    assert {"#memo-e1", "#C-1"} <= set(memo.values("href"))


def test_the_users_markdown_is_set_and_can_only_link_to_the_web() -> None:
    memo = page(accord())
    assert ("a", {"href": "https://desk.example/", "rel": "noopener noreferrer"}) in memo.elements
    outside = [link for link in page(hostile()).values("href") if not link.startswith("#")]
    assert outside and all(link.startswith("https://") for link in outside)


@given(note=briefings())
def test_no_text_of_a_source_turns_into_markup(note: Briefing) -> None:
    look = of_any_length(LOOK)
    wild, tame = page(without_prose(note), look), page(twin(note), look)
    assert wild.frame() == tame.frame()
    assert not wild.comments


@given(note=briefings())
def test_every_word_of_every_item_is_shown(note: Briefing) -> None:
    shown = page(note).text
    for text in item_texts(note):
        assert text in shown


@given(note=briefings())
def test_it_carries_its_briefing(note: Briefing) -> None:
    assert saved.load(html.render(View(note, LOOK)), location="a.html").to_json() == note.to_json()


def test_the_script_block_is_json_that_holds_no_sign_of_html() -> None:
    text = html.render(View(hostile(), LOOK)).decode()
    block = text.split('id="briefing-model">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["id"] == hostile().id


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "memo.css").write_text("</style><script>alert(1)</script>", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"memo\.css: a style sheet may not hold “</”"):
        html.render(View(bare(), load_look(tmp_path)))


def test_pictures_of_a_look_are_carried_inside(tmp_path: Path) -> None:
    (tmp_path / "crest.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "memo.css").write_text("h1 { background: url('./crest.svg') } p { background: url(/etc/passwd) }")
    text = html.render(View(bare(), load_look(tmp_path))).decode()
    assert "url(data:image/svg+xml;base64,PHN2Zy8+)" in text
    assert "url(/etc/passwd)" in text  # which nothing will fetch


def test_a_look_of_ones_own_can_draw_the_page(tmp_path: Path) -> None:
    (tmp_path / "memo.html.j2").write_text("<p>{{ memo.title }}</p>", encoding="utf-8")
    assert html.render(View(bare(), load_look(tmp_path))) == b"<p>Nothing to report</p>"


def item_texts(note: Briefing) -> list[str]:
    """What must stand in a memo, as it must stand there."""
    kept = [item for _, item in note.items_with_paths() if item.review.state != "rejected"]
    names = ("point", "name", "role", "committer", "action", "condition", "question", "text", "when", "event")
    found = [getattr(item, name, None) or "" for item in kept for name in names]
    return [*map(normalise, found), *(normalise(one.quote) for item in kept for one in item.evidence)]
