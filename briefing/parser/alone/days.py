"""Days told from the day on which a text was published, by their dates: "yesterday" is another day tomorrow."""

from calendar import month_name
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.parser.alone.edits import Edit
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.dates import resolve
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAYS = frozenset({"yesterday", "today", "tomorrow"})


def edits(analysis: Analysis, sentence: Sentence, opens: int) -> Iterator[Edit]:
    """ "Yesterday, …" → "On 3 January 2019, …", where the document is dated; no word of a quotation is touched.

    The sentence begins at the place `opens`.
    """
    published = analysis.document.source.published
    for token in sentence.tokens if published is not None else ():
        place = sentence.at(token)
        if token.lower_ not in _DAYS or analysis.quoted(place) or not _names_a_day(token, first=place == opens):
            continue
        day = resolve(token.lower_, published)
        if day is not None:
            when = f"{day.end.day} {month_name[day.end.month]} {day.end.year}"
            yield Edit(place, sentence.after(token), f"{'On' if token.text[0].isupper() else 'on'} {when}")


def _names_a_day(token: "Token", *, first: bool) -> bool:
    """Whether it says when something happens: not "today’s meeting", "until today", nor how things are nowadays."""
    verb = token.head
    if token.dep_ != "npadvmod" or verb.pos_ not in clauses.VERBAL or any(True for _ in token.children):
        return False
    if token.lower_ != "today":
        return True
    happens = verb.tag_ == "VBD" or bool(clauses.auxiliaries(verb)) or verb.lemma_ in ("announce", "launch", "begin")
    return happens and (first or abs(verb.i - token.i) == 1)
