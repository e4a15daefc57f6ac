"""The memo as PDF: the HTML memo, set by WeasyPrint, with the saved briefing attached."""

import atexit
import io
import warnings
from contextlib import redirect_stdout
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingPartError, TemplateError
from briefing.memo import Look
from briefing.memo.carriers import PDF_ATTACHMENT
from briefing.model import Briefing
from briefing.renderers import html
from briefing.resources import font

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

# No clock: the same briefing gives the same bytes. The date is the oldest that every format knows.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

_FACES = (
    ("Briefing Serif", "SourceSerifPro", "Regular", "normal", 400),
    ("Briefing Serif", "SourceSerifPro", "It", "italic", 400),
    ("Briefing Serif", "SourceSerifPro", "Semibold", "normal", 600),
    ("Briefing Sans", "SourceSansPro", "Regular", "normal", 400),
    ("Briefing Sans", "SourceSansPro", "It", "italic", 400),
    ("Briefing Sans", "SourceSansPro", "Semibold", "normal", 600),
)


def render(briefing: Briefing, look: Look) -> bytes:
    """The memo as tagged PDF. Raises `MissingPartError` where Pango is not installed."""
    weasyprint = _weasyprint()
    fonts, sheet = _fonts()
    model = weasyprint.Attachment(
        string=briefing.to_json(),
        name=PDF_ATTACHMENT,
        description=look.words["attachment"],
        created=_EPOCH,
        modified=_EPOCH,
    )
    text = html.page(briefing, look, alone=False)
    try:
        # Parsed once, and not with every memo.
        styles = look.once("pdf", _style_sheet)
        page = weasyprint.HTML(string=text, base_url="about:memo", url_fetcher=_fetcher())
        made: bytes = page.write_pdf(
            finisher=_tell_source,
            stylesheets=[sheet, styles],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            attachments=[model],
        )
    except Exception as error:
        if not look.own:
            raise
        # WeasyPrint lets through whatever a page or style sheet of the user's leads to.
        raise TemplateError(
            f"the page cannot be set ({type(error).__name__}: {error})",
            where=str(look.files["memo.css"][0]),
            mend="take back what was last changed in the look",
        ) from error
    return made


def _style_sheet(look: Look) -> "CSS":
    from weasyprint import CSS

    fonts, _ = _fonts()
    return CSS(string=html.style_sheet(look), font_config=fonts, base_url="about:memo", url_fetcher=_fetcher())


def _tell_source(_: Any, pdf: Any) -> None:
    """Says of the attached briefing that the document was made from it; WeasyPrint does for PDF/A only."""
    import pydyf

    files = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Filespec"]
    for file in files:
        file["AFRelationship"] = "/Source"
    pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])


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


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves what a memo holds itself and the fonts that ship with the program; nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in _font_urls() or url[:5].lower() == "data:":
                return super().fetch(url, headers)
            raise ValueError(f"a memo may not fetch {url[:80]}")

    return Fetcher(allowed_protocols=("data", "file"), allow_redirects=False)


@lru_cache(maxsize=1)
def _font_urls() -> frozenset[str]:
    return frozenset(font(family, style).as_uri() for _, family, style, _, _ in _FACES)


@lru_cache(maxsize=1)
def _fonts() -> "tuple[FontConfiguration, CSS]":
    """The fonts, registered once a process: reading and registering them costs as much as a page."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    rules = "\n".join(
        f'@font-face {{ font-family: "{name}"; src: url("{font(family, style).as_uri()}");'
        f" font-style: {slant}; font-weight: {weight} }}"
        for name, family, style, slant, weight in _FACES
    )
    # Its temporary folder is removed by its own finaliser, which needs an interpreter that still runs.
    atexit.register(_fonts.cache_clear)
    return config, CSS(string=rules, font_config=config, url_fetcher=_fetcher())
