"""The memo's shapes on the page: one function for each, found in `_BODIES`."""

from collections.abc import Callable
from typing import Any

from briefing.memo.shapes import (
    Callout,
    Exhibit,
    Exhibits,
    Groups,
    Line,
    Lines,
    Memo,
    Quote,
    Quotes,
    Section,
    Sources,
    Table,
)
from briefing.renderers.docx import bookmarks
from briefing.renderers.docx.ink import Field, Ink
from briefing.renderers.docx.ooxml import add
from briefing.renderers.docx.styles import Style
from briefing.renderers.docx.tables import draw_table

_HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)


def draw_memo(memo: Memo, ink: Ink) -> None:
    """Draws title, head, body and annex; what surrounds them on every page is drawn elsewhere."""
    body = ink.package.body
    ink.text(ink.paragraph(body, Style.MEMO_KIND), memo.kind)
    ink.text(ink.paragraph(body, Style.TITLE), memo.title)
    if memo.origin:
        ink.text(ink.paragraph(body, Style.ORIGIN), memo.origin)
    for field in memo.head:
        line = ink.paragraph(body, Style.MEMO_HEAD)
        ink.text(line, f"{field.label}\t", Style.DETAIL)
        ink.prose(line, field.value)
    for section in memo.body:
        _section(section, ink, level=0)
    if memo.annex:
        ink.text(ink.paragraph(body, Style.HEADING_1, new_page=True), memo.annex_heading)
    for section in memo.annex:
        _section(section, ink, level=1)


def _section(section: Section, ink: Ink, level: int) -> None:
    body = ink.package.body
    heading = Style.BOTTOM_LINE_HEADING if isinstance(section.body, Callout) else _HEADINGS[level]
    ink.text(ink.paragraph(body, heading), section.heading)
    _BODIES[type(section.body)](section.body, ink, level)
    if section.note:
        ink.text(ink.paragraph(body, Style.SECTION_NOTE), section.note)


def _callout(callout: Callout, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    _line(callout.line, ink, Style.BOTTOM_LINE)


def _lines(lines: Lines, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    numbering = ink.package.numbering(lines.first) if lines.ordered and lines.lines else None
    for line in lines.lines:
        _line(line, ink, Style.NUMBER if lines.ordered else Style.BULLET, numbering)


def _line(line: Line, ink: Ink, style: Style, numbering: str | None = None) -> None:
    made = ink.paragraph(ink.package.body, style, keep_next=line.note is not None, numbering=numbering)
    with ink.bookmark(made, bookmarks.of_item(line.anchor)):
        if line.label:
            ink.text(made, f"{line.label} ", Style.LABEL)
        ink.field(made, Field(line.anchor, line.field, line.text))
        ink.references(made, line.refs)
        if line.detail:
            ink.text(made, f" {line.detail}", Style.DETAIL)
    ink.note(ink.package.body, line.note)


def _groups(groups: Groups, ink: Ink, level: int) -> None:
    for group in groups.groups:
        ink.text(ink.paragraph(ink.package.body, _HEADINGS[level + 1]), group.heading)
        _lines(group.body, ink, level)


def _table(table: Table, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    draw_table(table, ink)


def _quotes(quotes: Quotes, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    for quote in quotes.quotes:
        _quote(quote, ink)


def _quote(quote: Quote, ink: Ink) -> None:
    made = ink.paragraph(ink.package.body, Style.QUOTE, keep_next=quote.note is not None)
    with ink.bookmark(made, bookmarks.of_item(quote.anchor)):
        ink.field(made, Field(quote.anchor, "speaker", quote.speaker), Style.STRONG)
        if quote.role:
            ink.text(made, f", {quote.role}", Style.DETAIL)
        ink.text(made, ": ")
        if quote.direct:
            ink.text(made, ink.wording["open_quote"])
        ink.field(made, Field(quote.anchor, "text", quote.text))
        if quote.direct:
            ink.text(made, ink.wording["close_quote"])
        ink.references(made, quote.refs)
    ink.note(ink.package.body, quote.note)


def _exhibits(exhibits: Exhibits, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    for exhibit in exhibits.exhibits:
        _exhibit(exhibit, ink)


def _exhibit(exhibit: Exhibit, ink: Ink) -> None:
    made = ink.paragraph(ink.package.body, Style.EVIDENCE)
    with ink.bookmark(made, bookmarks.of_exhibit(exhibit.number)):
        # Not a number of Word's: were an exhibit deleted, the others would get numbers that
        # the references to them do not have.
        ink.text(made, f"{exhibit.number}\t", Style.DETAIL)
        ink.text(made, exhibit.quote)
    add(add(made, "r"), "br")
    if exhibit.source:
        ink.link(made, bookmarks.of_source(exhibit.source), exhibit.source, Style.BACK_REFERENCE)
        ink.text(made, f", {exhibit.place}. ", Style.DETAIL)
    else:
        ink.text(made, f"{exhibit.place}. ", Style.DETAIL)
    ink.citations(made, exhibit.cited_by)


def _sources(sources: Sources, ink: Ink, level: int) -> None:  # noqa: ARG001  the table's signature
    several = len(sources.sources) > 1
    for source in sources.sources:
        made = ink.paragraph(ink.package.body, Style.EVIDENCE if several else Style.BODY)
        with ink.bookmark(made, bookmarks.of_source(source.id)):
            if several:
                ink.text(made, f"{source.id}\t", Style.DETAIL)
            ink.text(made, source.text)


_BODIES: dict[type, Callable[[Any, Ink, int], None]] = {
    Callout: _callout,
    Lines: _lines,
    Groups: _groups,
    Table: _table,
    Quotes: _quotes,
    Exhibits: _exhibits,
    Sources: _sources,
}
