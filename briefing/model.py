"""The typed briefing: data only, frozen, and grounded by construction.

The meaning of each value is defined in `docs/model.md`. Two laws hold for every `Briefing`
that exists: each evidence's quotation equals the slice of its source's text, and each item
carries evidence (an item that an editor added by hand carries the editor's name instead).
"""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from briefing.errors import SavedBriefingError

SCHEMA_VERSION = "1.0"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


class Importance(StrEnum):
    KEY = "key"
    SECONDARY = "secondary"


class Strength(StrEnum):
    FIRM = "firm"
    CONDITIONAL = "conditional"
    INTENT = "intent"
    SIGNAL = "signal"


class Polarity(StrEnum):
    DO = "do"
    REFRAIN = "refrain"


class QuestionKind(StrEnum):
    UNKNOWN = "unknown"
    UNDISCLOSED = "undisclosed"
    UNDECIDED = "undecided"
    DISPUTED = "disputed"
    DEPENDENCY = "dependency"
    AWAITED = "awaited"


class Gap(StrEnum):
    """What a reader would ask of a commitment and the source does not say."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    HOW_MUCH = "how much"
    CONDITION = "on what condition"


class ReviewState(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    REJECTED = "rejected"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


Text = Annotated[str, StringConstraints(min_length=1)]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Frozen(BaseModel):
    """Data that does not change and has no field but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Saved(Frozen):
    """What is saved as JSON, with the version of its form first. Another major version is refused."""

    schema_version: Text

    @model_validator(mode="before")
    @classmethod
    def _known_version(cls, data: Any) -> Any:
        ours = cls.model_fields["schema_version"].default
        version = data.get("schema_version", ours) if isinstance(data, dict) else None
        if isinstance(version, str) and version.split(".")[0] != ours.split(".")[0]:
            raise ValueError(f"schema version {version} is not one this program reads ({ours})")
        return data

    def to_json(self) -> str:
        """The saved form: indented UTF-8 JSON with a final line feed; what is equal has equal text."""
        return self.model_dump_json(indent=1, by_alias=True) + "\n"


class Evidence(Frozen):
    """The words of a source that an item rests on.

    `start` and `end` are code points, half-open, into the `text` of the source named by `source`.
    """

    source: Text
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: Text


class DateSpan(Frozen):
    """A date as precise as the words allow: from `start` to `end`, both included.

    `start` is null where the words only set an end ("by March"); a single day has equal ends.
    """

    start: date | None = None
    end: date
    precision: Precision

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start is not None and self.start > self.end:
            raise ValueError("start lies after end")
        return self


class Review(Frozen):
    """What an editor has done with an item. `note` is Markdown; null where nothing was said."""

    state: ReviewState = ReviewState.DRAFT
    by: str | None = None
    at: datetime | None = None
    note: str | None = None


class _Item(Frozen):
    id: Text
    confidence: Confidence = 1.0
    review: Review = Review()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if not self.evidence and self.review.by is None:
            raise ValueError("an item needs evidence, or the editor's name in review.by")
        return self


class KeyPoint(_Item):
    """One sentence that a minister with one minute must know."""

    point: Text


class Actor(_Item):
    """Who acts, speaks, commits, receives a commitment or holds an answer.

    `mentions` counts the places in the text that name the actor.
    """

    name: Text
    kind: ActorKind
    role: str | None = None
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()
    importance: Importance = Importance.SECONDARY
    mentions: int = Field(default=1, ge=0)


class Commitment(_Item):
    """An undertaking to do something, or to refrain from it.

    `committer_ids` are the actors behind `committer`, in the order named; empty where none is
    known. `due` is the deadline as a date, where it can be worked out.
    """

    committer: Text
    committer_ids: tuple[str, ...] = ()
    action: Text
    beneficiary: str | None = None
    condition: str | None = None
    deadline: str | None = None
    due: DateSpan | None = None
    amount: str | None = None
    reported_by: str | None = None
    strength: Strength = Strength.FIRM
    polarity: Polarity = Polarity.DO
    gaps: tuple[Gap, ...] = ()


class OpenQuestion(_Item):
    """What the text itself shows as not known, not settled or awaited."""

    question: Text
    kind: QuestionKind
    about: str | None = None
    about_id: str | None = None


