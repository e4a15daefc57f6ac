import pytest

from briefing.parser.analysis import phrases
from tests.parser.casefiles import marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will *fund*, run and staff the port.", ["fund", "run", "staff"]),
        ("They *signed* and left.", ["signed", "left"]),
        ("They will *sign* and have asked for more.", ["sign"]),
        ("They will *sign* and the mayor will pay.", ["sign"]),
        ("They *left*.", ["left"]),
    ],
)
def test_verbs_of_one_form_and_one_subject_are_coordinated(text: str, expected: list[str]) -> None:
    assert [token.text for token in phrases.coordinated(marked(text).token)] == expected


def test_an_asked_passive_keeps_its_agent() -> None:
    verb = marked("The port was *shut* by the army.").token
    assert [token.text for token in phrases.action(verb, asked=True)] == ["shut", "by", "the", "army"]
    assert [token.text for token in phrases.action(verb)] == ["shut"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan we *announce* today is bold.", "plan"),
        ("The plan we want to *announce* is bold.", "plan"),
        ("The firm that *announced* the plan left.", None),
        ("The day we *arrived* was a Friday.", None),
        ("We *announce* the plan.", None),
    ],
)
def test_the_object_that_a_relative_clause_leaves_out_is_found(text: str, expected: str | None) -> None:
    noun = phrases.left_out(marked(text).token)
    assert (noun.text if noun is not None else None) == expected
