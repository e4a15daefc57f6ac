"""Summary: the few sentences that a minister with one minute must know, the bottom line first."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from briefing.document import BlockKind
from briefing.model import ActorKind, Evidence, Importance
from briefing.parser import judge
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
# Adverbs that tie a sentence to the one before it; a key point is read alone.
_LINKS = (
    "also|however|but|and|so|then|meanwhile|moreover|furthermore|in addition|additionally|nevertheless|therefore|thus|"
    "still|yet|indeed|instead|finally|similarly|for example|for instance|as a result|earlier|later|previously"
)
_OPENERS = re.compile(rf"^(?:{_LINKS}),?\s+(?=[^,]*\w)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Point:
    """A key point before it is given an id. `verdict` ranks it among the sentences of the text."""

    point: str
    evidence: tuple[Evidence, ...]
    confidence: float
    sentence: Sentence
    verdict: judge.Verdict


def find(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], players: tuple[Player, ...]
) -> tuple[Point, ...]:
    """At most five points in order of weight, no two saying the same; the bottom line is the first."""
    judging = judge.load("summary")
    weighed = [
        (judge.Verdict(judging, spoken, bar=False), sentence)
        for sentence, spoken in features(analysis, undertakings, asked, players)
    ]
    chosen: list[tuple[judge.Verdict, Sentence, str]] = []
    told: set[int] = set()
    for verdict, sentence in sorted(weighed, key=lambda row: (-row[0].probability, row[1].index)):
        text = analysis.document.text[sentence.start : sentence.end]
        carried = {n for n, one in enumerate(undertakings) if any(e.start == sentence.start for e in one.evidence)}
        again = bool(carried) and carried <= told
        if not again and all(token_f1(text, other) < _SAME for _, _, other in chosen):
            chosen.append((verdict, sentence, text))
            told |= carried
        if len(chosen) == _MOST:
            break
    return tuple(
        Point(
            _readable(analysis, sentence, text),
            (evidence(analysis.document, sentence),),
            judging.confidence(verdict.probability),
            sentence,
            verdict,
        )
        for verdict, sentence, text in chosen
    )


def features(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], players: tuple[Player, ...]
) -> list[tuple[Sentence, dict[str, float]]]:
    """The sentences that could stand in a summary, each with what speaks for and against it."""
    words = {sentence.index: set(content_words(sentence.span.text)) for sentence in analysis.sentences}
    frequency = Counter(word for own in words.values() for word in own)
    title = set(content_words(analysis.document.source.title or ""))
    committed = Counter(start for one in undertakings for start in {e.start for e in one.evidence})
    open_in = Counter(start for one in asked for start in {e.start for e in one.evidence})
    keys = {id(player.entity) for player in players if player.importance is Importance.KEY}
    ordinal = 0
    found = []
    for sentence in analysis.sentences:
        own = words[sentence.index]
        if not _candidate(sentence, own):
            continue
        about = {id(entity) for token in sentence.span if (entity := analysis.cast.at(token)) is not None} & keys
        spoken = {
            "bias": 1.0,
            "place": round(1 / (1 + ordinal), 3),
            "place, slowly": round(1 / math.sqrt(1 + ordinal), 3),
            "central": round(sum(math.log1p(frequency[word]) for word in own) / math.sqrt(len(own) + 1), 3),
            "in the title": round(len(own & title) / (len(title) or 1), 3),
            "commitments": float(min(committed[sentence.start], 3)),
            "open questions": float(min(open_in[sentence.start], 2)),
            "key actors": float(min(len(about), 4)),
            "length": round(math.log1p(len(sentence.span)), 3),
            f"block={sentence.block.kind.value}": 1.0,
            "opens its paragraph": float(sentence.start == sentence.block.start),
            "leans on what stands before": float(_leans(sentence)),
            "quoted": float(analysis.quoted(sentence.start + 1)),
            "has a number": float(any(token.like_num for token in sentence.span)),
            "has a date": float(any(token.ent_type_ == "DATE" for token in sentence.span)),
            "is reported": float(bool(analysis.speeches_in(sentence))),
        }
        ordinal += 1
        found.append((sentence, {name: value for name, value in spoken.items() if value}))
    return found


def _candidate(sentence: Sentence, words: set[str]) -> bool:
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
    """The sentence without a dangling opener or "also", a name in place of the pronoun it opens with."""
    text = _without_also(analysis, sentence, text)
    trimmed = _OPENERS.sub("", text)
    if trimmed != text and not analysis.quoted(sentence.start + 1):
        return sentence_case(trimmed)
    first = sentence.span[0]
    if (
        first.lower_ in ("he", "she")
        and not analysis.quoted(sentence.start)
        and (name := _only_person(analysis, sentence))
    ):
        return name + text[len(first.text) :]
    return text


def _without_also(analysis: Analysis, sentence: Sentence, text: str) -> str:
    """The sentence without an "also" that ties its main verb to what was said before ("The minister also said")."""
    root = sentence.span.root
    link = next((token for token in root.lefts if token.lower_ == "also"), None)
    place = link.idx - sentence.span.start_char if link is not None else 0
    if link is None or analysis.quoted(sentence.start + place) or text[place : place + 5].casefold() != "also ":
        return text
    return text if place == 0 or text[:place].rstrip().endswith(("but", "But")) else text[:place] + text[place + 5 :]


def _only_person(analysis: Analysis, sentence: Sentence) -> str | None:
    """The one person whom the sentence before names, if it names just one: a wrong name is worse than a pronoun."""
    if sentence.index == 0:
        return None
    before = analysis.sentences[sentence.index - 1]
    people = {
        entity.name
        for token in before.span
        if (entity := analysis.cast.at(token)) is not None and entity.kind is ActorKind.PERSON
    }
    return next(iter(people)) if len(people) == 1 else None
