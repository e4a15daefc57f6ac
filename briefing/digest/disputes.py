"""Where sources differ: the same thing told with another number, date or name, shown as an open question.

Only sources of which neither is the later one differ; what a later source tells otherwise has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from briefing.digest.likeness import rarity
from briefing.digest.model import told_by
from briefing.digest.order import Order
from briefing.digest.sentences import Sentence
from briefing.digest.stems import stems
from briefing.digest.undertakings import likeness, names_of, nearness, one_party
from briefing.merge.contradictions import amounts_at_odds, dates_at_odds
from briefing.merge.quantities import differ, quantities
from briefing.model import Actor, Commitment, Evidence, OpenQuestion, QuestionKind, stable_id

_ONE_ACTION, _ONE_DEED = 0.55, 0.8
_ONE_FACT = 0.75
_FEWEST_STEMS = 5
_ONE_DAY = timedelta(days=1)
_KEYS = 3


def disputes(
    commitments: Sequence[Commitment], actors: Mapping[str, Actor], order: Order, told: Sequence[Sentence]
) -> list[OpenQuestion]:
    """The differences between the sources of a story, each with both quotations.

    Words that stand in one difference are in no other: of fifty reports that differ on one figure there
    are no thousand questions.
    """
    kept = []
    taken: set[Evidence] = set()
    for question in (*_over_commitments(commitments, actors, order), *_over_facts(told, order)):
        if taken.isdisjoint(question.evidence):
            taken.update(question.evidence)
            kept.append(question)
    return kept


def _over_commitments(
    commitments: Sequence[Commitment], actors: Mapping[str, Actor], order: Order
) -> Iterator[OpenQuestion]:
    for one, other in combinations(commitments, 2):
        if one.polarity is not other.polarity or not order.apart(one, other):
            continue
        alike = nearness(one, other)
        if one_party(names_of(one, actors), names_of(other, actors)):
            if alike < _ONE_ACTION:
                continue
            if one.amount and other.amount and amounts_at_odds(one.amount, other.amount):
                yield _question(f"{_how_much(one, other)}: {_or(one.amount, other.amount)}?", one, other)
            elif one.due and other.due and dates_at_odds(one.due, other.due):
                by = _or(one.deadline or one.due.end.isoformat(), other.deadline or other.due.end.isoformat())
                yield _question(f"By when is {one.committer} to {one.action}: {by}?", one, other)
        elif alike >= _ONE_DEED and len(set(stems(one.action))) >= 3 and _alone(one, other, commitments):
            yield _question(f"Who is to {one.action}: {one.committer} or {other.committer}?", one, other)


def _how_much(one: Commitment, other: Commitment) -> str:
    """The question for an amount, in the words of the shorter action."""
    told = min((one, other), key=lambda each: (len(each.action), each.action))
    without = " ".join(told.action.replace(told.amount or "", " ").split())
    if without != told.action:
        return f"How much is {told.committer} to {without}"
    return f"How much is meant where {told.committer} is to {told.action}"


def _alone(one: Commitment, other: Commitment, commitments: Sequence[Commitment]) -> bool:
    """Whether the sources of the two name no third one who is to do the same."""
    sources = {*told_by(one), *told_by(other)}
    same = [
        item
        for item in commitments
        if not sources.isdisjoint(told_by(item)) and likeness(item.action, one.action) >= _ONE_DEED
    ]
    return len(same) == 2


def _or(one: str, other: str) -> str:
    return f"“{one}” or “{other}”"


def _question(text: str, one: Commitment, other: Commitment) -> OpenQuestion:
    return _disputed(text, one.committer, (one.evidence[0], other.evidence[0]), min(one.confidence, other.confidence))


def _disputed(text: str, about: str | None, evidence: tuple[Evidence, Evidence], confidence: float) -> OpenQuestion:
    return OpenQuestion(
        id=stable_id("Q", "disputed", *sorted(f"{one.source} {one.quote}" for one in evidence)),
        question=text,
        kind=QuestionKind.DISPUTED,
        about=about,
        confidence=confidence,
        evidence=evidence,
    )


def _over_facts(told: Sequence[Sentence], order: Order) -> Iterator[OpenQuestion]:
    """Sentences of two sources of one day, alike but for a number."""
    numbered = [(one, found) for one in told if (found := quantities(one.evidence.quote))]
    index: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for number, (sentence, _) in enumerate(numbered):
        rarest = sorted(sentence.stems, key=lambda one: (-rarity(one), one))[:_KEYS]
        for key in rarest:
            pairs.update((before, number) for before in index[key])
            index[key].append(number)
    for a, b in sorted(pairs):
        (one, some), (other, others) = numbered[a], numbered[b]
        if not differ(some, others) or not _at_one_time(one, other, order):
            continue
        left, right = _wordless(one), _wordless(other)
        if min(len(left), len(right)) < _FEWEST_STEMS:
            continue
        if 2 * len(left & right) / (len(left) + len(right)) >= _ONE_FACT:
            figures = _or(_figures(some - others), _figures(others - some))
            evidence = (one.evidence, other.evidence)
            yield _disputed(f"Which figure is right: {figures}?", None, evidence, 0.5)


def _at_one_time(one: Sentence, other: Sentence, order: Order) -> bool:
    source, its = one.evidence.source, other.evidence.source
    if source == its:
        return False
    day, other_day = order.days.get(source), order.days.get(its)
    if day and other_day:
        return abs(day - other_day) <= _ONE_DAY
    return not order.later(source, its) and not order.later(its, source)


def _wordless(sentence: Sentence) -> frozenset[str]:
    """The stems of a sentence that are no numbers."""
    return frozenset(one for one in sentence.stems if not _is_number(one))


# A sentence is held against many others.
@lru_cache(maxsize=8_192)
def _is_number(stemmed: str) -> bool:
    return bool(quantities(stemmed))


def _figures(numbers: Iterable[Decimal]) -> str:
    return ", ".join(
        f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}" for number in sorted(numbers)
    )
