"""Inputs that mean harm or came to harm: each gives a right document or one clear line, and soon."""

from contextlib import suppress
from time import process_time

import pytest

from briefing.document import BLOCK_BREAK, Document
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import Raw, read, recognise
from tests.readers import makers
from tests.readers.conftest import LIMITS, Reads

SENTENCE = "The harbour council said that it would pay for the quay"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.xml", "a"])
@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "it is empty"), (b" \n\t \r\n", r"no text|damaged|no RSS|cut short"), (bytes(range(256)) * 8, ".")],
    ids=["empty", "blank", "binary"],
)
def test_empty_blank_and_binary_inputs_are_refused_whatever_their_name(name: str, data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read(Raw(data, name), LIMITS)
    assert caught.value.where == name
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_more_bytes_than_the_limit_are_refused_before_they_are_read(name: str) -> None:
    with pytest.raises(SourceError, match=r"larger than 10 bytes.*limits\.source_bytes"):
        read(Raw(b"x" * 11, name), Limits(source_bytes=10))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_more_text_than_the_limit_is_refused(name: str, reads: Reads) -> None:
    with pytest.raises(SourceError, match=r"limits\.characters|longer than 20 characters"):
        reads(SENTENCE, name, limits=Limits(characters=20))


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} and {% raw %}",
        "a | b | c",
        "`rm -rf` and ``` more",
        "&lt;b&gt; &amp;amp; &quot;",
        "${HOME} $(id) %s %n \\x00 \\u202e",
        "=cmd|'/C calc'!A0",
        "\u200fعربي\u200e and \u200fעברית\u200e",
    ],
)
def test_plain_text_keeps_what_looks_like_code_as_it_stands(words: str, reads: Reads) -> None:
    assert reads(f"{SENTENCE} {words} in full.").text == f"{SENTENCE} {words} in full."


@pytest.mark.parametrize("words", ["{{ 7 * 7 }}", "a | b", "${HOME}", "x \u200fעברית\u200e y"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_so_do_markdown_and_html(words: str, name: str, reads: Reads) -> None:
    form = {"a.md": "{}", "a.html": "<!doctype html><body><p>{}</p></body>"}[name]
    assert reads(form.replace("{}", f"{SENTENCE} {words} in full."), name).text == f"{SENTENCE} {words} in full."


def test_scripts_of_html_and_markdown_are_no_text(reads: Reads) -> None:
    script = "<script>alert(1)</script><style>p { color: red }</style>"
    assert reads(f"<!doctype html><body><p>{SENTENCE}</p>{script}</body>", "a.html").text == SENTENCE
    assert reads(f"{SENTENCE}\n\n{script}\n", "a.md").text == SENTENCE


@pytest.mark.parametrize("form", ["{}", "<!doctype html><body><p>{}</p></body>"])
@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\ufeff", "\x07", "\x9b", "\u00ad", "\ufffe"])
def test_signs_that_make_a_text_show_other_words_are_dropped(sign: str, form: str, reads: Reads) -> None:
    assert reads(form.format(f"The harbour coun{sign}cil will pay.")).text == "The harbour council will pay."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (f"{SENTENCE} \ud800 in full.".encode("utf-8", "surrogatepass"), "a.txt"),
        (f"{SENTENCE} &#xD800; in full.".encode(), "a.md"),
        (f"<!doctype html><p>{SENTENCE} &#xD800; in full.</p>".encode(), "a.html"),
        (f"<!doctype html><p>{SENTENCE} \ud800 in full.</p>".encode("utf-8", "surrogatepass"), "a.html"),
    ],
)
def test_halves_of_surrogate_pairs_do_not_get_into_a_text(data: bytes, name: str, reads: Reads) -> None:
    text = reads(data, name).text
    assert text.encode("utf-8")
    assert text.startswith(SENTENCE)


@pytest.mark.parametrize("form", ["{}", "<!doctype html><body><p>{}</p></body>"])
def test_a_paragraph_of_a_million_characters_is_read_whole_and_soon(form: str, reads: Reads) -> None:
    words = f"{SENTENCE}. " * 18_000
    start = process_time()
    document = reads(form.format(words))
    assert process_time() - start < 2
    assert document.text == words.strip()


