"""Items that an editor has moved."""

from bisect import bisect_left
from collections.abc import Sequence

from briefing.pull.changing import Draft
from briefing.pull.findings import Finding, Status


def move(draft: Draft, base: Sequence[str], edited: Sequence[str], words: dict[str, str]) -> None:
    """Moves the items of one section. `base` and `edited` are the ids shown, in the orders of the two memos.

    As few items as possible count as moved; each goes behind the one that it now follows.
    """
    places = {identity: n for n, identity in enumerate(base)}
    shown = [identity for identity in edited if identity in places]
    staying = _longest_rising([places[identity] for identity in shown])
    for number, identity in enumerate(shown):
        if places[identity] in staying:
            continue
        section = draft.homes[identity]
        order = draft.order[section]
        before = shown[number - 1] if number else ""
        after = next((one for one in shown[number + 1 :] if places[one] in staying and one in order), "")
        if identity in order and (before in order or after in order):
            now = list(order)
            order.remove(identity)
            order.insert(order.index(before) + 1 if before in order else order.index(after), identity)
            if order != now:
                draft.findings.append(Finding(Status.MOVED, identity, base=words.get(identity)))


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of the longest subsequence in ascending order."""
    ends: list[int] = []  # positions of the smallest last member of a subsequence of each length
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left([numbers[end] for end in ends], number)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [position]
    kept = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(numbers[position])
        position = before[position]
    return frozenset(kept)
