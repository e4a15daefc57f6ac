"""Words without their endings: what is left when a text is told in other words, another tense or number."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from briefing.digest.cues import cues
from briefing.words import SMALL_WORDS, words

_IRREGULAR = {form: verb for verb, forms in cues()["irregular"].items() for form in forms.split()}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without its ending; an irregular past form has the stem of its verb (Porter 2, Snowball)."""
    stemmed: str = _english().stemWord(_IRREGULAR.get(word, word))
    return stemmed


@lru_cache(maxsize=1)
def _english() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def stems(text: str) -> list[str]:
    """The stems of the text's content words, in order."""
    return stems_of(words(text))


def stems_of(folded: Iterable[str]) -> list[str]:
    """The stems of those folded words that are content words of more than one letter, in order."""
    return [stem(word) for word in folded if word not in SMALL_WORDS and (len(word) > 1 or word.isdigit())]


def past(word: str) -> bool:
    """Whether a folded word can be the past form of a verb, or its participle."""
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("ed"))
