"""The typed digest: what several briefings say, story by story, and what of it is new.

Like a briefing it is frozen, grounded data: every item carries the words of a source. Unlike one it
does not hold its sources' texts, so that it stays small enough to be committed every morning; a
source is known by its id, which follows from its text, and by the hash of its bytes.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from briefing.errors import SavedDigestError
from briefing.model import (
    Actor,
    Commitment,
    Evidence,
    Frozen,
    KeyPoint,
    OpenQuestion,
    Saved,
    Text,
    TimelineEntry,
    describe,
)

SCHEMA_VERSION = "1.0"


class ChangeKind(StrEnum):
    """What can be new, weightiest first."""

    NEW_STORY = "new story"
    DEVELOPED = "developed"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    FULFILLED = "fulfilled"
    DUE_MOVED = "due moved"
    AMOUNT_MOVED = "amount moved"
    WEAKENED = "weakened"
    FIRMED_UP = "firmed up"
    CONDITION_MET = "condition met"
    CONDITION_ADDED = "condition added"
    NEW_COMMITMENT = "new commitment"
    REWORDED = "reworded"
    CORROBORATED = "corroborated"
    ANSWERED = "answered"
    OPENED = "opened"
    ROLE_CHANGED = "role changed"
    NEW_ACTOR = "new actor"


class DigestSource(Frozen):
    """A document that the digest rests on; the fields are those of a briefing's `Source`.

    `link` leads from the digest to the file, or is its URL; null where there is nothing to lead to.
    """

    id: Text
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    location: str
    media_type: str
    language: str | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    words: int = Field(ge=0)
    link: str | None = None


class OutcomeKind(StrEnum):
    """What a later source can say became of an undertaking."""

    FULFILLED = "fulfilled"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Outcome(Frozen):
    """What became of an undertaking, and the sentence that says so."""

    kind: OutcomeKind
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Undertaking(Frozen):
    """A line of the ledger: a commitment as it stands, as it was told before, and what became of it.

    `earlier` are the versions that later sources have replaced, the latest first. `outcome` is null
    where no source says what became of it; `met` is where one says that its condition came about.
    """

    commitment: Commitment
    earlier: tuple[Commitment, ...] = ()
    outcome: Outcome | None = None
    met: tuple[Evidence, ...] = ()


class Asked(Frozen):
    """A question that a source shows open, since when, and where a later source answers it.

    `since` is the day of the first source that shows it open, null where none is dated. `answer` is
    empty while it is open.
    """

    question: OpenQuestion
    since: date | None = None
    answer: tuple[Evidence, ...] = ()


class Story(Frozen):
    """What the sources on one event, and on what followed from it, say together.

    `sources` are ids, by date published, undated ones last. `points` begin with the latest bottom line.
    """

    id: Text
    title: Text
    sources: tuple[str, ...] = Field(min_length=1)
    points: tuple[KeyPoint, ...] = ()
    commitments: tuple[Undertaking, ...] = ()
    questions: tuple[Asked, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()


class Player(Frozen):
    """An actor, and the ids of the stories that he appears in."""

    actor: Actor
    stories: tuple[str, ...]


class Change(Frozen):
    """Something that a new source says and the previous digest does not hold.

    `about` is whose commitment, question or role it is, `what` the thing itself; `before` and `after`
    are how it was and is, where one of its sides changed; `after` alone is what comes with something new, a
    commitment's terms or an actor's role. `refrain` is true where `what` is to be left
    be. `item` is the id of the item in this digest (of the previous one, where this one no longer holds
    it). `evidence` is where it is said, `previously` where it was said otherwise.
    """

    kind: ChangeKind
    story: Text
    item: Text
    about: str = ""
    what: Text
    refrain: bool = False
    before: str | None = None
    after: str | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    previously: tuple[Evidence, ...] = ()


class StillOpen(Frozen):
    """A question of the previous digest that no new source answers."""

    story: Text
    question: OpenQuestion
    since: date | None = None


class Digest(Saved):
    """Several stories, the weightiest first; `as_of` is the day it is reckoned from.

    `previous` is the id of the digest that it was compared with, null where there was none; `changes`
    and `still_open` are then empty. Source ids name `sources`, and in `previously` and `still_open`
    also `past_sources`: those of the previous digest that have gone since.
    """

    schema_version: Text = SCHEMA_VERSION
    kind: Literal["digest"] = "digest"
    id: Text
    as_of: date | None = None
    previous: str | None = None
    changes: tuple[Change, ...] = ()
    still_open: tuple[StillOpen, ...] = ()
    stories: tuple[Story, ...] = ()
    actors: tuple[Player, ...] = ()
    sources: tuple[DigestSource, ...] = ()
    past_sources: tuple[DigestSource, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        present = {source.id for source in self.sources}
        known = present | {source.id for source in self.past_sources}
        stories = [story.id for story in self.stories]
        if len(known) != len(self.sources) + len(self.past_sources) or len(set(stories)) != len(stories):
            raise ValueError("two sources, or two stories, share one id")
        for where, story in enumerate(self.stories):
            if unknown := sorted(set(story.sources) - present):
                raise ValueError(f"stories[{where}].sources: there is no source {unknown[0]}")
        for path, evidence in self._cited():
            if evidence.source not in known:
                raise ValueError(f"{path}: there is no source {evidence.source}")
        return self

    def _cited(self) -> Iterator[tuple[str, Evidence]]:
        for n, story in enumerate(self.stories):
            for section, items in items_of(story).items():
                for m, item in enumerate(items):
                    yield from ((f"stories[{n}].{section}[{m}].evidence", one) for one in item.evidence)
            for m, line in enumerate(story.commitments):
                told = (*(line.outcome.evidence if line.outcome else ()), *line.met)
                yield from ((f"stories[{n}].commitments[{m}]", one) for one in told)
            for m, asked in enumerate(story.questions):
                yield from ((f"stories[{n}].questions[{m}].answer", one) for one in asked.answer)
        for n, player in enumerate(self.actors):
            yield from ((f"actors[{n}].evidence", one) for one in player.actor.evidence)
        for n, change in enumerate(self.changes):
            yield from ((f"changes[{n}].evidence", one) for one in (*change.evidence, *change.previously))
        for n, left in enumerate(self.still_open):
            yield from ((f"still_open[{n}].evidence", one) for one in left.question.evidence)

    @classmethod
    def from_json(cls, data: str | bytes) -> "Digest":
        """Reads the saved form. Raises `SavedDigestError` with the path of the first bad field."""
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            raise SavedDigestError(describe(error), mend="`briefing schema digest` prints what it holds") from error


Held = KeyPoint | Commitment | OpenQuestion | TimelineEntry


def items_of(story: Story) -> dict[str, tuple[Held, ...]]:
    """The items of a story by section, earlier versions of commitments included."""
    return {
        "points": story.points,
        "commitments": tuple(one for line in story.commitments for one in (line.commitment, *line.earlier)),
        "questions": tuple(asked.question for asked in story.questions),
        "timeline": story.timeline,
    }


def told_by(item: Held | Actor) -> tuple[str, ...]:
    """The ids of the sources that tell an item, in the order of its evidence: how often it is corroborated."""
    return tuple(dict.fromkeys(evidence.source for evidence in item.evidence))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a saved digest."""
    made = Digest.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
