"""Commitments: who, what, on what condition and by when, how firmly, and who says so."""

from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.commitments_map import commitments_map
from briefing.memo.sections.part import Facet, Part, kept, yes_or_no
from briefing.memo.shapes import Cell, Column, Held, Row, Table
from briefing.model import Briefing, Commitment, Polarity, Strength
from briefing.words import words as words_of


def _items(briefing: Briefing) -> Sequence[Commitment]:
    return kept(briefing.commitments)


def _draw(commitments: Sequence[Commitment], desk: Desk) -> Table:
    words = desk.words
    columns = (
        Column(words["column.committer"], 18, "committer"),
        Column(words["column.action"], 31, "action"),
        Column(words["column.condition"], 22, "condition"),
        Column(words["column.strength"], 14, "strength"),
        Column(words["column.reported_by"], 15, "reported_by"),
    )
    rows = tuple(_row(commitment, desk) for commitment in commitments)
    numbered = [(desk.number(commitment), commitment) for commitment in commitments]
    # Of those in the annex no picture is drawn.
    picture = commitments_map(numbered, words) if numbered[0][0] == 1 else None
    return Table(words["caption.commitments"], columns, rows, picture)


def _row(commitment: Commitment, desk: Desk) -> Row:
    words = desk.words
    refrain = commitment.polarity is Polarity.REFRAIN
    beneficiary = _beneficiary(commitment, desk)
    amount = _unsaid(commitment.amount, commitment.action)
    return Row(
        anchor=commitment.id,
        number=desk.number(commitment),
        cells=(
            Cell(commitment.committer, "committer", detail=desk.details(commitment)),
            Cell(
                commitment.action,
                "action",
                # A word, not a sign alone: what will not be done must never read as what will.
                mark=words["refrain"] if refrain else "",
                detail=" · ".join(filter(None, (beneficiary, amount))),
                held=_held(commitment, *(("beneficiary",) if beneficiary else ()), *(("amount",) if amount else ())),
            ),
            _terms(commitment, desk),
            Cell(
                words[f"strength.{commitment.strength.value}"],
                "strength",
                mark=words[f"mark.{commitment.strength.value}"],
            ),
            Cell(
                commitment.reported_by or "",
                "reported_by",
                refs=desk.cite(commitment),
            ),
        ),
        note=desk.note(commitment),
    )


def _beneficiary(commitment: Commitment, desk: Desk) -> str:
    """For whom, unless the action already says it."""
    name = _unsaid(commitment.beneficiary, commitment.action)
    return desk.words.fill("beneficiary", name=name) if name else ""


def _unsaid(text: str | None, action: str) -> str:
    """A text, unless all of its words are among those of the action."""
    return "" if not text or set(words_of(text)) <= set(words_of(action)) else text


def _terms(commitment: Commitment, desk: Desk) -> Cell:
    """Condition, deadline and what is not said: the first that there is, the others below it."""
    words = desk.words
    when = commitment.deadline or ""
    if commitment.due is not None:
        # "by the end of March" already says that it is an end.
        worked_out = desk.when(commitment.due, only_end=bool(when))
        when = f"{when} ({worked_out})" if when and worked_out not in when else when or worked_out
    details: list[str] = []
    if commitment.gaps and "gaps" not in desk.shows:
        gaps = words["and"].join(words[f"gap.{gap.name.lower()}"] for gap in commitment.gaps)
        details.append(words.fill("gaps", gaps=gaps))
    if commitment.condition and when:
        details.insert(0, words.fill("deadline", when=when))
    if commitment.condition:
        return Cell(commitment.condition, "condition", detail=" · ".join(details), held=_held(commitment, "deadline"))
    if when == commitment.deadline:
        return Cell(when, "deadline", detail=" · ".join(details))
    # With its date worked out, the text is no longer the field's own words.
    return Cell(when, detail=" · ".join(details), held=_held(commitment, "deadline"))


def _held(commitment: Commitment, *fields: str) -> tuple[Held, ...]:
    return tuple(Held(field, text) for field in fields if (text := getattr(commitment, field)))


def _gist(commitment: Commitment, desk: Desk) -> str:
    """Who, what, and what it hangs on, in one line."""
    words = desk.words
    action = f"{words['refrain']} {commitment.action}" if commitment.polarity is Polarity.REFRAIN else commitment.action
    terms = [term for term in (commitment.condition, commitment.deadline, commitment.amount) if term]
    return words["and"].join((f"{commitment.committer}: {action}", *terms))


PART = Part(
    _items,
    _draw,
    gist=_gist,
    name=lambda commitment, _: commitment.committer,
    facets={
        "strength": Facet(tuple(Strength), lambda commitment, _: commitment.strength.value),
        "polarity": Facet(tuple(Polarity), lambda commitment, _: commitment.polarity.value),
        "dated": yes_or_no(lambda commitment: bool(commitment.deadline or commitment.due)),
    },
)
