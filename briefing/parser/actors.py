"""Key actors: who acts, speaks, commits, receives or holds an answer, ranked by what they do."""

import re
from collections import defaultdict
from dataclasses import dataclass

from briefing.document import BlockKind
from briefing.model import ActorKind, Evidence, Importance
from briefing.parser import cues
from briefing.parser.analysis import names, roles
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import Undertaking
from briefing.parser.questions import Asked
from briefing.parser.statements import Said
from briefing.words import fold

# What each deed counts towards an actor's weight, and the weight that makes a key actor. The last
# two numbers bound how many a memo calls key: a reader cannot follow more.
_SPEAKS, _COMMITS, _ANSWERS, _ACTS, _NAMED, _IN_TITLE, _LEADS = 2.0, 3.0, 1.5, 1.0, 0.3, 3.0, 1.5
_KEY_WEIGHT, _KEY_LEAST, _KEY_MOST = 6.0, 2, 7


@dataclass(frozen=True, eq=False)
class Player:
    """An actor before it is given an id. `weight` is what it does in the text, summed."""

    entity: Entity
    name: str
    kind: ActorKind
    role: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    importance: Importance
    mentions: int
    evidence: tuple[Evidence, ...]
    weight: float


def find(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], said: tuple[Said, ...]
) -> tuple[Player, ...]:
    """The actors, heaviest first; whoever is only mentioned in passing is left out."""
    weights, active = _weigh(analysis, undertakings, asked, said)
    rank = {id(entity): n for n, entity in enumerate(analysis.cast.entities)}
    kept = [one for one in analysis.cast.entities if id(one) in active and _presentable(one)]
    kept.sort(key=lambda one: (-weights[id(one)], rank[id(one)]))
    return tuple(_player(analysis, one, weights[id(one)], place) for place, one in enumerate(kept))


def _weigh(
    analysis: Analysis, undertakings: tuple[Undertaking, ...], asked: tuple[Asked, ...], said: tuple[Said, ...]
) -> tuple[defaultdict[int, float], set[int]]:
    weights: defaultdict[int, float] = defaultdict(float)
    active: set[int] = set()

    def credit(entity: Entity | None, weight: float) -> None:
        if entity is not None:
            weights[id(entity)] += weight
            active.add(id(entity))

    for undertaking in undertakings:
        for entity in undertaking.slots.party.entities:
            credit(entity, _COMMITS)
        credit(undertaking.slots.reporter, _SPEAKS / 2)
    for question in asked:
        credit(question.about, _ANSWERS)
    for statement in said:
        credit(statement.speech.speaker, _SPEAKS)
    for entity in analysis.cast.entities:
        for sentence, token in entity.mentions:
            weights[id(entity)] += _NAMED
            if sentence.block.kind is BlockKind.TITLE:
                weights[id(entity)] += _IN_TITLE
            elif sentence.index < 4:
                weights[id(entity)] += _LEADS / 2
            if token.dep_ in SUBJECTS and sentence.is_prose:
                weights[id(entity)] += _ACTS
                if token.pos_ == "PROPN" or entity.kind is not ActorKind.GROUP:
                    active.add(id(entity))
        if entity.kind is ActorKind.PERSON and entity.roles:
            active.add(id(entity))
    return weights, active


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


def _player(analysis: Analysis, entity: Entity, weight: float, place: int) -> Player:
    role = _role(entity)
    key = place < _KEY_LEAST or (weight >= _KEY_WEIGHT and place < _KEY_MOST)
    return Player(
        entity=entity,
        name=entity.name,
        kind=entity.kind,
        role=role,
        affiliation=_affiliation(entity, role),
        aliases=tuple(form for form, _ in entity.forms.most_common() if form != entity.name),
        importance=Importance.KEY if key else Importance.SECONDARY,
        mentions=len(entity.mentions),
        evidence=_evidence(analysis, entity, role),
        weight=weight,
    )


def _role(entity: Entity) -> str | None:
    """The fullest role the text states, a courtesy title aside."""
    stated = [role for role in entity.roles if not roles.is_courtesy(role)]
    return max(stated, key=lambda role: (len(role.split()) > 1, -stated.index(role)), default=None)


def _affiliation(entity: Entity, role: str | None) -> str | None:
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


def is_collective(name: str) -> bool:
    """Whether the name is a described group rather than a proper name."""
    return any(word in cues.words("roles", "groups") for word in fold(name).split())
