"""Questions what will come of something under way: talks, inquiries, trials, deals, bills."""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.analysis.wording import sentence_case
from briefing.parser.questions.ways.place import Made, Place, child, governed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUITS = frozenset({"appeal", "case", "challenge", "lawsuit", "suit"})
_SETTLING = frozenset({"dismiss", "overturn", "rule", "ruling", "uphold", "verdict"})
_POINTED = re.compile(r"^(?:this|these) ")
_TRIED = frozenset({"face", "faces", "facing", "on", "stand", "standing", "stands"})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "xcomp"})


def finding(place: Place) -> Made:
    """ "An inquiry into the fire is under way", "police are investigating the crash": what will they find?"""
    verb = next((one for one in place.words() if one.lemma_.lower() in ("investigate", "probe")), None)
    if verb is not None and verb.pos_ in VERBAL:
        passive = clauses.is_passive(verb)
        seeker = place.told(clauses.agent(verb)) if passive else place.who(verb)
        topic = place.who(verb) if passive else place.told(child(verb, ("dobj",)))
        if topic is None or topic.pos_ not in ("NOUN", "PROPN"):
            return None
        about = place.phrase(topic, 18)
        if seeker is None or place.actor(seeker) is None:
            return f"What will be found out about {about}?", None
        return f"What will {place.phrase(seeker)} find out about {about}?", place.actor(seeker)
    noun = place.noun("inquiries")
    if noun is None:
        return None
    phrase = place.matter(noun) or place.phrase(noun, 18)
    phrase = phrase if phrase.split()[0] != noun.lower_ else f"the {phrase}"
    seeker = _seeker(place, noun)
    described = clauses.possessor(noun) is not None or any(one.dep_ == "prep" for one in noun.rights)
    if seeker is not None and not described and len(phrase.split()) == 2:
        phrase = f"{phrase} by {place.phrase(seeker)}"
    return f"What will {phrase} find?", place.actor(seeker)


def _seeker(place: Place, noun: "Token") -> "Token | None":
    """Who inquires: whoever owns, opened or ordered the inquiry."""
    head, owner = noun.head, clauses.possessor(noun)
    if owner is not None:
        return place.told(owner)
    if noun.dep_ == "dobj" and head.pos_ in VERBAL:
        who = place.who(head)
        return who if place.actor(who) is not None else None
    return place.told(clauses.agent(head)) if noun.dep_ == "nsubjpass" and head.pos_ in VERBAL else None


def guilt(place: Place) -> Made:
    """ "pleaded not guilty to murder": is he? "Is on trial", "faces ten years if convicted": will he be?"""
    verb = place.verb()
    who = place.who(verb)
    tried = any(one.lower_ == "trial" and one.head.lower_ in _TRIED for one in place.words())
    if verb is not None and who is not None and (tried or any(map(_is_supposed_guilty, verb.subtree))):
        return f"Will {place.phrase(who)} be convicted?", None
    if verb is None or who is None or verb.lemma_.lower() != "plead":
        return None
    guilty = next((one for one in place.words() if one.lower_ == "guilty"), None)
    charge = (governed(guilty, "to", "of") if guilty is not None else None) or governed(verb, "to", "of")
    of = f" of {place.phrase(charge, 16)}" if charge is not None else " as charged"
    return f"{sentence_case(place.be(who))} {place.phrase(who)} guilty{of}?", None


def _is_supposed_guilty(word: "Token") -> bool:
    """Whether it says "if convicted" or "if found guilty"."""
    if word.lower_ not in ("convicted", "guilty") or word.i < 2:
        return False
    return "if" in (word.nbor(-1).lower_, word.nbor(-2).lower_)


def sentence(place: Place) -> Made:
    """ "is to be sentenced in May": to what?"""
    verb = next((one for one in place.words() if one.lemma_.lower() == "sentence" and one.pos_ == "VERB"), None)
    who = place.who(verb)
    if verb is not None and who is not None:
        return f"What sentence will {place.phrase(who)} receive?", None
    return ("What will the sentence be?", None) if place.first.lower_ == "sentencing" else None


