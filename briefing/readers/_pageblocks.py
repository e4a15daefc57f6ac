"""Lines of PDF pages → paragraphs, list items and headings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.document import BlockKind
from briefing.readers._headlines import looks_like_heading
from briefing.readers._joining import join, vocabulary
from briefing.readers._lines import list_numbers, list_sign
from briefing.readers._pagetext import Line
from briefing.readers._ranking import Draft

_CLOSED = re.compile(r"[.!?:;][\"”’')\]]*$")
_LONG_DASHES = ("–", "—")

# In units of the size of the text:
_LARGER = 1.08
_TITLE = 1.25
_SMALLER = 0.88
_INDENT = 0.8
_HANGING = 0.4
_SLACK = 0.6
_LARGE_LEADING = 1.3
_FARTHEST = 2.2
_FULL = 2.0
# In units of the usual distance of lines, and of the width of the column:
_SPACED = 1.15
_BROKEN_OFF = 0.6

_LONGEST_HEADING = 250
_STANDFIRST_WORDS = 12
_TITLE_AMONG = 8
_LOWEST = 6


class _Column:
    """A column of one page, with the measures that tell where its paragraphs end."""

    def __init__(self, page: int, lines: Sequence[Line]) -> None:
        self.page = page
        self.lines = lines
        lefts = sorted(line.left for line in lines)
        rights = sorted(line.right for line in lines)
        self.left = lefts[len(lefts) // 10]
        self.right = rights[-1 - len(rights) // 20]
        steps = sorted(
            above.base - below.base
            for above, below in pairwise(lines)
            if 0.3 * above.size < above.base - below.base < _FARTHEST * above.size
        )
        self.leading = steps[len(steps) // 3] if steps else 0.0


@dataclass
class _Block:
    """Lines that belong together. `column` is that of the last one, `page` that of the first."""

    page: int
    column: _Column
    lines: list[Line]
    sign: str
    opening: int

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def first_indent(self) -> float:
        """How far the first line stands in from the second, in points."""
        return self.lines[0].left - self.lines[1].left

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def drafts_of(pages: Iterable[tuple[int, Sequence[Sequence[Line]]]]) -> list[Draft]:
    """The blocks of a document, from its pages: each with its number and its columns in reading order."""
    columns = [_Column(number, lines) for number, found in pages for lines in found if lines]
    texts = [line.text for column in columns for line in column.lines]
    numbers, known, body = list_numbers(texts), vocabulary(texts), _body_size(columns)
    blocks = _all_blocks([_blocks(column, numbers, body) for column in columns], body)
    drafts = [
        Draft(
            BlockKind.PARAGRAPH,
            join((line.text for line in block.lines), known),
            f"page {block.page}",
            lines=len(block.lines),
        )
        for block in blocks
    ]
    _rank(blocks, drafts, body)
    return drafts


def _all_blocks(by_column: Sequence[list[_Block]], body: float) -> list[_Block]:
    """The blocks of all columns, those joined that run on from one into the next."""
    indents = [block.first_indent for found in by_column for block in found if len(block.lines) > 1 and not block.sign]
    indented = 2 * sum(indent > _INDENT * body for indent in indents) > len(indents)
    blocks: list[_Block] = []
    for found in by_column:
        before = _last_of_body(blocks, body)
        if before is not None and found and _runs_on(before, found[0], body, indented):
            before.lines += found[0].lines
            before.column = found[0].column
            found = found[1:]
        blocks += found
    return blocks


def _body_size(columns: Sequence[_Column]) -> float:
    """The size that most of the text has."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[line.size] += len(line.text)
    return max(sorted(sizes), key=lambda size: sizes[size], default=1.0)


def _blocks(column: _Column, numbers: frozenset[str], body: float) -> list[_Block]:
    blocks: list[_Block] = []
    for line in column.lines:
        sign, opening = list_sign(line.text, numbers)
        if blocks and not sign and _continues(blocks[-1], line, body):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block(column.page, column, [line], sign, opening))
    return blocks


