"""What was laid out, as a structure tree: one element for each element of the page's HTML.

WeasyPrint 70 makes one structure element for each box, which is one for each page that a table,
list or paragraph runs over, and one for each line of text; its list items lack bodies, its header
cells a scope, and what repeats on every page is tagged as if it were text. Here the tree follows
the HTML: boxes of one element, wherever they stand, belong to one structure element. PDF/UA-1
(ISO 14289-1) says what that element may be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefing.renderers.pdf.glyphs import ACTUAL
from briefing.renderers.pdf.tree import Annotation, Content, Element

# Elements of HTML that mean something to PDF; all others leave their content to what they stand in.
_KINDS = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "p": "P",
    "pre": "P",
    "figcaption": "P",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "code": "Code",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "abbr": "Span",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_SVG = "{http://www.w3.org/2000/svg}"
_PICTURES = ("img", f"{_SVG}svg")
_NUMBERING = {"ol": "/Decimal", "ul": "/Disc", "dl": "/None"}
_POINT = 0.75  # of a CSS pixel

_NOTHING = Element("")
"""Stands for an element that means nothing of its own."""
# What one element of HTML has beside the element that holds its content.
_ITEM, _LINK = "item", "link"


_HYPHEN = "-"
"""What the style sheet puts where it parts a word."""


@dataclass(frozen=True)
class _Text:
    """A stretch of text on one line: the HTML element that it is of, and where it stands in the tree."""

    element: Any
    text: str
    into: Element
    content: Content


class Tagging:
    """Takes the pages of one document in order; `document` is the tree, `artifacts` what is no part of it."""

    def __init__(self) -> None:
        self.document = Element("Document")
        self.artifacts: list[Content] = []
        self._made: dict[tuple[int, str], Element] = {}
        self._first_page: dict[int, int] = {}
        self._last: _Text | None = None
        self._notes = 0

    def page(self, number: int, box: Any, marks: Mapping[Any, Mapping[str, Any]]) -> None:
        """Adds a page: its box, and the marks that its text and pictures got when they were drawn."""
        _Page(self, number, box, marks).add()


class _Page:
    def __init__(self, tagging: Tagging, number: int, box: Any, marks: Mapping[Any, Mapping[str, Any]]) -> None:
        self._tagging = tagging
        self._number = number
        self._box = box
        self._marks = marks

    def add(self) -> None:
        for child in self._box.children:
            if isinstance(child, boxes.MarginBox):
                self._leave_out(child)
            else:
                self._visit(child, self._tagging.document)

    def _content(self, box: Any) -> Content | None:
        mark = self._marks.get(box)
        return Content(self._number, mark["mcid"]) if mark else None

    def _leave_out(self, box: Any) -> None:
        """What is drawn in a box is decoration, or repeats what is said elsewhere."""
        if (content := self._content(box)) is not None:
            self._tagging.artifacts.append(content)
        for child in _children(box):
            self._leave_out(child)

    def _visit(self, box: Any, into: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            if (content := self._content(box)) is not None:
                into.kids.append(content)
                self._join(_Text(box.element, box.text, into, content))
            return
        if self._repeats(box) or (isinstance(box, boxes.ReplacedBox) and _is_decoration(box.element)):
            self._leave_out(box)
            return
        element = self._element(box, into)
        if box.link_annotation:
            element = self._link(box, element)
        if isinstance(box, boxes.ReplacedBox) and (content := self._content(box)) is not None:
            element.kids.append(content)
        for child in _children(box):
            self._visit(child, element)

    def _join(self, text: _Text) -> None:
        """Says of a word that was parted at the end of a line that it is one: its hyphen is a soft one."""
        last, self._tagging._last = self._tagging._last, text
        if last is None or last.element is not text.element or not last.text.endswith(_HYPHEN):
            return
        joined = last.text.rpartition(" ")[2] + text.text.partition(" ")[0].removesuffix(_HYPHEN)
        if joined in _text(text.element):
            return  # the hyphen is the word's own
        actual = f"{last.text.removesuffix(_HYPHEN)}\u00ad"
        last.into.kids[last.into.kids.index(last.content)] = Element("Span", [last.content], {"ActualText": actual})

    def _repeats(self, box: Any) -> bool:
        """Whether a box is the head or foot of a table that began on an earlier page."""
        if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
            return False
        return self._tagging._first_page.setdefault(id(box.element), self._number) < self._number

    def _element(self, box: Any, into: Element) -> Element:
        """The structure element of a box's HTML element: made when it is first met."""
        if box.element is None:
            return into
        tag = box.element_tag.removesuffix("::first-line").removesuffix("::first-letter")
        key = (id(box.element), tag)
        made = self._tagging._made
        if key not in made:
            made[key] = self._new(box, tag, into)
        # An element that means nothing of its own may lie in several others, one after the other.
        return into if made[key] is _NOTHING else made[key]

    def _new(self, box: Any, tag: str, into: Element) -> Element:
        name, _, part = tag.partition("::")
        if part:
            return self._pseudo(box, name, part, into)
        match name:
            case "li":
                self._tagging._made[(id(box.element), _ITEM)] = item = into.add("LI")
                return item.add("LBody")
            case "dt":
                return into.add("LI").add("Lbl")
            case "dd":
                last = into.elements[-1] if into.elements and into.elements[-1].kind == "LI" else into.add("LI")
                return last.add("LBody")
            case _ if name in _PICTURES:
                return self._picture(box, into)
        kind = _KINDS.get(name, "")
        actual = box.element.get(ACTUAL)
        language = box.element.get("lang") if name not in ("html", "body") else None
        if not kind and not language and not actual:
            return _NOTHING
        element = into.add(kind or "Span")
        if actual:
            element.entries["ActualText"] = actual
        if language:
            element.entries["Lang"] = language
        _describe(element, name, box)
        return element

    def _pseudo(self, box: Any, name: str, part: str, into: Element) -> Element:
        """Content that comes from the style sheet."""
        made = self._tagging._made
        if part == "marker" and (item := made.get((id(box.element), _ITEM))) is not None:
            label = Element("Lbl")
            item.kids.insert(0, label)
            return label
        if part == "footnote-call":
            call, note = into.add("Reference"), into.add("Note")
            self._tagging._notes += 1
            note.entries["ID"] = f"note-{self._tagging._notes}"
            made[(id(box.element), name)] = note
            return call
        if part == "footnote-marker" and (note := made.get((id(box.element), name), _NOTHING)).kind == "Note":
            return note.add("Lbl")
        return _NOTHING

    def _picture(self, box: Any, into: Element) -> Element:
        element = into.add("Figure")
        element.entries["Alt"] = _alternative(box.element)
        height = self._box.margin_height()
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        element.attributes["Layout"] = {"BBox": tuple(round(_POINT * one, 2) for one in corners), "Placement": "/Block"}
        return element

    def _link(self, box: Any, element: Element) -> Element:
        """The link of a box, which all boxes of its HTML element share; what lies in a link is no other one."""
        made, key = self._tagging._made, (id(box.element), _LINK)
        if key not in made:
            made[key] = element if element.kind == "Link" else element.add("Link")
        label = box.element.get("aria-label") or box.element.get("title") or _text(box.element)
        made[key].kids.append(Annotation(self._number, box.link_annotation, label))
        return made[key]


