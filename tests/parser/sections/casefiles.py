"""What the case files of the sections expect: an item a line.

An expected line is one item, in order: fields and their values, parted by " | ". Only the fields
named are compared; "…" in a value stands for any words, "null" for what the source does not say,
"2026-01-01/2026-03-31" for a stretch of time. Where no line is expected, there must be no item.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from briefing.model import Actor, Briefing, DateSpan
from briefing.parser import parse
from tests import casefiles
from tests.parser.casefiles import document

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases in a file, as parameters of a test that takes a text and what is expected."""
    return casefiles.cases(_FOLDER / name)


@cache
def parsed(text: str) -> Briefing:
    """The briefing on a case's text, made once."""
    return parse(document(text))


def compare(items: Sequence[Any], expected: str, actors: Sequence[Actor] = ()) -> None:
    """Fails where the items are not those expected, and shows both. `actors` resolve the ids of committers."""
    wanted = [_fields(line) for line in expected.splitlines()]
    found = [_told(item, wanted[n] if n < len(wanted) else {}, actors) for n, item in enumerate(items)]
    assert "\n".join(found) == "\n".join(map(_line, wanted))


def compare_some(items: Sequence[Any], expected: str) -> None:
    """Fails where an expected item is not among the items, or one that "no " stands before is."""
    for line in expected.splitlines():
        fields = _fields(line.removeprefix("no "))
        found = [_told(item, fields) for item in items]
        assert (_line(fields) in found) is not line.startswith("no "), f"{line!r} in:\n" + "\n".join(found)


def _fields(line: str) -> dict[str, str]:
    return dict(part.strip().split(": ", 1) for part in line.split(" | "))


def _line(fields: dict[str, str]) -> str:
    return " | ".join(f"{name}: {value}" for name, value in fields.items())


def _told(item: Any, wanted: dict[str, str], actors: Sequence[Actor] = ()) -> str:
    """The item in the form of an expected line, in the expectation's own words where it meets them."""
    if not wanted:
        return f"not expected: {item!r}"
    told = {}
    for name, pattern in wanted.items():
        value = _text(_value(item, name, actors))
        met = re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), value)
        told[name] = pattern if met else value
    return _line(told)


def _value(item: Any, name: str, actors: Sequence[Actor]) -> Any:
    """A field of the item, or one of the two that only cases have: who is `behind` it, and its `pieces` of evidence."""
    if name == "pieces":
        return len(item.evidence)
    if name == "behind":
        return [actor.name for one in item.committer_ids for actor in actors if actor.id == one]
    return getattr(item, name)


def _text(value: Any) -> str:
    match value:
        case None:
            return "null"
        case Enum():
            return str(value.value)
        case DateSpan():
            return f"{value.start or ''}/{value.end}"
        case list() | tuple():
            return ", ".join(map(_text, value))
        case _:
            return str(value)
