"""Who acts in a clause: somebody of the cast, several together, or whoever the text only describes."""

from dataclasses import dataclass

from briefing.parser import cues
from briefing.parser.analysis.cast import Entity
from briefing.words import fold


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
