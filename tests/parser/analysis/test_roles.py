from typing import TYPE_CHECKING

import pytest

from briefing.parser.analysis import offices, roles
from briefing.parser.analysis.analysis import Analysis
from tests.parser.casefiles import analysed, cases

if TYPE_CHECKING:
    from spacy.tokens import Span


@pytest.mark.parametrize(("text", "expected"), cases("roles.txt"))
def test_roles_are_told_as_the_text_states_them(text: str, expected: str) -> None:
    names = [line.partition(": ")[0] for line in expected.split("\n")]
    told = [f"{name}: {roles.of(_named(analysed(text), name)) or 'null'}" for name in names]
    assert told == expected.split("\n")


def _named(analysis: Analysis, name: str) -> "Span":
    """The words of a name where they stand first."""
    for sentence in analysis.sentences:
        at = sentence.span.text.find(name)
        if at >= 0:
            start = sentence.span.start_char + at
            span = sentence.span.doc.char_span(start, start + len(name), label="PERSON")
            assert span is not None
            return span
    raise AssertionError(f"{name} is not in the text")


@pytest.mark.parametrize("word", ["minister", "Spokeswoman", "CEO", "co-founder", "leaders"])
def test_words_that_name_roles(word: str) -> None:
    assert offices.is_role_head(word)


@pytest.mark.parametrize("word", ["ministry", "Oslo", "deputyship", "", "s"])
def test_words_that_do_not(word: str) -> None:
    assert not offices.is_role_head(word)


@pytest.mark.parametrize("word", ["Deputy", "former", "Mr.", "Gen.", "minister"])
def test_words_that_stand_inside_a_title(word: str) -> None:
    assert offices.is_title_word(word)
