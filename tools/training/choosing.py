"""What a judge would take of the examples, and how right that is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from briefing.parser.judge import Judge
from briefing.parser.commitments.features import PLAIN
from briefing.score import Tally
from training.examples import Example, Judgement

Judged = tuple[Example, float]
"""An example and the probability that it was given without having been learnt from."""

_FIRST = [percent / 100 for percent in range(12, 61, 2)]
_FURTHER = [percent / 100 for percent in range(20, 95, 5)]
_PLAIN = [percent / 100 for percent in range(6, 31, 2)]


@dataclass(frozen=True)
class Taken:
    """What was taken of some documents: the tally, and each item's confidence beside whether it is right.

    An item that tells again what another told is neither right nor wrong, for the two become one.
    """

    tally: Tally
    bets: tuple[tuple[float, bool], ...]
    ranks: tuple[int, ...]


def take(judged: Iterable[Judged], judge: Judge, asked: int) -> Taken:
    ...
