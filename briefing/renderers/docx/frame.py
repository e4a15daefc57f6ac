"""Header and footer: marking, running title, digest, page numbers.

What the template has in them of its own, such as a letterhead, stays.
"""

from lxml import etree

from briefing.memo.shapes import Memo
from briefing.renderers.docx.ink import Ink
from briefing.renderers.docx.ooxml import W, add, root
from briefing.renderers.docx.styles import Style


def draw_frame(memo: Memo, ink: Ink) -> None:
    """Draws header and footer of all pages; the title is not repeated above itself."""
    section = ink.package.section
    first_differs = section.different_first_page_header_footer
    _draw_header(section.header.part.element, memo, ink, title=first_differs)
    _draw_footer(section.footer.part.element, memo, ink)
    if first_differs:
        _draw_header(section.first_page_header.part.element, memo, ink, title=False)
        _draw_footer(section.first_page_footer.part.element, memo, ink)


def _draw_header(header: etree._Element, memo: Memo, ink: Ink, *, title: bool) -> None:
    drawn = root("hdr")
    _marking(drawn, memo, ink)
    if title:
        line = ink.paragraph(drawn, Style.HEADER, right_tab=ink.package.width)
        ink.text(line, f"{memo.title}\t{memo.kind}")
    own = _own(header)
    header[:] = [*drawn, *own] or [ink.paragraph(drawn, Style.HEADER)]


def _draw_footer(footer: etree._Element, memo: Memo, ink: Ink) -> None:
    drawn = root("ftr")
    line = ink.paragraph(drawn, Style.FOOTER, right_tab=ink.package.width)
    ink.text(line, f"{ink.wording['digest'].format_map({'digest': memo.digest})}\t{ink.wording['page']} ")
    _counter(line, "PAGE")
    ink.text(line, f" {ink.wording['of']} ")
    _counter(line, "NUMPAGES")
    _marking(drawn, memo, ink)
    footer[:] = [*_own(footer), *drawn]


def _own(element: etree._Element) -> list[etree._Element]:
    """What the template put there: all but paragraphs with nothing in them."""
    return [child for child in element if child.tag != f"{W}p" or child.find(f"{W}r") is not None or len(child) > 1]


def _marking(parent: etree._Element, memo: Memo, ink: Ink) -> None:
    """The classification, as its standard has it: where, how large, and in which colours."""
    marking = memo.marking
    if marking is None:
        return
    line = ink.paragraph(parent, Style.MARKING)
    if marking.align == "right":
        add(line[0], "jc", val="right")
    ink.text(line, marking.text)
    if not marking.ink:
        return
    for run in line.iterfind(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = root("rPr")
            run.insert(0, properties)
        add(properties, "color", val=marking.ink[1:].upper())
        add(properties, "sz", val=str(2 * marking.points))
        add(properties, "shd", val="clear", color="auto", fill=marking.ground[1:].upper())


def _counter(parent: etree._Element, name: str) -> None:
    """A field that Word fills in when it lays out the page."""
    field = add(parent, "fldSimple", instr=f" {name} ")
    ink_run = add(field, "r")
    add(ink_run, "t").text = "1"
