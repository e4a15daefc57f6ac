"""What case files of the shared analysis hold, and how a text of theirs becomes a document.

In a text each line is a block: "# " opens the title, "## " a heading, "- " a list item, "> " a
quotation, anything else is a paragraph. "@2026-02-04" alone is the day of publication.

Where a case is about one word, asterisks stand around it ("The council will *meet* in Oslo."); braces
stand around words that are told elsewhere ("… *meet* {on Friday} in Oslo").
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.document import BlockKind, Document, Metadata, Piece, compose
from briefing.limits import Limits
from briefing.parser.analysis import language
from briefing.parser.analysis.analysis import Analysis, analyse
from tests import casefiles

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_FOLDER = Path(__file__).parent / "analysis" / "cases"
_MARKS = {
    "# ": (BlockKind.TITLE, 0),
    "## ": (BlockKind.HEADING, 2),
    "- ": (BlockKind.LIST_ITEM, 1),
    "> ": (BlockKind.QUOTATION, 0),
}


def cases(name: str) -> list[Any]:
    """The cases in a file, as parameters of a test that takes an input and what is expected."""
    return casefiles.cases(_FOLDER / name)


def model() -> "Language":
    return language.load(language.DEFAULT_MODEL)


def document(text: str) -> Document:
    """The document that a text of a case stands for."""
    lines = [line for line in text.splitlines() if line.strip()]
    published = date.fromisoformat(lines.pop(0)[1:]) if lines[0].startswith("@") else None
    return compose(
        [_piece(line) for line in lines],
        data=text.encode("utf-8", "surrogatepass"),
        location="case.txt",
        media_type="text/plain",
        limits=Limits(),
        metadata=Metadata(published=published),
        language="en",
    )


def _piece(line: str) -> Piece:
    for mark, (kind, level) in _MARKS.items():
        if line.startswith(mark):
            return Piece(kind, line.removeprefix(mark), level)
    return Piece(BlockKind.PARAGRAPH, line)


@cache
def analysed(text: str) -> Analysis:
    """The analysis of a case's text, made once."""
    return analyse(document(text), model())


@dataclass(frozen=True)
class Marked:
    """The analysis of a text, the word that asterisks stand around, and where the words in braces stand."""

    analysis: Analysis
    token: "Token"
    without: frozenset[int]


def marked(text: str) -> Marked:
    """A case's text without its asterisks and braces."""
    plain = ""
    places: dict[str, list[int]] = {"*": [], "{": [], "}": []}
    for sign in text:
        if sign in places:
            places[sign].append(len(plain))
        else:
            plain += sign
    analysis = analysed(plain)
    tokens = [(sentence.at(token), token) for sentence in analysis.sentences for token in sentence.span]
    start, end = places["*"]
    chosen = [token for at, token in tokens if start <= at < end]
    told = [
        token.i
        for first, last in zip(places["{"], places["}"], strict=True)
        for at, token in tokens
        if first <= at < last
    ]
    return Marked(analysis, chosen[-1], frozenset(told))
