"""The Word memo: the memo's shapes drawn on the look's template document, `memo.docx`.

styles.py     the styles that the template must hold
package.py    the document as a file: template, page, properties, the saved briefing, bytes
ink.py        text into paragraphs: runs, fields of items with what ties them, links, bookmarks
prose.py      the user's Markdown as runs
drawing.py    one function for each shape, in a table
tables.py     the one shape that needs a file of its own
pictures.py   the map of commitments
frame.py      header and footer
branding.py   the look's brand put upon the template
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.memo.brand import Brand
    from briefing.memo.look import Look
    from briefing.memo.shapes import Memo
    from briefing.model import Briefing

TEMPLATE = "memo.docx"
"""The file of a look that Word memos are drawn on."""


def render(briefing: "Briefing", look: "Look") -> bytes:
    """The briefing as a Word document. Raises `TemplateError` where the look's template cannot serve."""
    from briefing.memo import build

    template, brand = look.read(TEMPLATE), look.brand
    logo = look.read(brand.raster) if brand.raster else b""
    return draw(build(briefing, look), briefing.to_json(), template, str(look.files[TEMPLATE][0]), brand, logo)


def draw(
    memo: "Memo", saved: str, template: bytes, where: str, brand: "Brand | None" = None, logo: bytes = b""
) -> bytes:
    """A memo on the template document that is read from `where`, with the saved briefing aboard."""
    from briefing.renderers.docx.branding import put_on
    from briefing.renderers.docx.drawing import draw_memo
    from briefing.renderers.docx.frame import draw_frame
    from briefing.renderers.docx.ink import Ink
    from briefing.renderers.docx.package import Package

    package = Package(template, where)
    package.set_page(memo.page)
    package.describe(memo)
    if brand is not None:
        put_on(package, brand, logo)
    ink = Ink(package, memo.wording)
    draw_memo(memo, ink)
    package.attach(saved, ink.book.close(ink.choices()))
    draw_frame(memo, ink)
    return package.to_bytes()
