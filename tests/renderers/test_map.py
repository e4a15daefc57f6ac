"""The map as a drawing: what it shows, that it stays small, and that no text becomes markup."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.document import normalise
from briefing.memo import load_look
from briefing.memo.sections.commitments_map import commitments_map
from briefing.memo.shapes import Map
from briefing.renderers._map.drawing import colours, draw
from briefing.renderers._map.layout import SIZE, TALLEST, WIDTH, lay_out
from briefing.renderers._map.measure import Word, width_of, words, wrap
from briefing.renderers._map.mermaid import mermaid
from briefing.renderers._map.raster import png
from tests.memo.test_map import HARBOURS, promise
from tests.samples import HOSTILE
from tests.strategies import texts

WORDS = load_look().words
PLAIN = colours("")


def mapped(*commitments: object) -> Map:
    made = commitments_map(tuple(enumerate(commitments or HARBOURS, 1)), WORDS)  # type: ignore[arg-type]
    assert made is not None
    return made


def long_ones(count: int = 8, length: int = 60) -> Map:
    wordy = "and then some more " * length
    return mapped(
        *(
            promise(f"Signatory {n} {wordy}", f"deliver {wordy}", beneficiary=f"fleet {n % 2} {wordy}", condition=wordy)
            for n in range(count)
        )
    )


shown_texts = texts.map(lambda text: normalise(text) or "x")
maps = st.lists(st.tuples(shown_texts, shown_texts, shown_texts), min_size=3, max_size=9).map(
    lambda rows: mapped(*(promise("Nordvik", what, beneficiary=who, condition=terms) for who, what, terms in rows))
)


def test_every_text_of_a_small_map_can_be_read_in_it() -> None:
    root = etree.fromstring(draw(mapped(), PLAIN).svg)
    shown = " ".join("".join(text.itertext()) for text in root.iterfind("{*}text"))
    for text in ("Nordvik", "1 pay for the icebreaker", "■\xa0Firm", "Hangs on: if Sandhaven does", "the ferries"):
        assert text in shown


def test_it_says_in_words_what_it_shows() -> None:
    root = etree.fromstring(draw(mapped(), PLAIN).svg)
    assert root.get("role") == "img"
    (title,), (told,) = root.iterfind("{*}title"), root.iterfind("{*}desc")
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), told.get("id"))
    assert title.text == "How the commitments hang together"
    assert "for the ferries" in (told.text or "")


@pytest.mark.parametrize("shown", [mapped(), long_ones(), long_ones(3)])
def test_it_takes_a_third_of_a_page_at_most_and_no_two_boxes_overlap(shown: Map) -> None:
    made = lay_out(shown)
    assert made.height <= TALLEST
    for box in made.boxes:
        assert box.x >= 0 and box.right <= WIDTH and 0 <= box.y <= box.y + box.height <= made.height
        assert all(width_of(line, SIZE) <= box.width for line in box.text)
    for one, other in combinations(made.boxes, 2):
        apart = one.right <= other.x or other.right <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_a_text_too_long_ends_in_an_ellipsis_before_its_firmness() -> None:
    lines = wrap(words("deliver all " * 40), SIZE, 100, 2, words("Firm"))
    assert len(lines) == 2
    assert [word.text for word in lines[-1]][-2:] == ["all…", "Firm"]


def test_a_word_wider_than_its_box_is_broken() -> None:
    lines = wrap([Word("W" * 60)], SIZE, 100, 9)
    assert len(lines) > 1 and all(width_of(line, SIZE) <= 100 for line in lines)


@given(shown=maps)
def test_no_text_becomes_markup(shown: Map) -> None:
    root = etree.fromstring(draw(shown, PLAIN).svg)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "tspan", "path"}


def test_colours_are_the_looks_own_and_nothing_but_colours() -> None:
    css = ":root { --accent: #aa0000; --tint: url(x); --ink:#123 }"
    assert colours(css) == {**PLAIN, "accent": "#aa0000", "ink": "#123"}
    assert "#aa0000" in draw(mapped(), colours(css)).svg


def test_a_line_that_leads_to_a_condition_is_broken_and_has_no_arrow() -> None:
    links = lay_out(mapped()).links
    lines = [path for path in etree.fromstring(draw(mapped(), PLAIN).svg).iterfind("{*}path") if path.get("stroke")]
    assert [line.get("stroke-dasharray") is not None for line in lines] == [link.condition for link in links]


def test_the_same_map_is_the_same_bytes() -> None:
    drawing = draw(mapped(), PLAIN)
    assert drawing == draw(mapped(), PLAIN)
    assert png(drawing) == png(drawing)
    assert png(drawing).startswith(b"\x89PNG")


def test_mermaid_names_every_box_and_line() -> None:
    text = mermaid(mapped())
    assert text.startswith("flowchart LR\n")
    assert 'who1["Nordvik"]' in text
    assert 'what2["2. open its berths (■ Firm)"]' in text
    assert "what2 --> end1" in text and "what2 -.-> end2" in text


@pytest.mark.parametrize("block", HOSTILE)
def test_no_text_is_more_than_a_label_to_mermaid(block: str) -> None:
    shown = mapped(*(promise(block, block, beneficiary=block, condition=block) for _ in range(3)))
    for line in mermaid(shown).splitlines()[2:]:
        assert re.fullmatch(
            r"  (\w+(\[\"[^\"\[\]{}<>%|`@&]*\"\]|\(\[\"[^\"\[\]{}<>%|`@&]*\"\]\))|\w+ -(-|\.-)> \w+)", line
        )


def test_rows_of_the_picture_run_down_the_page() -> None:
    what = [box for box in lay_out(long_ones()).boxes if box.x == 136.0]
    assert all(above.y + above.height < below.y for above, below in pairwise(what))


def test_text_that_is_fitted_keeps_its_width_in_any_font() -> None:
    texts = list(etree.fromstring(draw(mapped(), PLAIN, fitted=True).svg).iterfind("{*}text"))
    assert texts and all(float(text.get("textLength", "0")) > 0 for text in texts)
    assert "textLength" not in draw(mapped(), PLAIN).svg
