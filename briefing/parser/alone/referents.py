"""Whom or what the words of a sentence point back to, and the name or the full words in their place."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.alone.edits import Edit
from briefing.parser.analysis import clauses, introduced, names, offices, phrases
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.asking import named
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.papers import points_back
from briefing.parser.analysis.party import can_act, is_instrument
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.shortening import shortened
from briefing.parser.analysis.stand_ins import describes
from briefing.parser.analysis.wording import lowered, possessive, text_of
from briefing.words import content_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSON = frozenset({"he", "she", "him", "her", "his"})
_THING = frozenset({"it", "they"})
_OWNING = frozenset({"its", "their"})
_STATES = frozenset({"country", "nation", "republic", "kingdom"})
_LEANING = frozenset({"he", "she", "it", "they", "this", "that", "these", "those"})
_COMPLEMENTS = frozenset({"prep", "relcl", "acl", "appos"})
_BACK = 3
"""So many sentences back a person may be named whom "he" stands for."""
_LONGEST = 60
"""Into a sentence of so many tokens no description is put."""
_MOST = 12
"""The words of the longest subject that is put in the place of "it"."""
_REDUNDANT = 0.6
"""Full words of which the sentence has so many already would only repeat it."""


@dataclass
class Reading:
    """What is found from left to right: `named` are the actors whose names the sentence has given so far.

    It `leans` where nobody can tell without the text who or what its subject is.
    """

    edits: list[Edit] = field(default_factory=list)
    borrowed: list[Sentence] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    leans: bool = False
    told: set[str] = field(default_factory=set)


def read(analysis: Analysis, sentence: Sentence, opens: int) -> Reading:
    """The edits for what stands behind the place `opens`; words in quotation marks stay as they are."""
    reading = Reading()
    for token in sentence.tokens:
        if token.pos_ not in ("NOUN", "PROPN", "PRON"):
            if token.text[0].isupper() and (one := analysis.cast.at(token)) is not None:
                reading.named.add(id(one))  # "Firm.com is committed to its members"
            continue
        place = sentence.at(token)
        if place < opens or analysis.quoted(place):
            continue
        if token.pos_ == "PRON":
            before = len(reading.edits)
            _pronoun(analysis, sentence, token, reading)
            reading.leans |= len(reading.edits) == before and _is_bare_subject(sentence, token, reading)
        else:
            _noun(analysis, sentence, token, reading)
            reading.told.add(token.lemma_.lower())
    return reading


def _pronoun(analysis: Analysis, sentence: Sentence, token: "Token", reading: Reading) -> None:
    lower = token.lower_
    if lower not in _PERSON | _THING | _OWNING or clauses.is_expletive(token) or reading.named or _is_contracted(token):
        return
    if _looks_forward(sentence, token):
        return
    owns = token.tag_ == "PRP$"
    if owns and _is_named_ahead(sentence, token):
        return
    entity = _meant(analysis, sentence, token, reading)
    if entity is not None:
        who = named(entity)
        _put(sentence, token, token, possessive(who) if owns else who, reading)
        reading.named.add(id(entity))
    elif (subject := _subject_before(analysis, sentence, token)) is not None:
        _put(sentence, token, token, subject, reading)
        reading.borrowed.append(analysis.sentences[sentence.index - 1])


def _looks_forward(sentence: Sentence, token: "Token") -> bool:
    """Whether it stands in a clause before the subject, and may mean that: "Whether it is …, the team is here"."""
    root = sentence.span.root
    main = next((child for child in root.lefts if child.dep_ in clauses.SUBJECTS), None)
    if main is None or main.pos_ == "PRON":
        return False
    ahead = (one for one in root.lefts if one.dep_ == "advcl" and one.i < main.i)
    return any(token in one.subtree for one in ahead)


def _is_bare_subject(sentence: Sentence, token: "Token", reading: Reading) -> bool:
    """Whether a pronoun that stands for nothing named so far is the subject of the whole sentence."""
    subject = token.dep_ in clauses.SUBJECTS and token.head == sentence.span.root and not clauses.is_expletive(token)
    return subject and token.lower_ in _LEANING and not reading.named and not reading.told


def _is_named_ahead(sentence: Sentence, token: "Token") -> bool:
    """Whether the subject that stands behind the pronoun has a name: "Acting via his lawyers, Berg pleaded …"."""
    return any(one.i > token.i and one.pos_ == "PROPN" and one.dep_ in clauses.SUBJECTS for one in sentence.tokens)


def _subject_before(analysis: Analysis, sentence: Sentence, token: "Token") -> str | None:
    """The subject of the sentence before in its paragraph, for an "it" or "they" that opens a sentence.

    Of 14 in news and releases that were no actors, 13 were meant.
    """
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    opens = token == sentence.tokens[0] and token.lower_ in _THING and token.dep_ in clauses.SUBJECTS
    if before is None or before.block_index != sentence.block_index or not opens:
        return None
    subject = next((child for child in before.span.root.children if child.dep_ in clauses.SUBJECTS), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return None
    several, joined = token.lower_ == "they", any(child.dep_ == "conj" for child in subject.children)
    if (subject.ent_type_ == "PERSON" and not joined) or (joined and not can_act(subject)):
        return None
    others = [one for one in before.tokens if one.dep_ == "dobj" and one.tag_.endswith("S") == several]
    if token.dep_ == "nsubjpass" and others:
        return None  # "Revolutionaries took hostages. They were held …"
    kept = shortened(phrases.noun(subject), _MOST)
    if several != (joined or subject.tag_ in ("NNS", "NNPS")) or any(one.pos_ == "PRON" for one in kept):
        return None
    return re.sub(r"^an? ", "the ", lowered(kept[0]) + text_of(kept)[len(kept[0].text) :])


def _is_contracted(token: "Token") -> bool:
    """ "It’s worth noting": the name would own what follows."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text in ("’s", "'s") and token.tag_ != "PRP$"