def _continues(block: _Block, line: Line, body: float) -> bool:
    """Whether a line goes on with the block above it."""
    last, column, size = block.lines[-1], block.column, block.size
    step = last.base - line.base
    if step <= 0 or line.beside(last) or abs(line.size - size) > (_LARGER - 1) * size or line.bold != last.bold:
        return False
    if size > _LARGER * body or not column.leading:
        return step <= _LARGE_LEADING * size
    if step > _SPACED * column.leading:
        return False
    if block.sign:
        hang = block.lines[1].left if len(block.lines) > 1 else block.lines[0].left + _HANGING * size
        return line.left >= hang - _HANGING * size / 2 or (
            len(block.lines) == 1 and not _ends_early(last, line, column)
        )
    if line.left > last.left + _INDENT * size or (len(block.lines) > 1 and line.left < last.left - _INDENT * size):
        return False
    return not _ends_early(last, line, column)


def _ends_early(last: Line, line: Line, column: _Column) -> bool:
    """Whether the next word would have fitted into a line, so that its end was meant."""
    first = line.text.split(None, 1)[0]
    width = (line.right - line.left) * len(first) / len(line.text)
    if column.right - last.right <= width + _SLACK * last.size:
        return False
    broken_off = last.right - column.left < _BROKEN_OFF * (column.right - column.left) and not line.text[0].islower()
    return broken_off or _CLOSED.search(last.text) is not None


def _last_of_body(blocks: Sequence[_Block], body: float) -> _Block | None:
    """The last block that is no footnote."""
    for block in reversed(blocks):
        if block.size >= _SMALLER * body or block.page != blocks[-1].page:
            return block
    return None


def _runs_on(before: _Block, first: _Block, body: float, indented: bool) -> bool:
    """Whether the first block of a column goes on with the last one before it.

    `indented` says that paragraphs start with an indented line, so that one without goes on.
    """
    last, start = before.lines[-1], first.lines[0]
    if first.sign or before.size > _LARGER * body or abs(first.size - before.size) > (_LARGER - 1) * body:
        return False
    if first.bold != before.bold:
        return False
    full = before.column.right - last.right < _FULL * body
    if _CLOSED.search(last.text):
        return indented and full and not before.sign and start.left < first.column.left + _INDENT * body
    return full or start.text[0].islower() or last.text.endswith(("-", "\u2010", ","))


def _rank(blocks: Sequence[_Block], drafts: Sequence[Draft], body: float) -> None:
    """Turns drafts into what their size, weight and signs make them."""
    larger = [at for at, block in enumerate(blocks) if block.size > _LARGER * body and _may_head(drafts[at])]
    title = max((at for at in larger if at < _TITLE_AMONG), key=lambda at: (blocks[at].size, -at), default=None)
    if title is not None and blocks[title].size >= _TITLE * body and blocks[title].page == blocks[0].page:
        drafts[title].kind = BlockKind.TITLE
        larger.remove(title)
    sizes = sorted({round(blocks[at].size) for at in larger}, reverse=True)
    for at in larger:
        drafts[at].kind = BlockKind.HEADING
        drafts[at].level = min(sizes.index(round(blocks[at].size)) + 1, _LOWEST)
    bold = [at for at, block in enumerate(blocks[:-1]) if block.bold and drafts[at].kind is BlockKind.PARAGRAPH]
    for at in bold if 2 * len(bold) < len(blocks) else ():
        if looks_like_heading(drafts[at].text):
            drafts[at].kind = BlockKind.HEADING
            drafts[at].level = min(len(sizes) + 1, _LOWEST)
    _mark_items(blocks, drafts)


def _may_head(draft: Draft) -> bool:
    """Whether a text is short enough for a heading, and no sentence in large type."""
    is_sentence = _CLOSED.search(draft.text) is not None and len(draft.text.split()) >= _STANDFIRST_WORDS
    return len(draft.text) <= _LONGEST_HEADING and not is_sentence and any(map(str.isalnum, draft.text))


def _mark_items(blocks: Sequence[_Block], drafts: Sequence[Draft]) -> None:
    signs = Counter(block.sign for block in blocks)
    depths: list[float] = []
    for block, draft in zip(blocks, drafts, strict=True):
        lone_dash = block.sign in _LONG_DASHES and signs[block.sign] == 1
        if not block.sign or lone_dash or draft.kind is not BlockKind.PARAGRAPH:
            depths.clear()
            continue
        left = block.lines[0].left
        while depths and depths[-1] > left + _HANGING * block.size:
            depths.pop()
        if not depths or depths[-1] < left - _HANGING * block.size:
            depths.append(left)
        draft.kind, draft.level, draft.text = BlockKind.LIST_ITEM, len(depths), draft.text[block.opening :]
