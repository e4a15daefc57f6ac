from dataclasses import dataclass

import pytest

from briefing.model import QuestionKind
from briefing.parser.questions import candidates
from tests.parser.casefiles import analysed
from tests.parser.sections.casefiles import cases, compare, parsed


@dataclass(frozen=True)
class _Asked:
    kind: QuestionKind
    question: str
    about: str | None


@pytest.mark.parametrize(("text", "expected"), cases("questions-asked.txt"))
def test_what_is_open_is_asked_as_one_question(text: str, expected: str) -> None:
    """Before anything is judged: whether a question is offered is learnt, how it is asked is not."""
    analysis = analysed(text)
    compare(
        [
            _Asked(one.kind, one.question, one.about.name if one.about else None)
            for one in candidates.find_all(analysis)
        ],
        expected,
    )


@pytest.mark.parametrize(("text", "expected"), cases("questions-found.txt"))
def test_what_the_text_shows_as_open_is_found(text: str, expected: str) -> None:
    compare(parsed(text).open_questions, expected)


@pytest.mark.parametrize(("text", "expected"), cases("questions-left.txt"))
def test_what_is_not_open_is_left(text: str, expected: str) -> None:
    compare(parsed(text).open_questions, expected)
