"""Questions whether somebody will act: what has not been done yet, may be done, or falls due."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.questions.ways.place import Made, Place, child, governed, is_infinitive, subject_of
from briefing.parser.questions.ways.things import what_is

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"may", "might", "could", "can", "must", "should", "will", "would"})
# What leads to whoever decides: "falls to the Cabinet", "is before the court", "will be put to the council".
_LEADING = frozenset({"be", "fall", "lie", "present", "put", "refer", "rest", "send", "submit"})
# What stands before whoever is to decide.
_ADDRESSED = ("on", "from", "of", "before", "with", "by", "to")
_STRETCHES = frozenset({"day", "hour", "month", "period", "time", "week", "year"})
_STATES = frozenset({"be", "have", "know", "seem", "like", "want", "think", "mean", "feel", "see", "take"})


def undone(place: Place) -> Made:
    """ "has yet to concede", "has not yet ratified the treaty": will it?"""
    verb = _undone(place)
    who = _all_of(place, verb) or place.who(verb) or place.who(verb.head) if verb is not None else None
    if verb is None or who is None or verb.lemma_.lower() in _STATES or verb.dep_ in ("relcl", "acl"):
        return None
    if verb.lemma_.lower() in cues.words("questions", "knowing") and clauses.is_passive(verb):
        question = what_is(place, who)
        return (question, None) if question is not None else None
    if who.lemma_.lower() == "decision":  # "no decision has been made on the bridge"
        topic = governed(verb, "on", "about", "over") or governed(who, "on", "about", "over")
        return (f"What will be decided on {place.phrase(topic)}?" if topic else "What will be decided?"), None
    name = re.sub("^neither ", "either ", place.phrase(who))
    question = asking.ask("will", name, verb, denied=False)
    return question.replace(" yet?", "?"), place.actor(clauses.agent(verb) or who)


def _all_of(place: Place, verb: "Token") -> "Token | None":
    """Of whom nobody has acted: "None of the companies has replied"."""
    who = clauses.subject(verb)
    return place.told(governed(who, "of")) if who is not None and who.lower_ in ("none", "neither") else None


def _undone(place: Place) -> "Token | None":
    """The verb of what has not been done: behind "yet to", or a negated one."""
    for token in place.words():
        if token.lower_ in ("still", "yet") or token.lemma_.lower() in ("be", "have"):
            act = child(token, ("xcomp", "acl")) or child(token.head, ("xcomp", "acl"))
            if act is not None and is_infinitive(act):
                return act
    verb = place.verb()
    none = any(one.lower_ in ("neither", "no", "none") for one in place.words())
    denied = verb is not None and (clauses.is_negated(verb) or none)
    return verb if denied else None


def possible(place: Place) -> Made:
    """ "Further charges may be laid": will they?"""
    for token in place.words():
        verb = token.head if token.dep_ == "aux" else token
        modals = [one.lower_ for one in verb.lefts if one.dep_ == "aux"]
        if verb.pos_ not in VERBAL or _MODALS.isdisjoint(modals) or "have" in modals or verb.lemma_ in _STATES:
            continue
        who = place.who(verb)
        if who is not None:
            return asking.ask("will", place.phrase(who), verb), place.actor(clauses.agent(verb) or who)
    return None


def due(place: Place) -> Made:
    """ "is expected to rule in June", "has until Friday to answer", "has to approve the deal": will it?"""
    leads = place.first.dep_ == "aux" and place.first.lemma_ == "have" and is_infinitive(place.first.head)
    if leads and (bound := place.who(place.first.head)) is not None:
        return asking.ask("will", place.phrase(bound), place.first.head), place.actor(bound)
    for token in (*place.words(), *place.spine(), *place.behind(4)):
        stretch = token.lemma_.lower() in _STRETCHES
        act = child(token, ("xcomp", "acl", "advcl", "relcl") if stretch else ("xcomp", "acl", "advcl"))
        if act is None or not is_infinitive(act) or act.i > place.last.i + 8:
            continue
        if token.dep_ == "acl" and token.head.pos_ == "NOUN":
            if token.i < place.first.i or token.i > place.last.i:
                continue
            who: Token | None = token.head
        else:
            told = next((one for one in token.rights if one.dep_ == "dobj" and one.i < act.i), None)
            timed = told is not None and (told.ent_type_ == "DATE" or told.lemma_.lower() in _STRETCHES)
            who = place.told(told) if told is not None and not timed else place.who(token)
        # "has until Friday to answer", "gave them two weeks to answer" hang the act on the time.
        if who is None and (stretch or token.ent_type_ == "DATE") and (verb := place.verb()) is not None:
            given = (one for one in verb.rights if one.i < token.i and place.actor(one) is not None)
            who = next(given, None) or place.who(verb)
        if who is not None and (act.lemma_ == "be" or act.lemma_ not in _STATES):
            return asking.ask("will", place.phrase(who), act), place.actor(clauses.agent(act) or who)
    return None


def house(place: Place) -> Made:
    """ "without action from Congress": will it act?"""
    token = next((one for one in place.words() if one.lower_ in cues.words("questions", "houses")), None)
    actor = place.actor(token)
    return (f"Will {asking.named(actor)} act?", actor) if actor is not None else None


def decider(place: Place) -> Made:
    """ "is in the hands of the investors", "it is up to the court", "falls to the Cabinet": what will they decide?"""
    for token in (*place.words(), *place.spine()):
        if token.lemma_.lower() == "decide" and any(one.lower_ == "for" for one in token.lefts):
            who = subject_of(token)  # "is for the board to decide"
        else:
            leads = token.lower_ in ("hands", "up") or token.lemma_.lower() in _LEADING
            ways = ("before",) if token.lemma_ == "be" else ("before", "of", "to", "with")
            who = governed(token, *ways) if leads else None
        if who is not None and place.told(who) is not None and place.can_act(who):
            return f"What will {place.phrase(who)} decide?", place.actor(who)
    return None


def decides(place: Place) -> Made:
    """ "The ball is in Oslo's court", "all eyes are on the bank": what will it decide?"""
    verb = place.verb()
    if verb is not None and any(one.dep_ == "aux" and one.lower_ == "had" for one in verb.lefts):
        return None  # "had reserved judgment": told of what has gone on since
    for who in (*map(place.told, _addressed(place)), place.who(verb), place.who(place.sentence.span.root)):
        if who is None or not place.can_act(who):
            continue
        topic = place.told(governed(verb, "on", "over", "about")) if verb is not None else None
        about = place.matter(topic) if topic is not None and topic != who and not _is_seat(topic) else None
        name = place.name(who)
        bare = who.tag_ == "NN" and who.left_edge == who
        return f"What will {'the ' if bare else ''}{name} decide{f' on {about}' if about else ''}?", place.actor(who)
    return None


def _is_seat(noun: "Token") -> bool:
    """Where a matter lies with somebody: in his court, on his desk, in his hands."""
    return noun.lemma_.lower() in ("court", "desk", "hand", "table")


def _addressed(place: Place) -> Iterator["Token"]:
    """Those to whom the cue's words lead: "in the court of Oslo", "to hear from Oslo", "has sounded out Oslo"."""
    for one in place.words():
        sounded = child(one, ("dobj", "pobj")) if one.pos_ == "ADP" or one.lemma_.lower() == "sound" else None
        for found in (governed(one, *_ADDRESSED), sounded):
            if found is None:
                continue
            owner = (clauses.possessor(found) or governed(found, "of")) if _is_seat(found) else found
            if owner is not None:
                yield owner


