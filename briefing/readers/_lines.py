"""Plain text → passages: lines that belong together, with what their layout says about them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"\s*([-_=*~#.+–—•·])(?:\s?\1){2,}\s*")
_BROKEN_WORD = re.compile(r"\w[-\u00ad\u2010]$")
_QUOTED = re.compile(r"\s{0,3}((?:>\s?)+)")
_BULLET = re.compile(r"([-*+•‣⁃◦▪■●○·►–—])[ \t\u00a0]+(?=\S)|([•‣▪■●►])(?=\w)")
# "3. ", "(c) ", and the wide gap behind the number of a communiqué's paragraph.
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{2,5})(?:[.)][ \t\u00a0]+|(?<=\d)[ \t\u00a0]{2,})(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FINAL = '.!?:;”"'

# Beyond this a line was not broken by hand or by a mail program: it is a paragraph.
_WIDEST = 130
_NARROWEST = 30
# A break is explained by the width when the next word would not have fitted, give or take:
_SLACK = 4
# In a wrapped text so many breaks are explained, and so many lines start with a small letter.
_EXPLAINED = 0.6
_WITHIN = 0.4


@dataclass
class Passage:
    """Lines of one block. `sign` is the bullet or number that opened it ("-", "3"), "" for none.

    `indent` counts columns; `opening` is the length of the sign with its space; `gap` says that an
    empty line stands before the passage, `underlined` that a row of signs follows it.
    """

    number: int
    indent: int
    gap: bool
    quoted: bool = False
    sign: str = ""
    opening: int = 0
    underlined: bool = False
    lines: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)


def passages(text: str) -> list[Passage]:
    """The passages of a text, in its order. Nothing but rows of signs ("-----") is left out."""
    lines = [line.expandtabs(4).rstrip() for line in _BREAKS.split(text)]
    width = _wrap_width(lines)
    numbers = list_numbers(lines)
    found: list[Passage] = []
    gap = True
    for number, line in enumerate(lines, start=1):
        mark = _QUOTED.match(line)
        body = line[mark.end() :] if mark else line
        if not body.strip():
            gap = True
            continue
        if _RULE.fullmatch(body):
            if found and not gap:
                found[-1].underlined = True
            gap = True
            continue
        indent = len(body) - len(body.lstrip())
        body = body.strip()
        previous = found[-1] if found and not gap and found[-1].quoted == bool(mark) else None
        sign, opening = list_sign(body, numbers)
        if previous is not None and _continues(previous, body, indent, sign, width):
            previous.lines.append(body)
            previous.indents.append(indent)
        else:
            found.append(Passage(number, indent, gap, bool(mark), sign, opening, lines=[body], indents=[indent]))
        gap = False
    return found


def unbulleted(line: str) -> str | None:
    """A line without the bullet that opens it; `None` where there is none. A long dash is not taken for one."""
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet and bullet[1] not in ("–", "—") else None


def list_sign(line: str, numbers: frozenset[str]) -> tuple[str, int]:
    """The bullet or number that opens a line, and how many characters it takes with its space."""
    bullet = _BULLET.match(line)
    if bullet is not None:
        return bullet[1] or bullet[2], bullet.end()
    number = _NUMBER.match(line)
    if number is not None and number[1] in numbers:
        return number[1], number.end()
    return "", 0


def list_numbers(lines: Iterable[str]) -> frozenset[str]:
    """The numbers that count list items: those with a neighbour ("2" beside "1") at another line's start.

    A line that happens to start with the end of a sentence ("… on May / 12. The …") has none.
    """
    starts = {found[1] for found in map(_NUMBER.match, (line.lstrip() for line in lines)) if found}
    return frozenset(start for start in starts if starts & _neighbours(start))


def _neighbours(number: str) -> set[str]:
    around = set()
    if number.isdigit():
        around |= {str(int(number) - 1), str(int(number) + 1)}
    elif len(number) == 1:
        around |= {chr(ord(number) - 1), chr(ord(number) + 1)}
    if number in _ROMAN:
        at = _ROMAN.index(number)
        around |= {*_ROMAN[max(0, at - 1) : at], *_ROMAN[at + 1 : at + 2]}
    return around


def _continues(passage: Passage, line: str, indent: int, sign: str, width: int) -> bool:
    """Whether a line goes on with a passage, or starts one of its own without an empty line."""
    last = passage.lines[-1]
    unfinished = last[-1] not in _FINAL
    if sign:
        # A dash within a sentence may have come to stand at the start of a line.
        return sign in "-–—" and not passage.sign and unfinished and line[2:].lstrip()[:1].islower()
    if passage.sign and indent > passage.indents[0]:
        return True
    used = passage.indents[-1] + len(last)
    if used <= _WIDEST and (passage.quoted or (_BROKEN_WORD.search(last[-2:]) and line[0].isalnum())):
        return True
    if not passage.sign and indent > passage.indents[-1] and (len(passage.lines) > 1 or not unfinished):
        return False
    if width and used + 1 + len(line.split(None, 1)[0]) > width - _SLACK:
        return True
    return unfinished and line[0].islower() and (width > 0 or _NARROWEST <= used <= _WIDEST)


def _wrap_width(lines: Iterable[str]) -> int:
    """The width at which a text was wrapped, or 0 where each line is a paragraph."""
    broken = list(_broken(lines))
    if len(broken) < 2:
        return 0
    lengths = sorted(len(line) for line, _ in broken)
    width = lengths[round(0.95 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    explained = sum(len(line) + 1 + len(following) > width - _SLACK for line, following in broken)
    # Lines of a list of names may be equally long, but none of them starts in the middle of a sentence.
    within = sum(following[0].islower() for _, following in broken)
    return width if explained >= _EXPLAINED * len(broken) and within >= _WITHIN * len(broken) else 0


def _broken(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that are followed by another one that opens no list item, with its first word."""
    previous = ""
    for line in lines:
        stripped = line.strip()
        if not stripped or _RULE.fullmatch(stripped):
            previous = ""
            continue
        if previous and not _BULLET.match(stripped):
            yield previous, stripped.split(None, 1)[0]
        previous = line
