"""How `briefing check --explain` tells why an item was taken."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.parser import likeness

if TYPE_CHECKING:
    from briefing.parser.explaining import Explanation
    from briefing.parser.judge import Verdict

_SECTIONS = {
    "summary": "key point",
    "actors": "actor",
    "commitments": "commitment",
    "open_questions": "open question",
    "statements": "statement",
    "timeline": "timeline",
}
_MARGIN = 12
_MOST_WORDS = 5

Part = tuple[str, float, float]
"""A feature, its value, its weight."""


def lines(one: "Explanation") -> Iterator[str]:
    """The explanation in lines: the item, its words, the clause, and each judgement as a sum of weights."""
    yield f"{one.id}  {_SECTIONS[one.section]}: {one.text}"
    if one.quote is not None:
        yield _row(one.source or "source", f"“{one.quote}”")
    if one.note is not None:
        yield _row("note", one.note)
    for what, words in one.clause:
        yield _row(what, words)
    for question, verdict in one.verdicts:
        yield from _judged(question, verdict)
    if one.clause and not one.verdicts:
        yield _row("judgement", "none: every one that the rules find is taken")


def _judged(question: str, verdict: "Verdict") -> Iterator[str]:
    yield _row(question, f"probability {verdict.probability:.2f}; {_bar(question, verdict)}")
    parts = [part for part in verdict.parts() if part[2]]
    told = [part for part in parts if likeness.MARK not in part[0]]
    for name, value, weight in told:
        times = f" ({weight:+.2f} × {value:g})" if value != 1 else ""
        yield _sum(value * weight, f"{name}{times}")
    yield from _alike([part for part in parts if likeness.MARK in part[0]])
    yield _sum(sum(value * weight for _, value, weight in parts), "sum, the log odds of that probability")
    if unweighed := [name for name, _, weight in verdict.parts() if not weight and likeness.MARK not in name]:
        yield _row("no weight", ", ".join(unweighed))


def _alike(parts: Sequence[Part]) -> Iterator[str]:
    """What the words say by those used alike, a line for each place; of many only those that weigh most are named."""
    by_place: dict[str, list[tuple[str, float]]] = {}
    for name, value, weight in parts:
        place, _, word = name.partition(likeness.MARK)
        by_place.setdefault(place, []).append((word, value * weight))
    for place, words in by_place.items():
        named = ", ".join(f"{word} {score:+.2f}" for word, score in words[:_MOST_WORDS])
        others = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        yield _sum(sum(score for _, score in words), f"words like those of the {place}: {named}{others}")


def _bar(question: str, verdict: "Verdict") -> str:
    if verdict.least is None:
        return "no threshold, the best of the text are taken"
    told = "; it is told plainly" if verdict.plain else ""
    rank = f", as number {verdict.rank + 1} of its sentence" if question == "taken" else ""
    return f"{verdict.least:.2f} needed{rank}{told}"


def _row(label: str, text: str) -> str:
    return f"  {label:<{_MARGIN}}{text}"


def _sum(score: float, text: str) -> str:
    return f"  {score:>+{_MARGIN - 2}.2f}  {text}"