def _meant(analysis: Analysis, sentence: Sentence, token: "Token", reading: Reading) -> Entity | None:
    """Whom a pronoun stands for, where no other can be meant: a wrong name is worse than a pronoun."""
    entity = analysis.cast.at(token)
    if token.lower_ in _PERSON:
        if any(_is_nameless(analysis, one) for one in sentence.tokens if one.i < token.i):
            return None  # "the driver said he had lost control"
        person = _only_person(analysis, sentence) or _acting_before(analysis, sentence, token)
        return person if entity is None or entity is person else None
    if entity is None or reading.told or (token.lower_ in _THING and token.dep_ not in clauses.SUBJECTS):
        return None  # "a leaky roof …: it can"
    if token.lower_ in ("it", "its"):
        return entity if entity.kind is not ActorKind.GROUP else None
    return entity if entity.kind is ActorKind.GROUP or names.looks_like_body(entity.name) else None


def _only_person(analysis: Analysis, sentence: Sentence) -> Entity | None:
    """The one person whom the nearest sentence before names that names anybody; `None` where it names several."""
    for before in reversed(analysis.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        people = {
            id(entity): entity
            for token in before.tokens
            if (entity := analysis.cast.at(token)) is not None and entity.kind is ActorKind.PERSON
        }
        if people:
            person = next(iter(people.values()))
            return person if len(people) == 1 and _is_surely_a_person(person) else None
    return None


def _acting_before(analysis: Analysis, sentence: Sentence, token: "Token") -> Entity | None:
    """The person who is the subject of the sentence before, for one who is the subject of this one.

    Who is told of goes on being told of (Grosz, Joshi and Weinstein 1995).
    """
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    goes_on = token.dep_ in clauses.SUBJECTS and token.head == sentence.span.root
    if before is None or not goes_on or not before.is_prose:
        return None
    subject = next((child for child in before.span.root.children if child.dep_ in clauses.SUBJECTS), None)
    if subject is None or subject.pos_ == "PRON" or any(child.dep_ == "conj" for child in subject.children):
        return None
    entity = analysis.cast.of_phrase(subject)
    person = entity is not None and entity.kind is ActorKind.PERSON and _is_surely_a_person(entity)
    return entity if person else None


def _is_surely_a_person(entity: Entity) -> bool:
    """Whether more than the language model says so, which takes many a place for a person: "between A and B"."""
    return " " in entity.name or bool(entity.roles) or any(one.dep_ in clauses.SUBJECTS for _, one in entity.mentions)


def _is_nameless(analysis: Analysis, subject: "Token") -> bool:
    """Whether it is the subject of a clause and somebody whom the text does not name: "the driver"."""
    told = subject.dep_ in clauses.SUBJECTS and subject.pos_ == "NOUN" and offices.is_role_head(subject.text)
    return told and analysis.cast.of_phrase(subject) is None


def _noun(analysis: Analysis, sentence: Sentence, token: "Token", reading: Reading) -> None:
    entity = analysis.cast.at(token)
    pointing = next((child for child in token.lefts if child.lower_ in ("the", *introduced.DEMONSTRATIVES)), None)
    if pointing is None or pointing.dep_ != "det" or _says_which(token, pointing):
        if entity is not None and token.text[0].isupper():
            if id(entity) not in reading.named and (first := _bare_surname(sentence, token, entity)) is not None:
                _put(sentence, first, token, entity.name, reading)
            reading.named.add(id(entity))
        elif token.ent_type_ == "PERSON":
            reading.named.add(token.i)
    elif (owner := _whose_paper(analysis, sentence, token)) is not None:
        _put(sentence, pointing, pointing, possessive(named(owner)), reading)
        reading.named.add(id(owner))
    elif (
        entity is not None
        and not _is_bare(entity, token)
        and (token.lower_ in entity.name.lower() or not describes(token))
    ):
        reading.named.add(id(entity))
    elif token.ent_type_ not in ("DATE", "TIME") and token.lemma_.lower() not in reading.told:
        if entity is not None and _is_sure(analysis, entity, token):
            if id(entity) not in reading.named:
                _put(sentence, pointing, token, named(entity), reading)
            reading.named.add(id(entity))
        else:
            _thing(analysis, sentence, token, pointing, reading)


def _bare_surname(sentence: Sentence, token: "Token", entity: Entity) -> "Token | None":
    """Where the surname alone begins that names a person: "Berg", "Mr Berg", not "Minister Berg"; else `None`."""
    given, _, surname = entity.name.rpartition(" ")
    if entity.kind is not ActorKind.PERSON or not given or token.text != surname or token.dep_ == "compound":
        return None
    if any(letter.isdigit() for letter in given):
        return None
    before = token.nbor(-1) if token.i > sentence.span.start else None
    behind = token.nbor(1) if token.i + 1 < sentence.span.end else None
    if behind is not None and behind.pos_ == "PROPN":
        return None
    if before is None or not (before.text[0].isupper() or before.text == "-"):
        return token
    if offices.is_courtesy(before.text):
        return before
    return token if before.pos_ not in ("PROPN", "NOUN", "ADJ", "PUNCT") else None


def _thing(analysis: Analysis, sentence: Sentence, token: "Token", pointing: "Token", reading: Reading) -> None:
    """ "The order", "these talks": in the words in which they were told of first."""
    near = pointing.lower_ in introduced.DEMONSTRATIVES
    one = introduced.told_before(token, sentence, analysis, near=near) if not reading.borrowed else None
    own = set(content_words(sentence.text))
    if one is not None and _adds(one.words, own) and len(sentence.tokens) < _LONGEST:
        _put(sentence, pointing, token, one.words, reading)
        reading.borrowed.append(one.sentence)
    elif near and pointing == sentence.tokens[0] and token.lemma_.lower() not in cues.words("times", "here"):
        _put(sentence, pointing, pointing, "the", reading)  # "This programme is …"


def _adds(words: str, own: set[str]) -> bool:
    """Whether the full words say more than the sentence itself does."""
    told = content_words(words)
    return sum(word in own for word in told) < _REDUNDANT * len(told)


def _says_which(noun: "Token", pointing: "Token") -> bool:
    """Whether the noun says itself which one is meant: "the port of Bergen", "the second terminal"."""
    behind = any(child.dep_ in _COMPLEMENTS for child in noun.rights)
    before = any(child != pointing and not child.is_punct for child in noun.lefts)
    return behind or (before and pointing.lower_ == "the") or noun.head.dep_ == "compound" or noun.dep_ == "compound"


def _whose_paper(analysis: Analysis, sentence: Sentence, noun: "Token") -> Entity | None:
    """Who issued "the statement" that speaks, where the text tells."""
    if not points_back(noun):
        return None
    place = sentence.at(next(noun.lefts, noun))
    for speech in analysis.speeches_in(sentence):
        if speech.speaker is not None and speech.source is not None and speech.source[0] == place:
            return speech.speaker
    return None


def _is_bare(entity: Entity, token: "Token") -> bool:
    """Whether the actor is known by one common noun alone: "the Order", "the Council"."""
    return entity.name in (token.text, token.lower_) and (describes(token) or is_instrument(entity))


def _is_sure(analysis: Analysis, entity: Entity, token: "Token") -> bool:
    """Whether "the company" or "the minister" can hardly be another one: of bodies, the one of which the text tells
    most, if it issues the text or its own name says that it is one.
    """
    if entity.name.islower() or entity.kind is ActorKind.GROUP or is_instrument(entity):
        return False
    if entity.kind is ActorKind.COUNTRY:
        return token.lower_ in _STATES  # "the government" of a state is not all of it
    if entity.kind is ActorKind.PERSON:
        return offices.is_role_head(token.text)
    bodies = [one for one in analysis.cast.entities if one.kind is ActorKind.ORGANISATION]
    known = names.looks_like_body(entity.name) or (analysis.issuer is not None and entity in analysis.issuer.entities)
    return known and entity is max(bodies, key=lambda one: len(one.mentions))


def _put(sentence: Sentence, first: "Token", last: "Token", words: str, reading: Reading) -> None:
    reading.edits.append(Edit(sentence.at(first), sentence.after(last), words))
