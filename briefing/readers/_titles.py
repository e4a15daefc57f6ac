"""Puts a document's title where it belongs: once, first."""

import re
from collections.abc import Iterable

from briefing.document import BlockKind, Piece

_HEAD = 6
_WORD = re.compile(r"\w+")


def with_title(pieces: Iterable[Piece], title: str | None) -> tuple[Piece, ...]:
    """The pieces with the title first, in the place of a block near the start that says the same.

    Without one told, a heading of the highest rank that comes first becomes the title.
    """
    found = list(pieces)
    if not title:
        if found and found[0].kind is BlockKind.HEADING and found[0].level == 1:
            found[0] = Piece(BlockKind.TITLE, found[0].text, origin=found[0].origin)
        return tuple(found)
    words = _WORD.findall(title.casefold())
    same = (n for n, piece in enumerate(found[:_HEAD]) if _WORD.findall(piece.text.casefold()) == words)
    at = next(same, None)
    origin = "" if at is None else found.pop(at).origin
    return (Piece(BlockKind.TITLE, title, origin=origin), *found)
