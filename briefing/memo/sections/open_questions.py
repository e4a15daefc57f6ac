"""Open questions, grouped by who could answer them."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Facet, Part, kept
from briefing.memo.shapes import Group, Groups, Line, Lines
from briefing.model import Briefing, OpenQuestion, QuestionKind


def _items(briefing: Briefing) -> Sequence[OpenQuestion]:
    return kept(briefing.open_questions)


def _by_answerer(questions: Sequence[OpenQuestion], desk: Desk) -> dict[str, list[OpenQuestion]]:
    """In the order of each one's weightiest question; nobody's come last, under ""."""
    by_name: dict[str, list[OpenQuestion]] = {}
    for question in questions:
        by_name.setdefault(_answerer(question, desk), []).append(question)
    nobody = by_name.pop("", None)
    if nobody:
        by_name[""] = nobody
    return by_name


def _arrange(questions: Sequence[OpenQuestion], desk: Desk) -> list[OpenQuestion]:
    return [question for own in _by_answerer(questions, desk).values() for question in own]


def _draw(questions: Sequence[OpenQuestion], desk: Desk) -> Groups:
    groups = []
    for name, own in _by_answerer(questions, desk).items():
        heading = desk.words.fill("for_whom", name=name) if name else desk.words["for_nobody"]
        lines = tuple(_line(question, desk) for question in own)
        groups.append(Group(heading, Lines(lines, ordered=True, first=desk.number(own[0]))))
    return Groups(tuple(groups))


def _answerer(question: OpenQuestion, desk: Desk) -> str:
    return (desk.names[question.about_id] if question.about_id else question.about) or ""


def _line(question: OpenQuestion, desk: Desk) -> Line:
    return Line(
        anchor=question.id,
        text=question.question,
        field="question",
        label=desk.words[f"question.{question.kind.value}"],
        label_field="kind",
        detail=desk.details(question),
        refs=desk.cite(question),
        note=desk.note(question),
    )


PART = Part(
    _items,
    _draw,
    gist=lambda question, _: question.question,
    arrange=_arrange,
    facets={"kind": Facet(tuple(QuestionKind), lambda question, _: question.kind.value)},
)