def completed(place: Place) -> Made:
    """ "the pending sale", "the deal is expected to close in May": will it?"""
    noun = place.noun("deals")
    phrase = place.matter(noun, 16) if noun is not None else None
    if noun is None or phrase is None:
        return None
    return f"Will {phrase} be {'reached' if noun.lemma_.lower() in ('agreement', 'accord') else 'completed'}?", None


def passed(place: Place) -> Made:
    """ "if enacted, the bill would …": will it be?"""
    known = cues.words("questions", "passing")
    verb = next((one for one in place.words() if one.tag_ == "VBN" and one.lemma_.lower() in known), None)
    if verb is None or verb.dep_ not in _CLAUSES:
        return None
    own = [one for one in verb.children if one.dep_ == "nsubjpass"]
    who = place.told(own[0]) if own else place.who(verb.head)
    return (f"Will {place.phrase(who)} be {verb.lower_}?", None) if who is not None else None


def enacted(place: Place) -> Made:
    """ "the proposed rule on fees", "a bill is pending": will it be?"""
    noun = place.noun("bills") or place.subject_among("bills")
    if noun is None:
        return None
    phrase = place.matter(noun, 16) or place.phrase(noun, 16)
    if phrase.count(" ") > 1:
        phrase = _POINTED.sub("the ", phrase)  # "this proposed rule" is told well enough
    return (f"Will {phrase} be adopted?", None) if " " in phrase and not _POINTED.match(phrase) else None


def decision(place: Place) -> Made:
    """ "A decision is expected in June": what will it be?"""
    noun = place.noun("decisions")
    if noun is None:
        return None
    return f"What will {place.phrase(noun, 16)} be?", place.actor(place.told(clauses.possessor(noun)))


def deferred(place: Place) -> Made:
    """ "deferred a decision on fares", "Decisions on how to pay have not been taken": what will be decided?"""
    noun = place.noun("decisions") or place.subject_among("decisions")
    if noun is None or noun.lemma_.lower() != "decision":
        return None
    on = child(noun, ("prep",))
    inner = child(on, ("pcomp",)) if on is not None else child(noun, ("acl", "ccomp"))
    if inner is not None and inner.tag_ != "VBG":
        question = asking.clause(inner, place.analysis.cast)
        return (question, place.actor(place.who(noun.head))) if question is not None else None
    topic = governed(noun, "about", "on", "over", "regarding") or governed(noun.head, "about", "on", "over")
    if topic is None or place.told(topic) is None or topic.ent_type_ in ("DATE", "TIME"):
        return None
    who = place.who(noun.head) if noun.dep_ == "dobj" else None
    if who is None or place.actor(who) is None:
        return f"What will be decided on {place.phrase(topic, 18)}?", None
    return f"What will {place.phrase(who)} decide on {place.phrase(topic, 18)}?", place.actor(who)


def settled(place: Place) -> Made:
    """ "The unions will meet to decide on a blockade": what will they decide?"""
    verb = next((one for one in place.words() if one.lemma_.lower() == "decide" and one.pos_ == "VERB"), None)
    topic = governed(verb, "on", "about", "over") if verb is not None else None
    who = place.who(verb)
    if topic is None or who is None or place.told(topic) is None or place.matter(topic) is None:
        return None
    return f"What will {place.phrase(who)} decide on {place.matter(topic)}?", place.actor(who)


def review(place: Place) -> Made:
    """ "Congress is considering the plan": what will it decide?"""
    known = cues.words("questions", "weighing")
    verb = next((one for one in place.words() if one.pos_ == "VERB" and one.lemma_.lower() in known), None)
    if verb is None or verb.tag_ == "VBD":
        return None
    passive = clauses.is_passive(verb)
    topic = place.who(verb) if passive else place.told(child(verb, ("dobj",)) or governed(verb, "at", "into", "on"))
    phrase = place.matter(topic) if topic is not None else None
    if topic is None or phrase is None or topic.pos_ not in ("NOUN", "PROPN"):
        return None
    judge = place.told(clauses.agent(verb)) if passive else place.who(verb)
    if judge is None or place.actor(judge) is None:
        return f"What will come of {phrase}?", None
    return f"What will {place.phrase(judge)} decide on {phrase}?", place.actor(judge)


