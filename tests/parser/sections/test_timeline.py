import pytest

from tests.parser.sections.casefiles import cases, compare, parsed


@pytest.mark.parametrize(("text", "expected"), cases("timeline.txt"))
def test_what_happens_when_is_found(text: str, expected: str) -> None:
    compare(parsed(text).timeline, expected)
