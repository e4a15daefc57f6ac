"""Weights, thresholds and confidence from examples: logistic regression, cross-validated by document."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.errors import SourceError
from briefing.parser.judge import Judge
from briefing.score import Tally
from training.choosing import Bet, Judged, bets, choose, tally
from training.documents import folds
from training.examples import Example, Judgement, Lesson
from training.meanings import Meanings
from training.science import science
from training.vocabulary import vocabulary

# How much may be learnt: the inverse of the L2 penalty. Below the first everything is alike, above
# the last the rare is learnt by heart.
_FREEDOMS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_BINS = 10
# What an example counts that only teaches: at its full weight it teaches its inventor's style, or those who judged it.
_BESIDE = 0.5

_Guess = tuple[float, bool]
"""A probability, and whether what it stands for is so."""


@dataclass(frozen=True)
class Figures:
    """How right what is taken is, and how far its confidence lies from the share that is right."""

    tally: Tally
    calibration_error: float


@dataclass(frozen=True)
class Learnt:
    """What was learnt, and how well it does on documents it has not seen. `aside` is null where none are.

    `freedom` is null where the weights were kept.
    """

    name: str
    judge: Judge
    freedom: float | None
    examples: int
    wanted: int
    crossed: Figures
    aside: Figures | None


def learn(judgement: Judgement, lessons: Sequence[Lesson], hold_out: int, meanings: Meanings) -> Learnt:
    """Learns one judgement; all but `aside` is from the documents that are not kept aside.

    `hold_out` is the number of folds; by `meanings` a word that no example has weighs what those used
    alike do. Raises `SourceError` where there is too little to learn from, `MissingPartError` where
    scikit-learn is not installed.
    """
    own = [one for one in lessons if not one.aside and not one.beside]
    examples = [example for one in own for example in one.examples]
    beside = [example for one in lessons if one.beside for example in one.examples]
    if len(own) < hold_out:
        raise SourceError(
            f"too few labelled documents to learn {judgement.name} from", mend=f"label {hold_out} of them"
        )
    fold = folds([one.document for one in own], hold_out)
    asked = sum(one.asked for one in own)
    crossed = {freedom: _crossed(examples, beside, fold, freedom, meanings) for freedom in _FREEDOMS}
    freedom = min(_FREEDOMS, key=lambda one: _log_loss([(p, it.wanted) for it, p in crossed[one] if not it.optional]))
    judge = choose(judgement, crossed[freedom], asked)
    taken = bets(judgement, crossed[freedom], judge)
    judge, confidences = _honest(judge, taken, fold)
    judge = replace(judge, weights=_fit(examples, beside, freedom, meanings))
    return Learnt(
        name=judgement.name,
        judge=judge,
        freedom=freedom,
        examples=len(examples),
        wanted=sum(example.wanted for example in examples),
        crossed=Figures(tally(taken, asked), _calibration_error(confidences)),
        aside=_aside(judgement, judge, [one for one in lessons if one.aside]),
    )


def choose_anew(judgement: Judgement, lessons: Sequence[Lesson], hold_out: int, kept: Judge) -> Learnt:
    """Thresholds by documents that the weights of `kept` have not seen; the weights and the line of confidence stay.

    Raises `SourceError` where there is too little to choose by.
    """
    own = [one for one in lessons if not one.aside and not one.beside]
    if len(own) < hold_out:
        raise SourceError(f"too few labelled documents to judge {judgement.name} by", mend=f"label {hold_out} of them")
    judged = [(example, kept.probability(example.features)) for one in own for example in one.examples]
    asked = sum(one.asked for one in own)
    chosen = choose(judgement, judged, asked)
    judge = replace(kept, first=chosen.first, further=chosen.further, plain=chosen.plain)
    taken = bets(judgement, judged, judge)
    return Learnt(
        name=judgement.name,
        judge=judge,
        freedom=None,
        examples=len(judged),
        wanted=sum(example.wanted for example, _ in judged),
        crossed=Figures(tally(taken, asked), _calibration_error([_guess(judge, bet) for bet in taken])),
        aside=_aside(judgement, judge, [one for one in lessons if one.aside]),
    )


def _crossed(
    examples: Sequence[Example],
    beside: Sequence[Example],
    fold: Mapping[str, int],
    freedom: float,
    meanings: Meanings,
) -> list[Judged]:
    """Each example with the probability given by weights learnt from the other folds and what teaches beside them."""
    judged: list[Judged] = []
    for out in sorted(set(fold.values())):
        taught = [it for it in examples if fold[it.document] != out]
        judge = Judge(_fit(taught, beside, freedom, meanings), 0, 0, 0)
        judged += [(it, judge.probability(it.features)) for it in examples if fold[it.document] == out]
    return judged


def _aside(judgement: Judgement, judge: Judge, kept: Sequence[Lesson]) -> Figures | None:
    if not kept:
        return None
    taken = bets(judgement, [(it, judge.probability(it.features)) for one in kept for it in one.examples], judge)
    asked = sum(one.asked for one in kept)
    return Figures(tally(taken, asked), _calibration_error([_guess(judge, bet) for bet in taken]))


def _fit(
    examples: Sequence[Example], beside: Sequence[Example], freedom: float, meanings: Meanings
) -> dict[str, float]:
    """Weight by feature, in the order of names; an example `beside` the others counts less than they.

    What words mean is learnt beside the other features, and told as a weight of each word.
    """
    taught = [example for example in (*examples, *beside) if not example.optional]
    if len({example.wanted for example in examples if not example.optional}) < 2:
        raise SourceError(
            "all candidates are wanted, or none: there is nothing to tell apart", mend="label more documents"
        )
    known = vocabulary(taught)
    vectorizer = science("sklearn.feature_extraction").DictVectorizer()
    named = vectorizer.fit_transform(
        [{name: value for name, value in it.features.items() if name in known} for it in taught]
    )
    places = meanings.places(taught)
    table = science("scipy.sparse").hstack([named, meanings.table(taught, places)]).tocsr()
    # The features hold a constant of their own ("bias"), so that the whole score can be read in one place.
    regression = science("sklearn.linear_model").LogisticRegression(C=freedom, fit_intercept=False, max_iter=5000)
    real = sum(not example.optional for example in examples)
    counts = [1.0 if place < real else _BESIDE for place in range(len(taught))]
    regression.fit(table, [it.wanted for it in taught], sample_weight=counts)
    names = vectorizer.get_feature_names_out()
    weights = regression.coef_[0]
    told = {str(name): float(weight) for name, weight in zip(names, weights[: len(names)], strict=True)}
    return told | meanings.weights(weights[len(names) :], places)


def _honest(judge: Judge, taken: Sequence[Bet], fold: Mapping[str, int]) -> tuple[Judge, list[_Guess]]:
    """The judge with a line that makes confidence of probability, and each bet by lines fitted to the other folds.

    Where such lines foretell no better than the probability itself, that is taken at its word.
    """
    crossed: list[_Guess] = []
    for out in sorted(set(fold.values())):
        fitted = _fitted(judge, [bet for bet in taken if fold[bet.document] != out])
        crossed += [_guess(fitted, bet) for bet in taken if fold[bet.document] == out]
    plain = [_guess(judge, bet) for bet in taken]
    return (_fitted(judge, taken), crossed) if _log_loss(crossed) < _log_loss(plain) else (judge, plain)


def _fitted(judge: Judge, taken: Sequence[Bet]) -> Judge:
    """The judge whose confidence fits the bets best; the same where all of them, or none, are right."""
    if len({bet.right for bet in taken}) < 2:
        return judge
    regression = science("sklearn.linear_model").LogisticRegression(C=100.0)
    regression.fit([[_log_odds(bet.probability)] for bet in taken], [bet.right for bet in taken])
    slope, shift = float(regression.coef_[0][0]), float(regression.intercept_[0])
    # Too few candidates can turn the order round, and then nothing has been learnt.
    return replace(judge, slope=slope, shift=shift) if slope > 0 else judge


def _guess(judge: Judge, bet: Bet) -> _Guess:
    return judge.confidence(bet.probability), bet.right


def _calibration_error(found: Sequence[_Guess]) -> float:
    """As `briefing score` has it: the expected calibration error over ten bins of equal width."""
    gaps = [0.0] * _BINS
    for confidence, right in found:
        gaps[min(int(confidence * _BINS), _BINS - 1)] += confidence - right
    return sum(map(abs, gaps)) / max(1, len(found))


def _log_loss(found: Sequence[_Guess]) -> float:
    """How badly probabilities foretell what is right; it does not hang on thresholds."""
    odds = [_log_odds(probability) * (1 if right else -1) for probability, right in found]
    return sum(math.log1p(math.exp(-one)) for one in odds) / max(1, len(odds))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