def outcome(place: Place) -> Made:
    """What will come of the matter that the cue names: talks, a lawsuit, a proposal."""
    noun = place.noun("matters") or place.subject_among("matters")
    if noun is None or _is_settled(place, noun):
        return None
    owner = place.told(clauses.possessor(noun))
    if owner is None and noun.dep_ == "dobj" and noun.head.pos_ in VERBAL:
        owner = place.who(noun.head)
    phrase = place.matter(noun)
    if phrase is None and owner is not None and noun.tag_ == "NN" and place.actor(owner) is not None:
        phrase = f"the {noun.lower_} by {place.phrase(owner)}"
    if phrase is None and noun.dep_ == "pobj" and noun.head.head.lower_ == "subject":
        what = place.who(noun.head.head)  # "the rule is subject to litigation"
        phrase = f"the {noun.lower_} over {place.phrase(what)}" if what is not None else None
    return (f"What will come of {phrase}?", place.actor(owner)) if phrase is not None else None


def _is_settled(place: Place, noun: "Token") -> bool:
    """Whether the text tells a ruling on it: "issued a ruling in favour of the lawsuit"."""
    places = place.analysis.nouns.get(noun.lower_, ()) if noun.lemma_.lower() in _SUITS else ()
    return any(token.lemma_.lower() in _SETTLING for sentence, _ in places for token in sentence.tokens)


def resumed(place: Place) -> Made:
    """ "The hearing has been postponed": when will it take place? "Postponed the verdict": when will it come?"""
    verb = place.verb()
    who = place.told(child(verb, ("dobj",)) or clauses.subject(verb)) if verb is not None else None
    events, decisions = cues.words("questions", "events"), cues.words("questions", "decisions")
    if who is None or who.lemma_.lower() not in events | decisions:
        return None
    return f"When will {place.phrase(who)} {'take place' if who.lemma_.lower() in events else 'come'}?", None


def suit(place: Place) -> Made:
    """ "Norfisk is suing the state over its quota": what will come of the suit?"""
    verb = next((one for one in place.words() if one.lemma_.lower() == "sue"), None)
    who, whom = place.who(verb), place.told(child(verb, ("dobj",))) if verb is not None else None
    if who is None or whom is None:
        return None
    return f"What will come of the suit by {place.phrase(who)} against {place.phrase(whom)}?", None


def fate(place: Place) -> Made:
    """ "The plans will now be considered by the full council": what will be decided on them?"""
    verb = place.verb()
    topic = place.who(verb) if verb is not None and clauses.is_passive(verb) else None
    phrase = place.matter(topic) if topic is not None and topic.pos_ in ("NOUN", "PROPN") else None
    judge = clauses.agent(verb) if verb is not None else None
    if phrase is None:
        return None
    if judge is not None and place.told(judge) is not None and place.can_act(judge):
        return f"What will {place.phrase(judge)} decide on {phrase}?", place.actor(judge)
    return f"What will be decided on {phrase}?", None


def appeal(place: Place) -> Made:
    """ "is eligible to appeal": will he?"""
    named = any(one.lemma_.lower() == "appeal" for one in place.words())
    who = place.who(place.sentence.span.root) if named else None
    told = who is not None and place.can_act(who)
    return (f"Will {place.phrase(who)} appeal?", place.actor(who)) if who is not None and told else None


def shown(place: Place) -> Made:
    """ "Further observations will be required": what will they show?"""
    noun = place.noun("studies")
    return (f"What will {place.phrase(noun)} show?", None) if noun is not None else None
