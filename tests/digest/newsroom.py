"""Invented reports on one event and what follows from it, as briefings made by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from briefing.digest.making import digest
from briefing.digest.model import Change, ChangeKind, Digest
from briefing.digest.shelf import shelve
from briefing.model import (
    Actor,
    ActorKind,
    Briefing,
    Commitment,
    DateSpan,
    Evidence,
    KeyPoint,
    OpenQuestion,
    Precision,
    QuestionKind,
    TimelineEntry,
    stable_id,
)
from tests.samples import source

MONDAY, TUESDAY, FRIDAY = date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 6)
PLEDGE = "Norland will lend Lindholm four ferries by 31 March, harbour minister Ana Ferro said."
UNCLEAR = "It is not clear who will insure the ferry crews of Lindholm."


class Report:
    """A report under construction: its items are given with the sentence that they rest on."""

    def __init__(
        self, *sentences: str, day: date | None = MONDAY, title: str = "Norland lends Lindholm ferries"
    ) -> None:
        blocks = (title, *sentences)
        self._source = source(blocks, title=title, published=day, location=f"{stable_id('f', *blocks)}.txt")
        self._items: dict[str, list[Any]] = {}
        if sentences:
            self.point(sentences[0])

    def _evidence(self, quote: str) -> tuple[Evidence, ...]:
        start = self._source.text.index(quote)
        return (Evidence(source="S1", start=start, end=start + len(quote), quote=quote),)

    def _add(self, section: str, made_of: type, prefix: str, quote: str, /, **fields: Any) -> "Report":
        items = self._items.setdefault(section, [])
        identity = fields.pop("id", stable_id(prefix, quote, str(len(items))))
        items.append(made_of(id=identity, evidence=self._evidence(quote), **fields))
        return self

    def point(self, quote: str) -> "Report":
        return self._add("summary", KeyPoint, "K", quote, point=quote)

    def actor(self, name: str, quote: str, kind: ActorKind = ActorKind.COUNTRY, **fields: Any) -> "Report":
        return self._add("actors", Actor, "A", quote, id=stable_id("A", kind, name), name=name, kind=kind, **fields)

    def pledge(self, action: str, quote: str = PLEDGE, committer: str = "Norland", **fields: Any) -> "Report":
        return self._add("commitments", Commitment, "C", quote, committer=committer, action=action, **fields)

    def asks(self, question: str, quote: str, kind: QuestionKind = QuestionKind.UNKNOWN, **fields: Any) -> "Report":
        return self._add("open_questions", OpenQuestion, "Q", quote, question=question, kind=kind, **fields)

    def event(self, when: str, quote: str, **fields: Any) -> "Report":
        return self._add("timeline", TimelineEntry, "T", quote, when=when, event=quote, **fields)

    @property
    def note(self) -> Briefing:
        made = {section: tuple(items) for section, items in self._items.items()}
        title = self._source.title or ""
        return Briefing(id=stable_id("B", self._source.text), title=title, sources=(self._source,), **made)


def by(end: date) -> DateSpan:
    return DateSpan(end=end, precision=Precision.DAY)


def pledged(day: date | None = MONDAY) -> Report:
    """The first report: four ferries by the end of March, and nobody knows who insures the crews."""
    due = by(date(2026, 3, 31))
    return (
        Report(PLEDGE, UNCLEAR, day=day)
        .pledge("lend Lindholm four ferries", deadline="by 31 March", due=due)
        .asks("Who will insure the ferry crews of Lindholm?", UNCLEAR)
    )


def told(*reports: Report | Briefing, previous: Digest | None = None, as_of: date | None = None) -> Digest:
    """The digest of reports."""
    notes = [shelve(one.note if isinstance(one, Report) else one) for one in reports]
    return digest(notes, previous=previous, as_of=as_of)


def news(first: Sequence[Report], then: Sequence[Report]) -> tuple[Change, ...]:
    """What is new when `then` has come to `first`."""
    return told(*first, *then, previous=told(*first)).changes


def kinds(changes: Sequence[Change]) -> list[ChangeKind]:
    """The kinds of changes to commitments, questions and actors: that the story goes on is said apart."""
    apart = (ChangeKind.NEW_STORY, ChangeKind.DEVELOPED)
    return [change.kind for change in changes if change.kind not in apart]
