"""Who undertakes it: whom the clause names, whoever is behind a paper or a programme, or whoever issues the text."""

import re
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, datelines, names, offices
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.party import Party, can_act
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.commitments.candidate import Candidate, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# A list item looks back so many sentences for what introduces it, a paragraph behind a colon so many.
_LONGEST_LIST = 60
_FOLLOWING = 3
# "Food security: The council will …": a label has so many words at most.
_LONGEST_LABEL = 6
_PRONOUNS = frozenset({"he", "her", "his", "it", "its", "she", "their", "they"})
_RECEIVING = frozenset({"get", "hear", "receive"})
_TOGETHER = frozenset({"we", "us", "our"})
_IMPERSONAL = frozenset({"it", "this", "that", "they", "these", "which"})


def find(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who would act; `None` where nobody can be named."""
    party = _acting(candidate, analysis)
    return None if party is None or _undergoes(candidate, analysis, party) else party


def _undergoes(candidate: Candidate, analysis: Analysis, party: Party) -> bool:
    """Whether it only befalls a person, or the very party: "Berg will be buried", "the young are to be taught"."""
    patient = clauses.subject(candidate.action) if candidate.passive and candidate.who is None else None
    if patient is None:
        return False
    entity = analysis.cast.of_phrase(patient)
    person = patient.lower_ in ("he", "she") or (entity is not None and entity.kind is ActorKind.PERSON)
    return person or (entity is not None and entity in party.entities)


def _acting(candidate: Candidate, analysis: Analysis) -> Party | None:
    who = candidate.who
    if who is None:
        if candidate.family == "list":
            return _lead_in(candidate, analysis) or analysis.issuer
        return _responsible(candidate, analysis) if candidate.passive or _merely_exists(candidate) else None
    if (told := _teller(candidate, analysis) or _giver(candidate, analysis)) is not None:
        return told
    if who.lower_ in _TOGETHER and (body := _spoken_for(candidate, analysis, who)) is not None:
        return body
    if (named := _behind_opening(candidate.sentence, who, analysis)) is not None:
        return named
    noun = clauses.antecedent(who)
    party = analysis.party(candidate.sentence, who)
    if party is not None and not party.entities and not can_act(noun):
        told = party if _takes_somebody(candidate) else _responsible(candidate, analysis)
        return _behind(candidate, analysis, noun) or told
    instrument = noun.lemma_.lower() in cues.load("undertaking")["instruments"]["words"]
    if instrument or (party is None and who.lower_ in _IMPERSONAL):
        meant = _meant(candidate, analysis, who) if party is None else None
        return meant or _behind(candidate, analysis, noun) or _responsible(candidate, analysis) or party
    if party is None and can_act(noun) and noun.pos_ == "NOUN":
        return analysis.phrase(noun)
    return party or _meant(candidate, analysis, who)


def _giver(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who gives what others are to receive: "Customers will hear from their managers", "Owners will get a credit"."""
    verb, who = candidate.action, candidate.who
    if verb.lemma_.lower() not in _RECEIVING or who is None or who.pos_ == "PRON" or clauses.is_passive(verb):
        return None
    source = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "from")
    giver = next((inner for one in source for inner in one.children if inner.dep_ == "pobj"), None)
    if giver is not None and can_act(giver):
        return analysis.party(candidate.sentence, giver)
    entity = analysis.cast.of_phrase(who)
    return _responsible(candidate, analysis) if entity is None or entity.kind is ActorKind.GROUP else None


def _takes_somebody(candidate: Candidate) -> bool:
    """Whether the cue is a verb whose subject can only be somebody: "Harriers have offered to pay"."""
    kinds = ("commit", "decide", "ready", "refuse", "threaten")
    return candidate.family == "verb" and candidate.cue != candidate.action and kind_of(candidate.cue) in kinds


def _meant(candidate: Candidate, analysis: Analysis, who: "Token") -> Party | None:
    """Whom a pronoun means that stands for no actor of the cast: who tells it, else the subject of the sentence before.

    Only what people or bodies undertake is asked for here, so that the choice is smaller than for any other pronoun.
    """
    if who.lower_ not in _PRONOUNS:
        return None
    place = candidate.sentence.index
    clause = candidate.cue
    while clause.dep_ in ("xcomp", "conj", "acomp", "attr", "ccomp") and clause.head != clause:
        clause = clause.head
    near = [(candidate.sentence, clauses.subject(clause))]
    if place and analysis.sentences[place - 1].is_prose:
        earlier = analysis.sentences[place - 1]
        near.append((earlier, clauses.subject(earlier.span.root)))
    for sentence, subject in near:
        if subject is None or subject.pos_ == "PRON":
            continue
        tells = subject.head.lemma_.lower() in cues.load("reporting")["verbs"]
        if not tells and not can_act(subject):
            continue
        if (party := analysis.party(sentence, subject)) is not None:
            return party
    return None


