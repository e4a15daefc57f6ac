"""Small briefings on one invented event, for tests of merging."""

from datetime import date
from typing import Any

from briefing.model import Actor, ActorKind, Briefing, Commitment, KeyPoint, OpenQuestion, QuestionKind, Source
from tests.samples import cite, source

MONDAY, TUESDAY = date(2026, 2, 2), date(2026, 2, 3)
GAZETTE = source(["Norland will lend Lindholm four ferries, said Ana Ferro.", "Who will run them is unclear."])
HERALD = source(["Four ferries go from Norland to Lindholm.", "Nobody knows who will run them."])
TIMES = source(["The quay at Lindholm is closed until spring."])


def note(one: Source, day: date | None = None, **fields: Any) -> Briefing:
    dated = one.model_copy(update={"published": day})
    return Briefing(**({"id": "B-1", "title": "Port talks", "sources": (dated,)} | fields))


def actor(one: Source, name: str, kind: ActorKind = ActorKind.PERSON, **fields: Any) -> Actor:
    return Actor(**({"id": f"A-{name}", "name": name, "kind": kind, "evidence": cite(one, one.text[:20])} | fields))


def commitment(one: Source, action: str = "lend Lindholm four ferries", **fields: Any) -> Commitment:
    given = {"id": f"C-{action}", "committer": "Norland", "action": action, "evidence": cite(one, one.text[:20])}
    return Commitment(**(given | fields))


def question(one: Source, text: str = "Who will run the four ferries?", **fields: Any) -> OpenQuestion:
    given = {"id": f"Q-{text}", "question": text, "kind": QuestionKind.UNKNOWN, "evidence": cite(one, one.text[-20:])}
    return OpenQuestion(**(given | fields))


def point(one: Source, text: str, **fields: Any) -> KeyPoint:
    return KeyPoint(**({"id": f"K-{text}", "point": text, "evidence": cite(one, one.text[:20])} | fields))


def told_by(item: Any) -> list[str]:
    return [evidence.source for evidence in item.evidence]
