"""Who speaks in a document's own first person: whoever issues the statement, the communiqué or the release."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import datelines, names, offices
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.party import Party, is_instrument, together
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import tidy
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = re.compile(
    r"\b(?:statement|remarks|message|letter|address|speech|proclamation|memorandum)\b", re.IGNORECASE
)
_ISSUED = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|remarks)\s+(?:by|from|of)\s+(?P<by>.+?)"
    r"(?=,?\s+(?:on|about|regarding|concerning|following|after|ahead|at)\b|\s[–—|]|[:(]|$)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:(?:an?|the|joint|full|final)\s+)*(?P<by>\S.*?)(?:[’']s?)?\s+"
    r"(?:(?:joint|press|summit|final|interim|media|public)\s+)*(?:statement|declaration|communiqu[eé])\b",
    re.IGNORECASE,
)
# "Press release issued by the High Commission of Norway on 4 May", a line at the head of the text.
_RELEASED = re.compile(
    r"\b(?:release|statement|communiqu[eé])\s+(?:was\s+)?issued\s+by\s+(?P<by>.+?)(?=,?\s+(?:on|in|at)\b|[.,;)]|$)",
    re.IGNORECASE,
)
# "Letter to the Speaker on the emergency": he does not speak.
_ADDRESSED = re.compile(
    r"\b(?:letter|message|memorandum|appeal|petition|reply|response|tribute)\s+(?:to|for)\s+(?P<to>.+?)"
    r"(?=,?\s+(?:from|by|on|about|regarding|concerning)\b|[:(]|$)",
    re.IGNORECASE,
)
_VOICE = re.compile(r"\b(?:spokes(?:man|person|woman)|press secretary)\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:About|ABOUT) (?:the |THE )?[A-Z]")
_ABOUT_LENGTH = 60
_PAIR = re.compile(r"\b([A-Z][\w.]*)[-–—]([A-Z][\w.]*)")
_BETWEEN = re.compile(r"\bbetween\s+(?P<by>.+?\s+and\s+.+?)(?=,?\s+(?:on|about|in|at)\b|$)", re.IGNORECASE)
_LONGEST = 16
"""Words of those who issue a text, as it names them; where they are more, the bodies named stand for them."""
_SHARE = 3
"""Whoever issues a text acts in a third of it at least."""
_CLOSING = 5
"""Among so many sentences at the end a signature stands."""
_OPENING = 5
"""Among so many sentences those stand who say "We, the leaders of …"."""


class Issuer:
    """Finds the issuer of one document; `quoted` tells whether a place stands between quotation marks."""

    def __init__(self, sentences: tuple[Sentence, ...], cast: Cast, quoted: Callable[[int], bool]) -> None:
        self._sentences = sentences
        self._prose = [sentence for sentence in sentences if sentence.is_prose]
        self._cast = cast
        self._quoted = quoted

    def find(self) -> Party | None:
        """The issuer; `None` where nobody can be named. A spokesman's "we" are those of whom he tells most."""
        said = self._said()
        if said is None or (self._title is not None and _VOICE.search(self._title.text)):
            return self._principal(() if said is not None else self._named_in_title()) or said
        return said

    def author(self) -> Party | None:
        """The issuer, where the text itself says who that is: in its title, in a line of its own, in "About …"."""
        return self._said() or self._about()

    def _said(self) -> Party | None:
        if (speaking := self._say_we() or self._released()) is not None or self._title is None:
            return speaking
        return self._of_statement(self._title, self._named_in_title()) or self._signed()

    @cached_property
    def _title(self) -> Sentence | None:
        return next((sentence for sentence in self._sentences if sentence.block.kind is BlockKind.TITLE), None)

    def _named_in_title(self) -> tuple[Entity, ...]:
        """Those of the title of whom the text tells."""
        titled = self._titled(self._title) if self._title is not None else ()
        found = (one for one in titled if not is_instrument(one) and not _is_topic(one))
        return tuple(one for one in found if any(sentence.is_prose for sentence, _ in one.mentions))

    def _about(self) -> Party | None:
        """The firm that a release tells about at its end: "About Northern Ferries"."""
        for sentence in reversed(self._sentences):
            if _ABOUT.match(sentence.text):
                bodies = self._entities(sentence, sentence.start, sentence.start + _ABOUT_LENGTH)
                first = next((one for one in bodies if one.kind is ActorKind.ORGANISATION), None)
                if first is not None:
                    return Party(first.name, (first,))
        return None

    def _say_we(self) -> Party | None:
        """Those who name themselves at the beginning: "We, the Leaders of the Group of Seven, stress …"."""
        for sentence in self._prose[:_OPENING]:
            span = sentence.span
            if len(span) < 4 or span[0].lower_ != "we" or span[1].text != ",":
                continue
            end = next((token.i for token in span[2:] if token.text == "," and _goes_on(token)), None)
            if end is None or end - span.start - 2 > 3 * _LONGEST:
                continue
            return self._named(sentence, sentence.at(span[2]), sentence.after(span.doc[end - 1]))
        return None

    def _released(self) -> Party | None:
        """Who issued the release, by a line of its own at the head: "(Text of a press release issued by Norway)"."""
        for sentence in self._sentences[:_OPENING]:
            found = _RELEASED.search(sentence.text)
            if found is not None and sentence.end - sentence.start < 3 * len(found[0]):
                return self._named(sentence, *(sentence.start + place for place in found.span("by")))
        return None

    def _signed(self) -> Party | None:
        """Who signs a text in which somebody says "I": a name alone in one of its last lines."""
        says_so = any(
            token.text == "I" and not self._quoted(one.at(token)) for one in self._prose for token in one.tokens
        )
        for sentence in self._sentences[-_CLOSING:] if says_so else ():
            words = [token for token in sentence.tokens if token.is_alpha]
            people = {id(one): one for token in words if (one := self._cast.at(token)) and one.kind is ActorKind.PERSON}
            if len(people) == 1 and all(self._cast.at(token) is not None for token in words):
                person = next(iter(people.values()))
                return Party(person.name.title() if person.name.isupper() else person.name, (person,))
        return None

    def _of_statement(self, title: Sentence, named: tuple[Entity, ...]) -> Party | None:
        """Who issues a statement, by its title: "Joint Statement by …", "G7 Leaders’ Statement on …"."""
        text = title.text
        joint = "joint" in text.lower()
        if joint and (pair := self._pair(text)):
            return together(pair)
        found = _ISSUED.search(text) or (_BETWEEN.search(text) if joint else None)
        if found is None and (own := _OWN.search(text)) and _names_somebody(title, own):
            found = own
        if found is not None:
            start, end = found.span("by")
            several = " and " in text[start:end]
            comma = text.find(",", start, end)
            return self._named(title, title.start + start, title.start + (end if several or comma < 0 else comma))
        if not _PERSONAL.search(text):
            return None
        people = [one for one in self._titled(title) if one.kind is ActorKind.PERSON]
        if people:
            return together((people[0],))
        states = named or (self._states_of_opening() if joint else ())
        return together(states) if states else None

    def _named(self, sentence: Sentence, start: int, end: int) -> Party | None:
        """Whoever a stretch of a sentence names: the people in it, else what it says of them, with the bodies named."""
        entities = tuple(one for one in self._entities(sentence, start, end) if not is_instrument(one))
        people = tuple(one for one in entities if one.kind is ActorKind.PERSON)
        text = sentence.text[start - sentence.start : end - sentence.start]
        words = tidy(re.sub(r"^(?:the|an?)\s+", "", re.sub(r"\s*\([^()]*\)", "", text), flags=re.IGNORECASE))
        if people or len(words.split()) > _LONGEST:
            return together(people or entities) if people or entities else None
        return Party(words, entities) if words else None

    def _pair(self, text: str) -> tuple[Entity, ...]:
        """The two sides that a title joins with a hyphen: "Joint Statement on U.S.-EU Cooperation"."""
        joined = _PAIR.search(text)
        halves = [fold(half).replace(".", "") for half in joined.groups()] if joined is not None else []
        sides = [next((one for one in self._cast.entities if _is_side(one, half)), None) for half in halves]
        return tuple(one for one in sides if one is not None) if all(sides) else ()

    def _states_of_opening(self) -> tuple[Entity, ...]:
        """Who issues a joint statement whose title names nobody: the states its first sentence names."""
        first = self._prose[0] if self._prose else None
        found = self._entities(first, first.start, first.end) if first is not None else ()
        return tuple(one for one in found if one.country is not None and not is_instrument(one))

    def _principal(self, named: tuple[Entity, ...]) -> Party | None:
        """The body or state that acts most, those in the title and the first sentences first."""
        counts: Counter[Party] = Counter()
        for sentence in self._sentences:
            for token in sentence.tokens[datelines.length(sentence.span) :]:
                if token.dep_ in SUBJECTS and not self._quoted(sentence.at(token)) and (party := self._acting(token)):
                    counts[party] += 3 if sentence.index < 4 else 1
        for one in named:
            party = Party(one.name, (one,))
            if party in counts:
                counts[party] += 2
        issuing = [(one, count) for one, count in counts.most_common() if not _is_people(one)]
        if not issuing:
            return together(named[:1]) if named else None
        first, most = issuing[0]
        if _SHARE * most < counts.total():
            return together(named[:1]) if named else None  # many act in news, and none of them issues it
        proper = next((one for one in issuing if not _is_described(one[0])), None)
        # "The regulator" is most often a body that the text names as well.
        return proper[0] if proper is not None and 2 * proper[1] >= most else first

    def _acting(self, subject: "Token") -> Party | None:
        """Whom a subject names, where that is no person: a body of the cast, or one without a name ("the council")."""
        entity = self._cast.of_phrase(subject) if subject.pos_ in ("PROPN", "NOUN") else None
        if entity is not None:
            # "The Post learns", "20% more firms": who only hears of it, and a number of somebody.
            hears = subject.head.lemma_.lower() in cues.words("reporting", "hearing")
            described = hears or entity.name[:1].isdigit() or (entity.kind is ActorKind.GROUP and entity.name.islower())
            acts = entity.kind is not ActorKind.PERSON and not described and not is_instrument(entity)
            # "The government" of no state in particular, or of a part of one, is best called so.
            in_words = entity.kind is ActorKind.COUNTRY and subject.pos_ == "NOUN"
            return Party(subject.lower_ if in_words else entity.name, (entity,)) if acts else None
        return (
            Party(subject.lower_) if subject.tag_ == "NN" and subject.lower_ in cues.words("roles", "bodies") else None
        )

    def _titled(self, title: Sentence) -> tuple[Entity, ...]:
        """The actors of the title but those to whom the text is written."""
        found = _ADDRESSED.search(title.text)
        if found is None:
            return self._entities(title, 0, title.end)
        start, end = (title.start + place for place in found.span("to"))
        return (*self._entities(title, 0, start), *self._entities(title, end, title.end))

    def _entities(self, sentence: Sentence, start: int, end: int) -> tuple[Entity, ...]:
        """The actors named between two places of the document, in order."""
        return tuple(dict.fromkeys(self._at(sentence, start, end)))

    def _at(self, sentence: Sentence, start: int, end: int) -> Iterator[Entity]:
        for token in sentence.tokens:
            entity = self._cast.at(token) if start <= sentence.at(token) < end else None
            if entity is not None:
                yield entity