def chosen(place: Place) -> Made:
    """ "will choose between two bids": which of them?"""
    verb = place.verb()
    choice = governed(verb, "between", "among", "from") if verb is not None and verb.lemma_ == "choose" else None
    who = place.who(verb)
    if choice is None or who is None or place.told(choice) is None:
        return None
    return f"Which of {asking.with_article(place.phrase(choice))} will {place.phrase(who)} choose?", place.actor(who)


def feared(place: Place) -> Made:
    """ "Redundancies cannot be ruled out", "would not rule out a strike": will there be any?"""
    verb = next((one for one in place.words() if one.lemma_.lower() == "rule"), None)
    if verb is None:
        return None
    thing = place.who(verb) if clauses.is_passive(verb) else place.told(child(verb, ("dobj",)))
    if thing is None or thing.pos_ != "NOUN":
        return None
    return f"Will there be {asking.noun_phrase(thing, place.analysis.cast, 14)}?", place.actor(place.who(verb))


def happened(place: Place) -> Made:
    """ "may have left the boat", "are believed to have fled": did they?"""
    verb = next((one for one in reversed(list(place.words())) if one.pos_ == "VERB"), None)
    if verb is None or clauses.is_passive(verb) or verb.lemma_ in _STATES or verb.tag_ not in ("VBD", "VBN"):
        return None
    above = verb.head if verb.dep_ == "xcomp" else verb
    who = place.who(verb) or place.who(above)
    return (asking.ask(place.did(who, verb), place.phrase(who), verb), place.actor(who)) if who is not None else None
