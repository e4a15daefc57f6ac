"""Sentences in their place: annotated, in reading order, each inside one block."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.document import Block, BlockKind, Document
from briefing.model import Evidence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span, Token

from briefing.parser.analysis.language import annotate


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence. `offset` turns the span's own character offsets into the document's."""

    index: int
    block: Block
    block_index: int
    span: "Span"
    offset: int
    start: int
    end: int

    # Every section reads every sentence: a span makes its tokens and its text anew each time.
    @cached_property
    def tokens(self) -> "tuple[Token, ...]":
        return tuple(self.span)

    @cached_property
    def text(self) -> str:
        return str(self.span.text)

    def at(self, token: "Token") -> int:
        """Where the token starts, in code points of the document's text."""
        return self.offset + token.idx

    def after(self, token: "Token") -> int:
        """Where the token ends, in code points of the document's text."""
        return self.offset + token.idx + len(token.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence of the body: neither title nor heading."""
        return self.block.kind not in (BlockKind.TITLE, BlockKind.HEADING)


def split(document: Document, nlp: "Language") -> tuple[Sentence, ...]:
    """Every sentence of the document, in reading order; none crosses a block."""
    return tuple(_sentences(document, nlp))


def _sentences(document: Document, nlp: "Language") -> Iterator[Sentence]:
    index = 0
    texts = [document.text_of(block) for block in document.blocks]
    for block_index, (block, parts) in enumerate(zip(document.blocks, annotate(nlp, texts), strict=True)):
        for start, doc in parts:
            offset = block.start + start
            for span in doc.sents:
                text = span.text
                if not text.strip():
                    continue
                lead = len(text) - len(text.lstrip())
                first = offset + span.start_char + lead
                last = offset + span.start_char + len(text.rstrip())
                yield Sentence(index, block, block_index, span, offset, first, last)
                index += 1


def evidence(document: Document, sentence: Sentence) -> Evidence:
    """The whole sentence as evidence."""
    return Evidence(
        source=document.source.id,
        start=sentence.start,
        end=sentence.end,
        quote=document.text[sentence.start : sentence.end],
    )
