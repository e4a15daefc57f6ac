"""A linear judgement over named features: which candidates are taken, and how sure that is.

The weights are learnt from labelled documents (`tools/train.py`) by logistic regression with an
L2 penalty, so the score is a probability; each feature that spoke is there to be read.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from briefing.parser.likeness import MARK


@dataclass(frozen=True)
class Judge:
    """Weights by feature, and the least probability at which a candidate is taken.

    `first` is that for the first item of a sentence, `further` for each other one, `plain` for one
    that the text states in so many words. All three were chosen by cross-validated F1. `slope` and
    `shift` make the probability an honest one (Platt 1999).
    """

    weights: Mapping[str, float]
    first: float
    further: float
    plain: float
    slope: float = 1.0
    shift: float = 0.0

    def least(self, rank: int, plain: bool) -> float:
        """The probability that a candidate needs; `rank` counts those taken of the sentence from 0."""
        least = self.further if rank else self.first
        return min(least, self.plain) if plain else least

    def takes(self, probability: float, rank: int, plain: bool) -> bool:
        """Whether a candidate of this probability is taken."""
        return probability >= self.least(rank, plain)

    def probability(self, features: Mapping[str, float]) -> float:
        """How probable it is, 0 to 1, that a careful reader would take the candidate."""
        return _logistic(math.fsum(self.weights.get(name, 0.0) * value for name, value in features.items()))

    def confidence(self, probability: float) -> float:
        """The probability as it was seen to come true, to three decimals."""
        odds = math.log(probability / (1 - probability))
        return round(_logistic(self.slope * odds + self.shift), 3)


@dataclass(frozen=True, eq=False)
class Verdict:
    """How one candidate was judged: by which features, and against which bar. Every taken item keeps its own.

    `rank` counts the candidates taken of the same sentence from 0. `bar` is false where the best are
    taken and no threshold decides.
    """

    judge: Judge
    features: Mapping[str, float]
    rank: int = 0
    plain: bool = False
    bar: bool = True

    @cached_property
    def probability(self) -> float:
        return self.judge.probability(self.features)

    @property
    def least(self) -> float | None:
        """The probability it needed; `None` where no threshold decides."""
        return self.judge.least(self.rank, self.plain) if self.bar else None

    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """Each feature that is no word with its value and its weight, what weighed most first; a weight may be 0."""
        return tuple(part for part in self._weighed() if MARK not in part[0])

    def alike(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """By their place the words that weigh, with what each adds, what adds most first."""
        found: dict[str, tuple[tuple[str, float], ...]] = {}
        for name, value, weight in self._weighed():
            place, marked, word = name.partition(MARK)
            if marked and weight:
                found[place] = (*found.get(place, ()), (word, value * weight))
        return found

    def _weighed(self) -> list[tuple[str, float, float]]:
        told = [(name, value, self.judge.weights.get(name, 0.0)) for name, value in self.features.items()]
        return sorted(told, key=lambda part: (-abs(part[1] * part[2]), part[0]))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def load(name: str) -> Judge:
    """The judge whose weights are in `weights/name.json`, read once a process."""
    data = json.loads((files("briefing.parser.weights") / f"{name}.json").read_text("utf-8"))
    return Judge(**data)
