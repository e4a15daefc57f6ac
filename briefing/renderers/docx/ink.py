"""What a memo's shapes are drawn with: paragraphs in named styles, fields of items, links, bookmarks."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lxml import etree

from briefing.memo.shapes import Citation, Prose
from briefing.ooxml import names
from briefing.ooxml.ledger import Book, Choice, Line, Piece
from briefing.renderers import _prose
from briefing.renderers.docx.footnotes import Footnotes
from briefing.renderers.docx.ooxml import R, W, add, add_text, is_rtl, legal
from briefing.renderers.docx.package import Package
from briefing.renderers.docx.styles import Style

_GLUE = "\u00a0"
_LEFT_TO_RIGHT = "\u200e"
_CHOICES = {"strength": "strength", "kind": "question", "actor": "kind"}
"""The wordings that a field with few values chooses from, by field; "actor" is the kind of an actor."""


@dataclass(frozen=True)
class Field:
    """The text of one field of the item `anchor`, "" for the briefing itself; `name` is "" where it is composed."""

    anchor: str
    name: str
    text: str


class Ink:
    """Draws on one document, and knows what must be unique in it."""

    def __init__(self, package: Package, wording: dict[str, str], palette: Mapping[str, str]) -> None:
        """`palette` are the colours of pictures, as `renderers._map.drawing.colours` gives them."""
        self.package = package
        self.palette = palette
        self.wording = wording
        self.book = Book()
        self._styles = package.styles
        self._choices = self.choices()
        self.footnotes: Footnotes | None = None
        self._bookmarks: set[str] = set()
        self._controls = package.first_control

    def choices(self) -> tuple[Choice, ...]:
        """What the memo calls the values of fields that know a few only."""
        named = (
            Choice(field, name.removeprefix(f"{group}."), legal(text))
            for field, group in _CHOICES.items()
            for name, text in self.wording.items()
            if name.startswith(f"{group}.") and text
        )
        return (*named, Choice("polarity", "refrain", legal(self.wording["refrain"])))

    def paragraph(
        self,
        parent: etree._Element,
        style: Style,
        line: Line | None = None,
        *,
        keep_next: bool = False,
        new_page: bool = False,
        numbering: str | None = None,
        right_tab: int = 0,
    ) -> etree._Element:
        """A new paragraph. `keep_next` holds it on the page of the one after it; `right_tab` is in twips.

        `line` says what it is, for the ledger of what the memo shows; what surrounds all pages has none.
        """
        self.book.begin(replace(line or Line("other"), style=style.value))
        made = add(parent, "p")
        properties = add(made, "pPr")
        add(properties, "pStyle", val=self._styles[style])
        if keep_next:
            add(properties, "keepNext")
        if new_page:
            add(properties, "pageBreakBefore")
        if numbering is not None:
            numbers = add(properties, "numPr")
            add(numbers, "ilvl", val="0")
            add(numbers, "numId", val=numbering)
        if right_tab:
            tabs = add(properties, "tabs")
            for position in self.package.tabs(self._styles[style]):
                if position != str(right_tab):
                    add(tabs, "tab", val="clear", pos=position)  # else the text would stop there
            add(tabs, "tab", val="right", pos=str(right_tab))
        return made

    def text(self, parent: etree._Element, text: str, style: Style | None = None) -> None:
        """Runs of text that belongs to no item's field."""
        self._write(parent, Piece(text), self._styles[style] if style else "")

    def field(self, parent: etree._Element, field: Field, style: Style | None = None) -> None:
        """The text of an item's field. What ties a text in the file to its field is drawn here."""
        identity = names.of_field(field.anchor, field.name) if field.name else ""
        with self.tie(parent, field) as content:
            self._write(content, Piece(field.text, field.name, identity), self._styles[style] if style else "")
        if is_rtl(field.text):
            # Else what follows, such as an evidence number, would be drawn on its left.
            self._write(parent, Piece(_LEFT_TO_RIGHT))

    @contextmanager
    def tie(self, parent: etree._Element, field: Field) -> Iterator[etree._Element]:
        """Ties what is drawn into the element it gives to a field: by a control, and by a bookmark around that.

        Every program drops some of this: LibreOffice the control's tag, which its alias therefore
        repeats, and the Open Document format the control, but not the bookmark.
        """
        if not field.name or not legal(field.text):  # Word fills an empty control with words of its own
            yield parent
            return
        name = names.of_field(field.anchor, field.name)
        with self.bookmark(parent, name):
            control = add(parent, "sdt")
            properties = add(control, "sdtPr")
            add(properties, "alias", val=name)
            add(properties, "tag", val=name)
            self._controls += 1
            add(properties, "id", val=str(self._controls))
            self._offer(properties, field)
            yield add(control, "sdtContent")

    def _offer(self, properties: etree._Element, field: Field) -> None:
        """Lets the editor choose the value of a field that knows a few only."""
        offered = [choice for choice in self._choices if choice.field == field.name and field.anchor]
        if field.text not in [choice.text for choice in offered]:
            return
        menu = add(properties, "dropDownList")
        for text, value in {choice.text: choice.value for choice in offered}.items():
            add(menu, "listItem", displayText=text, value=value)

    def _write(self, parent: etree._Element, piece: Piece, style: str = "", marks: Collection[str] = ()) -> None:
        """Runs with this text, of which the ledger is told."""
        self.book.put(replace(piece, text=legal(piece.text)))
        add_text(parent, piece.text, style, marks)

    def line_break(self, parent: etree._Element) -> None:
        self.book.put(Piece("\n"))
        add(add(parent, "r"), "br")

    @contextmanager
    def bookmark(self, parent: etree._Element, name: str) -> Iterator[None]:
        """Puts a bookmark around what is drawn into `parent`; the first of a name wins."""
        if name in self._bookmarks:
            yield
            return
        number = str(len(self._bookmarks) + 1)
        self._bookmarks.add(name)
        add(parent, "bookmarkStart", id=number, name=name)
        yield
        add(parent, "bookmarkEnd", id=number)

    def link(self, parent: etree._Element, bookmark: str, text: str, style: Style, tip: str = "") -> None:
        """A link inside the document; `tip` is shown over it."""
        tooltip = {"tooltip": legal(tip)} if tip else {}
        self.text(add(parent, "hyperlink", anchor=bookmark, history="1", **tooltip), text, style)

    def references(self, parent: etree._Element, numbers: tuple[int, ...], style: Style = Style.REFERENCE) -> None:
        """Evidence numbers, as links to the annex."""
        # Glued on, so that no line begins with the numbers of what stands on the one before.
        glue = _GLUE if next(parent.iter(f"{W}r"), None) is not None else ""
        for number in numbers:
            self.text(parent, glue, style)
            glue = " "
            if self.footnotes:
                self._footnote(parent, self.footnotes, number)
                continue
            tip = self.wording["evidence_link"].format_map({"number": number})
            self.link(parent, names.of_exhibit(number), str(number), style, tip)

    def _footnote(self, parent: etree._Element, footnotes: Footnotes, exhibit: int) -> None:
        """A footnote, or a cross-reference to one that stands further up."""
        known = footnotes.number(exhibit)
        if known is None:
            with self.bookmark(parent, names.of_exhibit(exhibit)):
                footnotes.cite(parent, exhibit, self.book.item)
        else:
            field = add(parent, "fldSimple", instr=f" NOTEREF {names.of_exhibit(exhibit)} \\h ")
            self.text(field, str(known), Style.FOOTNOTE_REFERENCE)

    def citations(self, parent: etree._Element, citations: tuple[Citation, ...]) -> None:
        """The items that rest on a piece of evidence, as links back to them."""
        before = f"{self.wording['cited_by']} "
        for citation in citations:
            self.text(parent, before, Style.DETAIL)
            self.link(parent, names.of_item(citation.anchor), citation.label, Style.BACK_REFERENCE)
            before = self.wording["and"]

    def prose(self, parent: etree._Element, text: Prose, field: Field) -> None:
        """The user's Markdown, which `field` holds: its paragraphs and list items become lines."""
        lines = _prose.lines(text)
        shown = Field(field.anchor, field.name, "\n".join("".join(span.text for span in line) for line in lines))
        with self.tie(parent, shown) as content:
            own = Piece("", field.name, names.of_field(field.anchor, field.name))
            for position, line in enumerate(lines):
                if position:
                    self.book.put(replace(own, text="\n"))
                    add(add(content, "r"), "br")
                for span in line:
                    self._span(content, span, own)

    def note(self, parent: etree._Element, anchor: str, text: Prose | None, line: Line) -> None:
        """The editor's note on an item, in a paragraph of its own."""
        if text is None:
            return
        made = self.paragraph(parent, Style.NOTE, replace(line, role="note"))
        self.text(made, f"{self.wording['note']} ", Style.LABEL)
        self.prose(made, text, Field(anchor, "note", ""))

    def _span(self, parent: etree._Element, span: _prose.Span, own: Piece) -> None:
        style = Style.CODE if "code" in span.marks else None
        if relation := self.package.link(span.address):
            style = style or Style.LINK
            parent = add(parent, "hyperlink", history="1")
            parent.set(f"{R}id", relation)
        self._write(parent, replace(own, text=span.text), self._styles[style] if style else "", span.marks)
