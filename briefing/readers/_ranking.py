"""Decides which plain blocks are the title and the headings, from what stands around them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.document import BlockKind, Piece
from briefing.readers._dates import date_of_dateline, date_of_line, date_of_title
from briefing.readers._headlines import (
    byline,
    ends_closed,
    is_capitals,
    is_kicker,
    looks_like_heading,
    looks_like_title,
)
from briefing.words import words

# A title, byline or date stands among the first blocks of a text.
_HEAD = 5
# What a sentence cannot end with.
_LEADS_ON = re.compile(r"\b(?:a|an|and|at|between|by|from|in|of|on|or|the|through|to|until|with)\s*$")
# Between the two places of a title that is told twice stand who issues the text, when and under which number.
_BELOW = 8
_LONG_WORDS = 12
_LONG = 400
_MOST_TITLE_LINES = 4


@dataclass
class Draft:
    """A block whose kind is still open.

    `gap` says that space stands before it, `marked` that its layout sets it off as a heading
    (underlined, bold), `lines` how many lines it took.
    """

    kind: BlockKind
    text: str
    origin: str = ""
    level: int = 0
    gap: bool = True
    marked: bool = False
    lines: int = 1

    @property
    def is_long(self) -> bool:
        return len(self.text) > _LONG or len(self.text.split()) >= _LONG_WORDS

    @property
    def is_bare(self) -> bool:
        """A short line that ends without a full stop: a heading, or one of a list of names."""
        return self.kind is BlockKind.PARAGRAPH and not self.is_long and not ends_closed(self.text)

    def piece(self) -> Piece:
        return Piece(self.kind, self.text, self.level, self.origin)


def mark_title(drafts: Sequence[Draft]) -> str | None:
    """Turns the draft that looks like the title into one. `None` where there is none."""
    if not any(draft.is_long for draft in drafts[1:]):
        return None
    for at, draft in enumerate(drafts[:_HEAD]):
        if is_kicker(draft.text) or date_of_line(draft.text):
            continue
        if draft.kind is not BlockKind.PARAGRAPH or draft.lines > _MOST_TITLE_LINES:
            return None
        again = _again(drafts, at)
        if again is None and not looks_like_title(draft.text):
            return None
        following = drafts[at + 1 : at + 2]
        if following and (following[0].gap or draft.marked or not draft.is_long):
            draft.kind = BlockKind.TITLE
            if again is not None:
                again.kind, again.level = BlockKind.HEADING, 1
            return draft.text
        return None
    return None


def _again(drafts: Sequence[Draft], at: int) -> Draft | None:
    """The same line once more, a little below: a page's title stands over the text itself, too."""
    title = words(drafts[at].text)
    below = (draft for draft in drafts[at + 1 : at + 1 + _BELOW] if draft.kind is BlockKind.PARAGRAPH)
    return next((draft for draft in below if words(draft.text) == title), None) if len(title) > 1 else None


def mark_headings(drafts: Sequence[Draft]) -> None:
    """Turns the drafts that look like headings into some; one right under the title has level 1."""
    for at, draft in enumerate(drafts[:-1]):
        if draft.kind is BlockKind.PARAGRAPH and _may_be_heading(drafts, at) and looks_like_heading(draft.text):
            draft.kind = BlockKind.HEADING
            draft.level = 1 if at and drafts[at - 1].kind is BlockKind.TITLE else 2


def _may_be_heading(drafts: Sequence[Draft], at: int) -> bool:
    """Whether the surroundings allow a heading: something long follows, and no row of short lines runs past."""
    draft, following = drafts[at], drafts[at + 1]
    if draft.marked:
        return True
    if following.kind is BlockKind.LIST_ITEM:
        return draft.text[-1] != ":" or is_capitals(draft.text)
    if at and drafts[at - 1].is_bare:
        return False
    if following.is_bare:
        # A heading may have a heading under it, but three short lines are a list of names.
        return at + 2 < len(drafts) and not drafts[at + 2].is_bare and looks_like_heading(following.text)
    return True


def author_of(head: Iterable[str]) -> str | None:
    """The name in the byline among the first blocks of a text."""
    return next((name for name in map(byline, list(head)[:_HEAD]) if name), None)


def published_of(head: Iterable[str], title: str | None = None) -> date | None:
    """The date that stands alone among the first blocks of a text, opens one as a dateline, or ends the title."""
    texts = list(head)[:_HEAD]
    # "… during the period of November 7 to" / "November 30, 2022.": a sentence that a line break cuts.
    texts = [text for n, text in enumerate(texts) if not n or not _LEADS_ON.search(texts[n - 1])]
    for find in (date_of_line, date_of_dateline):
        found = next((day for day in map(find, texts) if day is not None), None)
        if found is not None:
            return found
    return date_of_title(title) if title else None
