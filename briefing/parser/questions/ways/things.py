"""Questions what something is: a cause not known, a name not given, details still to come."""

import re
from typing import TYPE_CHECKING

from briefing.model import ActorKind, QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.wording import infinitive, text_of
from briefing.parser.questions.ways.place import Made, Place, child, governed, is_infinitive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT = ("for", "on", "about", "over", "of", "to", "with")
_SEEKING = frozenset({"contact", "reach"})
# "Waiting for an answer" says nothing of what is asked.
_ANSWERS = frozenset({"answer", "comment", "more", "news", "reply", "response", "thing", "way", "word"})
_WISHING = frozenset({"appeal", "apply", "ask", "call", "hope", "lobby", "petition", "plead", "press", "wait"})
_ASKING = frozenset({"answer", "ask", "establish", "have", "seek"})
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_TOPICS = ("on", "about", "regarding", "over", "of")
_SENDING = frozenset({"address", "email", "make", "put", "send", "submit"})
# Objects that stand in a set phrase: "keep its options open", "make up its mind".
_IDLE = frozenset({"eye", "hope", "mind", "option"})
_EMPTY = re.compile(
    r"^(?:(?:the|any) )?(?:(?:further|additional|more|other|specific|full|immediate|complete|official) )+",
    re.IGNORECASE,
)


def thing(place: Place) -> Made:
    """What the cue's verb or noun is about: "hopes for air support", "did not release the price"."""
    for token in place.spine():
        above = token.i < place.first.i or token.i > place.last.i
        if token.pos_ not in (*VERBAL, "NOUN") or (above and place.kind is QuestionKind.AWAITED):
            continue
        own = child(token, ("dobj", "attr"))
        sought = governed(token, "for") if token.lemma_.lower() in _WISHING else None
        if sought is not None and sought.ent_type_ in _NAMES:
            sought = None  # "asked the Court of Appeal for Norway to …"
        found = sought or own or governed(token, *(("for",) if place.kind is QuestionKind.AWAITED else _ABOUT))
        for thing in (token, found) if token.pos_ == "NOUN" else (found,):
            if thing is None or place.told(thing) is None or thing.ent_type_ in ("DATE", "TIME"):
                continue
            if thing.lemma_.lower() in _IDLE:
                continue
            who = place.who(token) if token.pos_ in VERBAL else None
            question = _about(place, thing, who)
            if question is not None:
                # who hopes for something cannot say whether it will come
                return question, _giver(place, thing, who) if place.kind is QuestionKind.AWAITED else place.actor(who)
    return None


def _giver(place: Place, thing: "Token", who: "Token | None") -> Entity | None:
    """From whom the thing would come: "help from Iceland", "Iceland's help", "Icelandic help"."""
    owners = (token for token in thing.lefts if token.dep_ in ("poss", "amod", "compound", "nmod"))
    found = (place.actor(token) for token in (governed(thing, "from"), governed(thing.head, "from"), *owners))
    return next((entity for entity in found if entity is not None and entity is not place.actor(who)), None)


def _about(place: Place, found: "Token", who: "Token | None") -> str | None:
    if place.kind in (QuestionKind.AWAITED, QuestionKind.UNDECIDED):
        awaited = place.kind is QuestionKind.AWAITED
        told = any(one.lower_ in ("this", "that", "these", "those") for one in found.lefts)
        single = place.phrase(found) if awaited and not told and found.lemma_.lower() not in _ANSWERS else None
        phrase = place.matter(found) or (single if found.pos_ == "NOUN" else None)
        if phrase is None or who is None or not place.can_act(who):
            return None
        name = place.phrase(who)
        if awaited:
            return f"Will {name} get {phrase}?"
        return f"What will {name} decide on {phrase}?"
    return what_is(place, found)