@pytest.mark.parametrize(
    "sign",
    [
        *(
            " ",
            "\n",
            "\t",
            "-",
            "> ",
            "* ",
            "word-\n",
            "a\n",
            "- a\n",
            "1. a\n",
            " - a\n",
            "[",
            "![",
            "[a](",
            "`",
            "`a``b",
        ),
        *(
            "*a ",
            "_a_",
            "<",
            "<a ",
            "</",
            "&",
            "a@",
            "'",
            "On ",
            "wrote:\n",
            "Jan 1, ",
            "(Image: ",
            "By A ",
            ". ",
            "“",
            "--",
        ),
        *(
            "|a",
            "re:",
            "<!--",
            "<!",
            "<![CDATA[",
            "&#",
            "=\n",
            "From: a\n",
            "\r",
            "\u2028",
            "\u200f",
            "é",
            "\x85",
            "\x1f",
        ),
    ],
    ids=repr,
)
@pytest.mark.parametrize(("name", "size"), [("a.txt", 50_000), ("a.md", 8_000), ("a.html", 50_000), ("a.eml", 50_000)])
def test_no_row_of_signs_takes_long(sign: str, name: str, size: int) -> None:
    start = process_time()
    for text in (sign * (size // len(sign)) + SENTENCE, SENTENCE + sign * (size // len(sign)) + "x"):
        with suppress(SourceError):
            read(Raw(text.encode(), name), LIMITS, force=True)
    assert process_time() - start < 5


@pytest.mark.parametrize(
    "head",
    ["<!--" + " " * 60_000, "<!-- a -->" + " " * 60_000, "<!doctype " + "[]" * 30_000, "<?a?>\n" * 9_000, "<" * 60_000],
)
def test_no_opening_takes_long_to_recognise(head: str) -> None:
    start = process_time()
    with suppress(SourceError):
        recognise(Raw(f"{head}x".encode(), "a"))
    assert process_time() - start < 1


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + SENTENCE,
        "<div>" * 100_000 + SENTENCE + "</div>" * 100_000,
        "<b>" * 100_000 + SENTENCE,
        "<ul><li>" * 50_000 + SENTENCE,
        "<table><tr><td>" * 33_000 + SENTENCE,
        "<blockquote>" * 501 + SENTENCE,
    ],
)
def test_html_nested_without_end_is_refused_soon(body: str, reads: Reads) -> None:
    start = process_time()
    with pytest.raises(SourceError, match=r"nested more than 500 deep.*limits\.nesting"):
        reads(f"<!doctype html><body>{body}</body>", "a.html")
    assert process_time() - start < 2


@pytest.mark.parametrize("element", ["div", "span", "blockquote", "b", "section"])
def test_html_nested_almost_as_deep_as_allowed_is_read(element: str, reads: Reads) -> None:
    body = f"<{element}>" * 490 + SENTENCE + f"</{element}>" * 490
    assert reads(f"<!doctype html><body>{body}</body>", "a.html").text == SENTENCE


@pytest.mark.parametrize("attributes", ["{}=1 ", "{}='>' ", "{} ", '{}="<p>"'])
def test_an_element_with_attributes_without_end_is_refused_soon(attributes: str, reads: Reads) -> None:
    start = process_time()
    crowd = "".join(attributes.format(f"a{number}") for number in range(50_000))
    with pytest.raises(SourceError, match="attributes"):
        reads(f"<!doctype html><body><p {crowd}>{SENTENCE}</p></body>", "a.html")
    assert process_time() - start < 2


def test_an_entity_of_html_names_no_file(reads: Reads) -> None:
    text = '<!doctype html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>The &x; is here.</p></body></html>'
    assert "root:" not in reads(text, "a.html", force=True).text


@pytest.mark.parametrize(("sign", "count"), [("> ", 500), ("- ", 200)])
def test_markdown_nested_without_end_is_refused_not_cut(sign: str, count: int, reads: Reads) -> None:
    with pytest.raises(SourceError, match="nested"):
        reads(f"{sign * count}{SENTENCE}", "a.md")


def test_a_word_file_that_points_outside_is_not_followed(reads: Reads) -> None:
    relation = '<Relationship Id="r9" Type="x/styles" TargetMode="External" Target="http://example.org/styles.xml"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "word__document.xml": f'<w:document xmlns:w="{word}">{makers.paragraph(SENTENCE)}</w:document>',
        "word___rels__document.xml.rels": relations,
    }
    assert reads(makers.archive(**parts), "a.docx").text == SENTENCE


def test_a_failure_in_a_document_names_the_input_and_shows_no_folder() -> None:
    with pytest.raises(SourceError) as caught:
        read(Raw(b"%PDF-1.7 broken", "/home/ana/secret/plan.pdf"), LIMITS)
    assert str(caught.value).startswith("plan.pdf: ")


def _slices(document: Document) -> None:
    """The law of blocks: in order, apart, not empty, and together all of the text."""
    blocks = [document.text_of(block) for block in document.blocks]
    assert all(blocks)
    assert BLOCK_BREAK.join(blocks) == document.text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_blocks_cover_a_hostile_text(name: str, reads: Reads) -> None:
    _slices(reads("<p>a\u2029\u2029b\x85c<p>\u200e<p>\u00a0<p>d\n\n\n\x0ce\r\r\rf", name))
