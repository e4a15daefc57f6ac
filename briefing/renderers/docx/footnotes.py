"""Evidence as footnotes: each piece stands at the foot of the page on which it is first cited.

Later citations are cross-references to the footnote, so that the numbers stay right when somebody
adds a footnote of their own.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from briefing.memo.shapes import Exhibit, Exhibits, Memo
from briefing.ooxml import names
from briefing.ooxml.ledger import Book, Line, Piece
from briefing.renderers.docx.ooxml import W, add, add_text, legal, root
from briefing.renderers.docx.styles import Style

if TYPE_CHECKING:
    from briefing.renderers.docx.package import Package

_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are first cited."""

    def __init__(self, package: "Package", exhibits: Sequence[Exhibit]) -> None:
        self._package = package
        self._exhibits = {exhibit.number: exhibit for exhibit in exhibits}
        self._root = root("footnotes")
        self._numbers: dict[int, int] = {}
        self._lines: list[tuple[Line, Piece]] = []
        for number, kind in _SEPARATORS:
            note = add(self._root, "footnote", type=kind, id=number)
            add(add(add(note, "p"), "r"), kind)

    @classmethod
    def of(cls, memo: Memo, package: "Package") -> "Footnotes | None":
        """The footnotes of a memo; none where its look wants none, or the template has some of its own."""
        found = [section.body for section in memo.annex if isinstance(section.body, Exhibits)]
        if not memo.footnotes or not found or package.related(RELATIONSHIP_TYPE.FOOTNOTES):
            return None
        return cls(package, found[0].exhibits)

    def number(self, exhibit: int) -> int | None:
        """The number of a piece of evidence that has been cited before."""
        return self._numbers.get(exhibit)

    def cite(self, parent: etree._Element, exhibit: int, item: str) -> None:
        """Cites a piece of evidence for the first time, for the item of that name."""
        number = self._numbers[exhibit] = len(self._numbers) + 1
        styles = self._package.styles
        self._sign(parent, "footnoteReference", id=str(number))
        line = add(add(self._root, "footnote", id=str(number)), "p")
        add(add(line, "pPr"), "pStyle", val=styles[Style.FOOTNOTE])
        self._sign(line, "footnoteRef")
        told = self._exhibits[exhibit]
        quote, place = f" {told.quote} ", f"{told.source}, {told.place}." if told.source else f"{told.place}."
        add_text(line, quote)
        add_text(line, place, styles[Style.DETAIL])
        shown = Piece(legal(quote + place), id=names.of_exhibit(exhibit))
        self._lines.append((Line("footnote", style=Style.FOOTNOTE.value, item=item), shown))

    def close(self, book: Book) -> None:
        """Puts the footnotes into the file, and what they show into the ledger."""
        for line, shown in self._lines:
            book.begin(line)
            book.put(shown)
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        document = self._package.document.part
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, document.package)
        document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._package.document.settings.element
        properties = etree.Element(f"{W}footnotePr")
        for number, _ in _SEPARATORS:
            add(properties, "footnote", id=number)
        # The schema wants them right before the settings of compatibility.
        before = settings.find(f"{W}compat")
        settings.insert(len(settings) if before is None else settings.index(before), properties)

    def _sign(self, parent: etree._Element, tag: str, **attributes: str) -> None:
        run = add(parent, "r")
        add(add(run, "rPr"), "rStyle", val=self._package.styles[Style.FOOTNOTE_REFERENCE])
        add(run, tag, **attributes)
