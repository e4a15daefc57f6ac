"""Who acts in a clause: somebody of the cast, several together, or whoever the text only describes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.entity import Entity
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Party:
    """Who acts in a clause: the words a memo uses, and the actors behind them, in the order named."""

    name: str
    entities: tuple[Entity, ...] = ()


def together(entities: tuple[Entity, ...]) -> Party:
    """Several actors as one party: "Australia, the United Kingdom and the United States"."""
    several = [one.name for one in entities]
    return Party(several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}", entities)


def is_instrument(entity: Entity) -> bool:
    """Whether the name is that of a paper or programme ("Data Privacy Framework"), which no one can be."""
    parts = fold(entity.name).split()
    return "statement" in parts or parts[-1] in cues.load("undertaking")["instruments"]["words"]


def can_act(noun: "Token") -> bool:
    """Whether the word names people or a body: "an endeavour" or "the formula" undertakes nothing."""
    lemma, word = noun.lemma_.lower(), noun.lower_
    named = noun.pos_ in ("PROPN", "PRON", "NUM") or noun.ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
    lists = cues.words("roles", "groups") | cues.words("roles", "bodies") | cues.words("roles", "persons")
    own = cues.load("undertaking")
    return named or word in lists or lemma in lists or lemma in (*own["people"]["words"], *own["acting"]["words"])


def can_hold_a_view(source: "Token", cast: Cast) -> bool:
    """Whether the word names somebody, or a paper that speaks for somebody."""
    word, lemma = source.lower_, source.lemma_.lower()
    counts = word in ("many", "some", "others", "majority", "percent", "%")
    return can_act(source) or counts or lemma in cues.words("reporting", "papers") or cast.of_phrase(source) is not None
