"""The memo as PDF: the HTML memo, set by WeasyPrint, tagged by us, with the saved briefing attached.

fonts.py         the fonts, and who may fetch what
glyphs.py        letters that none of them has
drawing.py       the page laid out and painted, keeping what marks its text got
tagging.py       what was laid out, as a structure tree
tree.py          that tree
mending.py       what in it would break PDF/UA-1
writing.py       the tree in the file
conformance.py   PDF/UA-1 and PDF/A-3a in one
"""

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingPartError, TemplateError
from briefing.memo import Look, View
from briefing.memo.carriers import PDF_ATTACHMENT
from briefing.renderers import html

if TYPE_CHECKING:
    from weasyprint import CSS

# No clock: the same briefing gives the same bytes. The date is the oldest that every format knows.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_TIME = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/


def render(view: View) -> bytes:
    """The memo as PDF/UA-1 and PDF/A-3a. Raises `MissingPartError` where Pango is not installed."""
    weasyprint = _weasyprint()
    from briefing.renderers.pdf.drawing import draw
    from briefing.renderers.pdf.fonts import fetcher, fonts
    from briefing.renderers.pdf.glyphs import replace_missing

    config, sheet = fonts()
    look = view.look
    model = weasyprint.Attachment(
        string=view.saved,
        name=PDF_ATTACHMENT,
        description=look.words["attachment"],
        relationship="Source",
        created=_EPOCH,
        modified=_EPOCH,
    )
    text = html.page(view, alone=False)
    try:
        # Parsed once, and not with every memo.
        styles = look.once("pdf", _style_sheet)
        page = weasyprint.HTML(string=text, base_url="about:memo", url_fetcher=fetcher())
        replace_missing(page, text, look)
        with _no_clock():
            return draw(page.render(font_config=config, stylesheets=[sheet, styles]), model)
    except Exception as error:
        if not look.own:
            raise
        # WeasyPrint lets through whatever a page or style sheet of the user's leads to.
        raise TemplateError(
            f"the page cannot be set ({type(error).__name__}: {error})",
            where=str(look.files["memo.css"][0]),
            mend="take back what was last changed in the look",
        ) from error


@contextmanager
def _no_clock() -> Iterator[None]:
    """Gives fontTools the time to note in a font that it writes anew, as it does with those of variable weight."""
    before = os.environ.get(_TIME)
    os.environ[_TIME] = str(int(_EPOCH.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TIME]
        else:
            os.environ[_TIME] = before


def _style_sheet(look: Look) -> "CSS":
    from weasyprint import CSS

    from briefing.renderers.pdf.fonts import fetcher, fonts, with_lenders

    config, _ = fonts()
    css = with_lenders(html.style_sheet(look))
    return CSS(string=css, font_config=config, base_url="about:memo", url_fetcher=fetcher())


def _weasyprint() -> Any:
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            # It warns of a missing font configuration, but our fonts come with us; and it prints
            # what libraries it misses, which is said here in one line.
            warnings.simplefilter("ignore")
            import weasyprint
    except OSError as error:
        raise MissingPartError(
            "PDF needs Pango, which is not installed",
            mend="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ) from error
    return weasyprint
