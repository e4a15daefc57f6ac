"""How `briefing check --explain` tells why an item was taken."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    parts = [(name, value, weight) for name, value, weight in verdict.parts() if weight]
    odds = 0.0
    for name, value, weight in parts:
        times = f" ({weight:+.2f} × {value:g})" if value != 1 else ""
        odds += value * weight
        yield _sum(value * weight, f"{name}{times}")
    for place, words in verdict.alike().items():
        added = sum(score for _, score in words)
        odds += added
        named = ", ".join(f"{word} {score:+.2f}" for word, score in words[:_MOST_WORDS])
        more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        yield _sum(added, f"words like those of the {place}: {named}{more}")
    yield _sum(odds, "sum, the log odds of that probability")
    if unweighed := [name for name, _, weight in verdict.parts() if not weight]:
        yield _row("no weight", ", ".join(unweighed))


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
