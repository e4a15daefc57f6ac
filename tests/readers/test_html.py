from datetime import date

import pytest

from briefing.limits import Limits
from briefing.readers import Raw, read
from tests.readers.casefiles import shown
from tests.readers.conftest import Reads

# Long enough for a main text to be found in it.
ONE = "The harbour council agreed on Monday to pay for the repairs of the northern quay in full, its chairwoman said."
TWO = "Critics called the decision hasty and asked who had been heard before the vote was taken in the town hall."
THREE = "The inspectors will report in June, and the council will then decide whether the crossing is to open again."
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
AROUND = (
    '<nav><a href="/">Home</a> <a href="/world">World</a></nav>',
    "<footer><p>Copyright Quay Wire. All rights reserved.</p></footer>",
)
HEAD = """<title>Council to pay for quay | Quay Wire</title><meta property="og:site_name" content="Quay Wire">
<meta name="author" content="Ines Vale"><meta property="article:published_time" content="2025-03-04T22:00:00Z">"""


def page(body: str, head: str = HEAD) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{AROUND[0]}{body}{AROUND[1]}</body></html>"


def test_the_main_text_is_read_without_what_is_around_it(reads: Reads) -> None:
    document = reads(page(f"<article><h1>Council to pay for quay</h1>{PARAGRAPHS}</article>"))
    assert shown(document) == f"title: Council to pay for quay\nparagraph: {ONE}\nparagraph: {TWO}\nparagraph: {THREE}"


def test_the_metadata_are_read(reads: Reads) -> None:
    source = reads(page(f"<article>{PARAGRAPHS}</article>")).source
    assert (source.title, source.author, source.publisher, source.published) == (
        "Council to pay for quay",
        "Ines Vale",
        "Quay Wire",
        date(2025, 3, 4),
    )


def test_a_date_in_the_future_is_read_whatever_day_it_is(reads: Reads) -> None:
    head = HEAD.replace("2025-03-04", "2091-03-04")
    assert reads(page(f"<article>{PARAGRAPHS}</article>", head)).source.published == date(2091, 3, 4)


def test_headings_list_items_and_quotations_are_known(reads: Reads) -> None:
    body = (
        f"<article><p>{ONE}</p><h2>What next</h2><ul><li>first<ul><li>deeper</li></ul></li><li><p>second</p></li></ul>"
        f"<blockquote><p>“{TWO}”</p><footer>Ana Brodie</footer></blockquote><h3>Costs</h3><ol><li>third</li></ol>"
        f"<p>{THREE}</p></article>"
    )
    assert shown(reads(page(body))).split("\n")[2:] == [
        "heading 2: What next",
        "list item 1: first",
        "list item 2: deeper",
        "list item 1: second",
        f"quotation: “{TWO}”",
        "quotation: Ana Brodie",
        "heading 3: Costs",
        "list item 1: third",
        f"paragraph: {THREE}",
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('on <time datetime="2025-06-01">1 June 2025</time> at noon', "on 1 June 2025 at noon"),
        ("she said <q>never</q> twice", "she said “never” twice"),
        ("CO<sub>2</sub> and <b>5</b>%", "CO2 and 5%"),
        ("first line<br>second line", "first line second line"),
        ("a &lt;script&gt; in | words &amp; {{ more }}", "a <script> in | words & {{ more }}"),
    ],
)
def test_no_word_within_a_paragraph_is_lost(markup: str, words: str, reads: Reads) -> None:
    document = reads(page(f"<article>{PARAGRAPHS}<p>The crossing opens {markup}, the council announced.</p></article>"))
    assert f"The crossing opens {words}, the council announced." in document.text


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{PARAGRAPHS}<dl><dt>Cost</dt><dd>Two million in all, says the council.</dd></dl></article>",
        f"<article>{PARAGRAPHS}<details><summary>More</summary><p>Two million in all.</p></details></article>",
        f"<article>{PARAGRAPHS}<table><tr><td>Two million in all</td><td>by June</td></tr></table></article>",
        f"<article>{PARAGRAPHS}<pre>Two million in all.</pre></article>",
        f"<form>{PARAGRAPHS}<p>Two million in all, says the council.</p></form>",
        f"<div>{ONE}<br><br>{TWO}<br><br>{THREE}<br><br>Two million in all.</div>",
        f"<article><p>Yes.</p>{PARAGRAPHS}<p>Yes.</p><p>Two million in all, says the council.</p></article>",
        "<article><p>Two million in all.</p></article>",
        "Two million in all.",
    ],
)
def test_no_part_of_a_text_is_lost(body: str, reads: Reads) -> None:
    assert "Two million in all" in reads(page(body)).text


def test_empty_lines_made_of_breaks_part_paragraphs(reads: Reads) -> None:
    document = reads(page(f"<div>{ONE}<br><br>{TWO}<br>\n<br>{THREE}</div>"))
    assert [document.text_of(block) for block in document.blocks[1:]] == [ONE, TWO, THREE]


def test_a_page_larger_than_trafilatura_would_take_is_read_whole(reads: Reads) -> None:
    long = "The council said that it would pay. " * 600_000
    assert len(long) > 20_000_000
    limits = Limits(characters=30_000_000)
    assert len(reads(page(f"<article><p>{long}</p></article>"), limits=limits).text) > 20_000_000


def test_a_page_of_very_many_elements_is_read_by_the_names_of_its_elements(reads: Reads) -> None:
    items = "".join(f"<li>item {number}</li>" for number in range(60_000))
    document = reads(page(f"<main><ul>{items}</ul></main>"))
    assert (document.text_of(document.blocks[0]), document.text_of(document.blocks[-1])) == (
        "Council to pay for quay | Quay Wire",
        "item 59999",
    )


def test_the_declared_encoding_is_respected(reads: Reads) -> None:
    text = page(f"<article>{PARAGRAPHS}<p>The mayor of Łódź agreed.</p></article>", '<meta charset="iso-8859-2">')
    assert "Łódź" in reads(text.encode("iso-8859-2"), "page.html").text


def test_a_url_names_the_publisher_where_the_page_does_not() -> None:
    raw = Raw(page(f"<article>{PARAGRAPHS}</article>", "").encode(), "https://news.example.org/quay", "text/html")
    (document,) = read(raw, Limits())
    assert document.source.publisher == "news.example.org"


def test_a_date_that_cannot_be_read_is_passed_over_in_silence(reads: Reads) -> None:
    head = HEAD.replace("22:00:00Z", "22:00:0UZ")
    assert reads(page(f"<article>{PARAGRAPHS}</article>", head)).source.title == "Council to pay for quay"


def test_the_same_page_gives_the_same_document(reads: Reads) -> None:
    text = page(f"<article><h1>Quay</h1>{PARAGRAPHS}</article>")
    assert reads(text) == reads(text)


def test_signs_in_scripts_and_comments_are_no_attributes_without_end(reads: Reads) -> None:
    noise = "a<b " + "word " * 2_000
    body = f"<article>{PARAGRAPHS}</article><script>{noise}'</p>'{noise}</script><!-- {noise} -->"
    assert ONE in reads(page(body)).text
