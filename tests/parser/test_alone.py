import pytest

from briefing.parser.alone import alone
from tests.parser.casefiles import analysed, cases


@pytest.mark.parametrize(("text", "expected"), cases("alone.txt"))
def test_the_last_sentence_can_be_read_alone(text: str, expected: str) -> None:
    """Expected are its words, and behind an arrow each sentence that it borrows words from."""
    analysis = analysed(text)
    told = [one for one in analysis.sentences if one.is_prose and one.block_index not in analysis.boilerplate]
    read = alone(analysis, told[-1])
    found = [read.text, *(f"← {one.text}" for one in read.borrowed)]
    assert "\n".join(found) == expected
