import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parser.analysis import clauses, wording
from tests.parser.casefiles import analysed, cases, marked

_TEXT = st.text(st.sampled_from('ab I“”"‘’()[].,;:–- '), max_size=40)

# Parts of sentences that meet in all ways: a gist has to be one whatever stands around its verb.
_OPENERS = [
    "We will",
    "The ministry pledged to",
    "On Monday, Oslo agreed to",
    "“They plan to",
    "The firm, he said, will",
]
_VERBS = ["build", "closely monitor", "not recognise", "fund and run", "take part in", "be", "continue to support"]
_OBJECTS = [
    "our troops",
    "a “new” port (the largest)",
    "the U.S. – Fiji accord",
    "trade, aid and jobs",
    "more than 10,000 homes",
]
_TAILS = [
    "in the north",
    "with our allies",
    "as soon as possible",
    "which fell in May",
    "– including pumps",
    ", because it can",
    ",",
]
_ENDS = [".", ",” she said.", " and the mayor will attend.", "; hire staff.", "...", "!”"]
_PARTS = st.tuples(
    st.sampled_from(_OPENERS),
    st.sampled_from(_VERBS),
    st.sampled_from(_OBJECTS),
    st.lists(st.sampled_from(_TAILS), max_size=5).map(" ".join),
    st.sampled_from(_ENDS),
)
_DANGLING = re.compile(r"(?:^|\s)(?:a|an|and|as|but|including|nor|of|or|than|the|their|to|which|who|whose|with)$")


@pytest.mark.parametrize(("text", "expected"), cases("gists.txt"))
def test_gists_are_infinitives_that_read_alone(text: str, expected: str) -> None:
    case = marked(text)
    assert wording.infinitive(case.token, case.without) == expected


@pytest.mark.parametrize(("text", "expected"), cases("gists-passive.txt"))
def test_gists_of_passives_tell_somebodys_act(text: str, expected: str) -> None:
    case = marked(text)
    assert wording.infinitive(case.token, case.without, passive=True) == expected


@pytest.mark.parametrize(("function", "expected"), cases("tidy.txt"))
def test_text_is_tidied(function: str, expected: str) -> None:
    texts = [line.partition(" → ")[0] for line in expected.split("\n")]
    assert [f"{text} → {getattr(wording, function)(text)}" for text in texts] == expected.split("\n")


@given(_PARTS, st.integers(6, 24))
def test_a_gist_is_short_balanced_and_leaves_nothing_half_said(parts: tuple[str, ...], most: int) -> None:
    opener, verb, thing, tail, end = parts
    analysis = analysed(f"{opener} {verb} {thing} {tail}{end}")
    for sentence in analysis.sentences:
        for token in sentence.span:
            if token.pos_ not in clauses.VERBAL or token.tag_ not in ("VB", "VBD", "VBP", "VBZ"):
                continue
            gist = wording.infinitive(token, most=most)
            words = [word for word in gist.split() if any(sign.isalnum() for sign in word)]
            assert wording.base(token) in [word.strip("“”\"’'") for word in words[:2]]
            assert gist == wording.tidy(gist)
            assert not _DANGLING.search(gist) or len(words) == 1
            assert len(words) <= 1.5 * most
            assert not re.search(r"\b(?:we|our|us|ourselves)\b", gist)


@given(_TEXT)
def test_tidied_text_is_balanced_and_stays_as_it_is(text: str) -> None:
    once = wording.tidy(text)
    assert wording.tidy(once) == once
    assert once.count("“") == once.count("”") and once.count('"') % 2 == 0
    assert once.count("(") == once.count(")") and once.count("[") == once.count("]")
    assert "  " not in once


@given(_TEXT)
def test_the_third_person_stays_as_it_is(text: str) -> None:
    once = wording.third_person(text)
    assert wording.third_person(once) == once


def test_gaps_between_words_are_closed_by_one_space() -> None:
    (sentence,) = analysed("The council met in Oslo, Norway, on Monday.").sentences
    kept = [token for token in sentence.span if token.text not in ("in", "Norway", "on")]
    assert wording.text_of(kept) == "The council met Oslo,, Monday.".replace(",,", ",")


def test_words_can_be_put_in_place_of_others() -> None:
    (sentence,) = analysed("The council met.").sentences
    assert wording.text_of(sentence.span, {2: "meets"}) == "The council meets."


@pytest.mark.parametrize(
    ("text", "expected"), [("the end", "The end"), ("", ""), ("éa", "Éa"), ("26 states", "26 states")]
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert wording.sentence_case(text) == expected
