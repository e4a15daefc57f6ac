"""The shared reading of a document: sentences, quotations, actors and attributions in one object."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.document import BlockKind, Document
from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import attribution, boilerplate, datelines, names, quotations, sentences, stances
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.cast import Cast, Entity
from briefing.parser.analysis.clauses import SUBJECTS, possessor
from briefing.parser.analysis.quotations import Quotation
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import tidy
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_STATEMENT = re.compile(
    r"\b(?:statement|remarks|message|letter|address|speech|proclamation|memorandum)\b", re.IGNORECASE
)
_SEVERAL = frozenset({"governments", "nations", "countries", "states", "sides", "organisations", "organizations"})
_LONGEST_NAME = 12
_PAIR = re.compile(r"\b([A-Z][\w.]*)[-–—]([A-Z][\w.]*)")


@dataclass(frozen=True)
class Party:
    """Who acts in a clause: the words a memo uses, and the actors behind them, in the order named."""

    name: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """What every section reads. Nothing in it changes once made."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    cast: Cast
    speeches: tuple[Speech, ...]

    @cached_property
    def stances(self) -> tuple[Speech, ...]:
        """What somebody judges, wants or speaks about, where no words of his are reported."""
        return stances.find(self.sentences, self.speeches, self.quoted, self.cast, self.document.text)

    @cached_property
    def _speeches_of(self) -> dict[int, list[Speech]]:
        found: dict[int, list[Speech]] = {}
        for speech in self.speeches:
            found.setdefault(speech.sentence.index, []).append(speech)
        return found

    def speeches_in(self, sentence: Sentence) -> list[Speech]:
        return self._speeches_of.get(sentence.index, [])

    def speech_at(self, sentence: Sentence, offset: int) -> Speech | None:
        """The innermost attribution whose content holds the place."""
        holding = [speech for speech in self.speeches_in(sentence) if speech.holds(offset)]
        return min(holding, key=lambda speech: speech.end - speech.start, default=None)

    @cached_property
    def quoted(self) -> Callable[[int], bool]:
        """Whether a place (code points) stands between quotation marks."""
        return quotations.inside(self.quotations)

    @cached_property
    def boilerplate(self) -> frozenset[int]:
        """The numbers of the blocks that tell of their publisher or its lawyers, not of the matter."""
        return boilerplate.blocks(self.document)

    @cached_property
    def issuer(self) -> Party | None:
        """Who speaks in the document's own first person: the author of a statement or release."""
        title = [s for s in self.sentences if s.block.kind is BlockKind.TITLE][:1]
        titled = self._entities_in(title[0]) if title else ()
        people = [one for one in titled if one.kind is ActorKind.PERSON and not _is_instrument(one)]
        named = tuple(one for one in titled if not _is_instrument(one) and any(s.is_prose for s, _ in one.mentions))
        if title and _STATEMENT.search(title[0].span.text):
            if "joint" in title[0].span.text.lower() and (pair := self._pair(title[0])):
                return _together(pair)
            if people:
                return Party(people[0].name, (people[0],))
            named = named or self._joint_leaders(title[0])
            if named:
                return _together(named)
        return self._principal(named)

    def _pair(self, title: Sentence) -> tuple[Entity, ...]:
        """The two sides that a title joins with a hyphen: "Joint Statement on U.S.-EU Cooperation"."""
        joined = _PAIR.search(title.span.text)
        halves = [fold(half).replace(".", "") for half in joined.groups()] if joined is not None else []
        sides = [next((one for one in self.cast.entities if _is_side(one, half)), None) for half in halves]
        return tuple(one for one in sides if one is not None) if all(sides) else ()

    def _joint_leaders(self, title: Sentence) -> tuple[Entity, ...]:
        """Who issues a joint statement whose title names nobody: the states its first sentence names."""
        first = next((sentence for sentence in self.sentences if sentence.is_prose), None)
        if first is None or "joint" not in title.span.text.lower():
            return ()
        return tuple(one for one in self._entities_in(first) if one.country is not None and not _is_instrument(one))

    def _principal(self, named: tuple[Entity, ...]) -> Party | None:
        """The body or state that acts most, those in the title and the first sentences first."""
        counts: Counter[int] = Counter()
        by_id = {id(one): one for one in self.cast.entities}
        for sentence in self.sentences:
            for token in sentence.span[datelines.length(sentence.span) :]:
                entity = self.cast.at(token) if token.dep_ in SUBJECTS and token.pos_ == "PROPN" else None
                acts = entity is not None and entity.kind is not ActorKind.PERSON and not _is_instrument(entity)
                if entity is not None and acts and not self.quoted(sentence.at(token)):
                    counts[id(entity)] += 3 if sentence.index < 4 else 1
        for one in named:
            if id(one) in counts:
                counts[id(one)] += 2
        if not counts:
            return Party(named[0].name, (named[0],)) if named else self._described()
        first = by_id[max(counts, key=lambda key: (counts[key], -list(by_id).index(key)))]
        return Party(first.name, (first,))

    def _described(self) -> Party | None:
        """The body without a name that acts most: "the council"."""
        bodies = cues.words("roles", "bodies") | frozenset(cues.load("undertaking")["acting"]["words"])
        acting = Counter(
            token.lemma_.lower()
            for sentence in self.sentences
            if sentence.is_prose
            for token in sentence.span
            if token.pos_ == "NOUN" and token.dep_ in SUBJECTS and token.lemma_.lower() in bodies
        )
        return Party(max(acting, key=lambda word: acting[word])) if acting else None

    def _entities_in(self, sentence: Sentence) -> tuple[Entity, ...]:
        found: list[Entity] = []
        for token in sentence.span:
            entity = self.cast.at(token)
            if entity is not None and entity not in found:
                found.append(entity)
        return tuple(found)

    def party(self, sentence: Sentence, token: "Token | None") -> Party | None:
        """Who the noun phrase headed by `token` stands for; `None` where nobody can be named."""
        if token is None:
            return None
        lower = token.lower_
        if lower in FIRST_PERSON:
            return self._first_person(sentence, token)
        if lower in ("who", "which", "that") and token.head.dep_ == "relcl":
            return self.party(sentence, token.head.head)
        members = [token, *_coordinated(token)]
        if len(members) > 1:
            several = [self.cast.of_phrase(member) for member in members]
            if all(one is not None for one in several):
                return _together(tuple(dict.fromkeys(one for one in several if one is not None)))
        if self._is_issuers(token):
            return self.issuer
        entity = self.cast.of_phrase(token)
        if token.pos_ == "PRON" or token.dep_ == "poss":
            return Party(entity.name, (entity,)) if entity is not None else None
        if entity is None or len(members) > 1:
            return self._owned(sentence, token) or Party(self._noun_phrase(token), (entity,) if entity else ())
        if entity.kind in (ActorKind.PERSON, ActorKind.COUNTRY) or (not entity.name.islower() and token.pos_ == "NOUN"):
            return Party(entity.name, (entity,))
        phrase = self._noun_phrase(token)
        return Party(entity.name if names.contains_words(entity.name, phrase) else phrase, (entity,))

    def phrase(self, token: "Token") -> Party:
        """Whom a noun phrase describes that stands for no actor of the cast, in its own words."""
        return Party(self._noun_phrase(token))

    def _is_issuers(self, token: "Token") -> bool:
        """Whether "our governments", "our three nations" says those who issue the text together."""
        owner = possessor(token)
        ours = owner is not None and owner.lower_ == "our" and token.lower_ in _SEVERAL
        return ours and self.issuer is not None and len(self.issuer.entities) > 1

    def _owned(self, sentence: Sentence, token: "Token") -> Party | None:
        """ "My Administration", "his government": the owner's name stands for the pronoun."""
        owner = possessor(token)
        if owner is None:
            return None
        party = self.party(sentence, owner)
        if party is None or owner.pos_ != "PRON":
            return None
        return Party(f"{party.name}’s {token.text}", party.entities)

    def _first_person(self, sentence: Sentence, token: "Token") -> Party | None:
        speech = self.speech_at(sentence, sentence.at(token))
        if speech is not None and speech.speaker is not None:
            return Party(speech.speaker.name, (speech.speaker,))
        if speech is not None and speech.source is not None and self.quoted(sentence.at(token)):
            return Party(tidy(self.document.text[slice(*speech.source)]))
        return self.issuer

    def _noun_phrase(self, token: "Token") -> str:
        """The phrase itself, without article and without what follows its complement."""
        doc, start, end = token.doc, token.left_edge.i, token.i + 1
        for child in token.rights:
            if child.dep_ in ("prep", "cc", "conj", "nmod") and child.right_edge.i - start < _LONGEST_NAME:
                end = child.right_edge.i + 1
            else:
                break
        while start < token.i and (doc[start].is_punct or doc[start].pos_ in ("SCONJ", "CCONJ")):
            start += 1
        return tidy(re.sub(r"^(?:the|a|an)\s+", "", doc[start:end].text, flags=re.IGNORECASE))


