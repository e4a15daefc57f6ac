"""Joins the lines of one paragraph, and undoes hyphenation where a word was broken for the line."""

import re
from collections.abc import Iterable

# Words that commonly stand before a hyphen of their own: it stays when the line breaks after it.
_COMPOUNDING_WORDS = """
    all anti best co cross day decision double east eight ex far first five follow four full
    government half hard high home ill job large law left long low made market mid middle multi near
    nine non north off one open part peace policy post public right second self semi seven short
    single six so south state then third three time top twenty thirty forty fifty sixty seventy
    eighty ninety two war water well west wide work world year zero"""
_COMPOUNDING = frozenset(_COMPOUNDING_WORDS.split())
_SUSPENDED = frozenset({"and", "or", "to"})
_LAST = re.compile(r"(\w-)?([^\W\d_]+)-$")
_ANY_LAST = re.compile(r"\w-$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SOFT = "\u00ad"
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_TAIL = 60


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a text in lower case, hyphenated ones whole: evidence for `join`."""
    return frozenset(_WORD.findall("\n".join(lines).casefold()))


def join(lines: Iterable[str], known: frozenset[str]) -> str:
    """The lines as one. `known` are the words of the whole text, as `vocabulary` gives them."""
    parts: list[str] = []
    for line in lines:
        line = line.strip()
        if parts and line:
            drop, between = _seam(parts[-1][-_TAIL:], line[:_TAIL], known)
            parts[-1] = parts[-1][: len(parts[-1]) - drop]
            parts.append(between)
        parts.append(line)
    return "".join(parts)


def _seam(head: str, tail: str, known: frozenset[str]) -> tuple[int, str]:
    """How many characters to take off the end of a line, and what to put before the next."""
    if head.endswith(_SOFT):
        return 1, ""
    head = head.translate(_HYPHENS)
    last, first = _LAST.search(head), _FIRST.match(tail)
    if last is None or first is None:
        # "2021-" + "2027" keeps its hyphen; a dash keeps its spaces.
        return 0, "" if _ANY_LAST.search(head) and tail[:1].isalnum() else " "
    start, end = last[2].casefold(), first[0]
    if end in _SUSPENDED:
        return 0, " "
    if not end[0].islower() or last[1]:
        return 0, ""
    end = end.casefold()
    if start + end in known:
        return 1, ""
    return (0, "") if f"{start}-{end}" in known or start in _COMPOUNDING else (1, "")
