"""The paragraphs of a Word file with all that may tell where each came from.

Which of the tracked changes stand in the text is the caller's choice; all of them are kept
beside it, with their authors and days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from briefing.ooxml import names
from briefing.ooxml.elements import attribute, child, name_of, value

if TYPE_CHECKING:
    from lxml import etree

Changes = Literal["accept", "reject"]

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SKIPPED = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delInstrText"})
_ADDED, _TAKEN = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
# Marks that run on from paragraph to paragraph are followed, up to so many at a time.
_MOST_OPEN = 64


@dataclass(frozen=True)
class Editor:
    """Who changed something, and when. `None` where the file does not tell."""

    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Mark:
    """A named stretch of a paragraph: code points, half-open. `goes_on` means that it began in one before."""

    name: str
    start: int
    end: int
    goes_on: bool = False


@dataclass(frozen=True)
class Change:
    """A tracked change at `start`. `names` are those of the marks around it."""

    kind: Literal["insertion", "deletion"]
    start: int
    text: str
    editor: Editor
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comment:
    text: str
    editor: Editor


@dataclass(frozen=True)
class Cell:
    """A place in a table: all three count from 0."""

    table: int
    row: int
    column: int


@dataclass
class Paragraph:
    """A paragraph of the text. `style` is a style's name; `spans` are stretches set in a style of characters.

    A footnote is one paragraph, which bears the bookmarks around its number in the text; `foot` is the
    place of the paragraph that cites it, -1 where this is none. `notes` are those that it cites.
    """

    style: str = ""
    cell: Cell | None = None
    text: str = ""
    controls: list[Mark] = field(default_factory=list)
    bookmarks: list[Mark] = field(default_factory=list)
    spans: list[Mark] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    notes: list["Paragraph"] = field(default_factory=list)
    foot: int = -1
    listed: bool = False
    joined: bool = False


def paragraphs(
    root: "etree._Element",
    changes: Changes = "accept",
    styles: Mapping[str, str] | None = None,
    comments: dict[str, Comment] | None = None,
    notes: dict[str, Paragraph] | None = None,
) -> list[Paragraph]:
    """The paragraphs of a part, then the footnotes that they cite, both in the order of the page.

    `styles` gives the names of styles by their ids, `comments` and `notes` (see `footnotes`) what the
    other parts hold; what is met is taken out of them.
    """
    walk = _Walk(changes, styles or {}, {} if comments is None else comments, {} if notes is None else notes)
    walk.over(root)
    text = list(walk.joined())
    cited = [(number, note) for number, one in enumerate(text) for note in one.notes]
    for number, note in cited:
        note.foot = number
    return [*text, *(note for _, note in cited)]


def footnotes(
    root: "etree._Element", kind: str, changes: Changes, styles: Mapping[str, str], comments: dict[str, Comment]
) -> dict[str, Paragraph]:
    """The notes of a part, each as one paragraph, by `kind` ("footnote", "endnote") and number ("footnote 3")."""
    made: dict[str, Paragraph] = {}
    for element in root:
        inside = paragraphs(element, changes, styles, comments) if name_of(element) == kind else []
        if inside and attribute(element, "type") in (None, "normal"):
            made[f"{kind} {attribute(element, 'id')}"] = _join(inside[:-1], inside[-1], "\n")
    return made


def editor_of(element: "etree._Element") -> Editor:
    """Who made a change or a comment, and when."""
    return Editor(attribute(element, "author") or None, when(attribute(element, "date")))


def when(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


@dataclass
class _Open:
    """A mark that has begun: where, and in which list of a paragraph it belongs."""

    name: str
    kind: Literal["controls", "bookmarks"]
    start: int
    goes_on: bool = False


class _Walk:
    """Goes over the text once, from element to element."""

    def __init__(
        self,
        changes: Changes,
        styles: Mapping[str, str],
        comments: dict[str, Comment],
        notes: dict[str, Paragraph],
    ) -> None:
        self._gone = _TAKEN if changes == "accept" else _ADDED
        self._stays = _ADDED if changes == "accept" else _TAKEN
        self._styles = styles
        self._comments = comments
        self._notes = notes
        self._paragraphs: list[Paragraph] = []
        self._stack: list[Paragraph] = []
        self._marks: dict[str, _Open] = {}
        self._hidden: list[Editor] = []  # what is around that does not stand in the text
        self._shown: list[Editor] = []  # tracked changes around that do
        self._cells: list[list[int]] = []
        self._tables = 0
        self._controls = 0
        self._inside: list[str] = []
        self._rows: list[bool] = []

    def over(self, root: "etree._Element") -> None:
        from lxml import etree

        ends = {attribute(one, "id") for one in root.iter() if name_of(one) == "bookmarkEnd"}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = name_of(element)
            if event == "end":
                self._end(name)
            elif name in _SKIPPED or element.tag == _FALLBACK or (name == "r" and _is_hidden(element)):
                walk.skip_subtree()
            elif name != "bookmarkStart" or attribute(element, "id") in ends:  # one that never ends says nothing
                self._start(element, name)

    def _start(self, element: "etree._Element", name: str) -> None:
        match name:
            case "p":
                self._begin(element)
            case "tbl":
                self._cells.append([self._tables, -1, -1])
                self._tables += 1
            case "tr":
                self._row(element)
            case "tc" if self._cells:
                self._cells[-1][2] += 1
            case "ins" | "del" | "moveTo" | "moveFrom":
                (self._hidden if name in self._gone else self._shown).append(editor_of(element))
            case "sdt":
                properties = child(element, "sdtPr")
                tag = value(child(properties, "tag")) if properties is not None else None
                alias = value(child(properties, "alias")) if properties is not None else None
                self._controls += 1
                self._inside.append(f"sdt {self._controls}")
                self._open(self._inside[-1], names.of_tag(tag or alias or ""), "controls")
            case "bookmarkStart":
                self._open(f"b {attribute(element, 'id')}", attribute(element, "name") or "", "bookmarks")
            case "bookmarkEnd":
                self._close(f"b {attribute(element, 'id')}")
            case "commentRangeStart" | "commentReference":
                # the reference alone is there where a comment hangs on a point
                comment = self._comments.pop(attribute(element, "id") or "", None)
                if comment and self._stack:
                    self._stack[-1].comments.append(comment)
            case "footnoteReference" | "endnoteReference":
                self._cite(f"{name.removesuffix('Reference')} {attribute(element, 'id')}")
            case "t" | "delText":
                self._add(element.text or "", element)
            case _ if name in _SIGNS:
                self._add(_SIGNS[name], element)

    def _end(self, name: str) -> None:
        match name:
            case "p" if self._stack:
                self._finish()
            case "tbl":
                self._cells.pop()
            case "tr":
                if self._rows.pop():
                    self._hidden.pop()
            case "ins" | "del" | "moveTo" | "moveFrom":
                (self._hidden if name in self._gone else self._shown).pop()
            case "sdt":
                self._close(self._inside.pop())

    def _begin(self, element: "etree._Element") -> None:
        properties = child(element, "pPr")
        cell = Cell(*self._cells[-1]) if self._cells and self._cells[-1][2] >= 0 else None
        made = Paragraph(cell=cell)
        if properties is not None:
            identity = value(child(properties, "pStyle")) or ""
            made.style = self._styles.get(identity, identity)
            made.listed = child(properties, "numPr") is not None
            mark = child(properties, "rPr")
            for one in mark if mark is not None else ():
                if name_of(one) in self._gone:
                    made.joined = True
                    made.changes.append(Change("deletion", 0, "", editor_of(one)))
                elif name_of(one) in self._stays:
                    made.changes.append(Change("insertion", 0, "", editor_of(one)))
        for around in self._marks.values():
            around.start = 0
        self._paragraphs.append(made)
        self._stack.append(made)

    def _finish(self) -> None:
        made = self._stack.pop()
        for key in list(self._marks):
            mark = self._marks[key]
            getattr(made, mark.kind).append(Mark(mark.name, mark.start, len(made.text), mark.goes_on))
            mark.goes_on = True

    def _row(self, element: "etree._Element") -> None:
        properties = child(element, "trPr")
        gone = [one for one in (properties if properties is not None else ()) if name_of(one) in self._gone]
        self._rows.append(bool(gone))
        if gone:
            self._hidden.append(editor_of(gone[0]))
        if self._cells:
            self._cells[-1][1] += 1
            self._cells[-1][2] = -1

    def _open(self, key: str, name: str, kind: Literal["controls", "bookmarks"]) -> None:
        if len(self._marks) < _MOST_OPEN:
            self._marks[key] = _Open(name, kind, len(self._stack[-1].text) if self._stack else 0)

    def _close(self, key: str) -> None:
        mark = self._marks.pop(key, None)
        if mark and self._stack:
            made = self._stack[-1]
            getattr(made, mark.kind).append(Mark(mark.name, mark.start, len(made.text), mark.goes_on))

    def _cite(self, key: str) -> None:
        """A footnote hangs on the paragraph that its number stands in, and goes with that number."""
        note = self._notes.pop(key, None)
        if note is None or not self._stack:
            return
        around = [mark.name for mark in self._marks.values() if mark.kind == "bookmarks"]
        if self._hidden:
            gone = Change("deletion", len(self._stack[-1].text), note.text, self._hidden[-1], frozenset(around))
            self._stack[-1].changes.append(gone)
            return
        note.bookmarks += [Mark(name, 0, len(note.text)) for name in around]
        if self._shown and not note.changes:
            note.changes.append(Change("insertion", 0, note.text, self._shown[-1]))
        self._stack[-1].notes.append(note)

    def _add(self, text: str, element: "etree._Element") -> None:
        if not self._stack:
            return
        made, start = self._stack[-1], len(self._stack[-1].text)
        around = frozenset(mark.name for mark in self._marks.values())
        if self._hidden:
            made.changes.append(Change("deletion", start, text, self._hidden[-1], around))
            return
        made.text += text
        if self._shown:
            made.changes.append(Change("insertion", start, text, self._shown[-1], around))
        run = element.getparent()
        properties = child(run, "rPr") if run is not None else None
        style = value(child(properties, "rStyle")) if properties is not None else None
        if style:
            made.spans.append(Mark(self._styles.get(style, style), start, len(made.text)))

    def joined(self) -> Iterator[Paragraph]:
        """The paragraphs, those whose end is gone joined to the next one, which gives both its looks."""
        carried: list[Paragraph] = []
        for paragraph in self._paragraphs:
            if paragraph.joined and (not carried or carried[-1].cell == paragraph.cell):
                carried.append(paragraph)
                continue
            yield _join(carried, paragraph) if carried else paragraph
            carried = []
        if carried:
            yield _join(carried[:-1], carried[-1])


def _join(before: list[Paragraph], last: Paragraph, between: str = "") -> Paragraph:
    made = Paragraph(last.style, last.cell, listed=last.listed)
    for part in (*before, last):
        made.text += between if made.text else ""
        at = len(made.text)
        made.text += part.text
        for kind in ("controls", "bookmarks", "spans"):
            getattr(made, kind).extend(
                Mark(one.name, one.start + at, one.end + at, one.goes_on) for one in getattr(part, kind)
            )
        made.changes += [Change(one.kind, one.start + at, one.text, one.editor, one.names) for one in part.changes]
        made.comments += part.comments
        made.notes += part.notes
    return made


def _is_hidden(run: "etree._Element") -> bool:
    properties = child(run, "rPr")
    setting = child(properties, "vanish") if properties is not None else None
    return setting is not None and (value(setting) or "1") not in ("0", "false", "off")
