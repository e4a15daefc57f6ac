"""The same undertaking, the same question, told by several sources."""

from collections.abc import Callable, Hashable, Sequence

from briefing.merge.contradictions import amounts_at_odds, at_odds, dates_at_odds
from briefing.merge.joining import Group, Told, fuse, join_alike, reviewed
from briefing.model import Commitment, OpenQuestion
from briefing.words import content_words

_SAME_ACTION = 0.6
_SAME_QUESTION = 0.8

Party = Callable[[int, str | None, tuple[str, ...]], Hashable]
"""Who is meant, across briefings: from the briefing's number, the words, and the actors' ids."""


def join_commitments(told: Sequence[Told[Commitment]], party: Party) -> list[Group[Commitment]]:
    """Groups of commitments that are one: same committer and polarity, nearly the same action, nothing at odds."""

    def block(one: Told[Commitment]) -> Hashable:
        item = one.item
        # Gists begin with their verb: "lift sanctions on oil" shares all but that with "tighten …".
        verb = content_words(item.action)[:1]
        return (party(one.home, item.committer, item.committer_ids), item.polarity, *verb)

    return join_alike(told, block, lambda item: item.action, _SAME_ACTION, _commitments_at_odds)


def _commitments_at_odds(one: Commitment, other: Commitment) -> bool:
    return (
        (dates_at_odds(one.due, other.due) if one.due and other.due else at_odds(one.deadline, other.deadline))
        or amounts_at_odds(one.amount, other.amount)
        or at_odds(one.condition, other.condition)
        or at_odds(one.beneficiary, other.beneficiary)
    )


def fuse_commitments(group: Group[Commitment]) -> Told[Commitment]:
    """One commitment of several: the wording that says most, completed from the others.

    An editor's wording comes first and is left as it is. A condition comes with its strength,
    a deadline with its date.
    """
    first, *others = order = sorted(group, key=_says_most)
    item = first.item
    changes: dict[str, object] = {}
    if not reviewed(item.review):
        for other in (one.item for one in others):
            for field, companions in _COMPLETED.items():
                if getattr(item, field) is None and field not in changes and getattr(other, field) is not None:
                    changes |= {name: getattr(other, name) for name in (field, *companions)}
        changes["gaps"] = tuple(gap for gap in item.gaps if all(gap in other.item.gaps for other in others))
    return fuse(order, changes)


_COMPLETED: dict[str, tuple[str, ...]] = {
    "beneficiary": (),
    "condition": ("strength",),
    "deadline": ("due",),
    "amount": (),
}
"""The fields that another source may complete, each with those that go with it."""


def _says_most(one: Told[Commitment]) -> tuple[bool, int, int, int]:
    said = sum(getattr(one.item, field) is not None for field in _COMPLETED)
    return (not reviewed(one.item.review), -said, -one.day.toordinal(), one.home)


def join_questions(told: Sequence[Told[OpenQuestion]], party: Party) -> list[Group[OpenQuestion]]:
    """Groups of questions that are one: nearly the same words, the same actor who could answer."""

    def block(one: Told[OpenQuestion]) -> Hashable:
        item = one.item
        return party(one.home, item.about, (item.about_id,) if item.about_id else ())

    return join_alike(told, block, lambda item: item.question, _SAME_QUESTION)
