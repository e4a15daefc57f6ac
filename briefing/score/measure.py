"""One document: its label held against its briefing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from briefing.model import Actor, Briefing, Commitment, Importance, OpenQuestion
from briefing.score.agreement import same_actor, same_committer, same_wording
from briefing.score.labels import Label, LabelledActor, LabelledCommitment, LabelledQuestion
from briefing.score.matching import match
from briefing.score.places import Places, meet
from briefing.score.report import Finding, Tally
from briefing.words import token_f1

_POINTS = 5
"""How many points of a summary a reader is thought to read."""

# An optional label must never take an item from one that is asked for: the other affinities
# together stay below this.
_ASKED = 4.0

_Section = Literal["summary", "actors", "commitments", "open_questions"]
_Label = TypeVar("_Label", LabelledActor, LabelledCommitment, LabelledQuestion)
_Item = TypeVar("_Item", Actor, Commitment, OpenQuestion)


@dataclass
class Compared(Generic[_Label, _Item]):
    """A section's labels against its items.

    `found` are labels that were asked for with the items that met them; `bets` is the
    confidence of each offered item and whether it was right.
    """

    tally: Tally
    found: list[tuple[_Label, _Item]]
    bets: list[tuple[float, bool]]
    misses: list[Finding]
    false_alarms: list[Finding]


@dataclass
class Measured:
    """What one document adds to the report; a section is null where it was not labelled.

    `marks` are the fields that could be compared, by path, and whether they agree; `covered`
    is the share of labelled key points that the summary carries, null where none is asked for.
    """

    document: str
    failed: bool
    commitments: Compared[LabelledCommitment, Commitment] | None = None
    open_questions: Compared[LabelledQuestion, OpenQuestion] | None = None
    actors: Compared[LabelledActor, Actor] | None = None
    key_actors: Tally | None = None
    covered: float | None = None
    items: int = 0
    ungrounded: int = 0
    marks: list[tuple[str, bool]] = field(default_factory=list)
    unplaced: list[Finding] = field(default_factory=list)


def measure(label: Label, briefing: Briefing | None) -> Measured:
    """The briefing on one document against its label; null stands for a document that yielded none."""
    measured = Measured(label.id, failed=briefing is None)
    places = Places(briefing)
    if briefing:
        offered = (*briefing.summary, *briefing.actors, *briefing.commitments, *briefing.open_questions)
        measured.items = len(offered)
        measured.ungrounded = sum(not item.evidence for item in offered)
        measured.unplaced = list(_unplaced(label, places))
    if label.commitments is not None:
        _commitments(measured, places, label.commitments, briefing.commitments if briefing else ())
    if label.open_questions is not None:
        _questions(measured, places, label.open_questions, briefing.open_questions if briefing else ())
    if label.actors is not None:
        _actors(measured, label.actors, briefing.actors if briefing else ())
    asked = [point for point in label.summary or () if not point.optional]
    if asked:
        first = briefing.summary[:_POINTS] if briefing else ()
        read = places.find(evidence.quote for point in first for evidence in point.evidence)
        measured.covered = sum(meet(places.find(point.evidence), read) for point in asked) / len(asked)
    return measured


def _commitments(
    measured: Measured, places: Places, asked: Sequence[LabelledCommitment], offered: Sequence[Commitment]
) -> None:
    def agree(label: LabelledCommitment, item: Commitment) -> bool:
        return any(same_committer(reading.committer, item.committer) for reading in label.readings())

    def affinity(label: LabelledCommitment, item: Commitment) -> float:
        return token_f1(label.action, item.action) + agree(label, item)

    pairs = _meeting(places, asked, offered, affinity)
    compared = _compare(measured.document, "commitments", asked, offered, pairs)
    for label, item in compared.found:
        readings = label.readings()
        marks = {
            "committer": agree(label, item),
            "action": any(same_wording(reading.action, item.action) for reading in readings),
            "beneficiary": _filled([reading.beneficiary for reading in readings], item.beneficiary),
            "condition": _filled([reading.condition for reading in readings], item.condition),
            "deadline": _filled([reading.deadline for reading in readings], item.deadline),
            "amount": _filled([reading.amount for reading in readings], item.amount),
            "reported_by": _filled([reading.reported_by for reading in readings], item.reported_by),
            "strength": any(reading.strength is item.strength for reading in readings),
            "polarity": any(reading.polarity is item.polarity for reading in readings),
        }
        measured.marks += [(f"commitments.{name}", mark) for name, mark in marks.items() if mark is not None]
    measured.commitments = compared


def _questions(
    measured: Measured, places: Places, asked: Sequence[LabelledQuestion], offered: Sequence[OpenQuestion]
) -> None:
    pairs = _meeting(places, asked, offered, lambda label, item: token_f1(label.question, item.question))
    compared = _compare(measured.document, "open_questions", asked, offered, pairs)
    for label, item in compared.found:
        agrees = any(reading.kind is item.kind for reading in label.readings())
        measured.marks.append(("open_questions.kind", agrees))
    measured.open_questions = compared


def _actors(measured: Measured, asked: Sequence[LabelledActor], offered: Sequence[Actor]) -> None:
    pairs: list[tuple[int, int]] = []
    free = dict(enumerate(offered))
    # The first that fits: key actors choose before the others, optional ones last.
    for i in sorted(range(len(asked)), key=lambda i: (asked[i].optional, asked[i].importance is not Importance.KEY)):
        j = next((j for j, actor in free.items() if same_actor(asked[i], actor)), None)
        if j is not None:
            pairs.append((i, j))
            del free[j]
    compared = _compare(measured.document, "actors", asked, offered, pairs)
    for label, actor in compared.found:
        readings = label.readings()
        measured.marks.append(("actors.kind", any(reading.kind is actor.kind for reading in readings)))
        roles = [reading.role for reading in readings]
        if all(roles):
            measured.marks.append(("actors.role", any(same_wording(role, actor.role) for role in roles)))
    measured.actors = compared

    def key_to_all(label: LabelledActor) -> bool:
        return not label.optional and all(reading.importance is Importance.KEY for reading in label.readings())

    key_to_some = [a for a in asked if any(reading.importance is Importance.KEY for reading in a.readings())]
    keys = [actor for actor in offered if actor.importance is Importance.KEY]
    measured.key_actors = Tally(
        labelled=sum(map(key_to_all, asked)),
        found=sum(key_to_all(label) for label, _ in compared.found),
        offered=len(keys),
        right=sum(any(same_actor(label, actor) for label in key_to_some) for actor in keys),
    )


def _meeting(
    places: Places, asked: Sequence[_Label], offered: Sequence[_Item], affinity: Callable[[_Label, _Item], float]
) -> list[tuple[int, int]]:
    """The labels and the items whose evidence meets, one to one."""
    asked_at = [places.find(label.evidence) for label in asked]
    offered_at = [places.find(evidence.quote for evidence in item.evidence) for item in offered]

    def value(i: int, j: int) -> float | None:
        if not meet(asked_at[i], offered_at[j]):
            return None
        return affinity(asked[i], offered[j]) + (0.0 if asked[i].optional else _ASKED)

    return match(len(asked), len(offered), value)


def _compare(
    document: str,
    section: _Section,
    asked: Sequence[_Label],
    offered: Sequence[_Item],
    pairs: Sequence[tuple[int, int]],
) -> Compared[_Label, _Item]:
    partner = {j: asked[i] for i, j in pairs}
    found = [(asked[i], offered[j]) for i, j in pairs if not asked[i].optional]
    met = {i for i, _ in pairs}
    # What met an optional label is neither right nor wrong.
    judged = [(item, j in partner) for j, item in enumerate(offered) if j not in partner or not partner[j].optional]
    return Compared(
        tally=Tally(
            labelled=sum(not label.optional for label in asked),
            found=len(found),
            offered=len(judged),
            right=len(found),
        ),
        found=found,
        bets=[(item.confidence, right) for item, right in judged],
        misses=[
            Finding(document=document, section=section, text=_tell(label), quote=label.evidence[0])
            for i, label in enumerate(asked)
            if i not in met and not label.optional
        ],
        false_alarms=[
            Finding(
                document=document,
                section=section,
                text=_tell(item),
                quote=item.evidence[0].quote if item.evidence else "",
            )
            for item, right in judged
            if not right
        ],
    )


def _tell(item: LabelledActor | LabelledCommitment | LabelledQuestion | Actor | Commitment | OpenQuestion) -> str:
    match item:
        case LabelledActor() | Actor():
            return item.name
        case LabelledCommitment() | Commitment():
            return f"{item.committer}: {item.action}"
        case _:
            return item.question


def _filled(wanted: Sequence[str | None], offered: str | None) -> bool | None:
    """Whether a slot agrees; null where it is not scored: rightly empty, or filled by one reader only."""
    if all(wanted) or (not any(wanted) and offered):
        return any(same_wording(wording, offered) for wording in wanted)
    return None


def _unplaced(label: Label, places: Places) -> Iterator[Finding]:
    sections: tuple[tuple[_Section, Sequence[tuple[str, tuple[str, ...]]]], ...] = (
        ("summary", [(point.point, point.evidence) for point in label.summary or ()]),
        ("actors", [(_tell(actor), actor.evidence) for actor in label.actors or ()]),
        ("commitments", [(_tell(commitment), commitment.evidence) for commitment in label.commitments or ()]),
        ("open_questions", [(_tell(question), question.evidence) for question in label.open_questions or ()]),
    )
    for section, labels in sections:
        for text, evidence in labels:
            for quote in evidence:
                if not places.find([quote]):
                    yield Finding(document=label.id, section=section, text=text, quote=quote)
                    break
