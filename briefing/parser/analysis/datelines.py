"""The dateline with which a release or a report begins: "OSLO, Norway – March 3, 2026 (NEWSWIRE) – ", "OSLO: "."""

import re
from typing import TYPE_CHECKING

from briefing.parser.analysis import names
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LONGEST = 140
_DASHES = frozenset({"–", "—", "--", "-"})
# What tells a dateline from a clause that a dash breaks off.
_TELLS = re.compile(r"\((?:[A-Z][\w.]*\s?)+\)|\b(?:19|20)\d\d\b|^[A-Z][A-Z. ]{3,}")


def length(sentence: "Span") -> int:
    """How many tokens of the sentence are its dateline; 0 where it has none."""
    end = 2 if len(sentence) > 2 and sentence[1].text == ":" and _is_city(sentence[0]) else 0
    for n, token in enumerate(sentence):
        if token.idx - sentence.start_char > _LONGEST or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            break
        spaced = n > 0 and bool(sentence[n - 1].whitespace_) and bool(token.whitespace_)
        opens = n + 1 < len(sentence) and not sentence[n + 1].text[0].islower()
        if token.text in _DASHES and spaced and opens and _tells(sentence[:n]):
            end = n + 1
    return end


def _tells(opening: "Span") -> bool:
    """Whether the words before a dash are a place, a day or a wire, and not the name of a site ("Harbour.com - …")."""
    return _TELLS.search(opening.text) is not None and not opening[0].like_url


def _is_city(token: "Token") -> bool:
    return token.text.isupper() and (token.ent_type_ == "GPE" or fold(token.text) in names.seats())
