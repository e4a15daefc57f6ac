"""The place of a cue in its sentence, and what every way asks of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import ActorKind, QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.clauses import SUBJECTS, VERBAL
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

Made = tuple[str, Entity | None] | None
"""The question and the actor who could answer it; `None` where this way leads to none."""

_INDEFINITE = re.compile(r"^(?:an?|any|some|no|one|another|such|both(?: the)?)\s+(?=\S)", re.IGNORECASE)
_POINTING = re.compile(r"^(?:the|this|that|these|those|such|an?)\b ?", re.IGNORECASE)
_VAGUE = frozenset({"that", "this", "these", "those", "which", "who", "what", "there"})
_AUXILIARY = frozenset({"aux", "auxpass"})
# Prepositions by which a verb tells what its object is about: "filed a lawsuit against the state over the law".
_TOPICAL = frozenset({"about", "against", "between", "concerning", "into", "on", "over", "regarding", "with"})
_STEPS = 3


@dataclass(frozen=True, eq=False)
class Place:
    """Where a cue stands: from `first` to `last` word, in `sentence`, showing a question of `kind`."""

    analysis: Analysis
    sentence: Sentence
    first: "Token"
    last: "Token"
    kind: QuestionKind

    def words(self) -> Iterator["Token"]:
        """The cue's own words, in order."""
        return iter(self.first.doc[self.first.i : self.last.i + 1])

    def behind(self, most: int) -> Iterator["Token"]:
        """The cue's words and the next `most` ones of the sentence."""
        return iter(self.first.doc[self.first.i : min(self.sentence.span.end, self.last.i + 1 + most)])

    def spine(self) -> Iterator["Token"]:
        """The cue's words, last first, and the words above them: where a complement may hang."""
        yield from reversed(list(self.words()))
        head, steps = self.first, 0
        while head.head != head and steps < _STEPS:
            head, steps = head.head, steps + 1
            if head.pos_ in (*VERBAL, "ADJ", "NOUN"):
                yield head

    def verb(self) -> "Token | None":
        """The cue's full verb, else the verb that its words hang on."""
        own = [token for token in self.words() if token.pos_ == "VERB"]
        if own:
            return own[-1]
        return next((token for token in self.spine() if token.pos_ in VERBAL and token.dep_ not in _AUXILIARY), None)

    def noun(self, key: str) -> "Token | None":
        """The first noun of the cue, or right around it, that stands in a list of `cues/questions.toml`."""
        known = cues.words("questions", key)
        near = [*self.words(), *self.spine(), *self.behind(4)]
        # The language model takes some subjects for verbs: "Autopsy results are expected".
        nouns = (token for token in near if token.pos_ == "NOUN" or token.dep_ in SUBJECTS)
        found = next((token for token in nouns if token.lemma_.lower() in known), None)
        while found is not None and found.dep_ == "compound" and found.head.pos_ == "NOUN":
            found = found.head
        return found

    def subject_among(self, key: str) -> "Token | None":
        """The subject of the cue's clause, where that noun stands in a list of `cues/questions.toml`."""
        who = self.who(self.verb())
        known = who is not None and who.pos_ == "NOUN" and who.lemma_.lower() in cues.words("questions", key)
        return who if known else None

    def phrase(self, token: "Token", most: int = 14) -> str:
        """The noun phrase of `token` as something known, without the cue: "an inquiry into" → "the inquiry into"."""
        inside = token.i < self.first.i <= token.right_edge.i
        words = asking.noun_phrase(token, self.analysis.cast, most, until=self.first.i if inside else None)
        # What was not known before is known once it is asked about; "any" who acts is whoever it may be.
        whoever = token.dep_ in SUBJECTS and words.casefold().startswith("any ")
        words = re.sub(r"\s+(?=['’]s?\b)", "", words if whoever else _INDEFINITE.sub("the ", words))
        edge = token.left_edge
        dated = edge.pos_ == "NOUN" and edge.ent_type_ == "DATE"  # "Yesterday’s talks"
        opens = words[:1].isupper() and (edge.pos_ == "NUM" or dated or words.startswith("The "))
        return words[:1].lower() + words[1:] if opens else words

    def name(self, owner: "Token") -> str:
        """Who owns something, without the mark of it: "the mayor's" → "the mayor"."""
        return re.sub(r"\s?['’]s?$", "", self.phrase(owner))

    def _purpose(self, noun: "Token") -> "Token | None":
        """What it is to bring about: "efforts are under way to end the strike", "a path to a deal to free them"."""
        above = noun.head
        if noun.dep_ in SUBJECTS and _lies_ahead(above):
            return None  # "with the sale expected to close soon" tells when, and not what for
        if noun.dep_ in SUBJECTS:
            state = child(above, ("acomp",))
            act = child(above, ("xcomp", "advcl")) or (child(state, ("xcomp",)) if state is not None else None)
        else:
            rights = (one for token in (noun, above, above.head, above.head.head) for one in token.rights)
            act = next((one for one in rights if one.left_edge.i == noun.i + 1), None)
        return act if act is not None and is_infinitive(act) else None

    def matter(self, noun: "Token", most: int = 18) -> str | None:
        """The noun phrase with what the sentence says it is about; `None` where it says nothing alone ("talks")."""
        words = self.phrase(noun, most)
        if words.lower().startswith(("this ", "that ", "these ", "those ")) or noun.left_edge.pos_ == "AUX":
            return None
        if len(_POINTING.sub("", words).split()) > 1:
            return words
        act = self._purpose(noun)
        if act is not None:
            return f"the {noun.lower_} to {infinitive(act)}"
        topic = next((one for one in noun.head.rights if one.dep_ == "prep" and one.lower_ in _TOPICAL), None)
        thing = next((one for one in topic.children if one.dep_ == "pobj"), None) if topic is not None else None
        words = words if _POINTING.match(words) else f"the {words}"
        if topic is not None and thing is not None and noun.head.pos_ in VERBAL and self.told(thing) is not None:
            return f"{words} {topic.lower_} {self.phrase(thing)}"
        return None

    def actor(self, token: "Token | None") -> Entity | None:
        """The actor that a noun stands for; `None` for a thing."""
        return self.analysis.cast.of_phrase(clauses.antecedent(token)) if token is not None else None

    def can_act(self, token: "Token") -> bool:
        """Whether it is somebody: an actor of the document, or a noun for a body, an office or people."""
        lemma = token.lemma_.lower()
        known = any(lemma in cues.words("roles", key) for key in ("bodies", "persons", "groups"))
        return self.actor(token) is not None or known or lemma in cues.words("questions", "people")

    def who(self, verb: "Token | None") -> "Token | None":
        """Who or what the verb's subject is; `None` for a pronoun that stands for nobody named."""
        if verb is not None and verb.dep_ in ("acomp", "attr", "oprd"):
            verb = verb.head
        who = clauses.subject(verb) if verb is not None and verb.pos_ in VERBAL else None
        timed = who is not None and (who.ent_type_ in ("DATE", "TIME") or any(one.tag_ == "WP$" for one in who.lefts))
        return self.told(who) if not timed else None

    def told(self, token: "Token | None") -> "Token | None":
        """The token itself, or what it points back to, where a reader knows without the text what it means."""
        if token is None:
            return None
        token = clauses.antecedent(token)
        vague = token.pos_ in ("PRON", "DET") or token.lower_ in _VAGUE
        return None if vague and self.analysis.cast.at(token) is None else token

    def be(self, noun: "Token") -> str:
        """The form of *to be* that goes with the noun."""
        actor = self.actor(noun)
        joined = {one.lower_ for one in noun.children if one.dep_ == "cc"}
        if actor is not None and actor.kind is ActorKind.PERSON and "and" not in joined:
            return "is"
        several = noun.tag_ in ("NNS", "NNPS") or "and" in joined or noun.lower_ == "whereabouts"
        return "are" if several and not self._is_one(actor, noun) else "is"

    def did(self, who: "Token", act: "Token") -> str:
        """What asks whether somebody did it: "was" or "were" where the act is a passive or a form of *be*."""
        if act.lemma_ != "be" and not clauses.is_passive(act):
            return "did"
        return "were" if self.be(who) == "are" else "was"

    @staticmethod
    def _is_one(actor: Entity | None, noun: "Token") -> bool:
        """Whether a name in the plural is that of one body or state ("United States")."""
        return actor is not None and noun.pos_ == "PROPN" and actor.kind is not ActorKind.GROUP


def _lies_ahead(verb: "Token") -> bool:
    """Whether it only says that a thing is to come: "is scheduled to", "is due to"."""
    due = any(one.dep_ == "acomp" and one.lower_ == "due" for one in verb.rights)
    return due or verb.lemma_.lower() in ("expect", "schedule", "set")


def child(head: "Token", deps: Iterable[str]) -> "Token | None":
    """The first word behind `head` that hangs on it in one of these ways."""
    wanted = frozenset(deps)
    return next((one for one in head.rights if one.dep_ in wanted), None)


def governed(head: "Token", *prepositions: str) -> "Token | None":
    """What a preposition behind `head` governs: "an inquiry into the fire"."""
    for one in head.rights:
        if one.dep_ in ("prep", "agent", "dative") and (not prepositions or one.lower_ in prepositions):
            found = next((inner for inner in one.children if inner.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def subject_of(verb: "Token") -> "Token | None":
    """The verb's own subject, none that it inherits."""
    return next((one for one in verb.children if one.dep_ in SUBJECTS), None)


def is_infinitive(verb: "Token") -> bool:
    """Whether the verb stands behind *to*."""
    return verb.pos_ in VERBAL and any(one.lower_ == "to" for one in verb.lefts)
