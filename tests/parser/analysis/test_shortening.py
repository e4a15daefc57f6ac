import pytest

from briefing.parser.analysis import phrases
from briefing.parser.analysis.shortening import shortened
from tests.parser.casefiles import marked


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("They will *open* a port in the north of the country.", 20, "open a port in the north of the country"),
        ("They will *open* a port in the north of the country.", 4, "open a port"),
        ("They will *open* trade, aid and jobs to the world.", 6, "open trade, aid and jobs"),
        ("They will *rely* on the good will of the country.", 6, "rely on the good will of the country"),
    ],
)
def test_a_cut_leaves_no_phrase_half_said(text: str, most: int, expected: str) -> None:
    kept = shortened(phrases.action(marked(text).token), most)
    assert "".join(token.text_with_ws for token in kept).strip() == expected


def test_a_question_may_end_with_a_preposition_and_a_gist_may_not() -> None:
    verb = marked("I don't know what he is *basing* this on.").token
    tokens = phrases.action(verb, asked=True)
    assert [token.text for token in shortened(tokens, 20, asked=True)][-1] == "on"
    assert [token.text for token in shortened(tokens, 20)][-1] == "this"


def test_nothing_is_cut_to_nothing() -> None:
    assert shortened([], 5) == []
