"""What the words of each field have become in its paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from briefing.ooxml.ledger import Line, Piece
from briefing.ooxml.paragraphs import Change, Editor, Mark, Paragraph
from briefing.pull.placing import plain

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_DIGITS = re.compile(r"\d+")
_NUMBERS = re.compile(r"[\d\s]+")
_FOOTNOTE = "footnote reference"
_NUMBER_STYLES = ("Reference", "Back Reference", _FOOTNOTE)


@dataclass(frozen=True)
class Reading:
    """The words of one field: `base` as the memo was drawn, `edited` as they stand now, both plain.

    `edited` is null where the words cannot be told from what is around them. `item` is the name
    of the item, "" for the briefing itself. `lines` has the edited text with its line breaks.
    """

    item: str
    field: str
    base: str
    edited: str | None
    editor: Editor | None = None
    lines: str = ""


@dataclass(frozen=True)
class Stray:
    """Words that the memo says of its own, `base`, and what they have become."""

    item: str
    base: str
    edited: str


_Span = tuple[int, int]


def read_line(line: Line, paragraph: Paragraph, after: Sequence[Paragraph] = ()) -> tuple[list[Reading], list[Stray]]:
    """The fields of a line in its paragraph; `after` are those that follow it, where a split one goes on."""
    # A control that waited for words is known by its tag alone.
    fields = [
        n for n, piece in enumerate(line.pieces) if piece.field and (piece.text or _marked(line, piece, paragraph))
    ]
    if not fields:
        return _without_fields(line, paragraph)
    spans: dict[int, _Span] = {}
    for number in fields:
        if span := _marked(line, line.pieces[number], paragraph):
            spans[number] = span
    if len(spans) < len(fields):
        spans = _aligned(line, paragraph, spans)
    grown, tail, strays = _take_in(line, paragraph, spans, len(fields))
    readings = [_reading(line, number, paragraph, grown.get(number), after) for number in fields]
    if tail:
        readings[-1] = _lengthened(readings[-1], tail, paragraph)
    return readings, strays


def _without_fields(line: Line, paragraph: Paragraph) -> tuple[list[Reading], list[Stray]]:
    base, edited = plain(line.text), plain(paragraph.text)
    if _is_renumbered(line.text, paragraph, 0, len(paragraph.text)):
        return [], []
    if base == edited or line.role != "cell" or line.field == "evidence":
        return [], [] if base == edited else [Stray(line.item, base, edited)]
    # A cell that is empty but for evidence numbers, or that says in the memo's own words what the field does not.
    text = paragraph.text
    if _NUMBERS.fullmatch(line.text):
        around = _around(line.text, text)
        if around is None:
            return [], [Stray(line.item, base, edited)]
        base, text = "", " ".join(around).strip()
    return [Reading(line.item, line.field, base, plain(text), _editor(paragraph.changes), text)], []


def _marked(line: Line, piece: Piece, paragraph: Paragraph) -> _Span | None:
    """Where a field stands after its control, else after its bookmark, which LibreOffice alone keeps the name of."""
    own = next((mark for mark in paragraph.controls if mark.name == piece.id), None)
    if own is None:
        mark = next(iter(_named(piece, paragraph)), None)
        if mark is None:
            return None
        others = [
            one for other in line.pieces if other.field and other.id != piece.id for one in _named(other, paragraph)
        ]
        nameless = (
            one
            for one in paragraph.controls
            if not one.name
            and one.start <= mark.start <= one.end
            # One around several fields was not made for any of them.
            and not any(one.start <= other.start and other.end <= one.end for other in others)
        )
        around = next((one for one in nameless if mark.end <= one.end or one.end > mark.start), mark)
        own = Mark(piece.id, min(mark.start, around.start), max(mark.end, around.end))
    return (own.start, own.end) if own.end > own.start or not plain(paragraph.text) else None


def _named(piece: Piece, paragraph: Paragraph) -> list[Mark]:
    return [mark for mark in paragraph.bookmarks if mark.name == piece.id]


def _aligned(line: Line, paragraph: Paragraph, known: dict[int, _Span]) -> dict[int, _Span]:
    """Adds the spans of the other fields, where the words around them tell where they begin and end."""
    base = [(token, n) for n, piece in enumerate(line.pieces) for token in _TOKEN.findall(piece.text)]
    edited = _TOKEN.findall(paragraph.text)
    starts = [0]
    for token in edited:
        starts.append(starts[-1] + len(token))
    image: dict[int, int] = {}
    matcher = SequenceMatcher(None, [_same(token) for token, _ in base], [_same(token) for token in edited], False)
    for block in matcher.get_matching_blocks():
        image.update((block.a + n, block.b + n) for n in range(block.size))
    spans = dict(known)
    for number, piece in enumerate(line.pieces):
        if not piece.field or number in known:
            continue
        own = [n for n, (_, owner) in enumerate(base) if owner == number]
        if not own:
            continue
        start = 0 if own[0] == 0 else _after(image, own[0])
        end = len(edited) if own[-1] == len(base) - 1 else _before(image, own[-1])
        if start is not None and end is not None and start <= end:
            span = starts[start], starts[end]
            if not any(span[0] < other[1] and other[0] < span[1] for other in spans.values()):
                spans[number] = span
    return spans


def _same(token: str) -> str:
    return " " if token.isspace() else token


def _after(image: dict[int, int], first: int) -> int | None:
    """Where a field begins: after what stands before it, else at its own first word."""
    if first - 1 in image:
        return image[first - 1] + 1
    return image.get(first)


def _before(image: dict[int, int], last: int) -> int | None:
    if last + 1 in image:
        return image[last + 1]
    return image[last] + 1 if last in image else None


def _take_in(
    line: Line, paragraph: Paragraph, spans: dict[int, _Span], fields: int
) -> tuple[dict[int, _Span], str, list[Stray]]:
    """Adds to each of the `fields` the words that were typed right before or after it, outside of its marks.

    Words behind the evidence numbers at the end are given apart: they belong to the last field.
    """
    order = sorted(spans, key=lambda n: spans[n])
    if order != sorted(spans) or len(order) < fields:
        return spans, "", []
    grown, end_of_line, strays = dict(spans), "", []
    bounds = [-1, *order, len(line.pieces)]
    for before, after in pairwise(bounds):
        own = "".join(piece.text for piece in line.pieces[before + 1 : after])
        start = spans[before][1] if before >= 0 else 0
        end = spans[after][0] if after < len(line.pieces) else len(paragraph.text)
        now = paragraph.text[start:end]
        if plain(now) == plain(own) or _is_renumbered(own, paragraph, start, end):
            continue
        around = (now, "") if not own.strip() else _around(own, now)
        if around is None:
            strays.append(Stray(line.item, plain(own), plain(now)))
            continue
        head, tail = around
        if not own.strip() and before < 0:
            head, tail = "", now
        # What stands on a line of its own is no more of the same sentence.
        if head.strip() and before >= 0 and not head.startswith("\n"):
            grown[before] = (grown[before][0], start + len(head.rstrip()))
            head = ""
        if tail.strip() and after < len(line.pieces) and not tail.endswith("\n"):
            grown[after] = (end - len(tail.lstrip()), grown[after][1])
            tail = ""
        elif tail.strip() and after == len(line.pieces) and _NUMBERS.fullmatch(own):
            end_of_line, tail = tail, ""
        if head.strip() or tail.strip():
            strays.append(Stray(line.item, plain(own), plain(now)))
    return grown, end_of_line, strays


def _is_renumbered(own: str, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether nothing but the numbers of footnotes differ: programs count these anew when one is added."""
    now = paragraph.text[start:end]
    if [plain(part) for part in _DIGITS.split(own)] != [plain(part) for part in _DIGITS.split(now)]:
        return False
    signs = [one for one in paragraph.spans if one.name == _FOOTNOTE]
    numbers = zip(_DIGITS.findall(own), _DIGITS.finditer(now), strict=True)
    return all(
        before == found[0] or any(one.start <= start + found.start() < one.end for one in signs)
        for before, found in numbers
    )