def what_is(place: Place, noun: "Token") -> str | None:
    """ "What is the price?", "Who are the bidders?"; `None` for a noun that is no answer to anything."""
    lemma = noun.lemma_.lower()
    if lemma in cues.words("questions", "tidings"):
        topic = governed(noun, "about", "on", "of", "regarding", "concerning", "as", "to")
        return f"What are the details of {place.phrase(topic, 18)}?" if topic is not None else None
    if lemma in cues.words("questions", "papers") and child(noun, ("acl", "ccomp", "relcl")) is not None:
        return None  # what "reports they plan to leave" say is told
    if lemma in cues.words("questions", "papers") and noun.pos_ == "NOUN":
        return f"What {'do' if place.be(noun) == 'are' else 'does'} {place.phrase(noun)} say?"
    person = _is_person(place, noun)
    if noun.pos_ != "NOUN" or not (person or lemma in cues.words("questions", "facts")):
        return None
    phrase = _EMPTY.sub("the ", place.phrase(noun, 18), count=1)
    if phrase.startswith(("this ", "that ", "these ", "those ")):
        return None
    if noun.tag_ == "NNS" and not phrase.startswith("the ") and not any(one.dep_ == "poss" for one in noun.lefts):
        phrase = f"the {phrase}"
    return f"{'Who' if person else 'What'} {place.be(noun)} {phrase}?"


def _is_person(place: Place, noun: "Token") -> bool:
    actor = place.actor(noun)
    person = actor is not None and actor.kind is ActorKind.PERSON
    return person or noun.lemma_.lower() in cues.words("questions", "people")


def subject(place: Place) -> Made:
    """ "The cause of the fire is unknown" asks what the cause is."""
    for token in place.spine():
        found = subject_of(token) if token.pos_ in VERBAL else None
        if found is not None and found.pos_ == "NOUN":
            question = what_is(place, found)
            return (question, place.actor(clauses.agent(token))) if question is not None else None
    return None


def cause(place: Place) -> Made:
    """ "No cause of death was given", "to determine the cause of the fire": what is it?"""
    noun = place.noun("causes")
    if noun is None:
        return None
    verb = place.verb()
    return f"What {place.be(noun)} {place.phrase(noun, 16)}?", place.actor(place.who(verb))


def identified(place: Place) -> Made:
    """ "did not identify him as the victim": is he? "No group claimed the attack": who was behind it?"""
    verb = place.verb()
    if verb is None:
        return None
    if any(one.lower_ == "responsibility" for one in place.behind(2)) and verb.lemma_.lower() == "be":
        return "Who is responsible?", None
    if verb.lemma_.lower() == "claim":
        credit = child(verb, ("dobj",))
        deed = governed(credit, "for") if credit is not None else None
        deed = deed or governed(verb, "for")
        return (f"Who was behind {place.phrase(deed)}?", None) if deed is not None and place.told(deed) else None
    hidden = place.who(verb) if clauses.is_passive(verb) else None
    if hidden is not None and hidden.pos_ == "NOUN" and verb.lemma_.lower() in ("identify", "name", "specify"):
        return f"{'Who' if _is_person(place, hidden) else 'What'} {place.be(hidden)} {place.phrase(hidden)}?", None
    found, role = child(verb, ("dobj",)), governed(verb, "as")
    role = role or (governed(found, "as") if found is not None else None)
    if found is None or role is None or place.told(found) is None or verb.lemma_.lower() not in ("identify", "name"):
        return None
    be = place.be(found).capitalize()
    return f"{be} {place.phrase(found)} {place.phrase(role)}?", place.actor(place.who(verb))


def evidence(place: Place) -> Made:
    """ "There is no evidence of fraud": is there?"""
    noun = next((one for one in place.words() if one.lemma_.lower() in ("evidence", "proof", "trace")), None)
    topic = governed(noun, "of", "for") if noun is not None else None
    if noun is not None and topic is not None and place.told(topic) is not None:
        return f"Is there {'a ' if noun.lower_ == 'trace' else ''}{noun.lower_} of {place.phrase(topic, 18)}?", None
    inner = child(noun, ("acl", "ccomp")) if noun is not None else None
    question = asking.clause(inner, place.analysis.cast) if inner is not None else None
    return (question, None) if question is not None else None


