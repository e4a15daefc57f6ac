import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.words import alike, content_words, fold, name_key, token_f1, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zelenskyy’s", "zelenskyy's"),
        ("MÜNCHEN", "munchen"),
        ("Straße", "strasse"),
        ("ﬁnal", "final"),
        ("Łódź", "łodz"),
    ],
)
def test_folding_drops_case_accents_and_typography(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_keep_a_numbers_separators_and_drop_punctuation() -> None:
    assert words("“4.2 million”, 5,000 and U.S. (a_b)") == ["4.2", "million", "5,000", "and", "u", "s", "a", "b"]


def test_content_words_leave_out_small_words() -> None:
    assert content_words("The end of Norland’s loan") == ["end", "norland", "loan"]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("lend four ferries", "the four FERRIES", 4 / 5),
        ("no, no, no", "no", 2 / 4),
        ("lend", "borrow", 0),
        ("", "of the", 1),
        ("", "lend", 0),
    ],
)
def test_token_f1_weighs_what_two_texts_share_against_all_they_hold(one: str, other: str, shared: float) -> None:
    assert token_f1(one, other) == pytest.approx(shared)


@given(st.text(), st.text())
def test_token_f1_is_a_share_and_takes_no_side(one: str, other: str) -> None:
    assert 0 <= token_f1(one, other) == token_f1(other, one) <= 1
    assert token_f1(one, one) == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Prime Minister Ana Ferro", "ana ferro"),
        ("the Prime Minister", "the prime minister"),
        ("the U.S.", "united states"),
        ("Great Britain", "united kingdom"),
        ("—", ""),
    ],
)
def test_a_name_is_known_by_its_words_without_titles(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("close the old ferry line", "close the ferry line", True),
        ("close old ferry line", "close the old ferry line of Bergen and sell all its nine ships to Iceland", True),
        ("close line", "close the old ferry line of Bergen and sell all its nine ships to Iceland", False),
        ("close the old ferry line", "open a school", False),
    ],
)
def test_texts_say_one_thing_where_they_share_most_or_one_holds_the_other(one: str, other: str, same: bool) -> None:
    assert alike(one, other, 0.6) is alike(other, one, 0.6) is same
