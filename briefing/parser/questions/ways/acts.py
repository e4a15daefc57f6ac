"""Questions whether somebody will act: what has not been done yet, may be done, or falls due."""

from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.questions.ways.place import Made, Place, child, governed, is_infinitive
from briefing.parser.questions.ways.things import what_is

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"may", "might", "could", "can", "must", "should", "will", "would"})
_STATES = frozenset({"be", "have", "know", "seem", "like", "want", "think", "mean", "feel", "see", "take"})


def undone(place: Place) -> Made:
    """ "has yet to concede", "has not yet ratified the treaty": will it?"""
    verb = _undone(place)
    who = place.who(verb) or place.who(verb.head) if verb is not None else None
    if verb is None or who is None or verb.lemma_.lower() in _STATES or verb.dep_ in ("relcl", "acl"):
        return None
    if verb.lemma_.lower() in cues.words("questions", "knowing") and clauses.is_passive(verb):
        question = what_is(place, who)
        return (question, None) if question is not None else None
    if who.lemma_.lower() == "decision":  # "no decision has been made on the bridge"
        topic = governed(verb, "on", "about", "over") or governed(who, "on", "about", "over")
        return (f"What will be decided on {place.phrase(topic)}?" if topic else "What will be decided?"), None
    question = asking.ask("will", place.phrase(who), verb, denied=False)
    return question.replace(" yet?", "?"), place.actor(clauses.agent(verb) or who)


def _undone(place: Place) -> "Token | None":
    """The verb of what has not been done: behind "yet to", or a negated one."""
    for token in place.words():
        if token.lower_ == "yet" or token.lemma_.lower() == "have":
            act = child(token, ("xcomp", "acl")) or child(token.head, ("xcomp", "acl"))
            if act is not None and is_infinitive(act):
                return act
    verb = place.verb()
    denied = verb is not None and (clauses.is_negated(verb) or any(one.lower_ == "no" for one in place.words()))
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
    for token in (*place.words(), *place.spine(), *place.behind(4)):
        act = child(token, ("xcomp", "acl", "advcl"))
        if act is None or not is_infinitive(act) or act.i > place.last.i + 8:
            continue
        if token.dep_ == "acl" and token.head.pos_ == "NOUN":
            if token.i < place.first.i or token.i > place.last.i:
                continue
            who: Token | None = token.head
        else:
            told = next((one for one in token.rights if one.dep_ == "dobj" and one.i < act.i), None)
            who = place.told(told) if told is not None and told.ent_type_ != "DATE" else place.who(token)
        # "has until Friday to answer" hangs the act on the day.
        who = place.who(place.verb()) if who is None and token.ent_type_ == "DATE" else who
        if who is not None and (act.lemma_ == "be" or act.lemma_ not in _STATES):
            return asking.ask("will", place.phrase(who), act), place.actor(clauses.agent(act) or who)
    return None


def house(place: Place) -> Made:
    """ "without action from Congress": will it act?"""
    token = next((one for one in place.words() if one.lower_ in cues.words("questions", "houses")), None)
    actor = place.actor(token)
    return (f"Will {asking.named(actor)} act?", actor) if actor is not None else None


def decider(place: Place) -> Made:
    """ "is in the hands of the investors", "it is up to the court": what will they decide?"""
    for token in (*place.words(), *place.spine()):
        who = governed(token, "of", "to") if token.lower_ in ("hands", "up") else None
        if who is not None and place.actor(who) is not None:
            return f"What will {place.phrase(who)} decide?", place.actor(who)
    return None
