"""Summary: the few sentences that a minister with one minute must know, the bottom line first."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from briefing.document import BlockKind
from briefing.model import Evidence, Importance
from briefing.parser.actors import Player
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.analysis.wording import sentence_case
from briefing.parser.commitments import Undertaking
from briefing.parser.questions import Asked
from briefing.words import content_words, token_f1

_MOST = 5
_SAME = 0.5
_SHORTEST, _LONGEST = 6, 60
_OPENERS = re.compile(
    r"^(?:also|however|but|and|so|then|meanwhile|moreover|furthermore|in addition|additionally|nevertheless|therefore|thus|still|yet|indeed|instead|finally|similarly|for example|for instance|as a result|earlier|later|previously),?\s+(?=[^,]*\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Point:
    """A key point before it is given an id."""

    point: str
    evidence: tuple[Evidence, ...]
    confidence: float


def find(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], players: tuple[Player, ...]
) -> tuple[Point, ...]:
    """At most five points in order of weight, no two saying the same."""
    scored = sorted(_scores(analysis, undertakings, asked, players), key=lambda row: (-row[0], row[1].index))
    chosen: list[tuple[float, Sentence, str]] = []
    for score, sentence in scored:
        text = analysis.document.text[sentence.start : sentence.end]
        if len(chosen) == _MOST:
            break
        if all(token_f1(text, other) < _SAME for _, _, other in chosen):
            chosen.append((score, sentence, text))
    top = chosen[0][0] if chosen else 1.0
    return tuple(
        Point(
            _readable(analysis, sentence, text),
            (evidence(analysis.document, sentence),),
            round(max(0.05, min(0.95, score / (top * 1.2))), 3),
        )
        for score, sentence, text in chosen
    )


def _scores(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], players: tuple[Player, ...]
) -> list[tuple[float, Sentence]]:
    frequency: Counter[str] = Counter()
    words: dict[int, list[str]] = {}
    for sentence in analysis.sentences:
        words[sentence.index] = content_words(sentence.span.text)
        frequency.update(set(words[sentence.index]))
    title = set(content_words(analysis.document.source.title or ""))
    committed = Counter(one.sentence.index for one in undertakings)
    open_in = Counter(one.sentence.index for one in asked)
    keys = {id(player.entity) for player in players if player.importance is Importance.KEY}
    found = []
    for sentence in analysis.sentences:
        own = words[sentence.index]
        if not _candidate(analysis, sentence, own):
            continue
        unique = set(own)
        central = sum(math.log1p(frequency[word]) for word in unique) / math.sqrt(len(unique) + 1)
        about = len({id(e) for token in sentence.span if (e := analysis.cast.at(token)) is not None} & keys)
        score = (
            0.5 * central
            + 3.0 / (1 + 0.5 * sentence.index)
            + 1.2 * min(committed[sentence.index], 2)
            + 0.9 * min(open_in[sentence.index], 2)
            + 0.4 * min(about, 3)
            + 2.0 * (len(unique & title) / (len(title) or 1))
            - (1.0 if _leans(sentence) else 0.0)
            - (0.8 if analysis.quoted(sentence.start + 1) else 0.0)
        )
        found.append((score, sentence))
    return found


def _candidate(analysis: Analysis, sentence: Sentence, words: list[str]) -> bool:
    if not sentence.is_prose or (sentence.block.kind is BlockKind.LIST_ITEM and len(words) < 8):
        return False
    tokens = len(sentence.span)
    if not _SHORTEST <= tokens <= _LONGEST * 1.5 or sentence.span.text.rstrip('”" ').endswith(("?", ":")):
        return False
    return any(token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence.span)


def _leans(sentence: Sentence) -> bool:
    """Whether the sentence cannot be read alone: it opens with a pronoun or points back."""
    first = sentence.span[0]
    return first.lower_ in (
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "such",
        "but",
        "and",
        "however",
        "”",
        '"',
    )


def _readable(analysis: Analysis, sentence: Sentence, text: str) -> str:
    """The sentence without a dangling opener, a name in place of the pronoun it opens with."""
    trimmed = _OPENERS.sub("", text)
    if trimmed != text and not analysis.quoted(sentence.start + 1):
        return sentence_case(trimmed)
    first = sentence.span[0]
    entity = analysis.cast.at(first)
    if first.lower_ in ("he", "she", "they", "it") and entity is not None and not analysis.quoted(sentence.start):
        return entity.name + text[len(first.text) :]
    return text
