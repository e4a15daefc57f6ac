import pytest

from briefing.parser.analysis import clauses
from tests.parser.casefiles import cases, marked


@pytest.mark.parametrize(("function", "expected"), cases("clauses.txt"))
def test_the_word_that_plays_a_part_is_found(function: str, expected: str) -> None:
    for line in expected.split("\n"):
        text, _, wanted = line.partition(" → ")
        found = getattr(clauses, function)(marked(text).token)
        assert f"{text} → {found.text if found is not None else 'none'}" == line, wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council will *meet*.", False),
        ("The council will not *meet*.", True),
        ("The council won’t *meet*.", True),
        ("The council never *met*.", True),
        ("The council will no longer *meet*.", True),
    ],
)
def test_a_denied_verb_is_known(text: str, expected: bool) -> None:
    assert clauses.is_negated(marked(text).token) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council will *meet*.", True),
        ("The council will meet and *vote*.", True),
        ("They’ll *meet*.", True),
        ("The council won't *meet*.", True),
        ("The council *met*.", False),
        ("The council would *meet*.", False),
    ],
)
def test_the_future_is_known(text: str, expected: bool) -> None:
    assert clauses.is_future(marked(text).token) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was *repaired*.", True),
        ("The bridge will be *repaired*.", True),
        ("The army *repaired* it.", False),
    ],
)
def test_a_passive_is_known(text: str, expected: bool) -> None:
    assert clauses.is_passive(marked(text).token) is expected
