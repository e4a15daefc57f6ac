"""The form in which a labelled document is written down, as described in `docs/scoring.md`."""

from typing import Self

from pydantic import Field, ValidationError

from briefing.errors import SourceError
from briefing.model import ActorKind, Frozen, Importance, Polarity, QuestionKind, Strength, Text, describe


class ActorWording(Frozen):
    """A second reader's wording of an actor; only the fields that are given count."""

    kind: ActorKind | None = None
    role: str | None = None
    affiliation: str | None = None
    importance: Importance | None = None


class CommitmentWording(Frozen):
    """A second reader's wording of a commitment; only the fields that are given count."""

    committer: Text | None = None
    action: Text | None = None
    beneficiary: str | None = None
    condition: str | None = None
    deadline: str | None = None
    amount: str | None = None
    reported_by: str | None = None
    strength: Strength | None = None
    polarity: Polarity | None = None


class QuestionWording(Frozen):
    """A second reader's wording of an open question; only the fields that are given count."""

    question: Text | None = None
    kind: QuestionKind | None = None
    about: str | None = None


class PointWording(Frozen):
    """A second reader's wording of a key point."""

    point: Text | None = None


class _Labelled(Frozen):
    evidence: tuple[Text, ...] = Field(min_length=1)
    optional: bool = False
    also: Frozen = Frozen()

    def readings(self) -> tuple[Self, ...]:
        """The label as each reader words it: one reading, or two where `also` is given."""
        if not self.also.model_fields_set:
            return (self,)
        return (self, self.model_copy(update=self.also.model_dump(exclude_unset=True)))


class LabelledActor(_Labelled, ActorWording):
    """An actor; `optional` ones are neither asked for nor held against a briefing."""

    name: Text
    kind: ActorKind
    aliases: tuple[Text, ...] = ()
    importance: Importance
    also: ActorWording = ActorWording()


class LabelledCommitment(_Labelled, CommitmentWording):
    """A commitment; `optional` ones are neither asked for nor held against a briefing."""

    committer: Text
    action: Text
    strength: Strength
    polarity: Polarity = Polarity.DO
    also: CommitmentWording = CommitmentWording()


class LabelledQuestion(_Labelled, QuestionWording):
    """An open question; `optional` ones are neither asked for nor held against a briefing."""

    question: Text
    kind: QuestionKind
    also: QuestionWording = QuestionWording()


class LabelledPoint(_Labelled, PointWording):
    """A key point of the summary; `optional` ones are not asked for."""

    point: Text
    also: PointWording = PointWording()


class Label(Frozen):
    """What a briefing on one document should hold. A section that is null was not labelled."""

    id: Text
    actors: tuple[LabelledActor, ...] | None = None
    commitments: tuple[LabelledCommitment, ...] | None = None
    open_questions: tuple[LabelledQuestion, ...] | None = None
    summary: tuple[LabelledPoint, ...] | None = None

    @classmethod
    def from_json(cls, data: str | bytes, where: str) -> "Label":
        """Reads a label; `where` names it in messages. Raises `SourceError` with the path of the bad field."""
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            raise SourceError(
                f"not a label file: {describe(error)}", where=where, mend="see docs/scoring.md for the form"
            ) from error
