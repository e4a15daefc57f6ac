"""When two places tell one undertaking, and what the second adds to the first."""

from dataclasses import replace

from briefing.document import BlockKind
from briefing.model import Strength
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.commitments.slots import Slots
from briefing.words import alike, content_words

# Gists that share this much say one thing.
_ALIKE = 0.6
# The verb and what it is done to: the words that a gist begins with.
_CORE = 2
_FEW = 3
# Verbs that say only that the one behind them begins, goes on or ends.
_PHASES = frozenset({"begin", "start", "continue", "keep", "go", "resume", "stop", "cease"})


def same(one: Slots, other: Slots) -> bool:
    """Whether two are one undertaking: the same committer and nearly the same words, nothing at odds."""
    return (
        one.polarity is other.polarity
        and _same_party(one, other)
        and (alike(one.action, other.action, _ALIKE) or _fall_due_together(one, other))
        and not _at_odds(one, other)
    )


def _fall_due_together(one: Slots, other: Slots) -> bool:
    """Whether both are due on one day, and a third of what the shorter gist says the other says, too."""
    first, second = set(content_words(one.action)), set(content_words(other.action))
    if one.due is None or one.due != other.due or one.party.entities == ():
        return False
    return len(first & second) >= max(_FEW, min(len(first), len(second)) / 3)


def told_again(one: Sentence, slots: Slots, other: Sentence, later: Slots) -> bool:
    """Whether a later sentence tells the undertaking of an earlier one; bullets of one list are told apart."""
    listed = one.block.kind is other.block.kind is BlockKind.LIST_ITEM and one.block_index != other.block_index
    return one is not other and not listed and (same(slots, later) or _goes_on(one, slots, other, later))


def completed(one: Slots, other: Slots) -> Slots:
    """The first telling, with what only the second one tells."""
    told = replace(
        one,
        beneficiary=one.beneficiary or other.beneficiary,
        condition=one.condition or other.condition,
        deadline=one.deadline or other.deadline,
        due=one.due if one.deadline else other.due,
        amount=one.amount or other.amount,
        reporter=one.reporter if one.reported_by else other.reporter,
        reported_by=one.reported_by or other.reported_by,
        gaps=tuple(gap for gap in one.gaps if gap in other.gaps),
    )
    firm_on_terms = told.strength is Strength.FIRM and told.condition is not None
    return replace(told, strength=Strength.CONDITIONAL) if firm_on_terms else told


def _goes_on(one: Sentence, slots: Slots, other: Sentence, later: Slots) -> bool:
    """Whether the very next sentence says of the same party that it does the same thing, in other words around it."""
    first, second = _core(slots.action), _core(later.action)
    return (
        other.index - one.index == 1
        and slots.polarity is later.polarity
        and _same_party(slots, later)
        and len(first) == _CORE
        and first == second
        and not _at_odds(slots, later)
        and not (slots.beneficiary and later.beneficiary and slots.beneficiary != later.beneficiary)
    )


def _core(action: str) -> list[str]:
    return [word for word in content_words(action) if word not in _PHASES][:_CORE]


def _same_party(one: Slots, other: Slots) -> bool:
    """Two of three who act together are not the three."""
    first, second = set(map(id, one.party.entities)), set(map(id, other.party.entities))
    if first and second:
        return first == second
    return bool(set(content_words(one.party.name)) & set(content_words(other.party.name)))


def _at_odds(one: Slots, other: Slots) -> bool:
    """Whether both tell when, or how much, and not the same."""
    return any(
        first is not None and second is not None and not set(content_words(first)) & set(content_words(second))
        for first, second in ((one.deadline, other.deadline), (one.amount, other.amount))
    )
