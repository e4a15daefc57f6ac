"""Key actors: who acts, speaks, commits, receives or holds an answer, ranked by what they do."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind, Evidence, Importance
from briefing.parser import judge
from briefing.parser.analysis import names, roles
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import Undertaking
from briefing.parser.questions import Asked
from briefing.parser.statements import Said
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many actors a memo calls key: a reader cannot follow more, and needs two at least.
_KEY_LEAST, _KEY_MOST = 2, 8


@dataclass(frozen=True, eq=False)
class Player:
    """An actor before it is given an id. `confidence` is how probable it is that a reader needs it.

    `shown` is the verdict on whether it is listed, `key` that on its importance.
    """

    entity: Entity
    name: str
    kind: ActorKind
    role: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    importance: Importance
    mentions: int
    evidence: tuple[Evidence, ...]
    confidence: float
    shown: judge.Verdict
    key: judge.Verdict


def find(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], said: tuple[Said, ...]
) -> tuple[Player, ...]:
    """The actors, those a reader needs most first; whoever is only mentioned in passing is left out."""
    named = [one for one in analysis.cast.entities if _presentable(one)]
    deeds = features(analysis, named, undertakings, asked, said)
    present, key = judge.load("actors"), judge.load("key_actors")
    kept = [
        (one, judge.Verdict(present, deed), judge.Verdict(key, deed)) for one, deed in zip(named, deeds, strict=True)
    ]
    needed = sorted(
        (
            (-weight.probability, n, one, shown, weight)
            for n, (one, shown, weight) in enumerate(kept)
            if shown.probability >= present.first or "commits" in deeds[n]
        ),
        key=lambda row: row[:2],
    )
    return tuple(
        _player(analysis, one, shown, weight, place < _KEY_LEAST or (-minus >= key.first and place < _KEY_MOST))
        for place, (minus, _, one, shown, weight) in enumerate(needed)
    )


def features(
    analysis: Analysis,
    entities: list[Entity],
    undertakings: tuple[Undertaking, ...],
    asked: tuple[Asked, ...],
    said: tuple[Said, ...],
) -> list[dict[str, float]]:
    """What each entity does in the text, as named features; counts as logarithms."""
    counts: dict[int, Counter[str]] = {id(one): Counter() for one in entities}

    def credit(entity: Entity | None, deed: str) -> None:
        if entity is not None and id(entity) in counts:
            counts[id(entity)][deed] += 1

    for undertaking in undertakings:
        for entity in undertaking.slots.party.entities:
            credit(entity, "commits")
        credit(undertaking.slots.reporter, "reports a commitment")
    for question in asked:
        credit(question.about, "could answer")
    for statement in said:
        credit(statement.speech.speaker, "speaks" if statement.speech.cue_token is not None else "is quoted")
    for entity in entities:
        for sentence, token in entity.mentions:
            for deed in _places(sentence, token):
                credit(entity, deed)
    total = max(1, len(analysis.sentences))
    return [_described(one, counts[id(one)], total) for one in entities]


def _places(sentence: Sentence, token: "Token") -> Iterator[str]:
    """What one mention says of how much the actor matters."""
    yield "is mentioned"
    if sentence.block.kind is BlockKind.TITLE:
        yield "in the title"
    elif not sentence.is_prose:
        yield "in a heading"
    elif sentence.index < 4:
        yield "among the first sentences"
    head = token
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_ in SUBJECTS:
        yield "is a subject"
    elif head.dep_ == "pobj" and head.head.dep_ == "agent":
        yield "is an agent"
    elif head.dep_ in ("dobj", "dative"):
        yield "is an object"
    elif (
        head.dep_ == "pobj"
        and head.head.head.pos_ in ("VERB", "AUX")
        and head.head.lower_ in ("with", "to", "against", "from")
    ):
        yield "is a party to it"
    elif head.dep_ == "poss":
        yield "owns"
    elif head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "outside", "across"):
        yield "is a place"


def _described(entity: Entity, counts: Counter[str], total: int) -> dict[str, float]:
    kind = entity.kind.value
    found = {
        "bias": 1.0,
        f"kind={kind}": 1.0,
        f"text={'short' if total < 20 else 'long' if total > 45 else 'middling'}": 1.0,
    }
    found |= {deed: round(math.log1p(count), 3) for deed, count in sorted(counts.items())}
    if counts["is a subject"] or counts["is an agent"]:
        found[f"acts, {kind}"] = 1.0
    only_speaks = counts["speaks"] >= counts["is mentioned"] and not counts["commits"]
    if only_speaks:
        found[f"only speaks, {kind}"] = 1.0
    if entity.roles:
        found[f"has a role, {kind}"] = 1.0
    if entity.name.islower() or (entity.kind is ActorKind.GROUP and not entity.name[:1].isupper()):
        found[f"described, {kind}"] = 1.0
    if entity.country is not None and entity.kind is ActorKind.COUNTRY:
        found["a state"] = 1.0
    return found


def _presentable(entity: Entity) -> bool:
    name = entity.name
    if entity.kind is ActorKind.GROUP and fold(name).split()[0] in (
        "some",
        "any",
        "all",
        "many",
        "most",
        "other",
        "our",
        "their",
        "his",
        "her",
        "its",
        "these",
        "those",
        "no",
        "each",
        "every",
        "several",
        "few",
        "more",
    ):
        return False
    return not re.search(r"[“”\"\[\]@]|https?:", name) and any(c.isalpha() for c in name) and bool(entity.mentions)


def _player(analysis: Analysis, entity: Entity, shown: judge.Verdict, weight: judge.Verdict, key: bool) -> Player:
    role = _role(entity)
    return Player(
        entity=entity,
        name=entity.name,
        kind=entity.kind,
        role=role,
        affiliation=_affiliation(role),
        aliases=tuple(form for form, _ in entity.forms.most_common() if form != entity.name),
        importance=Importance.KEY if key else Importance.SECONDARY,
        mentions=len(entity.mentions),
        evidence=_evidence(analysis, entity, role),
        confidence=shown.judge.confidence(shown.probability),
        shown=shown,
        key=weight,
    )


def _role(entity: Entity) -> str | None:
    """The fullest role the text states, a courtesy title aside."""
    stated = [role for role in entity.roles if not roles.is_courtesy(role)]
    return max(stated, key=lambda role: (len(role.split()) > 1, -stated.index(role)), default=None)


def _affiliation(role: str | None) -> str | None:
    """The country or body that the role itself names."""
    if role is None:
        return None
    for n, word in enumerate(words := role.split()):
        pair = " ".join(words[n : n + 2])
        for form in (pair, word):
            if country := names.country_of(form):
                return country
    behind = re.search(r"\b(?:of|for|at)\s+(?:the\s+)?([A-Z].*)$", role)
    if behind:
        return behind[1]
    capitals = [word for word in words if word[0].isupper() and not roles.is_title_word(word.strip(",’'s"))]
    return " ".join(capitals) or None


def _evidence(analysis: Analysis, entity: Entity, role: str | None) -> tuple[Evidence, ...]:
    """The sentence that says who it is; else the first in which it acts, else the first that names it."""
    bodies = [sentence for sentence, _ in entity.mentions if sentence.is_prose]
    if role is not None:
        for sentence in bodies:
            if role in sentence.span.text:
                return (evidence(analysis.document, sentence),)
    acts = [sentence for sentence, token in entity.mentions if token.dep_ in SUBJECTS and sentence.is_prose]
    chosen: Sentence = (acts or bodies or [entity.mentions[0][0]])[0]
    return (evidence(analysis.document, chosen),)
