"""The normalised text of a source, its blocks, and where each block came from.

This is the only place where text becomes offsets. Every reader hands over pieces; `compose`
cleans them, joins them with one empty line and knows from then on where each one stands.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.model import Source


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Piece:
    """A block as a reader found it: raw text, not yet placed.

    `level` is the rank of a heading (1 is the highest) or the depth of a list item (1 is the
    outermost), else 0. `origin` says where it came from in the reader's terms ("line 12",
    "page 3"), for messages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    origin: str = ""


@dataclass(frozen=True)
class Block:
    """A block in its place: code points, half-open, into the document's text."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    origin: str = ""


@dataclass(frozen=True)
class Metadata:
    """What a reader learnt about a source besides its text. `None` where it is not told."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None


@dataclass(frozen=True)
class Document:
    """A source, normalised: `blocks` are in reading order, never overlap, and none is empty."""

    source: Source
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return self.source.text

    def text_of(self, block: Block) -> str:
        return self.source.text[block.start : block.end]


BLOCK_BREAK = "\n\n"

# C0 and C1 controls, soft hyphen, byte-order mark, non-characters, and the bidirectional
# embeddings, overrides and isolates that let a text show other words than it holds.
# Left-to-right and right-to-left marks stay: Arabic and Hebrew names need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[^\S\u200e\u200f]+")


def normalise(text: str) -> str:
    """One line of clean text: white space folded, control characters gone, lone surrogates replaced."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # as most are: no white space but single blanks, and nothing below to be found
    return _SPACE.sub(" ", _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))).strip()


def compose(
    pieces: Iterable[Piece],
    *,
    data: bytes,
    location: str,
    media_type: str,
    limits: Limits,
    metadata: Metadata = Metadata(),
    language: str | None = None,
    source_id: str = "S1",
) -> Document:
    """A document from what a reader found in `data`. Raises `SourceError` where no text is left."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = normalise(piece.text)
        if not text:
            continue
        if parts:
            at += len(BLOCK_BREAK)
        blocks.append(Block(piece.kind, at, at + len(text), piece.level, piece.origin))
        parts.append(text)
        at += len(text)
        if at > limits.characters:
            raise SourceError(
                f"the text is longer than {limits.characters:,} characters",
                where=location,
                mend="split it, or raise limits.characters",
            )
    if not parts:
        raise SourceError("there is no text in it", where=location, mend="check that it is the right file")
    text = BLOCK_BREAK.join(parts)
    title = metadata.title and normalise(metadata.title)
    if not title and blocks[0].kind is BlockKind.TITLE:
        title = parts[0]
    source = Source(
        id=source_id,
        title=title or None,
        publisher=(metadata.publisher and normalise(metadata.publisher)) or None,
        author=(metadata.author and normalise(metadata.author)) or None,
        published=metadata.published,
        location=location,
        media_type=media_type,
        language=language,
        sha256=hashlib.sha256(data).hexdigest(),
        words=len(text.split()),
        text=text,
    )
    return Document(source, tuple(blocks))
