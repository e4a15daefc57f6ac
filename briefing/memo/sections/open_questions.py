"""Open questions, grouped by who could answer them."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Group, Groups, Line, Lines
from briefing.model import Briefing, OpenQuestion


def _items(briefing: Briefing) -> Sequence[OpenQuestion]:
    return kept(briefing.open_questions)


def _draw(questions: Sequence[OpenQuestion], desk: Desk, first: int) -> Groups:
    """Groups stand in the order of their weightiest question; nobody's come last."""
    by_name: dict[str, list[OpenQuestion]] = {}
    for question in questions:
        by_name.setdefault(_answerer(question, desk), []).append(question)
    nobody = by_name.pop("", None)
    if nobody:
        by_name[""] = nobody
    groups = []
    for name, own in by_name.items():
        heading = desk.words.fill("for_whom", name=name) if name else desk.words["for_nobody"]
        lines = tuple(_line(question, desk, number) for number, question in enumerate(own, first))
        groups.append(Group(heading, Lines(lines, ordered=True, first=first)))
        first += len(own)
    return Groups(tuple(groups))


def _answerer(question: OpenQuestion, desk: Desk) -> str:
    return (desk.names[question.about_id] if question.about_id else question.about) or ""


def _line(question: OpenQuestion, desk: Desk, number: int) -> Line:
    return Line(
        anchor=question.id,
        text=question.question,
        field="question",
        label=desk.words[f"question.{question.kind.value}"],
        label_field="kind",
        detail=desk.details(question),
        refs=desk.cite("open_questions", question, number=number),
        note=desk.note(question),
    )


PART = Part(_items, _draw)