def genuine(place: Place) -> Made:
    """ "could not verify the footage", "has not confirmed the report": is it genuine, is it right?"""
    verb = place.verb()
    shown = place.told(child(verb, ("dobj",))) if verb is not None else None
    if shown is None or shown.pos_ != "NOUN":
        return None
    word = "genuine" if shown.lemma_.lower() in cues.words("questions", "records") else "right"
    be = place.be(shown).capitalize()
    return f"{be} {place.phrase(shown, 18)} {word}?", None


def sought(place: Place) -> Made:
    """ "to seek an optimal pathway to peace": what is it?"""
    verb = place.verb()
    thing = place.told(child(verb, ("dobj",))) if verb is not None else None
    phrase = place.matter(thing) if thing is not None and thing.pos_ == "NOUN" else None
    return (f"What {place.be(thing)} {phrase}?", None) if thing is not None and phrase is not None else None


def nameless(place: Place) -> Made:
    """ "an unidentified officer", "a donor who wishes to remain anonymous", "the price is kept secret": who, what?"""
    word = next((one for one in place.words() if one.lower_ in cues.words("questions", "nameless")), None)
    if word is not None and word.dep_ == "amod" and word.head.pos_ == "NOUN":
        noun = word.head
        told = (one for one in place.phrase(noun, 12).split() if one.lower() != word.lower_)
        phrase = " ".join(one for n, one in enumerate(told) if n or one.lower() not in ("all", "both", "several"))
        body = noun.lemma_.lower() in cues.words("roles", "bodies")
        asked = "Who" if _is_person(place, noun) else "Which" if body else "What"
        return f"{asked} {place.be(noun)} {phrase if phrase.startswith('the ') else f'the {phrase}'}?", None
    verb = place.verb()
    if verb is None:
        return None
    hidden = place.told(child(verb, ("dobj",))) or place.who(verb)
    inner = child(verb, ("ccomp",))
    hidden = place.told(subject_of(inner)) if inner is not None else hidden
    if "anonym" in text_of(place.words()).lower():
        hidden = place.who(word or verb)
    question = what_is(place, hidden) if hidden is not None else None
    return (question, place.actor(place.who(verb))) if question is not None else None


def silent(place: Place) -> Made:
    """ "The ministry did not respond to requests for comment": what does it say?"""
    verb = place.verb()
    while verb is not None and verb.dep_ in ("xcomp", "pcomp", "advcl"):
        above = verb.head.head if verb.dep_ == "pcomp" else verb.head  # "said without elaborating"
        if above.pos_ not in VERBAL:
            break
        verb = above
    sought = next((one for one in place.words() if one.lemma_.lower() in _SEEKING), None)
    who = place.told(child(sought, ("dobj",))) or place.who(sought) if sought is not None else place.who(verb)
    quiet = any(one.lower_ in cues.words("questions", "quiet") for one in place.words())
    if who is not None and who.lemma_.lower() in cues.words("questions", "messages"):
        who, quiet = _addressee(place, who), True
    actor = place.actor(who)
    speaks = quiet or sought is not None
    speaks = speaks or (verb is not None and verb.lemma_.lower() in cues.words("questions", "speaking"))
    if who is None or who.pos_ not in ("NOUN", "PROPN") or not speaks:
        return None
    does = "do" if place.be(who) == "are" else "does"
    topic = next((found for one in place.behind(6) if (found := governed(one, *_TOPICS))), None)
    if topic is not None and place.told(topic) is not None and topic.ent_type_ not in ("DATE", "TIME"):
        return f"What {does} {place.phrase(who)} say about {place.phrase(topic)}?", actor
    # "Emails to the ministry about the fire went unanswered"
    name, asked, about = place.phrase(who).partition(" about ")
    return f"What {does} {name} {f'say about {about}' if asked else 'have to say'}?", actor


