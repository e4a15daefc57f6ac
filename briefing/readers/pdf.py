"""PDF, by PDFium: digital documents only; reading pictures of pages takes OCR."""

from typing import TYPE_CHECKING

from briefing.document import BlockKind, Metadata
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers._filler import is_filler_author, is_filler_title
from briefing.readers._pageblocks import drafts_of
from briefing.readers._pagelayout import columns, without_running_heads
from briefing.readers._pagetext import Line, lines_of
from briefing.readers._ranking import author_of, mark_headings, mark_title, published_of
from briefing.readers._reading import Raw, Reading

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_END = b"%%EOF"
_TAIL = 2048
_SCANNED = 0.25


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The one document of a PDF, in reading order, without running heads and page numbers.

    Its own date of making is not taken for the date of publication: a page printed today has it too.
    Raises `SourceError` for a file that is protected, damaged, scanned, or longer than `limits.pages`.
    """
    pdf = _open(raw.data)
    try:
        if len(pdf) > limits.pages:
            raise SourceError(f"it has more than {limits.pages:,} pages", mend="split it, or raise limits.pages")
        pages = _pages(pdf)
        told = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    drafts = drafts_of((number, columns(lines)) for number, lines in enumerate(without_running_heads(pages), start=1))
    kinds = {draft.kind for draft in drafts}
    if BlockKind.TITLE not in kinds:
        mark_title(drafts)
    if BlockKind.HEADING not in kinds:
        mark_headings(drafts)
    title = next((draft.text for draft in drafts if draft.kind is BlockKind.TITLE), None)
    head = [draft.text for draft in drafts[:10] if draft.kind is not BlockKind.TITLE]
    told_title, told_author = told.get("Title", ""), told.get("Author", "")
    metadata = Metadata(
        title=title or (None if is_filler_title(told_title) else told_title),
        author=author_of(head) or (None if is_filler_author(told_author) else told_author),
        published=published_of(head, title),
    )
    return (Reading(tuple(draft.piece() for draft in drafts), metadata),)


def _open(data: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    # PDFium mends a file whose end is missing by leaving out the pages that were there.
    if _END not in data[-_TAIL:]:
        raise SourceError("it is cut short: its end is missing", mend="fetch or save it again")
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise SourceError("it is protected with a password", mend="save it without one") from error
        raise SourceError("it is damaged", mend="fetch or save it again") from error


def _pages(pdf: "PdfDocument") -> list[list[Line]]:
    """The lines of each page. Raises `SourceError` where more than a few pages are pictures."""
    from pypdfium2 import PdfiumError

    pages: list[list[Line]] = []
    pictures = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except PdfiumError as error:
            raise SourceError(f"its page {number + 1} is damaged", mend="fetch or save it again") from error
        try:
            pages.append(lines_of(page))
            pictures += not pages[-1] and _has_picture(page)
        finally:
            page.close()
    if pictures > _SCANNED * len(pages):
        share = "it is" if pictures == len(pages) else f"{pictures} of its {len(pages)} pages are"
        raise SourceError(
            f"{share} a scan, a picture without text", mend="run OCR on it first (for example with ocrmypdf)"
        )
    return pages


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=5))
