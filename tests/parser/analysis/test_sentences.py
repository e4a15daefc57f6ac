import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import BlockKind
from briefing.parser.analysis.sentences import evidence, split
from tests.parser.casefiles import cases, document, model

# Pieces of which hostile paragraphs are made: words, marks, gaps.
_WORDS = [
    "The council",
    "met",
    "said",
    "Macron",
    "Mr.",
    "U.S.",
    "a.m.",
    "No.",
    "5",
    "J.",
    "e.g.",
    "1.",
    "$3.5",
    "é",
    "🙂",
]
_MARKS = ["“", "”", '"', "’", "(", ")", "[", "...", "]", "…", "•", ".", ". ", "? ", "! ", "; ", " – ", " "]
_PIECES = st.sampled_from([*_WORDS, *_MARKS])


@pytest.mark.parametrize(("text", "expected"), cases("sentences.txt"))
def test_sentences_are_whole(text: str, expected: str) -> None:
    made = document(text)
    assert "\n".join(made.text[s.start : s.end] for s in split(made, model())) == expected


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=25).map("".join), min_size=1, max_size=4))
def test_every_word_is_in_one_sentence_of_its_own_block(paragraphs: list[str]) -> None:
    made = document("\n".join(["A first line.", *paragraphs]))
    sentences = split(made, model())
    covered = "".join(made.text[s.start : s.end] for s in sentences)
    assert "".join(covered.split()) == "".join(made.text.split())
    for one in sentences:
        assert one.block.start <= one.start < one.end <= one.block.end
        assert made.text[one.start : one.end] == one.span.text.strip()


def test_places_of_words_are_those_of_the_document() -> None:
    made = document("# Title\nThe “council” met. Mayor Ana Ruiz — she leads it — left.")
    for sentence in split(made, model()):
        for token in sentence.span:
            assert made.text[sentence.at(token) : sentence.after(token)] == token.text


def test_a_long_paragraph_is_read_in_parts_that_end_with_sentences() -> None:
    paragraph = " ".join(f"Mr. Hale met Dr. Berg of Acme Inc. for the {n}th time and left." for n in range(400))
    made = document(paragraph)
    found = [made.text[s.start : s.end] for s in split(made, model())]
    assert found == [f"Mr. Hale met Dr. Berg of Acme Inc. for the {n}th time and left." for n in range(400)]


def test_a_paragraph_without_a_space_is_read_to_its_end() -> None:
    made = document("a" * 20_000)
    assert sum(s.end - s.start for s in split(made, model())) == 20_000


def test_only_titles_and_headings_are_no_prose() -> None:
    made = document("# Title\n## Heading\nA paragraph.\n- An item\n> A quotation")
    prose = [s.block.kind for s in split(made, model()) if s.is_prose]
    assert prose == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION]


def test_evidence_is_the_whole_sentence() -> None:
    made = document("The council met. It will meet again.")
    piece = evidence(made, split(made, model())[1])
    assert (piece.quote, made.text[piece.start : piece.end]) == ("It will meet again.", piece.quote)
