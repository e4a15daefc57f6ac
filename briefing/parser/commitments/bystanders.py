"""Who else has a part in a commitment: those for whom it is, and whoever tells of it."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, phrases, wording
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.party import Party, can_act
from briefing.parser.commitments.candidate import Candidate
from briefing.words import content_words

if TYPE_CHECKING:
    from spacy.tokens import Token

# A source told in more words than this is named instead.
_LONGEST_SOURCE = 4
# "Deliver the first ship built in Oslo to the navy": what is given may stand so many words above "to".
_ABOVE = 3


def beneficiary(candidate: Candidate, analysis: Analysis, party: Party) -> str | None:
    """For whom: the indirect object, whom the action helps, an actor or people behind "to" or "for", or whose it is."""
    tokens = sorted(candidate.action.subtree, key=lambda token: token.i)
    for rule in (_is_given, _stands_behind, _owns):
        for token in tokens:
            if rule(token) and (told := _one_helped(token, analysis, party)) is not None:
                return told
    return None


def _is_given(token: "Token") -> bool:
    """The indirect object, or the object of a verb of helping or equipping, or who is enabled to act."""
    table = cues.load("undertaking")
    verb = token.head.lemma_.lower()
    if token.dep_ in ("dative", "iobj"):
        return not _is_denied(token.head)
    if token.dep_ == "pobj" and token.head.dep_ == "dative":
        return not _is_denied(token.head.head)
    if token.dep_ == "dobj":
        equips = verb in table["equipping"]["verbs"] and any(child.lower_ == "with" for child in token.head.rights)
        return equips or verb in table["helping"]["verbs"]
    above = token.head.head.lemma_.lower()
    return token.dep_ == "nsubj" and token.head.dep_ in ("ccomp", "xcomp") and above in table["enabling"]["verbs"]


def _stands_behind(token: "Token") -> bool:
    """ "a loan to Iceland", "build homes for families", unlike "return to Iceland"."""
    given = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "for") or _is_denied(given):
        return False
    above = [given, *islice(given.ancestors, _ABOVE)]
    giving = any(one.lemma_.lower() in cues.load("undertaking")["giving"]["words"] for one in above)
    return given.pos_ in ("VERB", "NOUN", "PROPN") and (giving or token.head.lower_ == "for")


def _is_denied(given: "Token") -> bool:
    """ "no loan to Iceland", "gives no loan to Iceland": that is not for it."""
    things = (given, *(child for child in given.rights if child.dep_ == "dobj"))
    return any(child.lower_ == "no" for thing in things for child in thing.lefts)


def _owns(token: "Token") -> bool:
    """ "Ukraine's security", unlike "Ukraine's offer"."""
    good = token.head.lemma_.lower() in cues.load("undertaking")["goods"]["words"]
    return token.dep_ == "poss" and token.pos_ == "PROPN" and good


def _one_helped(token: "Token", analysis: Analysis, party: Party) -> str | None:
    """The words for an actor other than the committer, or for people; `None` for things."""
    entity = analysis.cast.at(token)
    if entity is not None:
        if entity in party.entities:
            return None
        named = token.pos_ == "PRON" or entity.kind in (ActorKind.PERSON, ActorKind.COUNTRY)
        return entity.name if named else _phrase(token)
    lemma = token.lemma_.lower()
    people = lemma in cues.load("undertaking")["people"]["words"] or token.lower_ in cues.words("roles", "groups")
    return _phrase(token) if people or token.lower_ in ("those", "everyone", "anyone") else None


def _phrase(token: "Token") -> str:
    tokens = token.subtree if token.lower_ == "those" else phrases.noun(token)
    return wording.third_person(wording.text_of(tokens))


def reporter(candidate: Candidate, analysis: Analysis, party: Party) -> tuple[Entity | None, str | None]:
    """Whoever tells of it, and the name it is told by; nobody where the committers speak for themselves."""
    at = candidate.sentence.at(candidate.action)
    holding = [
        speech
        for speech in analysis.speeches_in(candidate.sentence)
        if speech.holds(at) and speech.source is not None and speech.cue_token != candidate.cue
    ]
    if not holding and (told := _teller(candidate, analysis)) is not None:
        return (
            (None, None)
            if told.entities and told.entities[0] in party.entities
            else (told.entities[0] if told.entities else None, told.name)
        )
    speech = min(holding, key=lambda one: one.end - one.start, default=None)
    if speech is None or speech.source is None or (speech.speaker is not None and speech.speaker in party.entities):
        return None, None
    named = re.sub(r"^The\b", "the", wording.tidy(analysis.document.text[slice(*speech.source)]))
    if speech.speaker is None:
        itself = set(content_words(named)) == set(content_words(party.name))
        return None, named if _names_somebody(speech) and not itself else None
    # "President Lind" stands as it is told; who is named in full needs no title.
    own, words = set(content_words(speech.speaker.name)), set(content_words(named))
    titled = bool(own & words) and not own <= words and len(words) <= _LONGEST_SOURCE
    return speech.speaker, named if titled else speech.speaker.name


def _names_somebody(speech: Speech) -> bool:
    """Whether the words of the source are those for people or a body: "our sovereignty" says nothing."""
    start, end = speech.source or (0, 0)
    inside = [token for token in speech.sentence.tokens if start <= speech.sentence.at(token) < end]
    heads = [token for token in inside if token.head not in inside]
    return any(can_act(token) and token.pos_ != "PRON" for token in heads)


def _teller(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who tells of the pledge that is the object of a verb of saying ("mentioned a decision to supply")."""
    verb = candidate.cue.head
    if candidate.family != "noun" or candidate.cue.dep_ not in ("dobj", "pobj"):
        return None
    if candidate.cue.dep_ == "pobj":  # "spoke to the ministry's commitment"
        verb = verb.head
    table = cues.load("undertaking")["governing"]
    if verb.lemma_ not in cues.load("reporting")["verbs"] and verb.lemma_ not in (*table["affirm"], *table["show"]):
        return None
    subject = clauses.subject(verb)
    if subject is None and verb.dep_ == "pcomp":  # "closed the meeting by reiterating"
        subject = clauses.subject(verb.head.head)
    tells = subject is not None and (subject.pos_ != "NOUN" or can_act(subject))
    return analysis.party(candidate.sentence, subject) if tells else None
