"""How alike two documents are: which words they share that few documents have, and which names.

The weight of a word follows from how rare it is in a background of some hundred news articles and
statements (`background.json`, made by `tools/background.py`), never from the documents at hand. So
the likeness of two documents is the same whatever else is in the folder, and a digest does not
regroup its stories because one more arrived.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from briefing.digest.cues import single
from briefing.digest.stems import stem, stems, stems_of
from briefing.words import fold, shared, words

_WORDS, _NAMES = 40, 30
"""The words and the names of a document that count, the weightiest."""
_SHARE_OF_NAMES = 0.4
_NAME = "^"
_TITLE = 2.0
_UNLISTED = 2
_HEADS = 6
# A capital inside a sentence: what begins one is capitalised anyway.
_CAPITALISED = re.compile(r"(?<![.!?“\"\n] )(?<![\n“\"])\b[A-Z][\w’'-]+")
_ONE_FORM = 0.45
_RARE = 3.6
_TOPIC = 0.005
"""How much of the likeness of two documents of one story comes from words that are no names."""
_ORDINALS = frozenset(map(stem, single("ordinals")))


@dataclass(frozen=True)
class Profile:
    """A document for comparison.

    `weights` are those of its words and, marked, of its names: stems that are capitalised inside
    sentences. Their products with another document's add up to how alike the two are. `proper` are the
    stems that are mostly written with a capital below the title (in which some papers write every word so),
    `heads` the weightiest of these, `plain` the weighty words that are none. `vocabulary` is every stem of
    the text, `title` its words in order and `entitled` their stems.
    """

    weights: Mapping[str, float]
    plain: frozenset[str]
    proper: frozenset[str]
    heads: frozenset[str]
    vocabulary: frozenset[str]
    title: tuple[str, ...]
    entitled: frozenset[str]
    day: date | None


def profile(title: str, text: str, day: date | None) -> Profile:
    """The profile of a document. `text` may hold the title."""
    counted = Counter(stems(text))
    named = _names_in(text)
    titled = tuple(words(title))
    entitled = frozenset(map(stem, titled))
    above = title if title in text else ""
    below, named_below = counted - Counter(stems(above)), named - _names_in(above)
    proper = Counter({one: n for one, n in named_below.items() if 2 * n >= below[one] and not one.isdigit()})
    chief, chief_names = _weighed(counted, entitled, _WORDS), _weighed(named, entitled, _NAMES)
    return Profile(
        weights={one: weight * math.sqrt(1 - _SHARE_OF_NAMES) for one, weight in chief.items()}
        | {f"{_NAME}{one}": weight * math.sqrt(_SHARE_OF_NAMES) for one, weight in chief_names.items()},
        plain=frozenset(chief.keys() - proper.keys()),
        proper=frozenset(proper),
        heads=frozenset(_weighed(proper, entitled, _HEADS)),
        vocabulary=frozenset(counted),
        title=titled,
        entitled=entitled,
        day=day,
    )


def _names_in(text: str) -> Counter[str]:
    return Counter(one for found in _CAPITALISED.findall(text) for one in stems_of(words(found)[:1]))


def likeness(one: Profile, other: Profile) -> float:
    """From 0 to 1: the cosine of their words and that of their names, weighed together."""
    some, others = sorted((one.weights, other.weights), key=len)
    # Summed exactly, for the order of a mapping must not show in the last digit.
    return math.fsum(weight * others[word] for word, weight in some.items() if word in others)


def one_form(one: Profile, other: Profile) -> bool:
    """Whether the titles are of one form and speak of different things.

    "… Approves Kentucky Disaster Declaration" and "… Approves Florida Disaster Declaration" share
    most of their words and are not about one event: each names something the other never mentions.
    So do the third and the fourth of a series. "… to fund bridge" and "… raises sum for bridge" do not.
    """
    left, right = one.entitled - other.entitled - other.vocabulary, other.entitled - one.entitled - one.vocabulary
    apart = (left & one.proper and right & other.proper) or (left & _ORDINALS and right & _ORDINALS)
    return bool(apart) and shared(_counted(one.title), _counted(other.title)) >= _ONE_FORM


def only_names(one: Profile, other: Profile) -> bool:
    """Whether hardly anything but names is common to both: two events of one country share as much."""
    return math.fsum(one.weights[word] * other.weights[word] for word in one.plain & other.plain) < _TOPIC


def share_heads(one: Profile, other: Profile) -> bool:
    """Whether a rare word that is no name stands in both titles, and they have one of their chief names in common."""
    if one.heads.isdisjoint(other.heads):
        return False
    both = _title_stems(one.title) & _title_stems(other.title)
    return any(rarity(word) >= _RARE and not (word in one.proper and word in other.proper) for word in both)


# A document is held against many others.
@lru_cache(maxsize=4_096)
def _title_stems(title: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stems_of(title))


@lru_cache(maxsize=4_096)
def _counted(title: tuple[str, ...]) -> Counter[str]:
    return Counter(title)


def _weighed(counted: Counter[str], entitled: frozenset[str], most: int) -> dict[str, float]:
    weights = {
        one: (1 + math.log(n)) * rarity(one) * (_TITLE if one in entitled else 1)
        for one, n in counted.items()
        if len(one) > 1
    }
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    length = math.hypot(*(weight for _, weight in best)) or 1.0
    return {one: weight / length for one, weight in best}


@lru_cache(maxsize=16_384)
def rarity(stemmed: str) -> float:
    """How much a stem says of what a text is about: the logarithm of one in so many documents."""
    documents, frequency = _background()
    return math.log((documents + 1) / frequency.get(stemmed, _UNLISTED))


def common(texts: Iterable[str]) -> dict[str, int]:
    """In how many of the texts each stem stands, rare ones left out: what the background is made of."""
    counted = Counter(one for text in texts for one in set(stems(text)))
    return {one: n for one, n in sorted(counted.items()) if n > _UNLISTED and fold(one) == one}


@cache
def _background() -> tuple[int, dict[str, int]]:
    data = json.loads(files("briefing.digest").joinpath("background.json").read_bytes())
    return data["documents"], data["frequency"]
