"""What a judge takes of the examples, how right that is, and the thresholds that serve best."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.parser.judge import Judge
from briefing.score import Tally
from training.examples import Example, Judgement

Judged = tuple[Example, float]
"""An example with the probability that the judge gives it."""

_Key = tuple[str, int]

_FIRST = [percent / 100 for percent in range(60, 10, -2)]
_FURTHER = [percent / 100 for percent in range(95, 15, -5)]
# Differences of F1 below this are chance: a few items of five hundred.
_HARDLY = 0.006
_PLAIN = [percent / 100 for percent in range(6, 60, 2)]


@dataclass(frozen=True)
class Bet:
    """An item that was taken, how sure the judge was, and the label that it meets; null where it is wrong."""

    document: str
    probability: float
    label: int | None

    @property
    def right(self) -> bool:
        return self.label is not None


def bets(judgement: Judgement, judged: Iterable[Judged], judge: Judge) -> list[Bet]:
    """What the judge takes, as `briefing score` would count it; what meets an optional label is left out."""
    rivals: defaultdict[_Key, list[Judged]] = defaultdict(list)
    for example, probability in judged:
        # Where a number of the best is taken, those of a whole document stand against each other.
        rivals[example.document, example.place if judgement.most is None else 0].append((example, probability))
    ranked = [sorted(some, key=lambda pair: -pair[1]) for some in rivals.values()]
    if judgement.most is not None:
        return [bet for some in ranked for bet in _best(some[: judgement.most])]
    told: set[_Key] = set()
    return [bet for some in ranked for bet in _above(judgement, some, judge, told)]


def _best(taken: Sequence[Judged]) -> Iterator[Bet]:
    for example, probability in taken:
        if not example.optional:
            yield Bet(example.document, probability, example.label)


def _above(judgement: Judgement, rivals: Sequence[Judged], judge: Judge, told: set[_Key]) -> Iterator[Bet]:
    """The bets on one sentence. Which of its candidates met a label does not matter: score compares places.

    What tells again what another sentence told is neither right nor wrong: the parser makes one of both.
    """
    taken: list[Judged] = []
    left: list[Judged] = []
    for example, probability in rivals:
        takes = judge.takes(probability, len(taken), judgement.plain in example.features)
        (taken if takes else left).append((example, probability))
    all_of_them = [example for example, _ in (*taken, *left)]
    met = [one.label for one in all_of_them if one.label is not None and not one.optional][: len(taken)]
    new = [label for label in met if (all_of_them[0].document, label) not in told]
    told.update((all_of_them[0].document, label) for label in new)
    neither = len(met) - len(new) + min(sum(one.optional for one in all_of_them), len(taken) - len(met))
    for rank, (example, probability) in enumerate(taken):
        if rank < len(new):
            yield Bet(example.document, probability, new[rank])
        elif rank >= len(new) + neither:
            yield Bet(example.document, probability, None)


def tally(found: Sequence[Bet], asked: int) -> Tally:
    """Precision and recall of what was taken; `asked` is how many items the labels want found."""
    labels = {(bet.document, bet.label) for bet in found if bet.right}
    return Tally(labelled=asked, found=len(labels), offered=len(found), right=sum(bet.right for bet in found))


def choose(judgement: Judgement, judged: Sequence[Judged], asked: int) -> Judge:
    """A judge without weights whose thresholds give the best F1; zero where none decides.

    Of equals the strictest is taken; where a wrong item is worse than none, of those that are hardly worse, too.
    """

    def f1(judge: Judge) -> float:
        return tally(bets(judgement, judged, judge), asked).f1

    if judgement.most is not None:
        return Judge({}, 0.0, 0.0, 0.0)
    if judgement.bar is not None:
        return Judge({}, judgement.bar, judgement.bar, judgement.bar)
    bar = _HARDLY if judgement.careful else 0.0
    best = _strictest([Judge({}, first, first, first) for first in _FIRST], f1, bar)
    if judgement.further:
        every = [Judge({}, first, further, first) for first in _FIRST for further in _FURTHER]
        best = _strictest(every, f1, bar)
    if judgement.plain:
        # What is stated in so many words is rare: where the examples hardly tell, it is taken.
        scored = [
            (replace(best, plain=plain), f1(replace(best, plain=plain))) for plain in _PLAIN if plain <= best.first
        ]
        most = max(score for _, score in scored)
        best = next(judge for judge, score in scored if score >= most - _HARDLY)
    return best


def _strictest(judges: Sequence[Judge], f1: Callable[[Judge], float], worse: float) -> Judge:
    """The first that is at most so much worse than the best; they stand in order, the strictest first."""
    scored = [(judge, f1(judge)) for judge in judges]
    most = max(score for _, score in scored)
    return next(judge for judge, score in scored if score >= most - worse)
