"""Takes from a mail what its sender wrote: no quoted history, no signature, but forwarded text."""

import re
from collections.abc import Iterable, Sequence

from briefing.document import Piece

_ORIGINAL = re.compile(r"\s*-{2,}\s*original message\s*-{2,}\s*", re.IGNORECASE)
_FORWARDED = re.compile(r"\s*(?:-{2,}\s*forwarded (?:message|by).*|begin forwarded message:?)\s*", re.IGNORECASE)
_WROTE = re.compile(r"\s*on\b.{6,300}\bwrote:\s*", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"\s*\*?(from|sent|date|to|cc|subject|reply-to):\*?\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"--\s?|_{5,}")
_DEVICE = re.compile(r"\s*(?:sent from my|get outlook for)\b.{0,60}", re.IGNORECASE)
_FEW_WORDS = 15
_ATTRIBUTION_LINES = 3


def unflow(text: str, *, delete_space: bool) -> str:
    """Joins the soft line breaks of a "format=flowed" part (RFC 3676)."""
    lines: list[str] = []
    flowing = False
    for line in text.splitlines():
        line = line[1:] if line.startswith(" ") else line
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        kept = line[:-1] if soft and delete_space else line
        if flowing and not line.startswith(">"):
            lines[-1] += kept
        else:
            lines.append(kept)
        flowing = soft
    return "\n".join(lines)


def own_lines(text: str) -> list[str]:
    """The lines of a plain body that are its sender's own, or forwarded; all of them where none is."""
    everything = text.splitlines()
    lines = _before_history(everything)
    unquoted = [line for line in lines if not line.lstrip().startswith(">")]
    if _words(unquoted):
        lines = unquoted
    end = next((at for at, line in enumerate(lines) if _SIGNATURE.fullmatch(line) and _words(lines[:at])), len(lines))
    lines = [line for line in lines[:end] if not _DEVICE.fullmatch(line)]
    return lines if _words(lines) else everything


def own_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same for the blocks of an HTML body."""
    for at, piece in enumerate(pieces):
        opening = [line for line in piece.text.splitlines() if line.strip()]
        marked = _ORIGINAL.fullmatch(piece.text) or _WROTE.fullmatch(piece.text) or _is_header(opening)
        if marked and _words([earlier.text for earlier in pieces[:at]]) >= _FEW_WORDS:
            return tuple(pieces[:at])
    return tuple(piece for piece in pieces if not (_DEVICE.fullmatch(piece.text) or _is_forwarding(piece.text)))


def _is_forwarding(text: str) -> bool:
    """Whether a block is all header of a forwarded message."""
    first, *others = [line for line in text.splitlines() if line.strip()] or [""]
    return _FORWARDED.fullmatch(first) is not None and all(map(_FIELD.match, others))


def _before_history(lines: list[str]) -> list[str]:
    own: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _FORWARDED.fullmatch(line):
            at = _after_header(lines, at + 1)
            continue
        if _ORIGINAL.fullmatch(line) or _is_attribution(lines, at):
            break
        if _is_header(lines[at : at + 6]):
            if _words(own) >= _FEW_WORDS:
                break
            # Little stands above it: the message was sent for the sake of what it forwards.
            at = _after_header(lines, at)
            continue
        own.append(line)
        at += 1
    return own


def _is_attribution(lines: list[str], at: int) -> bool:
    """Whether "On Monday, Jane Doe wrote:" stands here, on up to three lines."""
    if not lines[at].lstrip().casefold().startswith("on "):
        return False
    return any(_WROTE.fullmatch("\n".join(lines[at : at + count])) for count in range(1, _ATTRIBUTION_LINES + 1))


def _is_header(lines: Sequence[str]) -> bool:
    """Whether lines start like the header that mail programs put over what they quote."""
    names = [found[1].casefold() for found in map(_FIELD.match, lines) if found]
    return len(names) >= 3 and _FIELD.match(lines[0]) is not None and names[0] == "from"


def _after_header(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        if not _FIELD.match(lines[at]) and not lines[at].startswith((" ", "\t")):
            break
        at += 1
    return at


def _words(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)
