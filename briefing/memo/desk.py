"""What all sections of one memo share while it is made: wordings, sources, evidence numbers."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from briefing.document import BLOCK_BREAK
from briefing.memo import telling
from briefing.memo.shapes import Citation, Exhibit, Prose
from briefing.memo.words import Words
from briefing.model import (
    Actor,
    Briefing,
    Commitment,
    DateSpan,
    Evidence,
    KeyPoint,
    OpenQuestion,
    Source,
    Statement,
    TimelineEntry,
)

Cited = KeyPoint | Actor | Commitment | OpenQuestion | Statement | TimelineEntry

_LONGEST_LABEL = 60
_KEY = 6


class Desk:
    """Gives each piece of evidence its number when it is first cited, and remembers who cites it.

    Equal spans of one source share one number. `shows` names the kinds of sections that the memo
    has.
    """

    def __init__(self, briefing: Briefing, words: Words, shows: frozenset[str] = frozenset()) -> None:
        self.briefing = briefing
        self.words = words
        self.shows = shows
        self.roles = {actor.id: actor.role or actor.affiliation or "" for actor in briefing.actors}
        self.names = {actor.id: actor.name for actor in briefing.actors}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._evidence: list[Evidence] = []
        self._cited_by: list[list[Citation]] = []
        self._places = {source.id: _Places(source) for source in briefing.sources}
        self._citations: dict[str, Citation] = {}
        self._numbers_of: dict[str, int] = {}

    def place(self, section: str, item: Cited, number: int, name: str) -> None:
        """Says where an item is to stand: in which kind of section, under which number and name."""
        if len(name) > _LONGEST_LABEL:
            name = f"{name[: _LONGEST_LABEL - 1].rstrip()}…"
        self._citations[item.id] = Citation(item.id, self.words.fill(f"cite.{section}", number=number, name=name))
        self._numbers_of[item.id] = number

    def number(self, item: Cited) -> int:
        """The number of an item among those of its kind, from 1, in the order of the memo."""
        return self._numbers_of[item.id]

    def citation(self, item: Cited) -> Citation | None:
        """A link to where an item stands; none where the memo does not show it."""
        return self._citations.get(item.id)

    def cite(self, item: Cited) -> tuple[int, ...]:
        """The evidence numbers of an item, ascending; from now on they lead back to it."""
        citation = self._citations[item.id]
        given: set[int] = set()
        for evidence in item.evidence:
            key = (evidence.source, evidence.start, evidence.end)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                self._evidence.append(evidence)
                self._cited_by.append([])
            given.add(self._numbers[key])
        for one in given:
            self._cited_by[one - 1].append(citation)
        return tuple(sorted(given))

    def exhibits(self) -> tuple[Exhibit, ...]:
        """The evidence cited so far, by number."""
        several = len(self.briefing.sources) > 1
        keys = _keys([evidence.quote for evidence in self._evidence])
        return tuple(
            Exhibit(
                key=keys[number - 1],
                number=number,
                quote=evidence.quote,
                source=evidence.source if several else "",
                place=self._places[evidence.source].name(evidence, self.words),
                cited_by=tuple(citations),
            )
            for number, (evidence, citations) in enumerate(zip(self._evidence, self._cited_by, strict=True), 1)
        )

    def note(self, item: Cited) -> Prose | None:
        """The editor's note on an item."""
        return Prose(item.review.note) if item.review.note else None

    def details(self, item: Cited, *parts: str) -> str:
        """Subordinate texts as one; an item without evidence says who added it."""
        added = () if item.evidence else (self.words.fill("added_by", name=item.review.by),)
        return " · ".join(part for part in (*parts, *added) if part)

    def when(self, date: DateSpan, *, only_end: bool = False) -> str:
        """A date, as precisely as it is known; with `only_end`, what is open to the past is told by its end."""
        return telling.span(date, self.words, only_end=only_end)

    def source_line(self, source: Source) -> str:
        """How a source is cited, as one text."""
        return telling.source(source, self.words, [self.words.fill("length", count=f"{source.words:,}")])


def _keys(quotes: Sequence[str]) -> list[str]:
    """A short hash of each quotation; one that stands in several places is told apart by its turn."""
    turns = Counter[str]()
    keys: list[str] = []
    for quote in quotes:
        key = hashlib.sha256(quote.encode()).hexdigest()[:_KEY]
        turns[key] += 1
        keys.append(key if turns[key] == 1 else f"{key}-{turns[key]}")
    return keys


class _Places:
    """Where the paragraphs of a source begin: code points, ascending."""

    def __init__(self, source: Source) -> None:
        blocks = source.text.split(BLOCK_BREAK)
        self._starts = [0]
        for block in blocks[:-1]:
            self._starts.append(self._starts[-1] + len(block) + len(BLOCK_BREAK))
        self._titles = 1 if source.title is not None and blocks[0] == source.title else 0

    def name(self, evidence: Evidence, words: Words) -> str:
        first = bisect_right(self._starts, evidence.start) - self._titles
        last = bisect_right(self._starts, evidence.end - 1) - self._titles
        if last < 1:
            return words["title_place"]
        if first < last:
            return words.fill("paragraphs", first=max(first, 1), last=last)
        return words.fill("paragraph", number=first)
