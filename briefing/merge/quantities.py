"""The quantities that a wording names: "50 billion" is "€50bn", and is not "50 million"."""

import re
from decimal import Decimal

from briefing.words import fold

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: Decimal(n) for n, word in enumerate(_ONES.split())}
_TWENTIES = {word: Decimal(10 * n) for n, word in enumerate(_TENS.split(), 2)}
_POWERS = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6}
_POWERS |= {"billion": 9, "bn": 9, "trillion": 12, "tn": 12}

# No quantity of the world has thirty digits; longer runs are told apart piece by piece.
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,9})?|\d{1,30}(?:\.\d{1,9})?|[^\W\d_]+")
_MOST = Decimal(10) ** 30


def quantities(text: str) -> frozenset[Decimal]:
    """Every number in the text, in digits or in words, its power of ten worked in; units do not count."""
    found: list[Decimal] = []
    growing = False
    for token in _TOKEN.findall(fold(text)):
        if growing and token in _POWERS and found[-1] < _MOST:
            found[-1] *= 10 ** _POWERS[token]
        elif growing and found[-1] in _TWENTIES.values() and 0 < _UNITS.get(token, 0) < 10:
            found[-1] += _UNITS[token]
        else:
            value = Decimal(token.replace(",", "")) if token[0].isdigit() else _UNITS.get(token, _TWENTIES.get(token))
            growing = value is not None
            if value is not None:
                found.append(value)
    return frozenset(found)


def differ(some: frozenset[Decimal], others: frozenset[Decimal]) -> bool:
    """Whether each side names a quantity that the other does not."""
    return not (some <= others or others <= some)
