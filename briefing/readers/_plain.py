"""Plain text → pieces. Shared by every reader that may meet text without markup."""

from briefing.document import BlockKind, Metadata, normalise
from briefing.readers._headlines import looks_like_heading
from briefing.readers._joining import join, vocabulary
from briefing.readers._lines import Passage, passages
from briefing.readers._ranking import Draft, author_of, mark_headings, mark_title, published_of
from briefing.readers._reading import Reading

_QUOTE_INDENT = 4
_SET_IN_WORDS = 12
_NAME_WORDS = 8
_DASHES = "-–—"
_CLOSING = ("”", '"')


def read_plain(text: str, *, whole: bool = True) -> Reading:
    """The pieces of a plain text, with the title, author and date that stand at its head.

    With `whole` false it is a part of something, as the body of a mail is: it has no title of
    its own, and its lines are not those of a file.
    """
    drafts = _drafts(passages(text), whole)
    title = mark_title(drafts) if whole else None
    mark_headings(drafts)
    head = [draft.text for draft in drafts[:10] if draft.kind is not BlockKind.TITLE]
    metadata = Metadata(title=title, author=author_of(head), published=published_of(head, title))
    return Reading(tuple(draft.piece() for draft in drafts), metadata)


def _drafts(found: list[Passage], whole: bool) -> list[Draft]:
    known = vocabulary(line for passage in found for line in passage.lines)
    margin = _margin(found)
    drafts: list[Draft] = []
    depths: list[int] = []
    for at, passage in enumerate(found):
        text = join(passage.lines, known)
        kind = _kind(found, at, margin)
        if kind is BlockKind.LIST_ITEM:
            text = text[passage.opening :]
            while depths and depths[-1] > passage.indent:
                depths.pop()
            if not depths or depths[-1] < passage.indent:
                depths.append(passage.indent)
        else:
            depths.clear()
        text = normalise(text)
        if text:
            drafts.append(
                Draft(
                    kind,
                    text,
                    f"line {passage.number}" if whole else "",
                    level=len(depths),
                    gap=passage.gap,
                    marked=passage.underlined,
                    lines=len(passage.lines),
                )
            )
    return drafts


def _kind(found: list[Passage], at: int, margin: int) -> BlockKind:
    if found[at].quoted or _is_set_in(found[at], margin):
        return BlockKind.QUOTATION
    return BlockKind.LIST_ITEM if found[at].sign and _is_item(found, at) else BlockKind.PARAGRAPH


def _is_item(found: list[Passage], at: int) -> bool:
    """Whether a passage opened by a sign is a list item.

    It is not where it is a name under a quotation ("– Jane Doe") or a numbered heading.
    """
    passage = found[at]
    neighbours = [found[near] for near in (at - 1, at + 1) if 0 <= near < len(found)]
    if passage.sign not in _DASHES:
        return not passage.sign.isdigit() or any(near.sign for near in neighbours) or not _is_numbered_heading(passage)
    if any(near.sign == passage.sign for near in neighbours):
        return True
    is_name = at > 0 and found[at - 1].lines[-1].endswith(_CLOSING) and _words(passage) <= _NAME_WORDS
    return passage.sign == "-" and not is_name


def _words(passage: Passage) -> int:
    return sum(len(line.split()) for line in passage.lines)


def _is_numbered_heading(passage: Passage) -> bool:
    return len(passage.lines) == 1 and looks_like_heading(passage.lines[0][passage.opening :])


def _margin(found: list[Passage]) -> int:
    """The column at which most passages start."""
    columns = [passage.indents[-1] for passage in found if not passage.sign]
    return max(sorted(set(columns)), key=columns.count, default=0)


def _is_set_in(passage: Passage, margin: int) -> bool:
    """Whether all lines of a passage of some length are indented: a quotation."""
    if passage.sign or min(passage.indents) < margin + _QUOTE_INDENT:
        return False
    return len(passage.lines) > 1 or _words(passage) >= _SET_IN_WORDS
