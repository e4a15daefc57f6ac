import pytest

from tests.parser.sections.casefiles import cases, compare, parsed


@pytest.mark.parametrize(("text", "expected"), cases("summary.txt"))
def test_the_few_points_that_matter_are_chosen(text: str, expected: str) -> None:
    compare(parsed(text).summary, expected)
