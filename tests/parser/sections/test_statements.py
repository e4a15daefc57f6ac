import pytest

from tests.parser.sections.casefiles import cases, compare, parsed


@pytest.mark.parametrize(("text", "expected"), cases("statements.txt"))
def test_who_says_what_is_found(text: str, expected: str) -> None:
    compare(parsed(text).statements, expected)
