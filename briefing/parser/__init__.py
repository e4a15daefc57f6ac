"""The parser: `Document` → `Briefing`, offline, one file per section over one shared analysis."""

from briefing.document import Document
from briefing.model import Briefing
from briefing.parser.analysis import language
from briefing.parser.analysis.analysis import analyse
from briefing.parser.assembly import assemble, find
from briefing.parser.explaining import Explanation, explain

__all__ = ["DEFAULT_MODEL", "Explanation", "explain", "parse"]

DEFAULT_MODEL = language.DEFAULT_MODEL
"""The language model used where no other is named."""


def parse(document: Document, *, model: str = DEFAULT_MODEL) -> Briefing:
    """The briefing that a document holds; a section with nothing to say is empty.

    `model` is an installed spaCy English pipeline. Raises `MissingPartError` where it is absent.
    """
    return assemble(document, find(analyse(document, language.load(model))))
