"""The digest as tables of typed values, one a section, for formats that people sort and filter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.digest.desk import Desk
from briefing.digest.model import Digest, told_by
from briefing.digest.sheet import change_text, harmless, label_of
from briefing.digest.terms import term_of
from briefing.memo.words import Words
from briefing.model import Evidence


@dataclass(frozen=True)
class Link:
    """Text that leads to an address: a web page, or a file beside the digest."""

    text: str
    address: str


Value = str | int | date | Link | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """A section: `name` for its file, `title` for its sheet, a heading and a width (characters) for each column."""

    name: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


def tables(digest: Digest, words: Words) -> tuple[Table, ...]:
    """Every section that a digest has, in the order of the table below; empty ones too."""
    desk = Desk(digest, words, lasting=False)
    made = []
    for name, (listed, rows) in _TABLES.items():
        columns = listed.split()
        headings = tuple(words[f"news.table.{column}"] for column in columns)
        widths = tuple(_WIDTHS.get(column, _NARROW) for column in columns)
        made.append(Table(name, words[f"news.sheet.{name}"], headings, widths, tuple(rows(desk))))
    return tuple(made)


def _source(desk: Desk, evidence: Sequence[Evidence]) -> Value:
    """Where the first piece of evidence leads."""
    if not evidence:
        return None
    one = desk.sources[evidence[0].source]
    text = desk.source(one.id)
    address = harmless(one.link)
    return Link(text, address) if address else text


def _quote(evidence: Sequence[Evidence]) -> Value:
    return evidence[0].quote if evidence else None


def _changes(desk: Desk) -> Iterator[Row]:
    for one in desk.digest.changes:
        yield (
            desk.titles[one.story],
            label_of(one, desk.words),
            change_text(one, desk.words),
            one.before,
            one.after,
            _quote(one.evidence),
            _source(desk, one.evidence),
        )


def _commitments(desk: Desk) -> Iterator[Row]:
    lines = [(story, line) for story in desk.digest.stories for line in story.commitments]
    lines.sort(key=lambda pair: (pair[1].commitment.due.end if pair[1].commitment.due else date.max, pair[0].id))
    for story, line in lines:
        one = line.commitment
        yield (
            story.title,
            desk.words[f"news.term.{term_of(line, desk.digest.as_of).value}"],
            one.due.end if one.due else None,
            one.deadline,
            one.committer,
            one.action,
            one.polarity.value,
            one.beneficiary,
            one.condition,
            one.amount,
            desk.words[f"strength.{one.strength.value}"],
            one.reported_by,
            len(told_by(one)),
            desk.words[f"news.outcome.{line.outcome.kind.value}"] if line.outcome else None,
            _quote(one.evidence),
            _source(desk, one.evidence),
        )


def _questions(desk: Desk) -> Iterator[Row]:
    for story in desk.digest.stories:
        for asked in story.questions:
            one = asked.question
            yield (
                story.title,
                one.question,
                desk.words[f"question.{one.kind.value}"],
                desk.names.get(one.about_id or "") or one.about,
                asked.since,
                _quote(asked.answer),
                _quote(one.evidence),
                _quote(one.evidence[1:]),
                _source(desk, one.evidence),
            )


def _actors(desk: Desk) -> Iterator[Row]:
    for player in desk.digest.actors:
        one = player.actor
        yield (
            one.name,
            one.kind.value,
            one.role,
            one.affiliation,
            len(player.stories),
            desk.words["news.list"].join(desk.titles[story] for story in player.stories),
            one.mentions,
            _source(desk, one.evidence),
        )


def _timeline(desk: Desk) -> Iterator[Row]:
    entries = [(story, entry) for story in desk.digest.stories for entry in story.timeline]
    entries.sort(key=lambda pair: (pair[1].date.end if pair[1].date else date.max, pair[0].id, pair[1].id))
    for story, entry in entries:
        span = entry.date
        yield (
            span.start if span else None,
            span.end if span else None,
            entry.when,
            entry.event,
            story.title,
            _source(desk, entry.evidence),
        )


def _sources(desk: Desk) -> Iterator[Row]:
    stories = {name: story.title for story in desk.digest.stories for name in story.sources}
    for one in desk.digest.sources:
        address = harmless(one.link)
        yield (
            one.title,
            one.publisher,
            one.author,
            one.published,
            one.words,
            stories.get(one.id),
            Link(one.location, address) if address else one.location,
        )


_TABLES: dict[str, tuple[str, Callable[[Desk], Iterator[Row]]]] = {
    "commitments": (
        "story term due deadline who what polarity beneficiary condition amount strength reported_by told outcome quote"
        " source",
        _commitments,
    ),
    "changes": ("story change what before after quote source", _changes),
    "questions": ("story question kind about since answer quote other_quote source", _questions),
    "actors": ("name kind role affiliation count stories mentions source", _actors),
    "timeline": ("from to when event story source", _timeline),
    "sources": ("title publisher author published words story file", _sources),
}
"""The sections by name: their columns, and how their rows are made."""

_NARROW, _WIDE = 12, 46
_WIDTHS = dict.fromkeys(
    ("what", "question", "answer", "quote", "other_quote", "stories", "event", "title", "file"), _WIDE
)
_WIDTHS |= dict.fromkeys(("story", "who", "about", "condition", "source", "name", "role", "before", "after"), 26)
"""Characters that a column takes; those that are not named are narrow."""