def _addressee(place: Place, message: "Token") -> "Token | None":
    """ "Emails sent to the press desk went unanswered": the press desk; of a telephone its owner."""
    sent = (one for one in message.rights if one.dep_ in ("acl", "relcl") and one.lemma_.lower() in _SENDING)
    told = (message, *(one for one in message.rights if one.dep_ == "conj"), *sent)
    found = next((found for one in told if (found := governed(one, "to"))), None)
    if found is not None and found.lemma_.lower() in ("line", "phone", "mobile", "number", "telephone"):
        found = clauses.possessor(found)
    return place.told(found)


def whereabouts(place: Place) -> Made:
    """ "Two crew members are missing": where are they?"""
    sought = next((found for token in place.words() if (found := governed(token, "for"))), None)
    who = sought or next((who for token in place.spine() if token.pos_ in VERBAL and (who := place.who(token))), None)
    return (f"Where {place.be(who)} {place.phrase(who)}?", None) if who is not None and who.pos_ != "PRON" else None


def rival(place: Place) -> Made:
    """ "varying reports", "disagreed with the findings", "at odds over the treaty": who is right?"""
    word = next((one for one in place.words() if one.lower_ in cues.words("questions", "rival")), None)
    if word is not None and word.head.pos_ == "NOUN":
        phrase = place.phrase(word.head, 18).removeprefix("several ").removeprefix("the ")
        return f"Which of the {phrase} is right?", None
    noun = place.noun("accounts")
    if noun is not None:
        several = place.be(noun) == "are"
        phrase = place.phrase(noun, 18)
        return f"Which of the {phrase.removeprefix('the ')} is right?" if several else f"Is {phrase} right?", None
    for token in place.spine():
        found = governed(token, "over", "about", "with", "on")
        if found is None or found.ent_type_ in ("DATE", "TIME", "PERSON") or place.actor(found) is not None:
            continue
        matter = place.matter(found)
        return (f"Who is right about {matter}?", None) if matter is not None else None
    return None


def standing(place: Place) -> Made:
    """ "Questions remain about the safety of the reactor": what is it?"""
    if any(one.lemma_.lower() in _ASKING for one in (*place.words(), place.first.head)):
        return None  # "was asked questions about the night", "seeks to establish"
    for token in place.spine():
        found = governed(token, "about", "over", "as")
        if found is not None and (can := _ability(place, found)) is not None:
            return can
        if found is not None and found.pos_ == "NOUN":
            phrase = place.matter(found)
            if phrase is None:
                return None
            quality, of = cues.load("questions")["qualities"].get(found.lemma_.lower()), governed(found, "of")
            if quality is not None and of is not None and place.told(of) is not None:
                return f"{place.be(of).capitalize()} {place.phrase(of)} {quality}?", place.actor(of)
            if found.lemma_.lower() in cues.words("questions", "states"):
                return f"What {place.be(found)} {phrase}?", None
            return f"What is the position on {phrase}?", None
    return None


def _ability(place: Place, noun: "Token") -> Made:
    """ "doubts about the ability of the navy to keep boats at sea": will it be able to?"""
    act = child(noun, ("acl", "xcomp")) if noun.lemma_.lower() in ("ability", "capability", "capacity") else None
    who = place.told(clauses.possessor(noun) or governed(noun, "of")) if act is not None else None
    if act is None or who is None or not is_infinitive(act):
        return None
    return f"Will {place.phrase(who)} be able to {infinitive(act)}?", place.actor(who)


def more(place: Place) -> Made:
    """ "More details on timing will be announced" asks what they are."""
    noun = next((one for one in place.behind(14) if one.lemma_.lower() in ("detail", "information")), None)
    if noun is None:
        return None
    about = child(noun, ("prep",))
    topic = f" {text_of(about.subtree)}" if about is not None else ""
    return f"What are the details{topic}?", None
