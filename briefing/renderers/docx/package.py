"""The Word document as a file: opening the template, what surrounds the text, and the bytes."""

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem
from docx.parts.numbering import NumberingPart
from docx.shared import Twips
from lxml import etree

from briefing.errors import TemplateError
from briefing.limits import Limits
from briefing.memo.carriers import WORD_NAMESPACE
from briefing.ooxml.ledger import write
from briefing.renderers.docx.ooxml import W, add, legal, root
from briefing.renderers.docx.styles import Style

if TYPE_CHECKING:
    from docx.document import Document

    from briefing.memo.shapes import Memo
    from briefing.ooxml.ledger import Ledger

_STORE_ID = "{8F2B1C5E-6D0A-4B7F-9E43-1A5C7D3B2F60}"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# Not the day of rendering, which would differ from run to run.
_DATE = datetime(1980, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = CONTENT_TYPES_URI.membername
_LONGEST_PROPERTY = 255  # code points: Word takes no more
_LONGEST_ADDRESS = 2_000  # code points: Word refuses files with links beyond 2,083
_SCHEMES = ("http", "https", "mailto")
_PAGES = {"A4": (11906, 16838), "Letter": (12240, 15840)}  # twips


class Package:
    """A copy of the template document without its text; header, footer and styles are kept.

    `styles` gives the id that each style has in this file. `body` takes the memo's text.
    """

    def __init__(self, template: bytes, where: str, *, as_it_is: bool = False) -> None:
        """With `as_it_is` the document keeps its text, and need not have the styles of a memo."""
        self.document = open_document(template, where)
        self.section = self.document.sections[-1]
        self.body = root("body")
        self._drawings = 0
        if as_it_is:
            return
        self.styles = _style_ids(self.document, where)
        self._abstract_numbering = _abstract_numbering(self.document, self.styles[Style.NUMBER])
        self.document.element.body.clear_content()

    def set_page(self, name: str) -> None:
        """Sets the paper size, "A4" or "Letter"; margins stay as the template has them."""
        width, height = _PAGES[name]
        self.section.page_width, self.section.page_height = Twips(width), Twips(height)

    @property
    def width(self) -> int:
        """Width of the text, in twips (a twentieth of a point)."""
        section = self.section
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        return ((section.page_width or 0) - margins) // Twips(1)

    def describe(self, memo: "Memo") -> None:
        """Sets the document's properties and the language of its text."""
        properties = self.document.core_properties
        properties.title = _shortened(memo.title)
        properties.subject = _shortened(memo.kind)
        properties.keywords = _shortened(memo.digest)
        properties.language = memo.language
        properties.created = properties.modified = _DATE
        for language in self.document.styles.element.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
            language.set(f"{W}val", memo.language)

    @property
    def first_control(self) -> int:
        """A number below those of new content controls and above those that the template has."""
        # Headers and footers bring theirs along.
        parts = [part.element for part in self.document.part.package.iter_parts() if hasattr(part, "element")]
        taken = [one.get(f"{W}val", "") for part in parts for one in part.iterfind(f".//{W}sdtPr/{W}id")]
        return max((int(number) for number in taken if number.isdecimal() and len(number) < 10), default=0)

    def attach(self, saved: str, ledger: "Ledger") -> None:
        """Puts the saved briefing, and what the memo shows of it, into a custom XML part of its own.

        One that the template has goes.
        """
        package = self.document.part.package
        for relation in list(self.document.part.rels.values()):
            if (
                relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML
                and WORD_NAMESPACE.encode() in relation.target_part.blob
            ):
                self.document.part.drop_rel(relation.rId)
        taken = {str(part.partname) for part in package.iter_parts()}
        number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
        item = Part(PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, _saved_part(saved, ledger), package)
        properties = Part(
            PackURI(f"/customXml/itemProps{number}.xml"),
            CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
            _saved_properties(),
            package,
        )
        item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self.document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)

    def tabs(self, style: str) -> list[str]:
        """Where the tabs of a style of paragraphs stand, by its id; those of the styles it is based on as well."""
        styles = {one.get(f"{W}styleId"): one for one in self.document.styles.element.iterfind(f"{W}style")}
        found: list[str] = []
        while (element := styles.pop(style, None)) is not None:
            found += [tab.get(f"{W}pos", "") for tab in element.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
            based = element.find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
        return sorted({one for one in found if one}, key=int)

    def related(self, kind: str) -> bool:
        """Whether the document has a part of a kind, by the type of its relationship."""
        return any(relation.reltype == kind for relation in self.document.part.rels.values())

    def numbering(self, first: int) -> str | None:
        """The id of a new numbered list that starts at `first`; none where the template numbers nothing."""
        if self._abstract_numbering is None:
            return None
        number = self.document.part.numbering_part.element.add_num(self._abstract_numbering)
        number.add_lvlOverride(ilvl=0).add_startOverride(first)
        return str(number.numId)

    def next_drawing(self) -> int:
        """The number of a new drawing, unique in the text."""
        self._drawings += 1
        return self._drawings

    def link(self, address: str) -> str | None:
        """The id of the relationship that leads to a web or mail address; none where Word would refuse it."""
        try:
            scheme = urlsplit(address).scheme
        except ValueError:
            return None
        escaped = quote(address, safe="%:/?#[]@!$&'()*+,;=~")
        if scheme not in _SCHEMES or len(escaped) > _LONGEST_ADDRESS:
            return None
        return self.document.part.relate_to(escaped, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def to_bytes(self) -> bytes:
        """The document as a file: the same bytes whenever the same was drawn."""
        if len(self.body):
            if self.body[-1].tag == f"{W}tbl":
                add(self.body, "p")  # Word adds one when it opens a file that ends in a table
            template = self.document.element.body
            self.body.extend(template)
            template.getparent().replace(template, self.body)
        files = self._files()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as target:
            # The content types come first: some programs tell the kind of file by its first member.
            for name in sorted(files, key=lambda name: (name != _CONTENT_TYPES, name)):
                entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # zipfile would name the system it runs on
                target.writestr(entry, files[name])
        return packed.getvalue()

    def _files(self) -> dict[str, bytes]:
        """The files of the package by name, as python-docx would save them, which packs them with the date."""
        package = self.document.part.package
        parts = list(package.iter_parts())
        files = {
            _CONTENT_TYPES: _ContentTypesItem.from_parts(parts).blob,  # type: ignore[no-untyped-call]
            PACKAGE_URI.rels_uri.membername: package.rels.xml,
        }
        for part in parts:
            part.before_marshal()
            files[part.partname.membername] = part.blob
            if part.rels:
                files[part.partname.rels_uri.membername] = part.rels.xml
        return files


def open_document(template: bytes, where: str) -> "Document":
    """A user's Word document. Raises `TemplateError`, which names `where`."""
    mend = "open it in Word or LibreOffice and save it as .docx"
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked <= Limits().unpacked_bytes:
            return docx.Document(io.BytesIO(template))
    except Exception as error:  # python-docx lets through whatever a broken file leads to
        raise TemplateError("it is not a Word document", where=where, mend=mend) from error
    raise TemplateError(f"it unpacks to {unpacked:,} bytes", where=where, mend="use a smaller template document")


def _style_ids(document: "Document", where: str) -> dict[str, str]:
    """The ids of the styles of `Style`, by name."""
    found: dict[str, str] = {}
    for style in document.styles.element.iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[name.get(f"{W}val", "").casefold()] = style.get(f"{W}styleId", "")
    if missing := [style.value for style in Style if style.casefold() not in found]:
        raise TemplateError(
            f"it has no style “{missing[0]}”",
            where=where,
            mend="start from a copy of the built-in look's memo.docx, which has all the styles a memo needs",
        )
    return {style: found[style.casefold()] for style in Style}


def _abstract_numbering(document: "Document", style: str) -> int | None:
    """The numbering definition that belongs to the style of numbered lists."""
    parts = [relation.target_part for relation in document.part.rels.values() if not relation.is_external]
    numbering = next((part for part in parts if isinstance(part, NumberingPart)), None)
    if numbering is None:
        return None
    for abstract in numbering.element.iterfind(f"{W}abstractNum"):
        if any(level.get(f"{W}val") == style for level in abstract.iterfind(f"{W}lvl/{W}pStyle")):
            return int(abstract.get(f"{W}abstractNumId"))
    return None


def _shortened(text: str) -> str:
    text = legal(text)
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1].rstrip()}…"


def _saved_part(saved: str, ledger: "Ledger") -> bytes:
    """JSON as the text of one element, the ledger behind it; what XML cannot hold becomes JSON's own escapes."""
    element = etree.Element(f"{{{WORD_NAMESPACE}}}briefing", nsmap={"b": WORD_NAMESPACE})
    element.text = saved.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    write(ledger, element, WORD_NAMESPACE)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _saved_properties() -> bytes:
    element = etree.Element(f"{{{_STORE_NAMESPACE}}}datastoreItem", nsmap={"ds": _STORE_NAMESPACE})
    element.set(f"{{{_STORE_NAMESPACE}}}itemID", _STORE_ID)
    references = etree.SubElement(element, f"{{{_STORE_NAMESPACE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE_NAMESPACE}}}schemaRef").set(f"{{{_STORE_NAMESPACE}}}uri", WORD_NAMESPACE)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
