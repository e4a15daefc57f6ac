"""Where quotation marks open and close. An odd mark spoils its own paragraph at most."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from briefing.document import BlockKind, Document

_MARKS = re.compile("[“”«»„\"‘’']")
_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'"}
_SINGLE = "‘’'"
# Elisions that the press sets with an opening mark: "‘90s", "'em".
_ELIDED = re.compile(r"(?:\d0s|em|tis|twas|til|till|n|cause|round)\b", re.IGNORECASE)
_UNSET = (BlockKind.TITLE, BlockKind.HEADING)


@dataclass(frozen=True)
class Quotation:
    """What stands between quotation marks, without them: code points, half-open.

    `open_ended` marks a paragraph whose quotation goes on in the next one, as the press sets it.
    """

    start: int
    end: int
    block_index: int
    open_ended: bool = False


def find(document: Document) -> tuple[Quotation, ...]:
    """All quotations in reading order; nested ones are left inside the outer one."""
    found: list[Quotation] = []
    for index, block in enumerate(document.blocks):
        if block.kind in _UNSET:
            continue
        text = _with_double_marks(document.text_of(block))
        for start, end in _pairs(text):
            if end is not None:
                found.append(Quotation(block.start + start, block.start + end, index))
            elif _goes_on(text, start):
                found.append(Quotation(block.start + start, block.end, index, open_ended=True))
    return tuple(found)


def _with_double_marks(text: str) -> str:
    """The text, as long as before, with one mark for each two apostrophes that news wires set for it."""
    if "''" not in text and "``" not in text:
        return text
    return re.sub(r"(?:''|``)(?=[^\W_])", '\0"', text).replace("''", '"\0')


def inside(quotations: tuple[Quotation, ...]) -> Callable[[int], bool]:
    """A test of whether a place (code points) stands in one of the quotations."""
    starts = [quotation.start for quotation in quotations]

    def test(offset: int) -> bool:
        i = bisect_right(starts, offset) - 1
        return i >= 0 and offset < quotations[i].end

    return test


def _pairs(text: str) -> list[tuple[int, int | None]]:
    """Start and end of each outermost quotation of a paragraph; the last may lack its end."""
    marks = [match.start() for match in _MARKS.finditer(text)]
    if not marks:
        return []
    nests = text.count("“") == text.count("”")
    inches = text.count('"') % 2 == 1
    ends = _single_ends(text, marks)
    found: list[tuple[int, int | None]] = []
    opened: tuple[int, str] | None = None
    depth, reached = 0, 0
    for i in marks:
        sign = text[i]
        if i < reached or (sign == '"' and inches and i and text[i - 1].isdigit()):
            continue
        if opened is not None and _closes(text, i, opened[1], nests):
            if depth == 0:
                found.append((opened[0], i))
                opened = None
            else:
                depth -= 1
        elif opened is not None and sign == opened[1] == "“":
            # Marks that do not add up: the earlier one was odd.
            depth, opened = (depth + 1, opened) if nests else (0, (i + 1, sign))
        elif opened is None and i in ends:
            found.append((i + 1, ends[i]))
            reached = ends[i] + 1
        elif opened is None and sign in _CLOSERS and sign not in _SINGLE and (sign != '"' or _may_open(text, i)):
            opened, depth = (i + 1, sign), 0
    if opened is not None:
        found.append((opened[0], None))
    elif marks[0] == 0 and text[0] == "‘" and not found:
        found.append((1, None))
    return found


def _closes(text: str, i: int, opener: str, nests: bool) -> bool:
    """Whether the mark at `i` ends what `opener` began; a straight one may, where curly ones do not add up."""
    if text[i] == '"':
        return (opener == '"' or (opener == "“" and not nests)) and _may_close(text, i)
    return text[i] in _CLOSERS[opener]


def _single_ends(text: str, marks: list[int]) -> dict[int, int]:
    """Where each single mark that opens a quotation has its end; apostrophes are told apart by their neighbours."""
    ends: dict[int, int] = {}
    opened: int | None = None
    for i in marks:
        if text[i] not in _SINGLE:
            continue
        if text[i] != "’" and _may_open(text, i) and not _ELIDED.match(text, i + 1):
            opened = i
        elif opened is not None and text[i] in _CLOSERS[text[opened]] and _closes_single(text, i):
            ends[opened] = i
            opened = None
    return ends


def _closes_single(text: str, i: int) -> bool:
    """Whether it is no apostrophe, as in "it’s" and "the allies’ troops"."""
    plural = text[i - 1] in "sS" and bool(re.match(r" [^\W\d_]", text[i + 1 : i + 3]))
    return _may_close(text, i) and not plural


def _goes_on(text: str, start: int) -> bool:
    """Whether a quotation without an end is one: it opens its paragraph or a sentence, or is introduced."""
    return start == 1 or bool(re.search(r"[:,.?!][”’\")]?\s*$", text[max(0, start - 5) : start - 1]))


def _may_open(text: str, i: int) -> bool:
    return i + 1 < len(text) and not text[i + 1].isspace() and (i == 0 or not text[i - 1].isalnum())


def _may_close(text: str, i: int) -> bool:
    return i > 0 and not text[i - 1].isspace() and (i + 1 == len(text) or not text[i + 1].isalnum())
