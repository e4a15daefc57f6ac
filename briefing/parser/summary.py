"""Summary: the few sentences that a minister with one minute must know, the bottom line first."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from briefing.document import BlockKind
from briefing.model import Evidence, Importance
from briefing.parser import judge, likeness
from briefing.parser.actors import Player
from briefing.parser.alone import alone
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import Undertaking
from briefing.parser.questions import Asked
from briefing.words import content_words, token_f1

_MOST = 5
_SAME = 0.5
_SHORTEST, _LONGEST = 6, 60
# What is listed in the running text, cut from its list: "supports: 1.", "the first; 2."
_LISTING = re.compile(r"[:;]\s*\(?\d+[.)]?$")


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
        _Candidate(sentence, judge.Verdict(judging, spoken, bar=False))
        for sentence, spoken in features(analysis, undertakings, asked, players)
    ]
    chosen: list[_Candidate] = []
    told: set[int] = set()
    for one in sorted(weighed, key=lambda one: (-one.verdict.probability, one.sentence.index)):
        start = one.sentence.start
        carried = {n for n, made in enumerate(undertakings) if any(e.start == start for e in made.evidence)}
        again = bool(carried) and carried <= told
        new = not again and all(token_f1(one.sentence.text, other.sentence.text) < _SAME for other in chosen)
        if new and not alone(analysis, one.sentence).leans:
            chosen.append(one)
            told |= carried
        if len(chosen) == _MOST:
            break
    return tuple(_point(analysis, one, judging.confidence(one.verdict.probability)) for one in chosen)


@dataclass(frozen=True, eq=False)
class _Candidate:
    sentence: Sentence
    verdict: judge.Verdict


def _point(analysis: Analysis, chosen: _Candidate, confidence: float) -> Point:
    read = alone(analysis, chosen.sentence)
    rests_on = tuple(evidence(analysis.document, one) for one in (chosen.sentence, *read.borrowed))
    return Point(read.text, rests_on, confidence, chosen.sentence, chosen.verdict)


def features(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], players: tuple[Player, ...]
) -> list[tuple[Sentence, dict[str, float]]]:
    """The sentences that could stand in a summary, each with what speaks for and against it."""
    words = {sentence.index: set(content_words(sentence.text)) for sentence in analysis.sentences}
    frequency = Counter(word for own in words.values() for word in own)
    title = set(content_words(analysis.document.source.title or ""))
    committed = Counter(start for one in undertakings for start in {e.start for e in one.evidence})
    open_in = Counter(start for one in asked for start in {e.start for e in one.evidence})
    keys = {id(player.entity) for player in players if player.importance is Importance.KEY}
    ordinal = 0
    found = []
    for sentence in analysis.told:
        own = words[sentence.index]
        if not _candidate(sentence, own):
            continue
        about = {id(entity) for token in sentence.tokens if (entity := analysis.cast.at(token)) is not None} & keys
        spoken = {
            "bias": 1.0,
            "place": round(1 / (1 + ordinal), 3),
            "place, slowly": round(1 / math.sqrt(1 + ordinal), 3),
            "central": round(sum(math.log1p(frequency[word]) for word in own) / math.sqrt(len(own) + 1), 3),
            "in the title": round(len(own & title) / (len(title) or 1), 3),
            "commitments": float(min(committed[sentence.start], 3)),
            "open questions": float(min(open_in[sentence.start], 2)),
            "key actors": float(min(len(about), 4)),
            "length": round(math.log1p(len(sentence.tokens)), 3),
            f"block={sentence.block.kind.value}": 1.0,
            "opens its paragraph": float(sentence.start == sentence.block.start),
            "quoted": float(analysis.quoted(sentence.start + 1)),
            "has a number": float(any(token.like_num for token in sentence.tokens)),
            "has a date": float(any(token.ent_type_ == "DATE" for token in sentence.tokens)),
            "is reported": float(bool(analysis.speeches_in(sentence))),
        }
        ordinal += 1
        told = {name: value for name, value in spoken.items() if value}
        found.append((sentence, told | likeness.sentence(sentence)))
    return found


def _candidate(sentence: Sentence, words: set[str]) -> bool:
    if sentence.block.kind is BlockKind.LIST_ITEM and len(words) < 8:
        return False
    tokens = len(sentence.tokens)
    told = sentence.text.rstrip('”" ')
    if not _SHORTEST <= tokens <= _LONGEST * 1.5 or told.endswith(("?", ":")) or _LISTING.search(told):
        return False
    return any(token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence.tokens)
