import pytest

from tests.parser.sections.casefiles import cases, compare_some, parsed


@pytest.mark.parametrize(("text", "expected"), cases("actors.txt"))
def test_those_who_act_are_found(text: str, expected: str) -> None:
    compare_some(parsed(text).actors, expected)
