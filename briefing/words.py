"""When two wordings say the same: folding, words, names, and how much two texts share.

Labels and briefings, and the briefings of two sources, seldom use the same letters for one
thing. What is compared here is what is left when case, accents, typographic apostrophes and
the small words of a sentence no longer count.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# Letters and digits; a number keeps its decimal point and thousands separators.
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")

# So few words of a shorter text say too little to be found in a longer one.
_TELLING = 3
_SMALL = "a an the of to in on at for and or by with from that this its their his her it is are be will would as s"
SMALL_WORDS = frozenset(_SMALL.split())
"""Words, folded, that say little of what a text is about; "s" is what an apostrophe leaves behind."""

_TITLES = (
    "mr mrs ms dr sir dame lord lady prof professor president prime minister chancellor secretary general "
    "senator governor king queen prince princess cllr coun the"
)
TITLES = frozenset(_TITLES.split())
"""Words, folded, that stand before a name and are no part of it."""

_ONE_NAME = {
    "united states": ("us", "u s", "usa", "u s a", "united states of america", "america"),
    "united kingdom": ("uk", "u k", "britain", "great britain"),
    "united nations": ("un", "u n"),
    "european union": ("eu", "e u"),
}
_SAME = {other: name for name, others in _ONE_NAME.items() for other in others}


# The parser asks for the same few hundred words again and again.
@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without what readers overlook: case, accents, typographic apostrophes, ligatures."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().replace("’", "'")


def words(text: str) -> list[str]:
    """Every word and number of the text, folded, in order."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> list[str]:
    """The words of the text, folded, in order, without `SMALL_WORDS`."""
    return [word for word in words(text) if word not in SMALL_WORDS]


def alike(one: str, other: str, least: float) -> bool:
    """Whether two texts say one thing: they share `least` of their content words, or the longer holds all those of the
    shorter, which are three at least: fewer are a common verb and its object.
    """
    short, long = sorted((content_words(one), content_words(other)), key=len)
    return token_f1(one, other) >= least or (len(short) >= _TELLING and set(short) <= set(long))


def token_f1(one: str, other: str) -> float:
    """How much of their content words two texts share, 0 to 1, each occurrence counted.

    Two texts without a content word agree fully; with one that has some they share nothing.
    The measure is that of reading-comprehension answers (Rajpurkar et al. 2016, SQuAD).
    """
    return shared(Counter(content_words(one)), Counter(content_words(other)))


def shared(one: Counter[str], other: Counter[str]) -> float:
    """`token_f1` of texts whose content words are counted already."""
    if not one and not other:
        return 1.0
    return 2 * (one & other).total() / (one.total() + other.total())


# Casts of many documents name the same few thousand people and bodies.
@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """What is left of a name for comparison: folded words without titles, parted by one space.

    A name of nothing but titles ("the Prime Minister") keeps them. Empty where the name holds
    no word. The few states and bodies that the press calls by their initials have one key.
    """
    named = words(name)
    key = " ".join([word for word in named if word not in TITLES] or named)
    return _SAME.get(key, key)
