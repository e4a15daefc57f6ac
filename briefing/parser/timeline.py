"""Timeline: what happened or is to happen when, dates resolved against the document's own date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.model import DateSpan, Evidence, Precision
from briefing.parser.alone import alone
from briefing.parser.analysis import clauses, datelines, dates, terms
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.date_rules import MONTHS
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.analysis.wording import paired, sentence_case, tidy

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPANS_ONLY = (
    "every",
    "each",
    "per ",
    "year-old",
    "years old",
    "annual",
    "daily",
    "weekly",
    "monthly",
    "decades",
    "hours",
    "minutes",
    "seconds",
)
# Before a time with which something is only compared.
_COMPARING = frozenset({"against", "compared", "than", "versus", "vs", "vs."})
_LONGEST = 45


@dataclass(frozen=True, eq=False)
class Dated:
    """An entry of the timeline before it is given an id. `ahead` is true where its verb is in the future."""

    when: str
    date: DateSpan | None
    event: str
    evidence: tuple[Evidence, ...]
    sentence: Sentence
    ahead: bool


def find(analysis: Analysis) -> tuple[Dated, ...]:
    """The dated events in order of their dates, those without one last, in reading order."""
    found = list(_find(analysis))
    undated = [entry for entry in found if entry.date is None]
    dated = [entry for entry in found if entry.date is not None]
    dated.sort(key=lambda entry: (entry.date.start or entry.date.end, entry.date.end) if entry.date else ())
    return (*dated, *undated)


def _find(analysis: Analysis) -> Iterator[Dated]:
    reference = analysis.document.source.published
    for sentence in analysis.told:
        for first, last in terms.times(sentence.tokens):
            if first.ent_type_ != "DATE" and last.ent_type_ != "DATE":
                continue
            when = _bare(tidy(first.doc[first.i : last.i + 1].text))
            verb = _verb(first)
            if any(word in when.lower() for word in _SPANS_ONLY) or _is_aside(sentence, first, verb):
                continue
            ahead = _is_ahead(verb)
            # "Is not expected until 2030" is no end but a beginning.
            denied = verb is not None and clauses.is_negated(verb)
            named = dates.without_opening(when) if denied else when
            day = dates.resolve(named, reference, ahead=ahead)
            ranges = day is not None and day.precision is Precision.RANGE
            if ranges and (terms.belongs_to_noun(last) or when.lower().startswith("since ")):
                continue  # "the 2025-2026 season" is a name; "since the 1990s" has no end
            event, borrowed = _event(analysis, sentence, first)
            if event and (day is not None or _points(when)):
                rests_on = tuple(evidence(analysis.document, one) for one in (sentence, *borrowed))
                yield Dated(when, day, event, rests_on, sentence, bool(ahead))
                break


def _bare(when: str) -> str:
    """The time without what only ties it to its clause, or tells of something else: "last month | after the fire"."""
    told = re.sub(r"^(?:of|from|for|at)\s+", "", when)
    if " and " not in told:
        told = re.sub(r"^between\s+", "", told)
    return re.split(r"(?<=\w)\s+(?:after|amid|as|following|when|while|with)\s", told)[0]


def _is_aside(sentence: Sentence, first: "Token", verb: "Token | None") -> bool:
    """Whether nothing is told of the time: it stands in a dateline, is what one compares with ("than in 2003"), or
    belongs to a thing that the sentence only describes ("the rebate, won in 1984").
    """
    if first.i < sentence.span.start + datelines.length(sentence.span):
        return True
    above = [*takewhile(lambda token: token.pos_ not in clauses.VERBAL or token.tag_ == "VBN", first.ancestors)]
    if not _COMPARING.isdisjoint(token.lower_ for token in (first, *above, *first.doc[first.i - 1 : first.i])):
        return True
    return verb is not None and verb.dep_ == "acl" and verb.tag_ == "VBN"


def _verb(token: "Token") -> "Token | None":
    """The verb that bears the date."""
    while token.head != token and token.pos_ not in clauses.VERBAL:
        token = token.head
    return token if token.pos_ in clauses.VERBAL else None


def _is_ahead(verb: "Token | None") -> bool | None:
    """Whether the verb is in the future; `None` where it is neither there nor in the past."""
    if verb is None:
        return None
    if clauses.is_future(verb):
        return True
    return False if verb.tag_ == "VBD" else None


def _points(when: str) -> bool:
    """Whether the words tell more than "now", though they cannot be reckoned ("next month", "on 16 February")."""
    words = when.lower().split()
    dated = any(word in MONTHS for word in words) and any(word.isdigit() for word in words)
    return dated or any(word in words for word in ("yesterday", "tomorrow", "next", "last", "earlier", "later"))


def _event(analysis: Analysis, sentence: Sentence, token: "Token") -> tuple[str | None, tuple[Sentence, ...]]:
    """The sentence itself where it is short enough to read in a row, with those whose words it borrows; else the
    clause that bears the date.
    """
    read = alone(analysis, sentence)
    if len(read.text.split()) <= _LONGEST:
        return (read.text, read.borrowed) if any(t.pos_ in clauses.VERBAL for t in sentence.tokens) else (None, ())
    return _clause(token), ()


def _clause(token: "Token") -> str | None:
    """The finite clause that bears the date, if it can stand alone and is short enough."""
    verb = _verb(token)
    if verb is None:
        return None
    subject = next((child for child in verb.children if child.dep_ in clauses.SUBJECTS), None)
    if subject is None or subject.left_edge.pos_ in ("PRON", "SCONJ"):
        return None
    if verb.dep_ == "advcl" or any(child.dep_ == "mark" for child in verb.children) or not clauses.is_finite(verb):
        return None
    clause = verb.doc[subject.left_edge.i : verb.right_edge.i + 1].text
    return paired(sentence_case(tidy(clause))) if 4 < len(clause.split()) <= _LONGEST else None