def _children(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ParentBox):
        yield from box.children


def _is_decoration(element: Any) -> bool:
    """Whether a picture is one that its page says nothing of."""
    return element.tag == "img" and not element.get("alt")


def _alternative(element: Any) -> str:
    """What stands for a picture: its label, or the title and the description inside it."""
    if label := element.get("alt") or element.get("aria-label"):
        return str(label)
    told = (element.findtext(f"{_SVG}{tag}") for tag in ("title", "desc"))
    return "\n".join(filter(None, told)) or _text(element)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _describe(element: Element, name: str, box: Any) -> None:
    """What a structure element says of itself beside its kind."""
    match name:
        case "ul" | "ol" | "dl":
            numbered = box.style["list_style_type"] != "none"
            element.attributes["List"] = {"ListNumbering": _NUMBERING[name] if numbered else "/None"}
        case "table" if (caption := box.element.find("caption")) is not None:
            # Where the style sheet hides it, too.
            element.attributes["Table"] = {"Summary": pydyf.String(_text(caption))}
        case "th" | "td":
            spans = (("ColSpan", box.colspan), ("RowSpan", box.rowspan))
            element.attributes["Table"] = {key: value for key, value in spans if value > 1}
            if name == "th":
                row = box.element.get("scope") in ("row", "rowgroup")
                element.attributes["Table"]["Scope"] = "/Row" if row else "/Column"
        case "abbr" if title := box.element.get("title"):
            element.entries["E"] = title
