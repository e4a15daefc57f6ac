"""What is new in a story against the previous digest: only what a new source says.

Silence is no change. What the program itself reads otherwise than it did is none either: every
change carries words of a source that the previous digest did not have.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.digest.cues import single
from briefing.digest.matching import pair
from briefing.digest.model import (
    Asked,
    Change,
    ChangeKind,
    OutcomeKind,
    StillOpen,
    Story,
    Undertaking,
    told_by,
)
from briefing.digest.order import Order
from briefing.digest.sentences import Sentence
from briefing.digest.telling import Setting, answered, undertaken_before
from briefing.digest.undertakings import by_one, likeness, met, names_of, nearness, one_party, outcome
from briefing.merge.contradictions import amounts_at_odds, at_odds, dates_at_odds
from briefing.merge.quantities import differ, quantities
from briefing.model import Actor, Commitment, Evidence, KeyPoint, Polarity, QuestionKind, Strength
from briefing.words import words

_SAME_ACTION, _SAME_SENTENCE = 0.5, 0.3
_SAME_QUESTION = 0.6
_SAME_POINT = 0.75
_PROBABLE = 0.5
"""How probable it is at least that an item is right whose appearance is told as news: the digest's first lines are
read as facts. The ledger and the list of open questions hold the others, too."""
_POINTING, _LASTING = map(single, ("pointing", "lasting"))

_FIRMNESS = (Strength.SIGNAL, Strength.INTENT, Strength.CONDITIONAL, Strength.FIRM)
_OUTCOMES = {
    OutcomeKind.FULFILLED: ChangeKind.FULFILLED,
    OutcomeKind.BROKEN: ChangeKind.BROKEN,
    OutcomeKind.WITHDRAWN: ChangeKind.WITHDRAWN,
}


@dataclass(frozen=True)
class Side:
    """A story as one of the two digests tells it, with the actors that its items name by id."""

    story: Story
    actors: Mapping[str, Actor]


@dataclass(frozen=True)
class Comparison:
    """A story now, as it was (null where it is new), the sentences of its sources, and what all of it is about."""

    now: Side
    before: Side | None
    order: Order
    told: Sequence[Sentence]
    scene: Collection[str]

    def changes(self) -> list[Change]:
        """What is new, the story itself first, then its commitments and its questions."""
        found = [*self._story(), *self._commitments(), *self._questions()]
        return [change for change in found if any(self.order.new(one.source) for one in change.evidence)]

    def still_open(self) -> list[StillOpen]:
        """The questions of the story as it was that nobody has answered."""
        found = []
        for old, new in self._asked():
            if old and not old.answer and not (new and new.answer) and not self._answer(old, new):
                days = [day for day in (old.since, new and new.since) if day]
                found.append(
                    StillOpen(
                        story=self.now.story.id,
                        question=new.question if new else old.question,
                        since=min(days, default=None),
                    )
                )
        return found

    def _change(
        self, kind: ChangeKind, item: str, about: str, what: str, evidence: Sequence[Evidence], **more: object
    ) -> Change:
        fresh = [one for one in evidence if self.order.new(one.source)]
        return Change.model_validate(
            {
                "kind": kind,
                "story": self.now.story.id,
                "item": item,
                "about": about,
                "what": what,
                "evidence": tuple(fresh or evidence),
                **more,
            }
        )

    def _story(self) -> Iterator[Change]:
        points = self.now.story.points
        if not points:
            return
        if self.before is None:
            yield self._change(
                ChangeKind.NEW_STORY, points[0].id, self.now.story.title, points[0].point, points[0].evidence
            )
            return
        known = self.before.story.points
        fresh = (point for point in points if all(map(self.order.new, told_by(point))) and _clear(point))
        told = next(fresh, None)
        if told and not any(_same_point(told, old) for old in known):
            yield self._change(ChangeKind.DEVELOPED, told.id, self.now.story.title, told.point, told.evidence)

    def _commitments(self) -> Iterator[Change]:
        for old, new in self._undertakings():
            if new is None and old is not None:
                yield from self._gone(old)
            elif new is not None and old is None:
                one = new.commitment
                fresh = all(map(self.order.new, told_by(one))) and one.confidence >= _PROBABLE
                if fresh and not self._is_old(new):
                    yield self._told(ChangeKind.NEW_COMMITMENT, one, one.evidence, (), after=_terms(one))
                yield from self._became(None, new)
            elif new is not None and old is not None:
                yield from self._became(old, new)
                yield from self._moved(old.commitment, new.commitment)

    def _is_old(self, line: Undertaking) -> bool:
        """Whether what is told for the first time is no new undertaking: looked back on, kept, lasting, or told before
        in other words.
        """
        one = line.commitment
        kept = line.outcome is not None and {piece.source for piece in line.outcome.evidence} <= set(told_by(one))
        return kept or self._bygone(one) or self._lasts(one) or self._undertaken_before(one)

    def _undertaken_before(self, one: Commitment) -> bool:
        """Whether an older source undertakes it, and now no term is added."""
        if one.due or one.amount or one.condition:
            return False
        setting = Setting(names_of(one, self.now.actors), frozenset(self.scene))
        return undertaken_before(one, setting, [it for it in self.told if not self.order.new(it.evidence.source)])

    def _bygone(self, one: Commitment) -> bool:
        """Whether its time was over when it was told: such a sentence looks back, and tells nothing new."""
        days = [day for source in told_by(one) if (day := self.order.days.get(source))]
        return one.due is not None and bool(days) and one.due.end < min(days)

    def _lasts(self, one: Commitment) -> bool:
        """Whether it only says that things stay as they were to be until the same day: "is to remain closed"."""
        if self.before is None or one.due is None or _LASTING.isdisjoint(words(one.action)[:1]):
            return False
        names = names_of(one, self.now.actors)
        return any(
            old.commitment.due is not None
            and old.commitment.due.end == one.due.end
            and one_party(names_of(old.commitment, self.before.actors), names)
            for old in self.before.story.commitments
        )

    def _undertakings(self) -> list[tuple[Undertaking | None, Undertaking | None]]:
        if self.before is None:
            return [(None, line) for line in self.now.story.commitments]
        before, now = self.before, self.now

        def alike(old: Undertaking, new: Undertaking) -> float:
            return max(
                _alike(old.commitment, before.actors, version, now.actors) for version in (new.commitment, *new.earlier)
            )

        return pair(before.story.commitments, now.story.commitments, alike)

    def _gone(self, old: Undertaking) -> Iterator[Change]:
        """What new sources say of an undertaking that none of the present ones tells again."""
        assert self.before is not None  # noqa: S101  only a story that was can have held it
        one = old.commitment
        setting = Setting(names_of(one, self.before.actors), frozenset(self.scene))
        found = None if old.outcome else outcome(one, setting, self._fresh())
        if found:
            yield self._told(_OUTCOMES[found.kind], one, found.evidence, one.evidence)
        elif not old.met and (evidence := met(one, self._fresh())):
            yield self._told(ChangeKind.CONDITION_MET, one, evidence, one.evidence, after=one.condition)

    def _became(self, old: Undertaking | None, new: Undertaking) -> Iterator[Change]:
        one = new.commitment
        known = old.commitment.evidence if old else ()
        if new.outcome and not (old and old.outcome and old.outcome.kind is new.outcome.kind):
            yield self._told(_OUTCOMES[new.outcome.kind], one, new.outcome.evidence, known)
        if new.met and not (old and old.met):
            yield self._told(ChangeKind.CONDITION_MET, one, new.met, known, after=one.condition)

    def _moved(self, old: Commitment, new: Commitment) -> Iterator[Change]:
        if not any(self.order.new(source) for source in told_by(new)):
            return
        count = 0
        for kind, before, after in _differences(old, new):
            count += 1
            yield self._told(kind, new, new.evidence, old.evidence, before=before, after=after)
        if count == 0 and set(told_by(new)) > set(told_by(old)):
            yield self._told(ChangeKind.CORROBORATED, new, new.evidence, old.evidence)
        elif count == 0 and likeness(old.action, new.action) < 1:
            yield self._told(ChangeKind.REWORDED, new, new.evidence, old.evidence, before=old.action, after=new.action)

    def _told(
        self,
        kind: ChangeKind,
        one: Commitment,
        evidence: Sequence[Evidence],
        known: Sequence[Evidence],
        **more: object,
    ) -> Change:
        more |= {"previously": tuple(known[:1]), "refrain": one.polarity is Polarity.REFRAIN}
        return self._change(kind, one.id, one.committer, one.action, evidence, **more)

    def _asked(self) -> list[tuple[Asked | None, Asked | None]]:
        if self.before is None:
            return [(None, asked) for asked in self.now.story.questions]
        return pair(self.before.story.questions, self.now.story.questions, _same_question)

    def _answer(self, old: Asked, new: Asked | None) -> tuple[Evidence, ...]:
        if new is not None:
            return new.answer
        found = answered(old.question, self._fresh())
        return (found.sentence.evidence,) if found else ()

    def _questions(self) -> Iterator[Change]:
        for old, new in self._asked():
            one = (new or old or _nothing()).question
            if old is None:
                if not (new and new.answer) and one.confidence >= _PROBABLE:
                    yield self._change(ChangeKind.OPENED, one.id, one.about or "", one.question, one.evidence)
            elif not old.answer and (answer := self._answer(old, new)):
                yield self._change(
                    ChangeKind.ANSWERED,
                    one.id,
                    one.about or "",
                    one.question,
                    answer,
                    previously=old.question.evidence[:1],
                )

    def _fresh(self) -> list[Sentence]:
        return [one for one in self.told if self.order.new(one.evidence.source)]


def left_open(story: Story) -> Iterator[StillOpen]:
    """The open questions of a story of which no new source tells."""
    for asked in story.questions:
        if not asked.answer:
            yield StillOpen(story=story.id, question=asked.question, since=asked.since)


def _nothing() -> Asked:
    raise AssertionError("a pair has at least one side")


def _differences(old: Commitment, new: Commitment) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    """The fields in which a commitment stands otherwise than it did, each with how it was and is."""
    if _moved(old, new):
        yield ChangeKind.DUE_MOVED, old.deadline, new.deadline
    if new.amount and (old.amount is None or amounts_at_odds(old.amount, new.amount)):
        yield ChangeKind.AMOUNT_MOVED, old.amount, new.amount
    if new.condition and (old.condition is None or at_odds(old.condition, new.condition)):
        yield ChangeKind.CONDITION_ADDED, old.condition, new.condition
    was, now = _FIRMNESS.index(old.strength), _FIRMNESS.index(new.strength)
    # "Conditional" beside a condition that is told already says nothing of its own.
    if was != now and not (new.condition and old.condition is None and new.strength is Strength.CONDITIONAL):
        kind = ChangeKind.FIRMED_UP if now > was else ChangeKind.WEAKENED
        yield kind, old.strength.value, new.strength.value


def _moved(old: Commitment, new: Commitment) -> bool:
    """Whether the date is another one; "tomorrow" in one text says nothing against "on 3 March" in another."""
    if new.deadline and old.deadline and words(new.deadline) == words(old.deadline):
        return False  # "on Tuesday" in both: mostly the day on which it was said
    if new.due and old.due:
        return dates_at_odds(old.due, new.due)
    if new.deadline is None or old.deadline is None:
        return new.deadline is not None
    told = all(any(sign.isdigit() for sign in text) for text in (old.deadline, new.deadline))
    return told and at_odds(old.deadline, new.deadline)


def _alike(old: Commitment, its_actors: Mapping[str, Actor], new: Commitment, actors: Mapping[str, Actor]) -> float:
    if old.polarity is not new.polarity:
        return 0.0
    score = nearness(old, new)
    if score >= _SAME_SENTENCE and _overlap(old.evidence, new.evidence):
        return 1 + score
    if not by_one(old, names_of(old, its_actors), new, names_of(new, actors)):
        return 0.0
    return score if score >= _SAME_ACTION else 0.0


def _same_question(old: Asked, new: Asked) -> float:
    one, other = old.question, new.question
    if (one.kind is QuestionKind.DISPUTED) != (other.kind is QuestionKind.DISPUTED):
        return 0.0
    score = likeness(one.question, other.question)
    if one.id == other.id or _overlap(one.evidence, other.evidence):
        return 1 + score
    return score if score >= _SAME_QUESTION else 0.0


def _terms(one: Commitment) -> str | None:
    """How firmly where it is only meant, on what condition, by when and how much, as far as the action does not say."""
    told = [text for text in (one.condition, one.deadline, one.amount) if text and text not in one.action]
    meant = [one.strength.value] if one.strength in (Strength.INTENT, Strength.SIGNAL) else []
    return ", ".join([*meant, *told]) or None


def _clear(point: KeyPoint) -> bool:
    """Whether a point says by itself what it speaks of."""
    return _POINTING.isdisjoint(words(point.point)[:1])


def _same_point(one: KeyPoint, other: KeyPoint) -> bool:
    if words(one.point) == words(other.point):
        return True
    alike = likeness(one.point, other.point) >= _SAME_POINT
    return alike and not differ(quantities(one.point), quantities(other.point))


def _overlap(some: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    """Whether two items rest on the same words, wherever these stand."""
    return not {_worded(one.quote) for one in some}.isdisjoint(_worded(one.quote) for one in others)


# Every item of a story is held against every other.
@lru_cache(maxsize=4_096)
def _worded(quote: str) -> tuple[str, ...]:
    return tuple(words(quote))