def _responsible(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who acts where nobody is named: the body that the speaker speaks for, the speaker, else the issuer."""
    at = candidate.sentence.at(candidate.action)
    speech = analysis.speech_at(candidate.sentence, at)
    if (acting := _acting_before(candidate, analysis)) is not None:
        return acting
    if speech is None or speech.speaker is None or speech.source is None:
        return analysis.issuer
    if _hears(speech):
        return None if analysis.issuer is None or speech.speaker in analysis.issuer.entities else analysis.issuer
    return _body_of(speech, speech.speaker, analysis) or Party(speech.speaker.name, (speech.speaker,))


def _hears(speech: Speech) -> bool:
    """Whether who tells it has it from others: "the Post learns that roads will be closed", "the BBC reported"."""
    if speech.speaker is not None and speech.speaker.kind is ActorKind.ORGANISATION:
        told = speech.speaker.name.lower().split()
        if any(word in cues.words("reporting", "outlets") for word in told):
            return True
    return speech.cue_token is not None and speech.cue_token.lemma_.lower() in cues.words("reporting", "hearing")


def _acting_before(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who acts in the clause to which a passive is joined: "Organisers add a race, and the road will be closed"."""
    verb = candidate.action
    while verb.dep_ in ("conj", "xcomp", "aux", "auxpass") and verb.head.pos_ in clauses.VERBAL and verb.head != verb:
        verb = verb.head
        who = None if clauses.is_passive(verb) else clauses.subject(verb)
        if who is not None and who.pos_ in ("NOUN", "PROPN") and can_act(who):
            return analysis.party(candidate.sentence, who)
    return None


def _named_with(speech: Speech, analysis: Analysis) -> Party | None:
    """The body that the words for the speaker name: "Lena Falk, head of Falk Steel, said"."""
    start, end = speech.source or (0, 0)
    for token in speech.sentence.tokens:
        if start <= speech.sentence.at(token) < end and token.dep_ in ("pobj", "compound", "poss"):
            body = analysis.cast.at(token)
            if body is not None and body.kind is ActorKind.ORGANISATION:
                return Party(body.name, (body,))
    return None


def _spoken_for(candidate: Candidate, analysis: Analysis, who: "Token") -> Party | None:
    """The body for which one of its people says "we": that named beside the speaker or in his role, else the issuer."""
    speech = analysis.speech_at(candidate.sentence, candidate.sentence.at(who))
    if speech is not None and speech.speaker is None:
        # "A spokesperson for the union said … “We will act,” she added."
        nameless = analysis.told_before(speech)
        return _named_with(nameless, analysis) if nameless is not None else None
    if speech is None or speech.speaker is None or speech.speaker.kind is not ActorKind.PERSON:
        return None
    return _body_of(speech, speech.speaker, analysis)


def _body_of(speech: Speech, speaker: Entity, analysis: Analysis) -> Party | None:
    """The body for which somebody speaks: that named beside him or in his role, else the issuer if he holds office."""
    if (named := _named_with(speech, analysis)) is not None:
        return named
    bodies = [one for one in analysis.cast.entities if one.kind is ActorKind.ORGANISATION]
    for role in speaker.roles:
        named_in = (one for one in bodies if any(_named_in(role, form) for form in (one.name, *one.forms)))
        if (body := next(named_in, None)) is not None:
            return Party(body.name, (body,))
        issuer = analysis.issuer
        office = not cues.words("undertaking", "offices").isdisjoint(role.lower().split())
        if office and issuer is not None and all(one.kind is ActorKind.ORGANISATION for one in issuer.entities):
            return issuer
    return None


def _named_in(role: str, body: str) -> bool:
    """Whether a role names a body: "Labour’s candidate", "Liberal Democrat spokesman" (of the Liberal Democrats)."""
    bare = re.sub(r"[’']s?\b", "", role)
    return names.contains_words(bare, body) or (body.endswith("s") and names.contains_words(bare, body[:-1]))


def _merely_exists(candidate: Candidate) -> bool:
    """ "There are no plans to": whose they are goes without saying."""
    return candidate.family == "noun" and any(child.dep_ == "expl" for child in candidate.cue.head.children)


def _teller(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Whom "they" stands for in what is told: "the family said they planned" speaks of the family."""
    who = candidate.who
    if who is None or who.lower_ not in ("they", "it", "he", "she"):
        return None
    verb = candidate.cue
    while verb.dep_ in ("xcomp", "conj", "acomp", "attr") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in cues.load("reporting")["verbs"]:
        return None
    teller = clauses.subject(verb.head)
    if teller is None or teller.pos_ == "PRON":
        return None
    entity = analysis.cast.of_phrase(teller)
    if entity is None and who.lower_ in ("he", "she") and offices.is_role_head(teller.text):
        return analysis.phrase(teller)  # "the President told us that he intends to stay"
    if entity is None and who.lower_ == "it" and teller.pos_ == "PROPN":
        return analysis.phrase(teller)  # a name that the language model has missed
    several = teller.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in teller.rights)
    body = entity is not None and entity.kind is not ActorKind.PERSON
    if who.lower_ in ("he", "she"):
        alone = entity is not None and not body and analysis.party(candidate.sentence, who) is None
        return analysis.party(candidate.sentence, teller) if alone else None
    fits = (several or teller.lemma_.lower() in _collective()) if who.lower_ == "they" else body and not several
    sentence = candidate.sentence
    return (_behind_opening(sentence, teller, analysis) or analysis.party(sentence, teller)) if fits else None


def _collective() -> frozenset[str]:
    lists = cues.load("undertaking")
    return frozenset((*lists["acting"]["words"], "band", "committee", "company", "council", "couple", "group", "team"))


def _behind_opening(sentence: Sentence, who: "Token", analysis: Analysis) -> Party | None:
    """Who acts in a sentence that opens with a dateline or a label, where that was taken for the subject."""
    place = who.i - sentence.span.start
    labels = place < _LONGEST_LABEL and who.i + 1 < sentence.span.end and who.nbor(1).text == ":"
    end = datelines.length(sentence.span) or (place + 2 if labels else 0)
    if place >= end:
        return None
    entities = (analysis.cast.at(token) for token in sentence.tokens[end:])
    first = next((entity for entity in entities if entity is not None), None)
    return Party(first.name, (first,)) if first is not None else None


def _behind(candidate: Candidate, analysis: Analysis, thing: "Token") -> Party | None:
    """Whose paper or programme it is: its possessor or maker, or whoever is said to make it."""
    owner = clauses.possessor(thing)
    inside_name = owner is not None and owner.pos_ == thing.pos_ == "PROPN" and thing.ent_iob_ == "I"
    if (
        owner is not None
        and not inside_name
        and owner.lemma_.lower() not in cues.load("undertaking")["instruments"]["words"]
        and (party := analysis.party(candidate.sentence, owner)) is not None
    ):
        return party
    for child in thing.children:
        if child.dep_ == "compound" and not inside_name and (entity := analysis.cast.at(child)) is not None:
            return Party(entity.name, (entity,))
    return _maker(candidate, analysis, thing) or _signatory(analysis, thing)


def _signatory(analysis: Analysis, thing: "Token") -> Party | None:
    """Who is told to have signed or issued it: "The President signed an Executive Order. The Order will …"."""
    for sentence, token in analysis.nouns.get(thing.lower_, ()):
        verb = token.head
        issues = verb.lemma_.lower() in ("sign", *cues.words("reporting", "issuings"))
        if token.dep_ != "dobj" or not issues or (who := clauses.subject(verb)) is None:
            continue
        party = analysis.party(sentence, who) if can_act(who) else None
        if party is not None and party.entities:
            return party
    return None


def _maker(candidate: Candidate, analysis: Analysis, thing: "Token") -> Party | None:
    """Who acts in the clause above a relative clause: "the ministry drew up a plan that will end the dispute"."""
    if thing.dep_ != "dobj":
        return None
    subject = clauses.subject(thing.head)
    party = analysis.party(candidate.sentence, subject) if subject is not None and subject != thing else None
    return party if party is not None and party.entities else None


def introduction(sentence: Sentence, analysis: Analysis) -> Sentence | None:
    """The sentence that introduces what this one lists ("The parties will:"); a list item always has one."""
    listed = sentence.block.kind is BlockKind.LIST_ITEM
    for place in range(sentence.index - 1, max(-1, sentence.index - 1 - (_LONGEST_LIST if listed else _FOLLOWING)), -1):
        earlier = analysis.sentences[place]
        if listed and earlier.block.kind is BlockKind.LIST_ITEM:
            continue
        if listed or earlier.text.rstrip().endswith(":"):
            return earlier
    return None


def _lead_in(candidate: Candidate, analysis: Analysis) -> Party | None:
    """Who the sentence that introduces the list names as acting."""
    sentence = introduction(candidate.sentence, analysis)
    for token in sentence.tokens if sentence is not None else ():
        instrument = token.lemma_.lower() in cues.load("undertaking")["instruments"]["words"]
        if (
            sentence is not None
            and token.dep_ in ("nsubj", "nsubjpass")
            and not instrument
            and (party := analysis.party(sentence, token))
            and party.entities
        ):
            return party
    return None
