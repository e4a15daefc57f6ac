"""The ledger of one story: which commitments are versions of one undertaking, and what became of each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from briefing.digest import telling
from briefing.digest.cues import single
from briefing.digest.likeness import rarity
from briefing.digest.model import Asked, Held, Outcome, OutcomeKind, Undertaking, told_by
from briefing.digest.order import Order
from briefing.digest.sentences import Sentence
from briefing.digest.stems import stem, stems
from briefing.merge.contradictions import dates_at_odds
from briefing.model import Actor, Commitment, Evidence, OpenQuestion
from briefing.parser.analysis.dates import resolve
from briefing.words import name_key, shared

_ONE_UNDERTAKING = 0.55
# So alike, and so many words, are one wording.
_VERBATIM, _MANY = 0.85, 4
_PAYING = frozenset(map(stem, single("paying")))


def likeness(one: str, other: str) -> float:
    """How much of their stems two wordings share, 0 to 1 (F1)."""
    return shared(_counted(one), _counted(other))


def nearness(one: Commitment, other: Commitment) -> float:
    """How likely two commitments of one party are versions of one undertaking, 0 to 1.

    Of two that give money the amounts and the verbs of giving do not count: what is left of the shorter
    wording returns in the longer one.
    """
    alike = likeness(one.action, other.action)
    if not (one.amount and other.amount and _pays(one) and _pays(other)):
        return alike
    left, right = (set(stems(each.action)) - set(stems(each.amount or "")) - _PAYING for each in (one, other))
    shorter = min((left, right), key=_weight)
    return max(alike, _weight(left & right) / _weight(shorter)) if shorter else alike


def _pays(commitment: Commitment) -> bool:
    return stems(commitment.action)[:1] != [] and stems(commitment.action)[0] in _PAYING


def _weight(stemmed: Collection[str]) -> float:
    return sum(rarity(one) for one in sorted(stemmed))


# The same few wordings are compared again and again.
@lru_cache(maxsize=16_384)
def _counted(text: str) -> Counter[str]:
    return Counter(stems(text))


def names_of(commitment: Commitment, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Every name of those who are to act."""
    found = {commitment.committer}
    for identity in commitment.committer_ids:
        if actor := actors.get(identity):
            found |= {actor.name, *actor.aliases}
    return frozenset(found)


def one_party(names: Collection[str], others: Collection[str]) -> bool:
    """Whether two sets of names mean one actor: some name of one is a name of the other."""
    return not {name_key(name) for name in names}.isdisjoint(name_key(name) for name in others)


def by_one(one: Commitment, names: Collection[str], other: Commitment, others: Collection[str]) -> bool:
    """Whether one party undertakes both: it bears one name, or one text says in the same words what the other gives to
    somebody it does not name ("the government").
    """
    described = one.committer.islower() or other.committer.islower()
    told = min(len(stems(one.action)), len(stems(other.action)))
    verbatim = described and told >= _MANY and likeness(one.action, other.action) >= _VERBATIM
    return one_party(names, others) or verbatim


def ledger(
    commitments: Sequence[Commitment],
    actors: Mapping[str, Actor],
    order: Order,
    told: Sequence[Sentence],
    scene: frozenset[str],
) -> list[Undertaking]:
    """The undertakings behind commitments, in the order of their latest versions."""
    lines = []
    for versions in _threads(commitments, actors, order):
        current, *earlier = versions
        setting = telling.Setting(names_of(current, actors), scene)
        own = [one for one in told if any(map(one.holds, current.evidence))]
        if telling.withdrawn(current, setting, own):
            continue  # "has withdrawn its pledge to …" undertakes nothing
        later = _later(told, current, order)
        kept = telling.kept_at_once(current, told)
        became = Outcome(kind=OutcomeKind.FULFILLED, evidence=(kept.evidence,)) if kept else None
        became = became or outcome(current, setting, later)
        moved = None if became else postponed(current, setting, later, order)
        lines.append(
            Undertaking(
                commitment=moved or current,
                earlier=(current, *earlier) if moved else tuple(earlier),
                outcome=became,
                met=met(current, later),
            )
        )
    return lines


