"""Who is who: mentions grouped into actors, and every noun phrase or pronoun that stands for one."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import names, offices, stand_ins
from briefing.parser.analysis.clauses import SUBJECTS, is_expletive, opens_sentence, possessor, teller
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.mention import Mention
from briefing.parser.analysis.mentions import find
from briefing.parser.analysis.sentences import Sentence
from briefing.words import fold, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their"})
_NEUTER = frozenset({"it", "its"})
_BODIES = (ActorKind.ORGANISATION, ActorKind.COUNTRY)
_BY_FAR = 3
"""So many times as often as another a firm is named that a text is about."""


class Cast:
    """The actors of a document. `entities` stand in order of first mention."""

    def __init__(self, sentences: tuple[Sentence, ...], quoted: Callable[[int], bool]) -> None:
        self._quoted = quoted
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_first_word: dict[str, Entity | None] = {}
        self._places: set[str] = set()
        self._at: dict[tuple[int, int], Entity] = {}
        self._recent: list[Entity] = []
        self._last_subject: Entity | None = None
        self._last_speakers: list[Entity] = []
        self._last_is_nameless = False
        self._main: Entity | None = None
        found = [list(find(sentence)) for sentence in sentences]
        self._define(mention for mentions in found for mention in mentions)
        self._offices = {
            fold(token.text) for one in sentences for token in one.tokens if stand_ins.is_one_office(token)
        }
        self._main = self._told_most(mention for mentions in found for mention in mentions)
        for sentence, mentions in zip(sentences, found, strict=True):
            self._place(sentence, mentions)
        for entity in self.entities:
            entity.settle_name()
        self._join_namesakes()

    def at(self, token: "Token") -> Entity | None:
        """The entity that the token is part of a mention of, pronouns and descriptions included."""
        return self._at.get((id(token.doc), token.i))

    def of_phrase(self, token: "Token") -> Entity | None:
        """The entity a whole noun phrase stands for: a person where a title heads it ("President, X")."""
        entity = self.at(token)
        if entity is not None and (entity.kind is ActorKind.PERSON or not offices.is_role_head(token.text)):
            return entity
        for child in token.children:
            inner = self.at(child) if child.dep_ in ("appos", "conj", "compound", "nmod", "flat") else None
            if inner is not None and inner.kind is ActorKind.PERSON:
                return inner
        for one in token.doc[token.left_edge.i : token.i]:
            inner = self.at(one)
            if inner is not None and inner.kind is ActorKind.PERSON and one.dep_ not in ("poss", "pobj"):
                return inner
        return entity

    # Reading order of the two passes: the full names come first wherever they stand, because a
    # headline's "Macron" is only a person once the body has said who he is.

    def _define(self, mentions: Iterable[Mention]) -> None:
        named = [mention for mention in mentions if not mention.adjective]
        people = {fold(one.name) for one in named if one.kind is ActorKind.PERSON and " " in one.name}
        self._places.update(fold(mention.name) for mention in named if mention.kind is ActorKind.COUNTRY)
        surnames = {surname for one in people for surname in names.surnames(one)}
        shortened = {short for one in people for short in names.shortened(one)}
        short: list[Mention] = []
        headed: list[Mention] = []
        for mention in named:
            for form in mention.short_forms():
                self._by_key.setdefault(names.core(form), self._entity(mention))
        for mention in named:
            if mention.kind is not ActorKind.PERSON and any(fold(mention.name).endswith(f" {one}") for one in people):
                continue  # "Hong Kong Anna Lam" is a place and a person
            # The language model takes many a surname for a body.
            person = mention.kind is ActorKind.PERSON or (
                mention.kind is ActorKind.ORGANISATION and fold(mention.name) in surnames
            )
            if (person and " " not in mention.name) or fold(mention.name) in shortened:
                short.append(mention)
            elif mention.may_run_on:
                headed.append(mention)
            else:
                self._entity(mention)
        for mention in (*headed, *short):
            self._entity(mention)

    def _told_most(self, mentions: Iterable[Mention]) -> Entity | None:
        """The person whom the text names more often than any other."""
        told = Counter(entity for mention in mentions if _is_person(entity := self._known(mention)))
        (first, count), (_, second) = (*told.most_common(2), (None, 0), (None, 0))[:2]
        return first if count > second else None

    def _join_namesakes(self) -> None:
        """Two of one kind that bear one name in the end are one: nothing would tell a reader which is meant."""
        first: dict[tuple[ActorKind, str], Entity] = {}
        same: dict[int, Entity] = {}
        for entity in self.entities:
            one = first.setdefault((entity.kind, entity.name), entity)
            if one is not entity:
                same[id(entity)] = one
                one.forms += entity.forms
                one.roles += [role for role in entity.roles if role not in one.roles]
                one.mentions = sorted(one.mentions + entity.mentions, key=lambda it: (it[0].index, it[1].i))
        if same:
            self.entities = [entity for entity in self.entities if id(entity) not in same]
            self._at = {place: same.get(id(entity), entity) for place, entity in self._at.items()}

    def _entity(self, mention: Mention) -> Entity:
        entity = self._known(mention)
        if entity is None:
            seat = mention.country if names.seats().get(fold(mention.name)) else None
            entity = Entity(seat or mention.name, mention.kind, mention.country)
            self.entities.append(entity)
        if mention.tells_the_kind and entity.country is None and names.core(mention.name) == names.core(entity.name):
            entity.kind = mention.kind  # "Acme, a brewer," is no person, wherever else the model takes it for one
        if mention.says_more_than(entity.name, entity.kind):
            if mention.may_run_on:
                return entity
            entity.name = mention.name
        self._index(entity, mention)
        return entity

    def _index(self, entity: Entity, mention: Mention) -> None:
        if entity.name != mention.name and names.heads(entity.name, mention.name):
            return  # "the Commission" may be another one further down
        if mention.country:
            self._by_key.setdefault(f"country:{mention.country}", entity)
        self._by_key.setdefault(names.core(mention.name), entity)
        first, _, rest = names.core(mention.name).partition(" ")
        if (
            rest
            and entity.kind is ActorKind.ORGANISATION
            and not names.country_of(first)
            and not names.looks_like_body(first)
            and not any(names.core(mention.name).startswith(f"{place} ") for place in self._places)
        ):
            one = self._by_first_word.setdefault(first, entity)
            self._by_first_word[first] = one if one is entity else None  # two bodies share it: it names neither
        if entity.kind is ActorKind.PERSON:
            for surname in names.surnames(mention.name):
                known = self._by_surname.setdefault(surname, [])
                if entity not in known:
                    known.append(entity)

    def _known(self, mention: Mention) -> Entity | None:
        if mention.country and (entity := self._by_key.get(f"country:{mention.country}")):
            return entity
        key = names.core(mention.name)
        entity = self._by_key.get(key)
        if entity is not None:
            return entity
        people = [
            one
            for surname in names.surnames(mention.name)
            for one in self._by_surname.get(surname, ())
            if names.same_person(one.name, mention.name)
        ]
        short = " " not in mention.name or any(fold(mention.name) in names.shortened(one.name) for one in people)
        if people and (mention.kind is ActorKind.PERSON or short):
            return self._meant(people, mention.role)
        if mention.may_run_on:  # "Ana Brodie Opens Bridge", "Northern Ferries Buys Two Ships"
            longer = [
                it
                for it in self.entities
                if it.kind is mention.kind and " " in names.core(it.name) and key.startswith(f"{names.core(it.name)} ")
            ]
            if longer:
                return max(longer, key=lambda it: len(it.name))
        if mention.kind is ActorKind.PERSON and " " not in mention.name:
            given = [
                one
                for one in self.entities
                if one.kind is ActorKind.PERSON and fold(one.name).split()[0] == fold(mention.name)
            ]
            return given[0] if len(given) == 1 else None
        if mention.kind is ActorKind.ORGANISATION:
            return self._known_body(mention.name) or self._headed(mention.name)
        return None

    def _headed(self, head: str) -> Entity | None:
        """The body that "the Commission" stands for: of those so called, the one named last."""
        named = [one for one in self.entities if one.kind is ActorKind.ORGANISATION and names.heads(one.name, head)]
        return next((one for one in self._recent if one in named), named[-1] if named else None)

    def _meant(self, people: list[Entity], role: str | None) -> Entity:
        """Which of several bearers of one surname: the one of that role, else the one named last or most."""
        if role is not None:
            for one in people:
                if any(
                    stand_ins.names_role(role, stated) or stand_ins.names_role(stated, role) for stated in one.roles
                ):
                    return one
        near = [one for one in self._recent[:3] if one in people]
        return near[0] if len(near) == 1 else max(people, key=lambda one: len(one.mentions))

    def _known_body(self, name: str) -> Entity | None:
        for entity in self.entities:
            if entity.kind is not ActorKind.ORGANISATION:
                continue
            short, long = sorted((name, entity.name), key=len)
            seat, told, rest = fold(long).rpartition(f" {fold(short)}")
            if told and not rest and self._is_place(seat):  # "the US Senate", "the Senate"
                return entity
            if names.is_acronym_of(short, long) or (" " not in short and fold(long).startswith(fold(short) + " ")):
                return entity
        return None

    def _is_place(self, name: str) -> bool:
        """Whether it names a country, or another place that the text names by itself."""
        return bool(name) and (names.country_of(name) is not None or name in self._places)

    def _place(self, sentence: Sentence, mentions: list[Mention]) -> None:
        subjects: list[Entity] = []
        others: list[Entity] = []
        aside: list[Entity] = []  # named inside a quotation: no pronoun outside it means them first
        acting: list[Entity] = []  # those of them that are subjects
        covered: set[int] = set()
        for mention in mentions:
            entity = self._by_key.get(f"country:{mention.country}") if mention.adjective else self._known(mention)
            if entity is None:
                continue
            covered.update(range(mention.span.start, mention.span.end))
            for token in mention.span:
                self._at[id(token.doc), token.i] = entity
            if mention.adjective:
                continue
            runs_on = mention.may_run_on and len(names.core(mention.name)) > len(names.core(entity.name))
            role = mention.role if mention.kind is entity.kind else mention.role_as(entity.kind)
            entity.add(sentence, mention.root, entity.name if runs_on else mention.name, role)
            inside = self._quoted(sentence.at(mention.root))
            acts = _is_subject(mention.root)
            (aside if inside else subjects if acts else others).append(entity)
            if inside and acts:
                acting.append(entity)
        for token in sentence.tokens:
            if token.i in covered:
                continue
            inside = self._quoted(sentence.at(token))
            speaking = (subjects or self._last_speakers) if inside else []
            entity = self._stands_for(token, acting if inside else subjects, speaking, quoted=inside)
            if entity is not None:
                counted = stand_ins.counting_head(token)
                self._at[id(token.doc), token.i] = self._at[id(token.doc), counted.i] = entity
                if token.pos_ != "PRON":
                    phrase = names.described(stand_ins.phrase(token))
                    told = set(words(phrase)) & set(words(entity.name)) or entity.kind is ActorKind.PERSON
                    entity.add(sentence, token, phrase if told else entity.name)
                if counted.dep_ in SUBJECTS:
                    (acting if inside else subjects).append(entity)
        speakers = self._last_speakers if (aside or acting) and not subjects else []
        for entity in [*reversed(aside), *reversed(acting), *reversed(others), *speakers, *reversed(subjects)]:
            if entity in self._recent:
                self._recent.remove(entity)
            self._recent.insert(0, entity)
        del self._recent[12:]
        root = next((child for child in sentence.span.root.children if child.dep_ in SUBJECTS), None)
        self._last_subject = self.of_phrase(root) if root is not None else None
        if root is not None and not self._quoted(sentence.at(root)):
            tells = root.head.lemma_.lower() in cues.words("reporting", "verbs")
            self._last_speakers = [self._last_subject] if tells and self._last_subject is not None else []
        if root is not None and offices.is_role_head(root.text):
            self._last_is_nameless = self._is_nameless(root)
        elif root is not None and root.pos_ != "PRON" and _is_person(self._last_subject):
            self._last_is_nameless = False

    def _stands_for(self, token: "Token", here: list[Entity], speaking: list[Entity], *, quoted: bool) -> Entity | None:
        """The entity that a word without a name stands for. Nobody says "he" of himself: not those `speaking` here."""
        if token.pos_ == "PRON":
            return self._pronoun(token, here, speaking)
        capital = token.text[0].isupper() and not offices.is_role_head(token.text)
        if capital and (token.pos_ == "PROPN" or (token.pos_ == "NOUN" and fold(token.text) in self._by_surname)):
            return self._bare_name(token)
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in (
            *SUBJECTS,
            "pobj",
            "poss",
            "dobj",
            "appos",
            "attr",
            "conj",
        ):
            return self._description(token, quoted=quoted)
        return None

    def _pronoun(self, token: "Token", here: list[Entity], speaking: list[Entity]) -> Entity | None:
        lower = token.lower_
        here = [one for one in here if self._may_precede(one, token)]
        if lower in _SINGULAR:
            if _is_person(himself := self._teller(token)) and himself not in speaking:
                return himself
            before = (one for one in (*here, *self._recent) if one not in speaking and one.kind is ActorKind.PERSON)
            return None if self._follows_a_nameless(token) else next(before, None)
        if lower in _PLURAL:
            return self._subject_before(here, ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.COUNTRY)
        if lower in _NEUTER and not is_expletive(token):
            if (itself := self._teller(token)) is not None and itself.kind in _BODIES and itself not in speaking:
                return itself
            return self._subject_before(here, *_BODIES)
        return None

    def _teller(self, pronoun: "Token") -> Entity | None:
        """Who says what the pronoun is the subject of: "while Mr Brown says he will stay", "Oslo says it will"."""
        subject = teller(pronoun)
        return self.at(subject) if subject is not None and subject.pos_ == "PROPN" else None

    def _may_precede(self, entity: Entity, pronoun: "Token") -> bool:
        """Whether it is named before the pronoun: "They said that the council was late" is not said by the council.

        Only what leads up to the subject of its sentence looks ahead: "In its report, the council said".
        """
        before = pronoun.doc[pronoun.sent.start : pronoun.i]
        return opens_sentence(pronoun) or any(self.at(token) is entity for token in before)

    def _follows_a_nameless(self, token: "Token") -> bool:
        """Whether it rather stands for an office whose holder is not named: "The minister said why he left"."""
        before = [one for one in token.doc[token.sent.start : token.i] if one.dep_ in SUBJECTS and one.pos_ != "PRON"]
        return any(map(self._is_nameless, before)) or (not before and self._last_is_nameless)

    def _is_nameless(self, subject: "Token") -> bool:
        return offices.is_role_head(subject.text) and self.of_phrase(subject) is None

    def _subject_before(self, here: list[Entity], *kinds: ActorKind) -> Entity | None:
        """What "it" or "they" stands for: a subject of this sentence or of the one before, or nobody.

        A wrong antecedent puts words into somebody's mouth; silence costs one line.
        """
        before = [self._last_subject] if self._last_subject is not None else []
        return next((entity for entity in (*here, *before) if entity.kind in kinds), None)

    def _latest_group(self) -> Entity | None:
        return next((entity for entity in self._recent if entity.kind is ActorKind.GROUP), None)

    def _latest_body(self, key: str) -> Entity | None:
        """ "The group" is one without a proper name, "the council" one that is called so or has initials for a name,
        "the company" the one of which the text tells most by far; any other body is the one named last.
        """
        if key in cues.words("roles", "joined"):
            return next((one for one in self._recent if _is_group(one)), None)
        bodies = [one for one in self._recent if one.kind is ActorKind.ORGANISATION]
        last = next(iter(bodies), None)
        if key in cues.words("roles", "so_called"):
            called = (one for one in bodies if key in fold(" ".join(one.forms)).split())
            return next(called, None) or next((one for one in bodies if one.name.isupper()), None)
        if last is not None and key in cues.words("roles", "firms"):
            acting = [one for one in bodies if any(_is_subject(token) for _, token in one.mentions)] or bodies
            most = max(acting, key=lambda one: len(one.mentions))
            return most if len(most.mentions) >= _BY_FAR * len(acting[0].mentions) else acting[0]
        return last

    def _bare_name(self, token: "Token") -> Entity | None:
        """A surname or short name that the language model did not mark here."""
        key = fold(token.text)
        if people := self._by_surname.get(key):
            return self._meant(people, None)
        if len(key) < 3:
            return None
        opens = token.i + 1 < token.sent.end and token.nbor(1).pos_ == "PROPN"  # the first word of another name
        return self._by_key.get(key) or (None if opens else self._by_first_word.get(key))

    def _description(self, token: "Token", *, quoted: bool) -> Entity | None:
        """ "The Prime Minister", "the company", "European leaders": a role, a body or a group in words."""
        key = fold(token.text)
        if key == "office" and (holder := self._office_of(token)) is not None:
            return holder
        if (named := self._named_beside(token)) is not None:
            return named
        if not stand_ins.describes(token):
            return None
        phrase = names.without_seat(names.described(stand_ins.phrase(token)))
        if offices.is_role_head(token.text) and not key.endswith("s"):
            return self._by_role(token, phrase, quoted=quoted)
        definite = any(child.lower_ in ("the", "this", "that") for child in token.lefts)
        if key in cues.words("roles", "bodies") and definite and len(phrase.split()) == 1:
            known = self._by_key.get(f"group:{key}")
            if known is None and key == "government":
                known = self._state()
            if known is not None or key not in cues.words("roles", "own_bodies"):
                return known or self._latest_body(key)
            named = next((one for one in self._recent if key in fold(one.name).split()), None)
            return named or self._group(token, phrase)
        if key in cues.words("roles", "groups") and definite and len(phrase.split()) == 1:
            return self._by_key.get(f"group:{key}") or self._latest_group() or self._group(token, phrase)
        if key in cues.words("roles", "groups") or key in cues.words("roles", "bodies"):
            return self._group(token, phrase)
        if key in cues.words("roles", "trades") and definite and token.dep_ in SUBJECTS:
            before = self._last_subject  # "Acme cancelled it. The software giant said …"
            return before if before is not None and before.kind is ActorKind.ORGANISATION else None
        return None

    def _named_beside(self, token: "Token") -> Entity | None:
        """The body named behind what it is: "The manufacturer, Acme, has promised", "Norway's biggest brewer, Acme"."""
        definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in token.lefts)
        if not definite or not (stand_ins.describes(token) or offices.names_a_trade(token.text)):
            return None
        beside = next((child for child in token.children if child.dep_ == "appos"), None)
        entity = self.at(beside) if beside is not None else None
        return entity if entity is not None and entity.kind is ActorKind.ORGANISATION else None

    def _state(self) -> Entity | None:
        """Whose "the government" is: the state of which the text has spoken most, if it is one alone and acts."""
        named = [one for one in self.entities if one.kind is ActorKind.COUNTRY and one.country is not None]
        states = [one for one in named if any(_is_subject(token) or token.dep_ == "poss" for _, token in one.mentions)]
        counts = sorted((len(one.mentions) for one in states), reverse=True)
        if not counts or counts[0] == 0 or (len(counts) > 1 and counts[0] < 2 * counts[1]):
            return None
        return max(states, key=lambda one: len(one.mentions))

    def _office_of(self, token: "Token") -> Entity | None:
        """Whose office speaks: "Starmer's office" is Starmer."""
        owner = possessor(token)
        holder = self.at(owner) if owner is not None else None
        return holder if holder is not None and holder.kind is ActorKind.PERSON else None

    def _by_role(self, token: "Token", phrase: str, *, quoted: bool) -> Entity | None:
        holders = [
            one
            for one in self.entities
            if one.kind is ActorKind.PERSON and any(stand_ins.names_role(phrase, role) for role in one.roles)
        ]
        definite = any(child.lower_ in ("the", "this") for child in token.lefts)
        if not definite:
            return None
        if not holders:
            return None if quoted else self._takes_office(token, phrase)
        return next((one for one in self._recent if one in holders), holders[-1])

    def _takes_office(self, token: "Token", phrase: str) -> Entity | None:
        """The one of whom most is told, the title as well, where an office that one alone holds goes on from what he
        did in the sentence before: "Mr Berg hit back. The foreign secretary said …" tells what Berg is.
        """
        one, key = self._last_subject, fold(token.text)
        goes_on = token.dep_ in SUBJECTS and not any(child.dep_ in ("conj", "relcl") for child in token.rights)
        told = " ".join(phrase.split()[:-1]) or key in cues.words("roles", "held_alone")
        if not goes_on or one is not self._main or not told or key not in cues.words("roles", "held_by_one"):
            return None
        if one is None or one.roles or any(self.at(other) is one for other in token.sent):
            return None
        if any(office != key for office in self._offices):
            return None  # two offices, and one of them may be another's who is named
        if all(sentence.is_prose for sentence, _ in one.mentions):
            return None
        one.roles.append(phrase)
        return one

    def _group(self, token: "Token", phrase: str) -> Entity | None:
        indefinite = any(child.lower_ in ("a", "an", "any", "no", "each", "every", "whose") for child in token.lefts)
        if not phrase or len(phrase.split()) > 9 or indefinite:
            return None
        key = f"group:{fold(phrase)}"
        entity = self._by_key.get(key)
        if entity is None:
            plural = fold(token.text) in cues.words("roles", "groups")
            entity = Entity(phrase, ActorKind.GROUP if plural else ActorKind.ORGANISATION)
            self.entities.append(entity)
            self._by_key[key] = entity
            if not phrase.istitle():  # a headline's "Growing Private Companies" are not all companies
                self._by_key.setdefault(f"group:{fold(token.text)}", entity)
        return entity


def _is_group(entity: Entity) -> bool:
    described = entity.name.islower() or fold(entity.name).split()[-1] in cues.words("roles", "groups")
    return described and entity.country is None


def _is_subject(token: "Token") -> bool:
    """Whether a name is the subject of a clause, or stands beside an office that is: "The mayor, Ana Berg, has …"."""
    if token.dep_ == "appos" and offices.is_role_head(token.head.text):
        token = token.head
    return token.dep_ in SUBJECTS


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is ActorKind.PERSON
