"""The shared reading of a document: sentences, quotations, actors and attributions in one object."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.document import BlockKind, Document
from briefing.model import ActorKind
from briefing.parser.analysis import attribution, quotations, sentences
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.cast import SUBJECTS, Cast, Entity
from briefing.parser.analysis.quotations import Quotation
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import tidy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_STATEMENT = re.compile(
    r"\b(?:statement|remarks|message|letter|address|speech|proclamation|memorandum)\b", re.IGNORECASE
)
_LONGEST_NAME = 12


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
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def quoted(self, offset: int) -> bool:
        """Whether the place stands between quotation marks."""
        i = bisect_right(self._quotation_starts, offset) - 1
        return i >= 0 and offset < self.quotations[i].end

    @cached_property
    def issuer(self) -> Party | None:
        """Who speaks in the document's own first person: the author of a statement or release."""
        title = [s for s in self.sentences if s.block.kind is BlockKind.TITLE][:1]
        named = self._entities_in(title[0]) if title else ()
        if title and _STATEMENT.search(title[0].span.text):
            people = [one for one in named if one.kind is ActorKind.PERSON]
            if people:
                return Party(people[0].name, (people[0],))
            if named:
                return _together(named)
        counts: Counter[int] = Counter()
        by_id: dict[int, Entity] = {}
        for sentence in self.sentences[:8]:
            for token in sentence.span:
                entity = self.cast.at(token) if token.dep_ in SUBJECTS and token.pos_ != "PRON" else None
                if entity is not None:
                    counts[id(entity)] += 2 if sentence.index < 3 else 1
                    by_id[id(entity)] = entity
        if not counts:
            return Party(named[0].name, (named[0],)) if named else None
        first = by_id[counts.most_common(1)[0][0]]
        return Party(first.name, (first,))

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
        entities = [entity for member in members if (entity := self.cast.at(member)) is not None]
        if token.pos_ == "PRON" or token.dep_ == "poss":
            return Party(entities[0].name, (entities[0],)) if entities else None
        if len(members) > 1 and len(entities) == len(members):
            return _together(tuple(entities))
        if entities and len(members) == 1 and self._is_named(entities[0], token):
            return Party(entities[0].name, (entities[0],))
        return Party(self._noun_phrase(token), tuple(entities))

    def _is_named(self, entity: Entity, token: "Token") -> bool:
        return token.pos_ == "PROPN" or entity.kind in (ActorKind.PERSON, ActorKind.COUNTRY)

    def _first_person(self, sentence: Sentence, token: "Token") -> Party | None:
        speech = self.speech_at(sentence, sentence.at(token))
        if speech is not None and speech.speaker is not None:
            return Party(speech.speaker.name, (speech.speaker,))
        if speech is not None and speech.source is not None:
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


def _together(entities: tuple[Entity, ...]) -> Party:
    """Several actors as one party: "Australia, the United Kingdom and the United States"."""
    several = [one.name for one in entities]
    return Party(several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}", entities)


def _coordinated(token: "Token") -> list["Token"]:
    found: list[Token] = []
    for child in token.rights:
        if child.dep_ == "conj":
            found += [child, *_coordinated(child)]
    return found


def analyse(document: Document, nlp: "Language") -> Analysis:
    """Reads the document once, for all sections."""
    found = sentences.split(document, nlp)
    quoted = quotations.find(document)
    cast = Cast(found)
    return Analysis(document, found, quoted, cast, attribution.find(found, quoted, cast, document.text))
