"""What all sections of one sheet share while it is made: wordings, source names, evidence numbers."""

import hashlib
from collections.abc import Sequence
from datetime import date

from briefing.digest.model import Digest, DigestSource
from briefing.memo import telling
from briefing.memo.shapes import Citation, Exhibit
from briefing.memo.words import Words
from briefing.model import DateSpan, Evidence

_LONGEST_LABEL = 60
_LEAST, _SPAN = 100_000, 900_000


class Desk:
    """Gives each piece of evidence its number when it is first cited, and remembers what cites it.

    With `lasting` a number follows from the evidence itself, so that one more line in the digest
    does not renumber those below it: for formats whose changes people read as a diff.
    """

    def __init__(self, digest: Digest, words: Words, *, lasting: bool) -> None:
        self.digest = digest
        self.words = words
        self.sources = {source.id: source for source in (*digest.past_sources, *digest.sources)}
        self.titles = {story.id: story.title for story in digest.stories}
        self.names = {player.actor.id: player.actor.name for player in digest.actors}
        self._lasting = lasting
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._taken: set[int] = set()
        self._cited: list[tuple[int, Evidence, list[Citation]]] = []
        self._places: dict[int, int] = {}

    def cite(self, evidence: Sequence[Evidence], anchor: str, section: str, name: str) -> tuple[int, ...]:
        """The numbers of pieces of evidence, ascending; from now on they lead back to `anchor`."""
        label = name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"
        citation = Citation(anchor, self.words.fill(f"news.cite.{section}", name=label))
        given = {self._number(one) for one in evidence}
        for number in given:
            self._cited[self._places[number]][2].append(citation)
        return tuple(sorted(given))

    def _number(self, evidence: Evidence) -> int:
        key = (evidence.source, evidence.start, evidence.end)
        if key not in self._numbers:
            number = _lasting_number(key) if self._lasting else len(self._numbers) + 1
            while number in self._taken:
                number += 1
            self._taken.add(number)
            self._numbers[key] = number
            self._places[number] = len(self._cited)
            self._cited.append((number, evidence, []))
        return self._numbers[key]

    def exhibits(self) -> tuple[Exhibit, ...]:
        """The evidence cited so far, in the order in which it was first cited."""
        return tuple(
            Exhibit(number, evidence.quote, "", self.source(evidence.source), tuple(citations), str(number))
            for number, evidence, citations in self._cited
        )

    def source(self, name: str) -> str:
        """How a source is named beside a quotation."""
        one = self.sources[name]
        return self.words["and"].join(filter(None, (one.publisher or one.location, self.day(one.published))))

    def source_line(self, source: DigestSource) -> str:
        """How a source is listed."""
        return telling.source(source, self.words)

    def quoted(self, evidence: Evidence) -> str:
        """A quotation with its source."""
        words = self.words
        quote = f"{words['open_quote']}{evidence.quote}{words['close_quote']}"
        return words.fill("news.quoted", quote=quote, source=self.source(evidence.source))

    def day(self, day: date | None) -> str:
        """A day; "" where there is none."""
        return telling.day(day, self.words)

    def when(self, date: DateSpan) -> str:
        """A date as precisely as it is known; one that is open to the past is told by its end."""
        return telling.span(date, self.words, only_end=True)


def _lasting_number(key: tuple[str, int, int]) -> int:
    made = hashlib.sha256("\n".join(map(str, key)).encode()).digest()
    return _LEAST + int.from_bytes(made[:4], "big") % _SPAN