def _around(own: str, now: str) -> tuple[str, str] | None:
    """What was added before and after the memo's own words; null where these are no longer whole."""
    found = list(re.finditer(r"\s*" + r"\s+".join(map(re.escape, own.split())), now))
    # Where they stand twice, nobody can say which are the memo's own.
    return (now[: found[0].start()], now[found[0].end() :]) if len(found) == 1 else None


def _lengthened(reading: Reading, tail: str, paragraph: Paragraph) -> Reading:
    text = f"{reading.lines.rstrip()} {tail.strip()}"
    return replace(reading, edited=plain(text), lines=text, editor=reading.editor or _editor(paragraph.changes))


def _reading(line: Line, number: int, paragraph: Paragraph, span: _Span | None, after: Sequence[Paragraph]) -> Reading:
    piece = line.pieces[number]
    base = plain(piece.text)
    if span is None:
        gone = [one for one in paragraph.changes if piece.id in one.names]
        whole = not plain(paragraph.text) or any(one.name == piece.id for one in paragraph.bookmarks)
        return Reading(line.owner(piece), piece.field, base, "" if whole else None, _editor(gone or paragraph.changes))
    text = paragraph.text[span[0] : span[1]]
    for follower in after:
        tail = next((one for one in (*follower.controls, *follower.bookmarks) if _goes_on(one, piece.id)), None)
        if tail is None:
            break
        text = f"{text}\n{follower.text[tail.start : tail.end]}"
    inside = [one for one in paragraph.changes if span[0] <= one.start <= span[1]]
    return Reading(line.owner(piece), piece.field, base, plain(text), _editor(inside), text)


def _goes_on(mark: Mark, name: str) -> bool:
    return mark.goes_on and mark.name == name and mark.end > mark.start


def _editor(changes: Sequence[Change]) -> Editor | None:
    """Who made the last of the changes."""
    told = [one.editor for one in changes if one.editor.by or one.editor.at]
    return max(told, key=lambda one: (one.at is not None, str(one.at))) if told else None


def without_numbers(paragraph: Paragraph) -> str:
    """The text of a paragraph without evidence numbers, which a copied line brings along."""
    kept, at = [], 0
    for span in sorted(paragraph.spans, key=lambda one: one.start):
        # What is typed behind a number is set like one, and is none.
        if span.name in _NUMBER_STYLES and _NUMBERS.fullmatch(paragraph.text[span.start : span.end]):
            kept.append(paragraph.text[at : span.start])
            at = max(at, span.end)
    return "".join([*kept, paragraph.text[at:]])
