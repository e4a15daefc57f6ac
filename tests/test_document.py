import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import BLOCK_BREAK, BlockKind, Document, Metadata, Piece, compose, normalise
from briefing.errors import SourceError
from briefing.limits import Limits

LIMITS = Limits()


def made(*pieces: Piece, limits: Limits = LIMITS, metadata: Metadata = Metadata()) -> Document:  # noqa: B008 — frozen
    return compose(
        pieces, data=b"bytes", location="quay.txt", media_type="text/plain", limits=limits, metadata=metadata
    )


def paragraph(text: str) -> Piece:
    return Piece(BlockKind.PARAGRAPH, text)


def test_blocks_are_parted_by_one_empty_line() -> None:
    assert made(paragraph("One."), paragraph("Two.")).text == "One.\n\nTwo."


def test_a_block_knows_its_kind_level_origin_and_place() -> None:
    document = made(paragraph("One."), Piece(BlockKind.LIST_ITEM, "two", 3, "line 7"))
    block = document.blocks[1]
    assert (block.kind, block.level, block.origin, document.text_of(block)) == (BlockKind.LIST_ITEM, 3, "line 7", "two")


def test_offsets_count_code_points() -> None:
    document = made(paragraph("🚢 é"), paragraph("Two."))
    assert (document.blocks[1].start, document.text[5:9]) == (5, "Two.")


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("  a \t\n b\u00a0\u2003c ", "a b c"),
        ("a\x00b\x1b\x7f\x9f", "ab"),
        ("inter\u00adnational", "international"),
        ("a\u202eb\u2066c\ufeff\ufffe", "abc"),
        ("a \ud800 b", "a \ufffd b"),
        ("\u200fعربي\u200e", "\u200fعربي\u200e"),
        ("👩\u200d🚀 e\u0301", "👩\u200d🚀 e\u0301"),
    ],
)
def test_text_is_cleaned(given_text: str, clean: str) -> None:
    assert normalise(given_text) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.text(st.characters(), max_size=20), max_size=8))
def test_blocks_stand_in_order_and_cover_the_text(texts: list[str]) -> None:
    try:
        document = made(*map(paragraph, texts))
    except SourceError:
        assert not any(map(normalise, texts))
        return
    assert BLOCK_BREAK.join(map(document.text_of, document.blocks)) == document.text
    assert [document.text_of(block) for block in document.blocks] == [text for text in map(normalise, texts) if text]


def test_what_holds_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no text") as caught:
        made(paragraph(" \x00\n"))
    assert caught.value.where == "quay.txt"


def test_more_characters_than_the_limit_are_refused_never_cut() -> None:
    assert made(paragraph("abc"), paragraph("defgh"), limits=Limits(characters=10)).text == "abc\n\ndefgh"
    with pytest.raises(SourceError, match=r"longer than 10 characters.*limits\.characters"):
        made(paragraph("abc"), paragraph("defghi"), limits=Limits(characters=10))


def test_the_hash_is_of_the_bytes_and_the_words_are_counted() -> None:
    source = made(paragraph("One two."), paragraph("Three.")).source
    assert (source.sha256, source.words) == (hashlib.sha256(b"bytes").hexdigest(), 3)


def test_the_title_is_the_told_one_else_the_first_block_that_is_one() -> None:
    title = Piece(BlockKind.TITLE, " Quay  to open ")
    assert made(title, paragraph("One.")).source.title == "Quay to open"
    assert made(title, paragraph("One."), metadata=Metadata(title="Told")).source.title == "Told"
    assert made(paragraph("One."), title).source.title is None


def test_metadata_without_words_are_none() -> None:
    source = made(paragraph("One."), metadata=Metadata(title=" ", author="\x00", publisher="")).source
    assert (source.title, source.author, source.publisher) == (None, None, None)