def _is_side(entity: Entity, half: str) -> bool:
    """Whether a state or a body is what one half of "U.S.-EU" names; `half` is folded, without full stops."""
    if entity.kind is ActorKind.PERSON:
        return False
    known = names.country_of(half) or names.country_of(half.upper())
    if known is not None and entity.country is not None:
        return entity.country == known
    return any(fold(form).replace(".", "") == half for form in (entity.name, *entity.forms))


def _is_instrument(entity: Entity) -> bool:
    """Whether the name is that of a paper or programme ("Data Privacy Framework"), which no one can be."""
    parts = fold(entity.name).split()
    return "statement" in parts or parts[-1] in cues.load("undertaking")["instruments"]["words"]


def _together(entities: tuple[Entity, ...]) -> Party:
    """Several actors as one party: "Australia, the United Kingdom and the United States"."""
    several = [one.name for one in entities]
    return Party(several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}", entities)


def _coordinated(token: "Token") -> list["Token"]:
    found: list[Token] = []
    for child in token.rights:
        # "Norway, Iceland, and Denmark": the language model takes the second for an apposition to the first.
        listed = child.dep_ == "appos" and any(inner.dep_ == "conj" for inner in child.rights)
        if child.dep_ == "conj" or listed:
            found += [child, *_coordinated(child)]
    return found


def analyse(document: Document, nlp: "Language") -> Analysis:
    """Reads the document once, for all sections."""
    found = sentences.split(document, nlp)
    quoted = quotations.find(document)
    cast = Cast(found, quotations.inside(quoted))
    return Analysis(document, found, quoted, cast, attribution.find(found, quoted, cast, document.text))
