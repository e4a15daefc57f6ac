"""Places where the text shows that something is open, and the question each of them asks."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.questions import demonstratives
from briefing.parser.questions.ways import WAYS, Place

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Candidate:
    """`cue` is the first word of the cue, `words` all of them; `way` is how the question was made."""

    sentence: Sentence
    kind: QuestionKind
    cue: "Token"
    words: str
    way: str
    question: str
    about: Entity | None


@dataclass(frozen=True)
class _Cue:
    kind: QuestionKind
    ways: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _table() -> tuple[_Cue, ...]:
    rows = cues.load("questions")["cue"]
    return tuple(_Cue(QuestionKind(row["kind"]), tuple(row["on"]), re.compile(row["pattern"])) for row in rows)


def find(sentence: Sentence, analysis: Analysis) -> list[Candidate]:
    """The candidates of a sentence in order of place, at most one for each place and kind."""
    lowered = sentence.span.text.lower().replace("’", "'")
    found: list[Candidate] = []
    for cue in _table():
        for match in cue.pattern.finditer(lowered):
            token = _token_at(sentence, match.start())
            if (
                token is None
                or _speaks_of_oneself(token, sentence, analysis)
                or any(one.cue == token and one.kind is cue.kind for one in found)
            ):
                continue
            if (made := _ask(sentence, analysis, cue, token, match)) is not None:
                found.append(made)
    return sorted(found, key=lambda one: one.cue.i)


def _speaks_of_oneself(cue: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """ "I don't know him": what a speaker says of his own mind in quotation marks leaves nothing open in the text."""
    verb = cue if cue.pos_ in clauses.VERBAL else cue.head
    subject = clauses.subject(verb) if verb.pos_ in clauses.VERBAL else None
    return subject is not None and subject.lower_ in ("i", "you") and analysis.quoted(sentence.at(cue))


def _token_at(sentence: Sentence, offset: int) -> "Token | None":
    at = sentence.span.start_char + offset
    return next((token for token in sentence.span if token.idx <= at < token.idx + len(token.text)), None)


def _ask(sentence: Sentence, analysis: Analysis, cue: _Cue, token: "Token", match: re.Match[str]) -> Candidate | None:
    last = _token_at(sentence, match.end() - 1) or token
    for way in cue.ways:
        made = WAYS[way](Place(analysis, sentence, token, last, cue.kind))
        if made is not None and 2 < len(made[0].split()) < 45:
            question, about = demonstratives.named(made[0], sentence, analysis)
            return Candidate(sentence, cue.kind, token, match.group(), way, question, made[1] or about)
    return None
