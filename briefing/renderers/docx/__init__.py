"""The Word memo: the memo's shapes drawn on the look's template document, `memo.docx`.

styles.py     the styles that the template must hold
package.py    the document as a file: template, page, properties, the saved briefing, bytes
ink.py        text into paragraphs: runs, fields of items with what ties them, links, bookmarks
prose.py      the user's Markdown as runs
drawing.py    one function for each shape, in a table
tables.py     the one shape that needs a file of its own
pictures.py   the map of commitments
footnotes.py  evidence as footnotes, where the look wants them
contents.py   the table of contents, where the look wants one
frame.py      header and footer
letterhead.py a user's document that lends its styles
filling.py    a user's document with fields
tying.py      what ties the words in these to the briefing's
branding.py   the look's brand put upon the template
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.memo import View
    from briefing.memo.brand import Brand
    from briefing.memo.shapes import Memo

TEMPLATE = "memo.docx"
"""The file of a look that Word memos are drawn on."""


def render(view: "View") -> bytes:
    """The briefing as a Word document. Raises `TemplateError` where the look's template cannot serve."""
    from briefing.memo.look import REFERENCE

    look = view.look
    template, brand = look.read(TEMPLATE), look.brand
    logo = look.read(brand.raster) if brand.raster else b""
    where = str(look.files[TEMPLATE][0])
    if REFERENCE not in look.files:
        return draw(view.memo, view.saved, template, where, brand, logo)
    return _on_reference(view, template, *look.files[REFERENCE])


def _on_reference(view: "View", template: bytes, path: "Path", reference: bytes) -> bytes:
    """A memo on a document of the user's: in its fields, where it has some, else in its styles."""
    from briefing.renderers.docx.filling import fill, has_fields, values
    from briefing.renderers.docx.letterhead import lend, refuse_what_is_outside
    from briefing.renderers.docx.package import Package

    package = Package(reference, str(path), as_it_is=True)
    if not has_fields(package.document, values(view.briefing)):
        return draw(view.memo, view.saved, lend(template, reference, str(path)), str(path), keep_page=True)
    refuse_what_is_outside(package.document, str(path))
    shown = fill(package, view.briefing, str(path))
    package.describe(view.memo)
    package.attach(view.saved, shown)
    return package.to_bytes()


def draw(
    memo: "Memo",
    saved: str,
    template: bytes,
    where: str,
    brand: "Brand | None" = None,
    logo: bytes = b"",
    *,
    keep_page: bool = False,
) -> bytes:
    """A memo on the template document that is read from `where`, with the saved briefing aboard.

    With `keep_page` the paper is the template's, not the memo's.
    """
    from briefing.renderers.docx.branding import colours, put_on
    from briefing.renderers.docx.drawing import draw_memo
    from briefing.renderers.docx.footnotes import Footnotes
    from briefing.renderers.docx.frame import draw_frame
    from briefing.renderers.docx.ink import Ink
    from briefing.renderers.docx.package import Package

    package = Package(template, where)
    if not keep_page:
        package.set_page(memo.page)
    package.describe(memo)
    if brand is not None:
        put_on(package, brand, logo)
    ink = Ink(package, memo.wording, colours(brand))
    ink.footnotes = Footnotes.of(memo, package)
    draw_memo(memo, ink)
    if ink.footnotes:
        ink.footnotes.close(ink.book)
    package.attach(saved, ink.book.close(ink.choices()))
    draw_frame(memo, ink)
    return package.to_bytes()
