"""What goes into a reader and what comes out of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.document import Metadata, Piece


@dataclass(frozen=True)
class Raw:
    """An input as it came: bytes, the name or URL the user gave, and the media type if one was told.

    `part` says which line or row of a file of many it is ("line 3"); empty where it is a file of its own.
    """

    data: bytes
    location: str
    media_type: str | None = None
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """One document as a reader found it: pieces in reading order, not yet placed."""

    pieces: "tuple[Piece, ...]"
    metadata: "Metadata"
