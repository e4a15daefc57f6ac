"""What holds for every input there is."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.document import BLOCK_BREAK, Document
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import READERS, Raw, read
from tests.readers import makers

LIMITS = Limits()
NAMES = st.sampled_from([f"note{suffix}" for row in READERS for suffix in row.suffixes] + ["note"])
TYPES = st.sampled_from([None, *(media_type for row in READERS for media_type in row.media_types)])

# Pieces that mean something to one reader or another, strung together at random.
SIGNS = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "- ",
        "* ",
        "> ",
        "1. ",
        "# ",
        "---\n",
        "===\n",
        "| a | b |\n",
        "```\n",
        "<p>",
        "</p>",
        "<div>",
        "<li>",
        "<br>",
        "<blockquote>",
        "<h1>",
        "<html>",
        "<body>",
        "<table><tr><td>",
        "<script>",
        "<!--",
        "-->",
        "&amp;",
        "&#xD800;",
        "<![CDATA[",
        "]]>",
        "From: a@b\n",
        "Subject: x\n",
        "Message-ID: <a>\n",
        "\n\n--b\n",
        "The council",
        "will pay.",
        "By Ana Brodie",
        "4 March 2025",
        "On Monday, Ana wrote:",
        "-- \n",
        "“",
        "”",
        "\u202e",
        "\u200f",
        "\x00",
        "\x0c",
        "é",
        "港",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(SIGNS, max_size=40).map("".join))


def check(data: bytes, name: str, media_type: str | None = None) -> None:
    try:
        documents = read(Raw(data, name, media_type), LIMITS, force=True)
    except SourceError as error:
        assert error.where
        assert "\n" not in str(error)
        return
    for document in documents:
        covers(document)


def covers(document: Document) -> None:
    """In order, apart, not empty, and together all of the text."""
    at = 0
    for block in document.blocks:
        assert block.start == at
        assert block.end > block.start
        at = block.end + len(BLOCK_BREAK)
    assert at - len(BLOCK_BREAK) == len(document.text)
    assert BLOCK_BREAK.join(document.text_of(block) for block in document.blocks) == document.text
    assert document.text.encode("utf-8")


@given(st.binary(max_size=400), NAMES, TYPES)
def test_any_bytes_give_documents_or_one_line(data: bytes, name: str, media_type: str | None) -> None:
    check(data, name, media_type)


@given(TEXTS, NAMES)
def test_any_text_gives_documents_or_one_line(text: str, name: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


@given(TEXTS, st.sampled_from(["utf-16", "utf-32", "latin-1", "cp1252"]))
def test_any_encoding_gives_documents_or_one_line(text: str, encoding: str) -> None:
    check(text.encode(encoding, "replace"), "note.txt")


@given(TEXTS)
def test_any_web_page_gives_a_document_or_one_line(text: str) -> None:
    check(f"<!doctype html><html><body>{text}</body></html>".encode("utf-8", "replace"), "page.html")


@given(TEXTS)
def test_any_word_file_gives_a_document_or_one_line(text: str) -> None:
    check(makers.docx(text), "note.docx")


@given(TEXTS)
def test_any_feed_gives_documents_or_one_line(text: str) -> None:
    feed = f"<rss version='2.0'><channel><item><description>{text}</description></item></channel></rss>"
    check(feed.encode("utf-8", "replace"), "feed.xml")


@given(TEXTS, st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=b", "message/rfc822"]))
def test_any_mail_gives_a_document_or_one_line(text: str, kind: str) -> None:
    check(f"Message-ID: <a>\nSubject: Quay\nContent-Type: {kind}\n\n{text}".encode("utf-8", "replace"), "note.eml")


@given(
    st.lists(
        st.builds(makers.Words, st.text("ab.- (1)•", max_size=20), st.integers(0, 590), st.integers(0, 840)),
        max_size=25,
    )
)
def test_any_page_gives_a_document_or_one_line(page: list[makers.Words]) -> None:
    check(makers.pdf([page, page]), "note.pdf")


@given(st.data())
def test_a_damaged_file_gives_a_document_or_one_line(data: st.DataObject) -> None:
    whole, name = data.draw(
        st.sampled_from(
            [
                (makers.pdf([makers.column("The council will pay for the quay. " * 9)]), "note.pdf"),
                (makers.docx(makers.paragraph("The council will pay for the quay. " * 9)), "note.docx"),
            ]
        )
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=4))
    check(whole[:at] + damage + whole[at + len(damage) :], name)


@given(TEXTS, NAMES)
def test_the_same_bytes_give_the_same_documents(text: str, name: str) -> None:
    raw = Raw(text.encode("utf-8", "surrogatepass"), name)
    try:
        first = read(raw, LIMITS, force=True)
    except SourceError:
        return
    assert read(raw, LIMITS, force=True) == first


@given(st.lists(st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True), min_size=1, max_size=60), st.integers(30, 100))
def test_wrapping_a_text_loses_none_of_its_words(words: list[str], width: int) -> None:
    import textwrap

    document = read(Raw("\n".join(textwrap.wrap(" ".join(words), width)).encode(), "note.txt"), LIMITS, force=True)[0]
    assert document.text.split() == words
