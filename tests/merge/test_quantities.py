from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.merge.quantities import quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50 billion crowns", [50_000_000_000]),
        ("€50bn", [50_000_000_000]),
        ("50 million", [50_000_000]),
        ("1.5m", [1_500_000]),
        ("5,000 troops", [5000]),
        ("twenty-six allies", [26]),
        ("two hundred thousand", [200_000]),
        ("20 five", [25]),
        ("20, 5", [20, 5]),
        ("between three and 4 per cent of 100", [3, 4, 100]),
        ("hundreds of ferries", []),
        ("no number", []),
        ("", []),
    ],
)
def test_numbers_in_digits_and_words_are_worked_out(text: str, found: list[int]) -> None:
    assert quantities(text) == set(map(Decimal, found))


@pytest.mark.parametrize("text", ["9" * 100_000, "one " + "trillion " * 100_000, "1" + ",000" * 10_000])
def test_absurd_numbers_are_survived(text: str) -> None:
    assert quantities(text)


@given(st.integers(0, 10**12))
def test_thousands_separators_make_no_difference(number: int) -> None:
    assert quantities(f"{number:,} crowns") == quantities(f"{number} crowns") == {Decimal(number)}
