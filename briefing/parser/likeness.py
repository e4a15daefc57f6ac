"""Words as features: what a word tells although few labelled documents have it, or none.

Each is named with the place it was found in ("action ~ foster"). Its weight does not come from the
word alone but from all that texts use alike (docs/parsing.md), so that thousands of words bear one.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing.parser.analysis.sentences import Sentence

MARK = " ~ "
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# What all words of a sentence weigh together beside a single one in its own place.
_WHOLE = 3.0


def word(place: str, token: "Token | None") -> dict[str, float]:
    """The feature of a word in its place; none where it is no word."""
    lemma = token.lemma_.lower() if token is not None else ""
    return {f"{place}{MARK}{lemma}": 1.0} if _WORD.fullmatch(lemma) else {}


@lru_cache(maxsize=1024)
def words(place: str, text: str) -> dict[str, float]:
    """The features of all words of a text, which share one weight among them. Not to be changed: it is kept."""
    found = Counter(_WORD.findall(text.lower().replace("’", "'")))
    share = _WHOLE / max(1, found.total())
    return {f"{place}{MARK}{one}": round(share * count, 3) for one, count in sorted(found.items())}


def sentence(told: "Sentence") -> dict[str, float]:
    """The features of the words of a sentence."""
    return words("sentence", told.text)