def _is_topic(entity: Entity) -> bool:
    """Whether the text only speaks of it and never lets it act: "Notice on the Emergency with Respect to Lebanon"."""
    return all(token.dep_ in ("pobj", "dobj") for _, token in entity.mentions)


def _is_people(party: Party) -> bool:
    """Whether it is many people, of whom a text tells and who issue none: "Investors", "Students"."""
    several = party.name.endswith("s") or party.name.split()[-1].lower() in cues.words("roles", "groups")
    return several and {one.kind for one in party.entities} == {ActorKind.GROUP}


def _is_described(party: Party) -> bool:
    """Whether it is called by what it is, not by a name: "the council", "Regulator"."""
    return party.name.islower() or party.name.lower() in cues.words("roles", "bodies")


def _goes_on(comma: "Token") -> bool:
    """Whether the sentence goes on behind a comma, rather than the list of those who speak."""
    if comma.i + 1 >= comma.sent.end:
        return True
    follows = comma.nbor(1)
    return follows.pos_ not in ("DET", "PROPN", "NOUN", "CCONJ", "NUM", "ADJ")


def _names_somebody(title: Sentence, own: "re.Match[str]") -> bool:
    """Whether what stands before "Statement" in a title can be who makes it: a few words, none of them a verb."""
    start, end = (title.start + place for place in own.span("by"))
    before = [token for token in title.span if start <= title.at(token) < end]
    sorts = ("fact", "joint", "policy", "policies", "press")
    somebody = cues.words("roles", "groups") | cues.words("roles", "bodies") | {"and", "of", "the", "for"}
    small = [token for token in before if token.text[0].islower()]
    return (
        0 < len(before) <= _LONGEST // 2
        and not any(token.tag_ in ("VBZ", "VBD", "VBP", "MD", "IN") for token in before)
        and not all(offices.is_role_head(token.text) or token.lower_ in sorts for token in before)
        and all(offices.is_role_head(token.text) or token.lower_ in somebody for token in small)
    )


def _is_side(entity: Entity, half: str) -> bool:
    """Whether a state or a body is what one half of "U.S.-EU" names; `half` is folded, without full stops."""
    if entity.kind is ActorKind.PERSON:
        return False
    known = names.country_of(half) or names.country_of(half.upper())
    if known is not None and entity.country is not None:
        return entity.country == known
    return any(fold(form).replace(".", "") == half for form in (entity.name, *entity.forms))
