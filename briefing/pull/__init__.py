"""Edits that come back: a Word memo that somebody has edited → its briefing, changed accordingly.

reading.py     the file: its paragraphs, and the briefing that it carries
placing.py     which paragraph is which line of the memo as it was drawn
fields.py      what the words of each field have become
values.py      words as values, and what else such a value says
changing.py    base, current and edited side by side
additions.py   new rows and list items
notes.py       comments
ordering.py    items that were moved
findings.py    what became of each field
listing.py     tracked changes and comments, only listed

An edit changes what the memo says, never what the source said: evidence is left alone.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.errors import SavedBriefingError
from briefing.limits import Limits
from briefing.model import Briefing
from briefing.ooxml.ledger import Ledger, Line, Piece
from briefing.ooxml.paragraphs import Changes, Editor, Paragraph
from briefing.pull.additions import add, inserted_by
from briefing.pull.changing import Draft, change
from briefing.pull.fields import Reading, Stray, read_line
from briefing.pull.findings import Finding, Status, to_json
from briefing.pull.listing import tracked
from briefing.pull.notes import comment, footnote
from briefing.pull.ordering import move
from briefing.pull.placing import Placement, place, plain
from briefing.pull.reading import Edited, read
from briefing.pull.values import EDITABLE
from briefing.renderers.docx.ooxml import legal

__all__ = ["Editor", "Finding", "Pulled", "Status", "pull", "to_json", "tracked"]

_MEND_FORM = "name its look with --template, or the document that was filled with --reference"
_MEND = "name the briefing that it was made from with --base"


@dataclass(frozen=True)
class Pulled:
    """A briefing after an edited memo, and what became of each field, in the order of the memo."""

    briefing: Briefing
    findings: tuple[Finding, ...]

    @property
    def settled(self) -> bool:
        """Whether everything that the editor did has come back."""
        return all(finding.settled for finding in self.findings)


def pull(
    data: bytes,
    *,
    base: Briefing | None = None,
    redraw: Callable[[Briefing], bytes],
    changes: Changes = "accept",
    editor: str | None = None,
    limits: Limits | None = None,
) -> Pulled:
    """The briefing of an edited memo.

    `base` is the briefing as it is now; by default that which the memo carries. `redraw` makes a
    memo of a briefing: it is asked where the file has lost the record of what it showed. `editor`
    is who edited it where the file does not tell. Raises `SourceError` for a file that cannot be
    read, `SavedBriefingError` where there is no briefing to compare it with.
    """
    edited = read(data, changes, limits or Limits())
    carried = _carried(edited)
    if carried is None and base is None:
        raise SavedBriefingError("it no longer carries its briefing", mend=_MEND)
    if carried and base and carried.id != base.id:
        raise SavedBriefingError(
            f"it was made from another briefing ({carried.id}) than --base ({base.id})", mend=_MEND
        )
    before = carried or base
    assert before is not None  # noqa: S101  one of them is there
    book = edited.book if carried and _is_true(edited.book, before) else None
    kept = book is not None
    if book is None:
        book = read(redraw(before), changes, limits or Limits()).book or Ledger()
        if edited.book and edited.book.own and not book.own:
            raise SavedBriefingError("its record does not agree with its briefing", mend=_MEND_FORM)
    file = Editor(editor or edited.editor.by, edited.editor.at)
    draft = Draft(before, base or before, book.choices, own=book.own)
    placement = place(book.lines, edited.paragraphs)
    _see_that_it_is_the_memo(draft, book.lines, placement, kept=kept)
    return _pulled(draft, book.lines, edited.paragraphs, placement, file)


def _carried(edited: Edited) -> Briefing | None:
    return None if edited.saved is None else Briefing.from_json(edited.saved)


def _is_true(book: Ledger | None, briefing: Briefing) -> bool:
    """Whether the record of what a memo showed is that of this briefing: somebody may have tampered with it."""
    if book is None or not book.lines:
        return False
    draft = Draft(briefing, briefing, book.choices)
    for line in book.lines:
        for piece in line.pieces:
            if piece.field and piece.field not in EDITABLE:
                return False
            item = draft.known.get(draft.ids.get(line.owner(piece), ""))
            told = getattr(item, piece.field, None) if piece.field and piece.field not in ("speaker", "note") else None
            if type(told) is str and plain(legal(told)) != plain(piece.text):
                return False
    return True


def _see_that_it_is_the_memo(draft: Draft, lines: Sequence[Line], placement: Placement, *, kept: bool) -> None:
    """Raises `SavedBriefingError` where it is not: else all items would count as deleted.

    A record that the file has `kept` is that of the memo, however little of it is left; one that was made anew
    may be that of another look, or of no form where the file is one.
    """
    items = {n for n, line in enumerate(lines) if line.role in ("item", "cell") and line.item in draft.ids}
    found = items & set(placement.paragraphs)
    if items and not found:
        raise SavedBriefingError("not one line of the memo is in it", mend="give the memo that was edited")
    heads = {n for n, line in enumerate(lines) if line.role in ("heading", "group", "column")}
    missing = any(2 * len(some & set(placement.paragraphs)) < len(some) for some in (items, heads))
    if missing and not kept:
        what = "it has lost the record of what it showed, and most of the memo is not in it"
        raise SavedBriefingError(what, mend=_MEND_FORM)


def _pulled(
    draft: Draft, lines: Sequence[Line], paragraphs: Sequence[Paragraph], placement: Placement, file: Editor
) -> Pulled:
    readings: dict[str, list[Reading]] = defaultdict(list)
    gone: dict[str, list[Piece]] = defaultdict(list)
    strays: list[tuple[Line, Stray]] = []
    for number, line in enumerate(lines):
        found = placement.paragraphs.get(number)
        if found is None:
            for piece in line.pieces:
                if piece.field and plain(piece.text):
                    gone[line.owner(piece)].append(piece)
                    readings.setdefault(line.owner(piece), [])
            continue
        told, odd = read_line(line, paragraphs[found], paragraphs[found + 1 : found + 20])
        for one in told:
            readings[one.item].append(one)
        strays += [(line, one) for one in odd]
    for item, told in readings.items():
        if told or gone[item]:
            change(draft, item, told, gone[item], _deleter(lines, paragraphs, item), file)
    _order(draft, lines, placement)
    add(draft, lines, paragraphs, placement, file)
    _notes(draft, lines, paragraphs, placement, file)
    strays += _evidence(lines, placement)
    for line, stray in strays:
        identity = draft.ids.get(stray.item, "")
        if identity not in draft.rejected:
            base, now = stray.base or None, stray.edited or None
            draft.findings.append(Finding(Status.UNPLACED, identity, base=base, edited=now, why=_why(line, draft)))
    return Pulled(draft.close(), tuple(draft.findings))


def _notes(
    draft: Draft, lines: Sequence[Line], paragraphs: Sequence[Paragraph], placement: Placement, file: Editor
) -> None:
    """Comments, and footnotes that the memo did not have."""
    added = {n for n in placement.rest if paragraphs[n].foot >= 0}
    for number, paragraph in enumerate(paragraphs):
        place = number if paragraph.foot < 0 else paragraph.foot
        owners = [lines[n].item for n, found in placement.paragraphs.items() if found == place]
        identity = next((draft.ids[name] for name in owners if name in draft.ids), "")
        for one in paragraph.comments:
            comment(draft, identity, one)
        if number in added:
            footnote(draft, identity, plain(paragraph.text), inserted_by([paragraph], file))


def _evidence(lines: Sequence[Line], placement: Placement) -> list[tuple[Line, Stray]]:
    """Quotations that were taken out of the memo. Where all were, that is one thing that was done."""
    shown = [n for n, line in enumerate(lines) if line.role in ("exhibit", "footnote")]
    gone = [lines[n] for n in shown if n not in placement.paragraphs]
    if len(gone) == len(shown) > 1:
        return [(gone[0], Stray("", f"{len(gone)} quotations", ""))]
    return [(line, Stray(line.item, plain(line.text), "")) for line in gone]


def _why(line: Line, draft: Draft) -> str:
    """Why words that belong to no field do not come back."""
    match line.role:
        case "exhibit" | "footnote" | "source":
            return "an edit never changes what the source says"
        case "item" | "cell" | "note":
            return "these words belong to no field of the item"
    if draft.own:
        return "these are the document's own words, not the briefing's"
    return "these are the look's words, not the briefing's"


def _deleter(lines: Sequence[Line], paragraphs: Sequence[Paragraph], item: str) -> Editor | None:
    """Who took away words of an item."""
    own = {piece.id for line in lines for piece in line.pieces if piece.id and line.owner(piece) == item}
    gone = (one for each in paragraphs for one in each.changes if one.kind == "deletion" and own & one.names)
    return next((one.editor for one in gone if one.editor.by or one.editor.at), None)


def _order(draft: Draft, lines: Sequence[Line], placement: Placement) -> None:
    """Compares the order of the items in both memos, section by section."""
    shown = [(n, draft.ids.get(line.item, "")) for n, line in enumerate(lines) if line.role in ("item", "cell")]
    words: dict[str, str] = {}
    for n, identity in shown:
        words.setdefault(identity, plain(" ".join(piece.text for piece in lines[n].pieces if piece.field)))
    for section in draft.order:
        own = [(n, identity) for n, identity in shown if draft.homes.get(identity) == section]
        there = sorted((placement.paragraphs[n], n, identity) for n, identity in own if n in placement.paragraphs)
        base = dict.fromkeys(identity for _, identity in own)
        edited = dict.fromkeys(identity for _, _, identity in there)
        move(draft, list(base), list(edited), words)
