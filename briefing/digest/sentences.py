"""The sentences of a source, cut without a language model: good enough to be compared and quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.digest.stems import stem, stems_of
from briefing.document import BLOCK_BREAK
from briefing.model import Evidence
from briefing.words import words

_END = re.compile(r"[.!?]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9])")
# What stands before a full stop that ends no sentence: titles, initials, months, "U.S.".
_NO_END = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Jr|Sr|No|vs|etc|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr"
    r"|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$"
)
_LONGEST = 1_200


@dataclass(frozen=True)
class Sentence:
    """A sentence as evidence: `source` is an id of the digest."""

    evidence: Evidence

    def holds(self, evidence: Evidence) -> bool:
        """Whether a piece of evidence rests on words of the sentence."""
        own = self.evidence
        return own.source == evidence.source and own.start < evidence.end and evidence.start < own.end

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(words(self.evidence.quote))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stems_of(self.words))

    @cached_property
    def stemmed(self) -> tuple[str, ...]:
        """The stem of each word, in order, small words included."""
        return tuple(map(stem, self.words))


def sentences(source: str, text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; none crosses a block, and one of excessive length is passed over."""
    at = 0
    for block in text.split(BLOCK_BREAK):
        for start, end in _cut(block):
            if end - start <= _LONGEST:
                quote = block[start:end]
                yield Sentence(Evidence(source=source, start=at + start, end=at + end, quote=quote))
        at += len(block) + len(BLOCK_BREAK)


def _cut(block: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(block):
        if block[found.start()] == "." and _NO_END.search(block, start, found.start()):
            continue
        yield start, len(block[: found.end()].rstrip())
        start = found.end()
    if start < len(block):
        yield start, len(block)
