"""Every look in every format, whatever the briefing."""

import io
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import saved
from briefing.memo import Look, View, build, load_look, looks
from briefing.memo.shapes import Blank
from briefing.model import Briefing
from briefing.renderers import FORMATS, docx, html, markdown, pdf, render
from tests.renderers import docx_reading as word
from tests.renderers.reading import as_github_shows, read_html
from tests.renderers.taming import of_any_length, twin, without_prose
from tests.renderers.test_markdown import _lint, tags
from tests.samples import accord, bare, hostile, many
from tests.strategies import briefings

NAMES = looks()


def unmarked(note: Briefing) -> Briefing:
    """Without its classification, which only some looks would take."""
    return note.model_copy(update={"header": note.header.model_copy(update={"classification": None})})


SAMPLES = [unmarked(note) for note in (accord(), bare(), many(30), hostile())]


@cache
def made(number: int, name: str, form: str) -> bytes:
    """The sample of that number in a look; drawn once, for pages take their time."""
    return render(View(SAMPLES[number], load_look(name)), form)


any_briefing = briefings(most=2).map(unmarked)
any_look = st.sampled_from(NAMES).map(load_look)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [row.name for row in FORMATS])
def test_every_look_draws_every_sample_in_every_format(name: str, form: str) -> None:
    # Of PDF two samples will do: its pages are those of HTML.
    for number in (0, 3) if form == "pdf" else range(len(SAMPLES)):
        assert made(number, name, form)


@pytest.mark.parametrize("name", NAMES)
def test_a_memo_of_every_look_reads_back(name: str) -> None:
    for form in ("pdf", "docx", "html"):
        assert saved.load(made(0, name, form), location=form) == SAMPLES[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_every_link_inside_leads_somewhere(name: str, number: int) -> None:
    page = read_html(made(number, name, "html").decode())
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)
    shown = read_html(as_github_shows(made(number, name, "md").decode()))
    assert {link[1:] for link in shown.values("href") if link.startswith("#")} <= set(shown.values("id"))


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level(name: str) -> None:
    page = read_html(made(2, name, "html").decode())
    levels = [int(tag[1]) for tag, _ in page.elements if tag[0] == "h" and tag[1:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_the_linter_finds_nothing_in_the_markdown(name: str, tmp_path: Path) -> None:
    for number in range(len(SAMPLES)):
        (tmp_path / f"{number}.md").write_bytes(made(number, name, "md"))
    assert f"No issues found in {len(SAMPLES)} files" in _lint(*tmp_path.iterdir())


@given(note=any_briefing, look=any_look)
def test_no_text_of_a_source_turns_into_markup(note: Briefing, look: Look) -> None:
    look = of_any_length(look)
    wild, tame = (read_html(html.render(View(one, look)).decode()) for one in (without_prose(note), twin(note)))
    assert wild.frame() == tame.frame()
    pair = (without_prose(note), twin(note))
    made = [tags(as_github_shows(markdown.render(View(one, look)).decode())) for one in pair]
    assert made[0] == made[1]


@settings(max_examples=6)
@given(note=any_briefing, look=any_look)
def test_any_briefing_is_drawn_in_any_look_as_pdf_and_as_word(note: Briefing, look: Look) -> None:
    assert pdf.render(View(note, look)).startswith(b"%PDF")
    assert docx.render(View(note, look)).startswith(b"PK")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("memo",)])
def test_a_place_to_fill_and_what_the_briefing_offers_stand_in_every_format(name: str) -> None:
    blanks = [one.body for one in build(SAMPLES[0], load_look(name)).body if isinstance(one.body, Blank)]
    assert blanks
    shown = {
        "html": read_html(made(0, name, "html").decode()).text,
        "md": read_html(as_github_shows(made(0, name, "md").decode())).text,
        "docx": word.text_of(word.part(made(0, name, "docx"))),
        "pdf": "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made(0, name, "pdf"))).pages),
    }
    for blank in blanks:
        for form, text in shown.items():
            assert "".join(blank.prompt.split()) in "".join(text.replace("\u2060", "").split()), form
        for offer in blank.offers.pointers:
            assert "".join(offer.text.split()) in "".join(shown["docx"].split())


@pytest.mark.parametrize(
    ("name", "said", "align"), [("ukgov", "official-sensitive", "center"), ("canada", "Protected B", "right")]
)
def test_a_marking_stands_on_every_page_where_its_standard_wants_it(name: str, said: str, align: str) -> None:
    note = accord().model_copy(update={"header": accord().header.model_copy(update={"classification": said})})
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(View(note, load_look(name))))).pages
    assert all(page.extract_text().count(said.upper()) == 2 for page in pages)
    assert f'<p class="marking {align}">' in html.render(View(note, load_look(name))).decode()
