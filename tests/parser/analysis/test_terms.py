import pytest

from briefing.parser.analysis import terms
from briefing.parser.analysis.conditions import conditions
from tests.parser.casefiles import cases, marked


@pytest.mark.parametrize(("function", "expected"), cases("terms.txt"))
def test_the_words_of_a_circumstance_are_found(function: str, expected: str) -> None:
    for line in expected.split("\n"):
        text, _, _ = line.partition(" → ")
        verb = marked(text).token
        pairs = conditions(verb) if function == "conditions" else getattr(terms, function)(list(verb.sent))
        found = [first.doc[first.i : last.i + 1].text for first, last in pairs]
        assert f"{text} → {'; '.join(found) or 'none'}" == line
