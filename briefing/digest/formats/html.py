"""The digest as one HTML file that needs nothing else: style inside, no script."""

from briefing.digest.model import Digest
from briefing.digest.sheet import build
from briefing.memo import Look
from briefing.renderers import html


def render(digest: Digest, look: Look) -> dict[str, bytes]:
    """The digest as UTF-8."""
    sheet = build(digest, look.words, look.spec.language, lasting=False)
    css = look.once("css", html.style_sheet)
    return {".html": html.write(look, "digest.html.j2", sheet=sheet, words=sheet.wording, css=css).encode()}