class Statement(_Item):
    """What somebody is reported to have said. `text`, `cue` and `speaker_text` are verbatim.

    `speaker` is the resolved name; null where the text names nobody.
    """

    speaker: str | None = None
    speaker_id: str | None = None
    speaker_text: str | None = None
    cue: str | None = None
    text: Text
    direct: bool = False


class TimelineEntry(_Item):
    """Something that happened or is to happen. `date` is null where it cannot be worked out."""

    when: Text
    date: DateSpan | None = None
    event: Text


class Source(Frozen):
    """A document the briefing rests on.

    `location` is the file's name or the URL, as given; `sha256` is of the bytes read; `text` is
    the normalised text, its blocks parted by one empty line.
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
    text: str


class Header(BaseModel):
    """What the user supplies for the memo's head; a look shows some of it. Fields may hold inline Markdown."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    to: str | None = None
    from_: str | None = Field(default=None, alias="from")
    date: str | None = None
    reference: str | None = None
    classification: str | None = None
    drafted_by: str | None = None
    action: str | None = None
    copy_to: str | None = None
    cleared_by: str | None = None
    contact: str | None = None
    deadline: str | None = None
    sector: str | None = None


SECTIONS = ("summary", "actors", "commitments", "open_questions", "statements", "timeline")
"""The fields of a briefing that hold items, in the order of the contract."""


class Briefing(Saved):
    """A briefing on one event, from one source or several. Items stand in reading order of rank."""

    schema_version: Text = SCHEMA_VERSION
    id: Text
    title: Text
    header: Header = Header()
    sources: tuple[Source, ...] = Field(min_length=1)
    summary: tuple[KeyPoint, ...] = ()
    actors: tuple[Actor, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    statements: tuple[Statement, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        texts = {source.id: source.text for source in self.sources}
        if len(texts) != len(self.sources):
            raise ValueError("sources: two sources share one id")
        actors = {actor.id for actor in self.actors}
        seen: set[str] = set()
        for path, item in self.items_with_paths():
            if item.id in seen:
                raise ValueError(f"{path}.id: {item.id} is used twice")
            seen.add(item.id)
            for n, evidence in enumerate(item.evidence):
                where = f"{path}.evidence[{n}]"
                if evidence.source not in texts:
                    raise ValueError(f"{where}.source: there is no source {evidence.source}")
                if texts[evidence.source][evidence.start : evidence.end] != evidence.quote:
                    raise ValueError(f"{where}.quote: not the words of the source at {evidence.start}–{evidence.end}")
            for field, ids in _references(item):
                for unknown in sorted(set(ids) - actors):
                    raise ValueError(f"{path}.{field}: there is no actor {unknown}")
        return self

    def items_with_paths(self) -> "list[tuple[str, _Item]]":
        """Every item with the path of its field ("commitments[2]"), in the order of `SECTIONS`."""
        return [(f"{name}[{n}]", item) for name in SECTIONS for n, item in enumerate(getattr(self, name))]

    @classmethod
    def from_json(cls, data: str | bytes) -> "Briefing":
        """Reads the saved form. Raises `SavedBriefingError` with the path of the first bad field."""
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            raise SavedBriefingError(
                describe(error), mend="`briefing schema` prints what a saved briefing holds"
            ) from error


def _references(item: _Item) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of an item that name actors by id."""
    match item:
        case Commitment():
            return (("committer_ids", item.committer_ids),)
        case OpenQuestion():
            return (("about_id", (item.about_id,) if item.about_id else ()),)
        case Statement():
            return (("speaker_id", (item.speaker_id,) if item.speaker_id else ()),)
        case _:
            return ()


def describe(error: ValidationError) -> str:
    """The first fault of a validation, with the path of its field ("commitments[2].action: …")."""
    first, count = error.errors()[0], error.error_count()
    path = ""
    for step in first["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    message = first["msg"].removeprefix("Value error, ")
    more = f" (and {count - 1} more)" if count > 1 else ""
    return f"{path}: {message}{more}" if path else f"{message}{more}"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a saved briefing."""
    made = Briefing.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def stable_id(prefix: str, *parts: str) -> str:
    """An id that depends on `parts` alone: the same words give the same id in every run."""
    digest = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:8]}"
