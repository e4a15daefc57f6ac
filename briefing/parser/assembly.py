"""What the sections found, and the briefing that is made of it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from briefing.document import Document
from briefing.model import (
    Actor,
    Briefing,
    Commitment,
    Evidence,
    KeyPoint,
    OpenQuestion,
    Statement,
    TimelineEntry,
    stable_id,
)
from briefing.parser import actors, commitments, questions, statements, summary, timeline
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.entity import Entity


@dataclass(frozen=True, eq=False)
class Findings:
    """What each section found, in the order in which the briefing's section of that name has it."""

    summary: tuple[summary.Point, ...]
    actors: tuple[actors.Player, ...]
    commitments: tuple[commitments.Undertaking, ...]
    open_questions: tuple[questions.Asked, ...]
    statements: tuple[statements.Said, ...]
    timeline: tuple[timeline.Dated, ...]


def find(analysis: Analysis) -> Findings:
    """Asks each section in turn; the later ones rest on what the earlier ones found."""
    undertakings = commitments.find(analysis)
    asked = questions.find(analysis)
    said = statements.find(analysis)
    players = actors.find(analysis, undertakings, asked, said)
    points = summary.find(analysis, undertakings, asked, players)
    return Findings(points, players, undertakings, asked, said, timeline.find(analysis))


def assemble(document: Document, found: Findings) -> Briefing:
    """The briefing, its items in the order of the findings, with ids by which they know one another."""
    ids = _Ids()
    actor_ids = {id(player.entity): stable_id("A", player.kind.value, player.name) for player in found.actors}

    def known(entity: Entity | None) -> str | None:
        return actor_ids.get(id(entity)) if entity is not None else None

    def known_all(entities: Iterable[Entity]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(it for entity in entities if (it := known(entity))))

    return Briefing(
        id=stable_id("B", document.source.sha256, document.text),
        title=_title(document),
        sources=(document.source,),
        summary=tuple(
            KeyPoint(id=ids.of("K", one.evidence), point=one.point, confidence=one.confidence, evidence=one.evidence)
            for one in found.summary
        ),
        actors=tuple(
            Actor(
                id=actor_ids[id(one.entity)],
                name=one.name,
                kind=one.kind,
                role=one.role,
                affiliation=one.affiliation,
                aliases=one.aliases,
                importance=one.importance,
                mentions=one.mentions,
                confidence=one.confidence,
                evidence=one.evidence,
            )
            for one in found.actors
        ),
        commitments=tuple(
            Commitment(
                id=ids.of("C", one.evidence),
                committer=one.slots.party.name,
                committer_ids=known_all(one.slots.party.entities),
                action=one.slots.action,
                beneficiary=one.slots.beneficiary,
                condition=one.slots.condition,
                deadline=one.slots.deadline,
                due=one.slots.due,
                amount=one.slots.amount,
                reported_by=one.slots.reported_by,
                strength=one.slots.strength,
                polarity=one.slots.polarity,
                gaps=one.slots.gaps,
                confidence=one.confidence,
                evidence=one.evidence,
            )
            for one in found.commitments
        ),
        open_questions=tuple(
            OpenQuestion(
                id=ids.of("Q", one.evidence),
                question=one.question,
                kind=one.kind,
                about=one.about.name if one.about is not None else None,
                about_id=known(one.about),
                confidence=one.confidence,
                evidence=one.evidence,
            )
            for one in found.open_questions
        ),
        statements=tuple(
            Statement(
                id=ids.of("S", one.evidence),
                speaker=one.speaker,
                speaker_id=known(one.speech.speaker) if not one.speech.others else None,
                speaker_text=one.speaker_text,
                cue=one.cue,
                text=one.text,
                direct=one.direct,
                confidence=one.confidence,
                evidence=one.evidence,
            )
            for one in found.statements
        ),
        timeline=tuple(
            TimelineEntry(
                id=ids.of("T", one.evidence),
                when=one.when,
                date=one.date,
                event=one.event,
                confidence=0.7,
                evidence=one.evidence,
            )
            for one in found.timeline
        ),
    )


class _Ids:
    """Ids from an item's first evidence, so that they survive edits elsewhere in the text."""

    def __init__(self) -> None:
        self._taken: Counter[tuple[str, str]] = Counter()

    def of(self, prefix: str, evidence: tuple[Evidence, ...]) -> str:
        key = (prefix, evidence[0].quote)
        self._taken[key] += 1
        return stable_id(*key, str(self._taken[key]))


def _title(document: Document) -> str:
    """The source's own title; where it has none, its file's name in words."""
    if document.source.title:
        return document.source.title
    stem = PurePath(document.source.location).stem
    return re.sub(r"[\s_-]+", " ", stem).strip().capitalize() or "Untitled"
