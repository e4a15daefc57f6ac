"""What a memo's shapes are drawn with: paragraphs in named styles, fields of items, links, bookmarks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from briefing.memo.shapes import Citation, Prose
from briefing.renderers import _prose
from briefing.renderers.docx import bookmarks
from briefing.renderers.docx.ooxml import R, W, add, add_text, is_rtl, legal
from briefing.renderers.docx.package import Package
from briefing.renderers.docx.styles import Style

_GLUE = "\u00a0"
_LEFT_TO_RIGHT = "\u200e"


@dataclass(frozen=True)
class Field:
    """The text of one field of one item: `anchor` is the item's id, `name` is "" where it is composed."""

    anchor: str
    name: str
    text: str


class Ink:
    """Draws on one document, and knows what must be unique in it."""

    def __init__(self, package: Package, wording: dict[str, str]) -> None:
        self.package = package
        self.wording = wording
        self._styles = package.styles
        self._bookmarks: set[str] = set()

    def paragraph(
        self,
        parent: etree._Element,
        style: Style,
        *,
        keep_next: bool = False,
        new_page: bool = False,
        numbering: str | None = None,
        right_tab: int = 0,
    ) -> etree._Element:
        """A new paragraph. `keep_next` holds it on the page of the one after it; `right_tab` is in twips."""
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
            add(add(properties, "tabs"), "tab", val="right", pos=str(right_tab))
        return made

    def text(self, parent: etree._Element, text: str, style: Style | None = None) -> None:
        """Runs of text that belongs to no item's field."""
        add_text(parent, text, self._styles[style] if style else "")

    def field(self, parent: etree._Element, field: Field, style: Style | None = None) -> None:
        """The text of an item's field. What ties a text in the file to its field is drawn here."""
        add_text(parent, field.text, self._styles[style] if style else "")
        if is_rtl(field.text):
            # Else what follows, such as an evidence number, would be drawn on its left.
            add_text(parent, _LEFT_TO_RIGHT)

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
        add_text(add(parent, "hyperlink", anchor=bookmark, history="1", **tooltip), text, self._styles[style])

    def references(self, parent: etree._Element, numbers: tuple[int, ...], style: Style = Style.REFERENCE) -> None:
        """Evidence numbers, as links to the annex."""
        # Glued on, so that no line begins with the numbers of what stands on the one before.
        glue = _GLUE if parent.find(f"{W}r") is not None else ""
        for number in numbers:
            self.text(parent, glue, style)
            tip = self.wording["evidence_link"].format_map({"number": number})
            self.link(parent, bookmarks.of_exhibit(number), str(number), style, tip)
            glue = " "

    def citations(self, parent: etree._Element, citations: tuple[Citation, ...]) -> None:
        """The items that rest on a piece of evidence, as links back to them."""
        before = f"{self.wording['cited_by']} "
        for citation in citations:
            self.text(parent, before, Style.DETAIL)
            self.link(parent, bookmarks.of_item(citation.anchor), citation.label, Style.BACK_REFERENCE)
            before = self.wording["and"]

    def prose(self, parent: etree._Element, text: Prose) -> None:
        """The user's Markdown: its paragraphs and list items become lines."""
        for position, line in enumerate(_prose.lines(text)):
            if position:
                add(add(parent, "r"), "br")
            for span in line:
                self._span(parent, span)

    def note(self, parent: etree._Element, text: Prose | None) -> None:
        """The editor's note on an item, in a paragraph of its own."""
        if text is None:
            return
        made = self.paragraph(parent, Style.NOTE)
        self.text(made, f"{self.wording['note']} ", Style.LABEL)
        self.prose(made, text)

    def _span(self, parent: etree._Element, span: _prose.Span) -> None:
        style = Style.CODE if "code" in span.marks else None
        if relation := self.package.link(span.address):
            style = style or Style.LINK
            parent = add(parent, "hyperlink", history="1")
            parent.set(f"{R}id", relation)
        add_text(parent, span.text, self._styles[style] if style else "", span.marks)
