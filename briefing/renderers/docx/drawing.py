"""The memo's shapes on the page: one function for each, found in `_BODIES`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from briefing.memo.shapes import (
    Blank,
    Callout,
    Exhibit,
    Exhibits,
    Groups,
    Line,
    Lines,
    Memo,
    Pointer,
    Pointers,
    Quote,
    Quotes,
    Section,
    Sources,
    Table,
)
from briefing.ooxml import ledger, names
from briefing.renderers.docx.contents import draw_contents
from briefing.renderers.docx.ink import Field, Ink
from briefing.renderers.docx.ooxml import W, add
from briefing.renderers.docx.styles import Style
from briefing.renderers.docx.tables import draw_table

_FILL, _FILL_GROUND = "8A4B00", "FFFAF0"
_FILL_INSET = "135"  # twips: what the frame and its distance from the words take beside the text
_HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)


def draw_memo(memo: Memo, ink: Ink) -> None:
    """Draws title, head, body and annex; what surrounds them on every page is drawn elsewhere."""
    body = ink.package.body
    ink.text(ink.paragraph(body, Style.MEMO_KIND), memo.kind)
    if not memo.title_in_head:
        _title(memo, ink)
    for field in memo.head:
        if field.name == "subject":
            _title(memo, ink)
            continue
        line = ink.paragraph(body, Style.MEMO_HEAD, ledger.Line("head"))
        ink.text(line, f"{field.label}\t", Style.DETAIL)
        ink.prose(line, field.value, Field("", field.name, ""))
    if memo.origin:
        ink.text(ink.paragraph(body, Style.ORIGIN), memo.origin)
    draw_contents(memo, ink)
    for section in memo.body:
        _section(section, ink)
    if memo.annex:
        heading = ink.paragraph(body, Style.HEADING_1, ledger.Line("heading", item=names.ANNEX), new_page=True)
        with ink.bookmark(heading, names.ANNEX):
            ink.text(heading, memo.annex_heading)
    for section in memo.annex:
        if ink.footnotes and isinstance(section.body, Exhibits):
            continue  # each piece stands at the foot of a page already
        _section(section, ink, annex=True)


def _title(memo: Memo, ink: Ink) -> None:
    ink.field(ink.paragraph(ink.package.body, Style.TITLE, ledger.Line("title")), Field("", "title", memo.title))


def _section(section: Section, ink: Ink, *, annex: bool = False) -> None:
    body = ink.package.body
    level = 1 if annex or section.below else 0
    style = Style.BOTTOM_LINE_HEADING if isinstance(section.body, Callout) else _HEADINGS[level]
    place = ledger.Line("other", section.name)
    name = names.of_section(section.name, annex=annex)
    heading = ink.paragraph(body, style, replace(place, role="heading", item=name))
    with ink.bookmark(heading, name):
        ink.text(heading, section.heading)
    _BODIES[type(section.body)](section.body, ink, level, place)
    if section.note:
        _hold(body[-1])
        ink.text(ink.paragraph(body, Style.SECTION_NOTE, place), section.note)


def _hold(last: etree._Element) -> None:
    """Keeps the end of a section on the page of the remark about it."""
    rows = list(last.iter(f"{W}tr"))
    for one in (rows[-1] if rows else last).iter(f"{W}p"):
        properties = one[0]
        if properties.find(f"{W}keepNext") is None:
            properties.insert(1, etree.Element(f"{W}keepNext"))


# The functions below share one signature, that of the table `_BODIES`.


def _callout(callout: Callout, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    _line(callout.line, ink, Style.BOTTOM_LINE, place)


def _lines(lines: Lines, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    numbering = ink.package.numbering(lines.first) if lines.ordered and lines.lines else None
    for line in lines.lines:
        _line(line, ink, Style.NUMBER if lines.ordered else Style.BULLET, place, numbering)


def _line(line: Line, ink: Ink, style: Style, place: ledger.Line, numbering: str | None = None) -> None:
    name = names.of_item(line.anchor)
    place = replace(place, role="item", item=name)
    made = ink.paragraph(ink.package.body, style, place, keep_next=line.note is not None, numbering=numbering)
    with ink.bookmark(made, name):
        if line.label:
            ink.field(made, Field(line.anchor, line.label_field, line.label), Style.LABEL)
            ink.text(made, " ", Style.LABEL)
        ink.field(made, Field(line.anchor, line.field, line.text))
        ink.references(made, line.refs)
        if line.detail:
            ink.text(made, f" {line.detail}", Style.DETAIL)
    ink.note(ink.package.body, line.anchor, line.note, place)


def _groups(groups: Groups, ink: Ink, level: int, place: ledger.Line) -> None:
    for group in groups.groups:
        heading = replace(place, role="group")
        ink.text(ink.paragraph(ink.package.body, _HEADINGS[level + 1], heading), group.heading)
        _lines(group.body, ink, level, place)


def _table(table: Table, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    draw_table(table, ink, place)


def _quotes(quotes: Quotes, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    for quote in quotes.quotes:
        _quote(quote, ink, place)


def _quote(quote: Quote, ink: Ink, place: ledger.Line) -> None:
    name = names.of_item(quote.anchor)
    place = replace(place, role="item", item=name)
    made = ink.paragraph(ink.package.body, Style.QUOTE, place, keep_next=quote.note is not None)
    with ink.bookmark(made, name):
        ink.field(made, Field(quote.anchor, "speaker", quote.speaker), Style.STRONG)
        if quote.role:
            ink.text(made, f", {quote.role}", Style.DETAIL)
        if quote.cue:
            ink.text(made, f" ({quote.cue})", Style.DETAIL)
        ink.text(made, ": ")
        ink.text(made, quote.opening)
        ink.field(made, Field(quote.anchor, "text", quote.text))
        ink.text(made, quote.closing)
        ink.references(made, quote.refs)
    ink.note(ink.package.body, quote.anchor, quote.note, place)


def _pointers(pointers: Pointers, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    for pointer in pointers.pointers:
        _pointer(pointer, ink, place)


def _pointer(pointer: Pointer, ink: Ink, place: ledger.Line) -> None:
    made = ink.paragraph(ink.package.body, Style.BULLET, place)
    if pointer.label:
        ink.text(made, f"{pointer.label}: ", Style.LABEL)
    ink.text(made, pointer.text)
    before = " ("
    for citation in pointer.citations:
        ink.text(made, before, Style.DETAIL)
        ink.link(made, names.of_item(citation.anchor), citation.label, Style.BACK_REFERENCE)
        before = ink.wording["and"]
    if pointer.citations:
        ink.text(made, ")", Style.DETAIL)


def _blank(blank: Blank, ink: Ink, level: int, place: ledger.Line) -> None:
    """A box with what is to be written, and a line to write it on."""
    made = ink.paragraph(ink.package.body, Style.NOTE, place, keep_next=True)
    ink.text(made, f"{ink.wording['fill']}: ", Style.LABEL)
    ink.text(made, blank.prompt)
    for one in (made, ink.paragraph(ink.package.body, Style.NOTE, place)):
        box = add(one[0], "pBdr")
        for side in ("top", "left", "bottom", "right"):
            add(box, side, val="dashed", sz="6", space="6", color=_FILL)
        add(one[0], "shd", val="clear", color="auto", fill=_FILL_GROUND)
        add(one[0], "ind", left=_FILL_INSET, right=_FILL_INSET)
    if blank.offers.pointers:
        ink.text(ink.paragraph(ink.package.body, Style.SECTION_NOTE, place, keep_next=True), blank.lead)
        _pointers(blank.offers, ink, level, place)


def _exhibits(exhibits: Exhibits, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    for exhibit in exhibits.exhibits:
        _exhibit(exhibit, ink, place)


def _exhibit(exhibit: Exhibit, ink: Ink, place: ledger.Line) -> None:
    name = names.of_exhibit(exhibit.number)
    made = ink.paragraph(ink.package.body, Style.EVIDENCE, replace(place, role="exhibit", item=name))
    with ink.bookmark(made, name):
        # Not a number of Word's: were an exhibit deleted, the others would get numbers that
        # the references to them do not have.
        ink.text(made, f"{exhibit.number}\t", Style.DETAIL)
        ink.text(made, exhibit.quote)
    ink.line_break(made)
    if exhibit.source:
        ink.link(made, names.of_source(exhibit.source), exhibit.source, Style.BACK_REFERENCE)
        ink.text(made, f", {exhibit.place}. ", Style.DETAIL)
    else:
        ink.text(made, f"{exhibit.place}. ", Style.DETAIL)
    ink.citations(made, exhibit.cited_by)


def _sources(sources: Sources, ink: Ink, level: int, place: ledger.Line) -> None:  # noqa: ARG001
    several = len(sources.sources) > 1
    for source in sources.sources:
        name = names.of_source(source.id)
        style = Style.EVIDENCE if several else Style.BODY
        made = ink.paragraph(ink.package.body, style, replace(place, role="source", item=name))
        with ink.bookmark(made, name):
            if several:
                ink.text(made, f"{source.id}\t", Style.DETAIL)
            ink.text(made, source.text)


_BODIES: dict[type, Callable[[Any, Ink, int, ledger.Line], None]] = {
    Callout: _callout,
    Lines: _lines,
    Groups: _groups,
    Table: _table,
    Quotes: _quotes,
    Pointers: _pointers,
    Blank: _blank,
    Exhibits: _exhibits,
    Sources: _sources,
}
