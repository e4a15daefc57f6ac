"""The digest as GitHub-flavoured Markdown. Evidence keeps its number, so that a commit shows the news alone."""

from briefing.digest.model import Digest
from briefing.digest.sheet import build
from briefing.memo import Look
from briefing.memo.shapes import Exhibits
from briefing.renderers import markdown


def render(digest: Digest, look: Look) -> dict[str, bytes]:
    """The digest as UTF-8."""
    sheet = build(digest, look.words, look.spec.language, lasting=True)
    exhibits = [
        one for section in sheet.evidence if isinstance(section.body, Exhibits) for one in section.body.exhibits
    ]
    keys = {one.number: one.key for one in exhibits}
    return {".md": markdown.write(look, "digest.md.j2", sheet=sheet, words=sheet.wording, keys=keys)}
