"""The shared reading of a document: sentences, quotations, actors and attributions in one object."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.document import Document
from briefing.model import ActorKind
from briefing.parser.analysis import attribution, boilerplate, names, quotations, sentences, stances
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import coordinated, possessor
from briefing.parser.analysis.issuer import Issuer
from briefing.parser.analysis.party import Party, together
from briefing.parser.analysis.quotations import Quotation
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import possessive, tidy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_SEVERAL = frozenset({"governments", "nations", "countries", "states", "sides", "organisations", "organizations"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_LONGEST_NAME = 12
_BACK = 4
"""So many attributions back whoever *she* is may be told."""
_TWO = {
    **dict.fromkeys(
        ("companies", "firms", "organisations", "organizations", "clubs", "unions"), ActorKind.ORGANISATION
    ),
    **dict.fromkeys(("countries", "governments", "nations", "states"), ActorKind.COUNTRY),
    **dict.fromkeys(("leaders", "men", "ministers", "presidents", "senators", "women"), ActorKind.PERSON),
}
_FAR = 12
"""So many sentences back the two are looked for."""
_DETERMINERS = re.compile(r"^(?:the|a|an|this|these|his|her|its|their|my|our|itself)\s+", re.IGNORECASE)


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
    def nouns(self) -> dict[str, list[tuple[Sentence, "Token"]]]:
        """Where each noun stands, by its lower-case form, in reading order."""
        found: dict[str, list[tuple[Sentence, Token]]] = {}
        for sentence in self.sentences:
            for token in sentence.tokens:
                if token.pos_ in ("NOUN", "PROPN"):
                    found.setdefault(token.lower_, []).append((sentence, token))
        return found

    @cached_property
    def boilerplate(self) -> frozenset[int]:
        """The numbers of the blocks that tell of their publisher or its lawyers, not of the matter."""
        return boilerplate.blocks(self.document)

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences that tell of the matter, in reading order: no title, heading or boilerplate."""
        return tuple(one for one in self.sentences if one.is_prose and one.block_index not in self.boilerplate)

    @cached_property
    def issuer(self) -> Party | None:
        """Who speaks in the document's own first person: the author of a statement or release."""
        return self._issuing.find()

    @cached_property
    def author(self) -> Party | None:
        """The issuer, where the text itself says who that is: then "we" can be read as his words."""
        return self._issuing.author()

    @cached_property
    def _issuing(self) -> Issuer:
        return Issuer(self.sentences, self.cast, self.quoted)

    def party(self, sentence: Sentence, token: "Token | None") -> Party | None:
        """Who the noun phrase headed by `token` stands for; `None` where nobody can be named."""
        if token is None:
            return None
        lower = token.lower_
        if lower in FIRST_PERSON:
            return self._first_person(sentence, token)
        if lower in ("who", "which", "that") and token.head.dep_ == "relcl":
            return self.party(sentence, token.head.head)
        members = [token, *coordinated(token)]
        if len(members) > 1:
            several = [self.cast.of_phrase(member) for member in members]
            if all(one is not None for one in several):
                return together(tuple(dict.fromkeys(one for one in several if one is not None)))
        if self._is_issuers(token):
            return self.issuer
        if (both := self._both(sentence, token)) is not None:
            return both
        if (owner := possessor(token)) is not None and owner.pos_ == "PRON" and token.pos_ != "PRON":
            return self._owned(sentence, token) or Party(self._noun_phrase(token))
        entity = self.cast.of_phrase(token)
        if token.pos_ == "PRON" or token.dep_ == "poss":
            if entity is not None and entity.kind is ActorKind.GROUP and self.issuer and entity in self.issuer.entities:
                return self.issuer  # "the leaders … their determination" in what these issue
            return Party(entity.name, (entity,)) if entity is not None else None
        if entity is None or len(members) > 1:
            return self._owned(sentence, token) or Party(self._noun_phrase(token), (entity,) if entity else ())
        if entity.kind in (ActorKind.PERSON, ActorKind.COUNTRY) or (not entity.name.islower() and token.pos_ == "NOUN"):
            return Party(entity.name, (entity,))
        phrase = self._noun_phrase(token)
        told = phrase.removesuffix(entity.name).split()
        trade = phrase.endswith(entity.name) and told[-1:] != [] and told[-1].islower()  # "department store Norfisk"
        return Party(entity.name if trade or names.contains_words(entity.name, phrase) else phrase, (entity,))

    def _both(self, sentence: Sentence, token: "Token") -> Party | None:
        """ "The two companies", "both countries": the two of that kind that were last named together."""
        kind = _TWO.get(token.lower_)
        if kind is None or {child.lower_ for child in token.lefts}.isdisjoint({"two", "both"}):
            return None
        for before in reversed(self.sentences[max(0, sentence.index - _FAR) : sentence.index]):
            for first in before.tokens:
                pair = [self.cast.at(one) for one in (first, *coordinated(first))]
                known = [one for one in dict.fromkeys(pair) if one is not None and one.kind is kind]
                if len(known) == len(pair) == 2:
                    return together(tuple(known))
        return None

    def phrase(self, token: "Token") -> Party:
        """Whom a noun phrase describes that stands for no actor of the cast, in its own words."""
        return Party(self._noun_phrase(token))

    def _is_issuers(self, token: "Token") -> bool:
        """Whether "our governments", "our three nations", "the leaders" says those who issue the text together."""
        owner = possessor(token)
        ours = owner is not None and owner.lower_ == "our" and token.lower_ in _SEVERAL
        alone = [child.lower_ for child in token.children] == ["the"] and token.lower_ == "leaders"
        return (ours or alone) and self.issuer is not None and len(self.issuer.entities) > 1

    def _owned(self, sentence: Sentence, token: "Token") -> Party | None:
        """ "My Administration", "his government": the owner's name stands for the pronoun."""
        owner = possessor(token)
        if owner is None:
            return None
        party = self.party(sentence, owner)
        if party is None or owner.pos_ != "PRON":
            return None
        if party.name.endswith(token.text):
            return party  # "the Administration … its administration"
        return Party(f"{possessive(party.name)} {token.doc[owner.i + 1 : token.i + 1].text}", party.entities)

    def _first_person(self, sentence: Sentence, token: "Token") -> Party | None:
        speech = self.speech_at(sentence, sentence.at(token))
        if speech is not None and speech.speaker is not None:
            return together((speech.speaker, *speech.others))
        if speech is not None and self.quoted(sentence.at(token)) and (told := self.told_before(speech)) is not None:
            return Party(tidy(self.document.text[slice(*told.source or (0, 0))]))
        return self.issuer

    def told_before(self, speech: Speech) -> Speech | None:
        """The speech itself where words name its speaker; where a pronoun does, the one before that says who he is."""
        place = self.speeches.index(speech)
        for one in reversed(self.speeches[max(0, place - _BACK) : place + 1]):
            if one.source is not None and self.document.text[slice(*one.source)].lower() not in _PRONOUNS:
                return one
        return None

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
        return tidy(_DETERMINERS.sub("", doc[start:end].text))


def analyse(document: Document, nlp: "Language") -> Analysis:
    """Reads the document once, for all sections."""
    found = sentences.split(document, nlp)
    quoted = quotations.find(document)
    cast = Cast(found, quotations.inside(quoted))
    return Analysis(document, found, quoted, cast, attribution.find(found, quoted, cast, document.text))
