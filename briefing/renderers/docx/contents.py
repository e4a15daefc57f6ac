"""The table of contents: a field of Word's, filled already, with links instead of page numbers.

Word fills such a field only when asked to, and pages are not known before it lays them out.
"""

from lxml import etree

from briefing.memo.shapes import Memo
from briefing.ooxml import names
from briefing.renderers.docx.ink import Ink
from briefing.renderers.docx.ooxml import add
from briefing.renderers.docx.styles import Style

_FIELD = ' TOC \\o "1-1" \\h \\n \\z '


def draw_contents(memo: Memo, ink: Ink) -> None:
    """Draws the headings of the body, and that of the annex, as links."""
    entries = [(names.of_section(one.name, annex=False), one.heading) for one in memo.body if not one.below]
    if memo.annex:
        entries.append((names.ANNEX, memo.annex_heading))
    if not memo.contents or not entries:
        return
    body = ink.package.body
    ink.text(ink.paragraph(body, Style.CONTENTS_HEADING), memo.contents)
    line = ink.paragraph(body, Style.CONTENTS)
    _sign(line, "begin")
    add(add(line, "r"), "instrText").text = _FIELD
    _sign(line, "separate")
    for number, (name, heading) in enumerate(entries):
        line = ink.paragraph(body, Style.CONTENTS) if number else line
        ink.link(line, name, heading, Style.BACK_REFERENCE)
    _sign(line, "end")


def _sign(parent: etree._Element, kind: str) -> None:
    add(add(parent, "r"), "fldChar", fldCharType=kind)