def _later(told: Sequence[Sentence], item: Held, order: Order) -> list[Sentence]:
    """The sentences of sources that are later than all which tell the item."""
    before = told_by(item)
    sources = {one for one in {one.evidence.source for one in told} if order.after(one, before)}
    return [one for one in told if one.evidence.source in sources]


def postponed(
    commitment: Commitment, setting: telling.Setting, later: Sequence[Sentence], order: Order
) -> Commitment | None:
    """The commitment with the time to which a later sentence says that it has been moved; null where none says so."""
    found = telling.postponed(commitment, setting, later)
    if found is None:
        return None
    told, when = found
    due = resolve(when, order.days.get(told.sentence.evidence.source), ahead=True)
    if due is None or (commitment.due and not dates_at_odds(due, commitment.due)):
        return None
    evidence = (told.sentence.evidence, *commitment.evidence)
    return commitment.model_copy(update={"deadline": when, "due": due, "evidence": evidence})


def outcome(commitment: Commitment, setting: telling.Setting, later: Sequence[Sentence]) -> Outcome | None:
    """What later sentences say became of a commitment; the one that takes up most of it decides."""
    best: tuple[float, OutcomeKind, Sentence] | None = None
    for kind, find in _OUTCOMES.items():
        found = find(commitment, setting, later)
        if found and (best is None or found.share > best[0]):
            best = (found.share, kind, found.sentence)
    return None if best is None else Outcome(kind=best[1], evidence=(best[2].evidence,))


def met(commitment: Commitment, later: Sequence[Sentence]) -> tuple[Evidence, ...]:
    """Where later sentences say that the condition of a commitment has come about."""
    found = telling.came_about(commitment.condition, later) if commitment.condition else None
    return (found.sentence.evidence,) if found else ()


# What was broken or withdrawn may also look done ("withdrew the plan that it had announced").
_OUTCOMES = {
    OutcomeKind.BROKEN: telling.broken,
    OutcomeKind.WITHDRAWN: telling.withdrawn,
    OutcomeKind.FULFILLED: telling.fulfilled,
}


def asked(question: OpenQuestion, order: Order, told: Sequence[Sentence]) -> Asked:
    """A question with the day since when it is open, and its answer where a later sentence gives one."""
    days = [day for source in told_by(question) if (day := order.days.get(source))]
    later = _later(told, question, order)
    found = telling.answered(question, later)
    return Asked(question=question, since=min(days, default=None), answer=(found.sentence.evidence,) if found else ())


def _threads(commitments: Sequence[Commitment], actors: Mapping[str, Actor], order: Order) -> list[list[Commitment]]:
    """Versions of one undertaking, the latest first: one party, nearly one action, told one after the other."""
    names = [names_of(one, actors) for one in commitments]
    chains = {n: [n] for n in range(len(commitments))}
    alike = [
        (-nearness(commitments[a], commitments[b]), a, b)
        for a, b in combinations(range(len(commitments)), 2)
        if commitments[a].polarity is commitments[b].polarity
        and by_one(commitments[a], names[a], commitments[b], names[b])
    ]
    for negative, a, b in sorted(alike):
        one, other = chains[a], chains[b]
        if -negative < _ONE_UNDERTAKING or one is other:
            continue
        pairs = [(commitments[i], commitments[j]) for i in one for j in other]
        if all(order.supersedes(i, j) for i, j in pairs):
            joined = [*one, *other]
        elif all(order.supersedes(j, i) for i, j in pairs):
            joined = [*other, *one]
        else:
            continue
        chains.update(dict.fromkeys(joined, joined))
    return [[commitments[n] for n in chain] for n, chain in chains.items() if n == min(chain)]
