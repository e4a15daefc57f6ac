"""Places where the text shows that something is open, and the question each of them asks."""

import re
from collections.abc import Iterator
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

_NAMED = re.compile(r"\{([a-z]+)\}")
_FEWEST, _MOST = 3, 44
# "Why did he leave?" asks nobody who has not read the text.
_NAMELESS = re.compile(
    r"\w+ (?:\w+ )?(?:are|can|could|did|do|does|had|has|have|is|should|was|were|will|would) (?:he|she|they|it)\b"
)
# A question opens with a question word or an auxiliary, and no question word follows the auxiliary; what is
# shortened badly ends on a word that leads to another.
_SOUND = re.compile(
    r"(?:(?:[A-Z][a-z]+ )?(?:How|What|When|Where|Which|Who|Whose|Why)\b.*"
    r"|(?:Are|Can|Could|Did|Do|Does|Had|Has|Have|Is|May|Should|Was|Were|Will|Would)"
    r" (?!what\b|which\b|who\b|how\b|to\b).*)"
    r"(?<! and)(?<! or)(?<! but)(?<! the)(?<! a)(?<! of)(?<! to)\?",
    re.DOTALL,
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """`cue` is the first word of the cue that asks, `words` all of them, `name` its row; `way` is how the
    question was made. `others` names the other rows of which the sentence has a cue, in their order.
    """

    sentence: Sentence
    kind: QuestionKind
    name: str
    cue: "Token"
    words: str
    way: str
    question: str
    about: Entity | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Cue:
    name: str
    kind: QuestionKind
    ways: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class _Signal:
    """A cue where it stands in a sentence, from its first to its last word."""

    cue: _Cue
    first: "Token"
    last: "Token"
    words: str


@cache
def _table() -> tuple[_Cue, ...]:
    data = cues.load("questions")
    return tuple(
        _Cue(row["name"], QuestionKind(row["kind"]), tuple(row["on"]), _pattern(row["words"], data["patterns"]))
        for row in data["cue"]
    )


def _pattern(words: list[str], parts: dict[str, str]) -> re.Pattern[str]:
    """Any of the words, as whole ones; what ends in a space wants another word behind it."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(_spelt(one, parts) for one in words)})(?:(?<=\s)|(?!\w))")


def _spelt(words: str, parts: dict[str, str]) -> str:
    while _NAMED.search(words):
        words = _NAMED.sub(lambda match: parts[match[1]], words)
    return words


def find_all(analysis: Analysis) -> Iterator[Candidate]:
    """The candidates of a document, one a sentence at most; what is itself set as a question leaves nothing to ask."""
    for sentence in analysis.sentences:
        if sentence.is_prose and not sentence.span.text.rstrip("”\"’' ").endswith("?"):
            found = find(sentence, analysis)
            if found is not None:
                yield found


def find(sentence: Sentence, analysis: Analysis) -> Candidate | None:
    """What the sentence leaves open, by the first of its cues that yields a question; `None` where none does."""
    signals = [one for one in _signals(sentence) if not _speaks_of_oneself(one.first, sentence, analysis)]
    for signal in signals:
        for way in signal.cue.ways:
            made = WAYS[way](Place(analysis, sentence, signal.first, signal.last, signal.cue.kind))
            if made is None or not _is_sound(made[0]):
                continue
            question, about = demonstratives.named(made[0], sentence, analysis)
            return Candidate(
                sentence,
                signal.cue.kind,
                signal.cue.name,
                signal.first,
                signal.words,
                way,
                question,
                made[1] or about,
                tuple(dict.fromkeys(one.cue.name for one in signals if one is not signal)),
            )
    return None


def _is_sound(question: str) -> bool:
    sound = _SOUND.fullmatch(question) is not None and _NAMELESS.match(question) is None
    return sound and _FEWEST <= len(question.split()) <= _MOST


def _signals(sentence: Sentence) -> Iterator[_Signal]:
    lowered = sentence.span.text.lower().replace("’", "'")
    for cue in _table():
        for match in cue.pattern.finditer(lowered):
            first = _token_at(sentence, match.start())
            if first is not None:
                last = _token_at(sentence, match.end() - 1) or first
                yield _Signal(cue, first, last, match.group())


def _speaks_of_oneself(cue: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """ "I don't know him": what a speaker says of his own mind in quotation marks leaves nothing open in the text."""
    verb = cue if cue.pos_ in clauses.VERBAL and cue.dep_ not in ("aux", "auxpass") else cue.head
    if verb.lemma_.lower() in ("ask", "call", "hope", "invite", "urge"):
        return False  # speaks of another
    subject = clauses.subject(verb) if verb.pos_ in clauses.VERBAL else None
    return subject is not None and subject.lower_ in ("i", "you") and analysis.quoted(sentence.at(cue))


def _token_at(sentence: Sentence, offset: int) -> "Token | None":
    at = sentence.span.start_char + offset
    return next((token for token in sentence.span if token.idx <= at < token.idx + len(token.text)), None)
