"""Key actors: who acts, speaks, commits, receives or holds an answer, ranked by what they do."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind, Evidence, Importance
from briefing.parser import cues, judge
from briefing.parser.analysis import names, offices
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import Undertaking
from briefing.parser.questions import Asked
from briefing.parser.statements import Said
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose object is to do something for whoever asks.
_ASKING = frozenset(
    {"ask", "call", "urge", "press", "request", "warn", "invite", "direct", "order", "accuse", "blame", "sue"}
)
# How many actors a memo calls key: a reader cannot follow more, and needs two at least.
_KEY_LEAST, _KEY_MOST = 2, 8
_LONGEST_INITIALS = 6
# Whoever may be key is listed: to miss one costs a reader more than a line too many.
_MAY_BE_KEY = 0.12
_LONGEST_ROLE = 8


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
    named = [one for one in analysis.cast.entities if _presentable(one) and not _only_wrote_it(one, analysis)]
    deeds = features(analysis, named, undertakings, asked, said)
    present, key = judge.load("actors"), judge.load("key_actors")
    kept = [
        (one, judge.Verdict(present, deed), judge.Verdict(key, deed)) for one, deed in zip(named, deeds, strict=True)
    ]
    needed = sorted(
        (
            (-weight.probability, n, one, shown, weight)
            for n, (one, shown, weight) in enumerate(kept)
            if shown.probability >= present.first or weight.probability >= _MAY_BE_KEY or "commits" in deeds[n]
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
        for entity in _named_in(undertaking.slots.beneficiary, entities):
            credit(entity, "is to benefit")
    for question in asked:
        credit(question.about, "could answer")
    for statement in said:
        credit(statement.speech.speaker, _saying(statement))
    for entity in entities:
        for sentence, token in entity.mentions:
            for deed in _places(analysis, sentence, token):
                credit(entity, deed)
    issuers = analysis.issuer.entities if analysis.issuer is not None else ()
    for entity in issuers:
        for _ in range(_first_persons(analysis)):
            credit(entity, "speaks in the text’s own voice")
    total = max(1, len(analysis.sentences))
    most = max((counts[id(one)]["is mentioned"] for one in entities), default=1) or 1
    order = sorted(entities, key=lambda one: one.mentions[0][0].index)
    found = []
    for one in entities:
        own = _described(one, counts[id(one)], total)
        own["share of the mentions"] = round((counts[id(one)]["is mentioned"] - 1) / max(1, most - 1), 3)
        own["named early"] = round(1 / math.sqrt(1 + order.index(one)), 3)
        own["first sentence, slowly"] = round(1 / math.sqrt(1 + one.mentions[0][0].index), 3)
        if one in issuers:
            own[f"issues the text, {one.kind.value}"] = 1.0
        if analysis.document.source.publisher and names.core(analysis.document.source.publisher) == names.core(
            one.name
        ):
            own["publishes the text"] = 1.0
        found.append(own)
    return found


def _saying(statement: Said) -> str:
    if statement.speech.form == "stance":
        return "judges or wants"
    return "speaks" if statement.speech.cue_token is not None else "is quoted"


def _named_in(phrase: str | None, entities: list[Entity]) -> list[Entity]:
    return [one for one in entities if phrase and names.contains_words(phrase, one.name)]


def _first_persons(analysis: Analysis) -> int:
    """How often the text says "we" or "I" for itself."""
    return sum(
        token.lower_ in ("we", "i") and not analysis.quoted(sentence.at(token))
        for sentence in analysis.sentences
        if sentence.is_prose
        for token in sentence.tokens
    )


def _places(analysis: Analysis, sentence: Sentence, token: "Token") -> Iterator[str]:
    """What one mention says of how much the actor matters."""
    yield "is mentioned"
    if sentence.block.kind is BlockKind.TITLE:
        yield "in the title"
    elif not sentence.is_prose:
        yield "in a heading"
    elif sentence.index < 4:
        yield "among the first sentences"
    if analysis.quoted(sentence.at(token)):
        yield "named in a quotation"
    head = token
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    verb = head.head
    if head.dep_ in SUBJECTS:
        yield "is a subject"
        if verb.dep_ == "ROOT":
            yield "is a main subject"
        if sentence.block.kind is BlockKind.TITLE:
            yield "acts in the title"
        if head.dep_ == "nsubjpass":
            yield "is acted on"
    elif head.dep_ == "pobj" and head.head.dep_ == "agent":
        yield "is an agent"
    elif head.dep_ in ("dobj", "dative"):
        yield "is told" if verb.lemma_ == "tell" else "is an object"
        if verb.lemma_.lower() in _ASKING:
            yield "is asked"
    elif head.dep_ == "pobj" and verb.head.pos_ in ("VERB", "AUX") and verb.lower_ in ("with", "to", "against", "from"):
        yield "is a party to it"
    elif head.dep_ == "poss":
        yield "owns"
    elif head.dep_ == "pobj" and verb.lower_ in ("in", "at", "near", "outside", "across", "off"):
        yield "is a place"
    elif head.dep_ == "pobj" and verb.lower_ == "of":
        yield "of it"
    elif head.dep_ in ("compound", "nmod", "amod"):
        yield "describes something"
    elif head.dep_ == "appos":
        yield "in apposition"


def _described(entity: Entity, counts: Counter[str], total: int) -> dict[str, float]:
    kind = entity.kind.value
    found = {
        "bias": 1.0,
        f"kind={kind}": 1.0,
        f"text={'short' if total < 20 else 'long' if total > 45 else 'middling'}": 1.0,
    }
    found |= {deed: round(math.log1p(count), 3) for deed, count in sorted(counts.items())}
    found[f"is mentioned, {kind}"] = found["is mentioned"]
    if counts["is a subject"] or counts["is an agent"]:
        found[f"acts, {kind}"] = 1.0
    only_speaks = counts["speaks"] >= counts["is mentioned"] and not counts["commits"]
    if only_speaks:
        found[f"only speaks, {kind}"] = 1.0
    if counts["is mentioned"] == 1:
        found[f"mentioned once, {kind}"] = 1.0
    if entity.roles:
        found[f"has a role, {kind}"] = 1.0
    if entity.name.islower() or (entity.kind is ActorKind.GROUP and not entity.name[:1].isupper()):
        found[f"described, {kind}"] = 1.0
    if entity.country is not None and entity.kind is ActorKind.COUNTRY:
        found["a state"] = 1.0
    found |= dict.fromkeys(_traits(entity), 1.0)
    return found


def _traits(entity: Entity) -> Iterator[str]:
    """What the name itself tells."""
    words = fold(entity.name).split()
    kind = entity.kind.value
    if any(word in cues.words("names", "things") for word in words):
        yield f"named like a thing, {kind}"
    if any(sign.isdigit() for sign in entity.name):
        yield "a number in the name"
    if entity.kind is ActorKind.PERSON:
        yield "one name alone" if len(words) == 1 else "a full name"
        articles = sum(token.i > 0 and token.left_edge.lower_ in ("the", "a") for _, token in entity.mentions)
        if articles and not entity.roles:
            yield "an article before a person"
    elif names.looks_like_body(entity.name):
        yield f"named like a body, {kind}"
    elif len(words) == 1 and entity.name.isupper():
        yield f"initials alone, {kind}"


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
    if (
        name.isupper()
        and len(name) > _LONGEST_INITIALS
        and not any(sentence.is_prose for sentence, _ in entity.mentions)
    ):
        return False  # the words of a heading in capitals
    if entity.kind is ActorKind.ORGANISATION and fold(name).split()[-1] in cues.words("names", "papers"):
        return False
    return not re.search(r"[“”\"\[\]@]|https?:", name) and any(c.isalpha() for c in name) and bool(entity.mentions)


def _only_wrote_it(entity: Entity, analysis: Analysis) -> bool:
    """Whether only the byline names it."""
    author = analysis.document.source.author or ""
    longest = len(author) + len("Written by ")
    return entity.name in author and all(len(sentence.text) <= longest for sentence, _ in entity.mentions)


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
    """The fullest role the text states, a courtesy title aside; that of a member only where it tells no other."""
    stated = [role for role in entity.roles if not offices.is_courtesy(role)]
    told = max(
        stated,
        key=lambda role: (
            not role.startswith("member"),
            len(role.split()) > 1,
            not offices.is_short(role),
            -stated.index(role),
        ),
        default=None,
    )
    if told is None:
        return None
    # "US President" and "United States President" are one role: the fuller wording is shown.
    same = [role for role in stated if _is_same_role(role, told)]
    return max([told, *same], key=lambda role: (len(role.split()), -stated.index(role)))


def _is_same_role(fuller: str, role: str) -> bool:
    words = fuller.split()
    passed = fold(words[0]) in ("former", "ex", "then", "acting", "deputy", "vice", "assistant")
    return words[-1] == role.split()[-1] and len(words) <= _LONGEST_ROLE and not passed


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
    if behind and not offices.is_portfolio(behind[1]):
        return names.without_seat(behind[1])
    body = [word for word in words if word[0].isupper()]
    while body and _is_of_office(body[-1]):
        body.pop()
    return names.without_seat(" ".join(dropwhile(_is_of_office, body))) or None


def _is_of_office(word: str) -> bool:
    return offices.is_title_word(word) or offices.is_portfolio(word)


def _evidence(analysis: Analysis, entity: Entity, role: str | None) -> tuple[Evidence, ...]:
    """The sentence that says who it is; else the first in which it acts, else the first that names it."""
    bodies = [sentence for sentence, _ in entity.mentions if sentence.is_prose]
    if role is not None:
        for sentence in bodies:
            if role in sentence.text:
                return (evidence(analysis.document, sentence),)
    acts = [sentence for sentence, token in entity.mentions if token.dep_ in SUBJECTS and sentence.is_prose]
    chosen: Sentence = (acts or bodies or [entity.mentions[0][0]])[0]
    return (evidence(analysis.document, chosen),)
