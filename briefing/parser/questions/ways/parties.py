"""Questions whose answer lies with another: whose consent is needed, on what it hangs, and who denies what."""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.analysis.wording import infinitive, text_of
from briefing.parser.questions.ways.place import Made, Place, child, governed, is_infinitive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is given by somebody whom "Labour caucus approval" names well enough.
_GIVEN = frozenset({"approval", "authorisation", "authorization", "clearance", "consent", "permission", "ratification"})
# What becomes of a condition that is met.
_MET = {
    "availability": "available",
    "completion": "completed",
    "condition": "met",
    "diligence": "completed",
    "fulfilment": "fulfilled",
    "negotiation": "concluded",
    "receipt": "received",
    "satisfaction": "satisfied",
}


def party(place: Place) -> Made:
    """Whose consent something needs: "needs the backing of the United States", "must be approved by the Senate"."""
    gift = next((one for one in place.behind(3) if one.lower_ in cues.words("questions", "gifts")), None)
    if gift is None or gift.pos_ != "NOUN":
        return _act(place)
    what = "green light" if gift.lower_ == "light" else gift.lower_
    needy = place.told(_needy(place.first))
    thing = place.phrase(needy) if needy is not None and needy.pos_ != "PRON" else None
    several = needy is not None and place.be(needy) == "are"
    office = next((cues.load("questions")["givers"].get(one.lower_) for one in gift.lefts), None)
    if office is not None:
        its = "their" if office in ("the courts", "the members", "the regulators", "the shareholders") else "its"
        wanted = f"the {what} that {thing} {'need' if several else 'needs'}" if thing else f"{its} {what}"
        return f"Will {office} give {wanted}?", None
    giver = _giver(place, gift)
    if giver is not None:
        entity = place.actor(giver)
        name = place.phrase(giver) if giver.dep_ == "pobj" or entity is None else asking.with_article(entity.name)
        if thing is None:
            return f"Will {name} give {_its(place, giver)} {what}?", entity
        return f"Will {name} give the {what} that {thing} {'need' if several else 'needs'}?", entity
    if thing is not None:
        return f"Will {thing} get the {what} that {'they need' if several else 'it needs'}?", None
    told = any(one.dep_ in ("amod", "compound", "nmod") for one in gift.lefts)
    return (f"Will {place.phrase(gift)} be given?", None) if told and gift.lemma_.lower() in _GIVEN else None


def _act(place: Place) -> Made:
    """The act itself is needed: "has to approve the deal", "must be ratified by Iceland"."""
    known = cues.words("questions", "passing")
    verb = next((one for one in place.words() if one.pos_ == "VERB" and one.lemma_.lower() in known), None)
    if verb is None or not (is_infinitive(verb) or any(one.tag_ == "MD" for one in verb.lefts)):
        return None
    who, agent = place.who(verb) or place.who(verb.head), clauses.agent(verb)
    if who is None:
        return (f"Will {place.phrase(agent)} give {_its(place, agent)} consent?", place.actor(agent)) if agent else None
    if agent is not None:
        return f"Will {place.phrase(agent)} {verb.lemma_.lower()} {place.phrase(who)}?", place.actor(agent)
    return asking.ask("will", place.phrase(who), verb), place.actor(who)


def _its(place: Place, giver: "Token") -> str:
    return "its" if place.be(giver) == "is" else "their"


def _needy(first: "Token") -> "Token | None":
    """What needs it: the subject of the verb that the cue is or hangs on."""
    if first.pos_ == "NOUN":
        return None
    verb = first.head if first.pos_ not in VERBAL or first.dep_ in ("aux", "auxpass") else first
    return clauses.subject(verb) if verb.pos_ in VERBAL else None


def _giver(place: Place, gift: "Token") -> "Token | None":
    """Whose the consent is: its owner, or somebody behind *by*, *of* or *from*."""
    owner = clauses.possessor(gift) or governed(gift, "by", "of", "from")
    if owner is None and gift.dep_ == "dobj" and gift.head.lemma_.lower() in ("give", "grant"):
        owner = clauses.subject(gift.head)
    if owner is None:
        owner = next((one for one in gift.lefts if one.dep_ in ("compound", "nmod")), None)
    return owner if owner is not None and place.can_act(owner) else None


def conditions(place: Place) -> Made:
    """ "subject to the completion of an audit", "weather permitting": what has to be met first?"""
    if place.last.lower_ == "permitting":
        what = subject_of(place.last) or place.first
        the = "the " if what.lower_ == "weather" else ""
        return f"Will {the}{place.phrase(what)} permit it?", place.actor(what)
    for token in place.behind(6):
        act = next((one for one in token.children if one.dep_ == "pcomp" and one.tag_ == "VBG"), None)
        doer = governed(token, "on", "upon")
        if act is None and doer is not None and (deed := child(doer, ("acl",))) is not None and deed.tag_ == "VBG":
            named = text_of(doer.doc[doer.left_edge.i : doer.i + 1])
            return asking.ask("will", named, deed), place.actor(doer)
        if act is not None and (who := subject_of(act)) is not None:
            return asking.ask("will", place.phrase(who), act), place.actor(who)
        noun = governed(token, "to", "on", "upon") if token.pos_ != "NOUN" else None
        if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        if noun.lemma_.lower() in cues.words("questions", "decisions"):
            return f"What will {place.phrase(noun, 18)} be?", None
        if noun.lemma_.lower() in cues.words("questions", "studies"):
            return f"What will {place.phrase(noun, 18)} show?", None
        done, of = _MET.get(noun.lemma_.lower()), governed(noun, "of")
        if of is not None and of.lemma_.lower() == "appropriation":
            return None  # what lawyers add to every order
        if done is not None:
            return f"Will {place.phrase(of or noun, 18)} be {done}?", None
        break
    # "Subject to contract, Harbour Ltd will buy the site"
    root = place.sentence.span.root
    if place.first.i == place.sentence.span.start and (who := place.who(root)) is not None and clauses.is_future(root):
        return asking.ask("will", place.phrase(who), root), place.actor(who)
    needy = place.told(_needy(place.first))
    if needy is None or needy.pos_ != "NOUN" or place.actor(needy) is not None:
        return None
    if needy.lemma_.lower() in cues.words("questions", "decisions"):
        return f"What will {place.phrase(needy)} be?", place.actor(place.told(clauses.possessor(needy)))
    return f"Will {place.phrase(needy)} go ahead?", None


def claim(place: Place) -> Made:
    """ "denied the allegation" asks whether it holds; "questioned his power to act" whether he has it."""
    for token in place.spine():
        thing = child(token, ("dobj",)) if token.pos_ in VERBAL else None
        if thing is None and token.lemma_.lower() == "agree":
            thing = governed(token, "with")
        if token.dep_ == "relcl" and (accused := _accused(place, token)) is not None:
            return accused
        if thing is None or thing.lemma_.lower() not in cues.words("questions", "claims"):
            continue
        if any(one.lower_ == "different" for one in thing.lefts):
            continue  # "tells a different story" is no denial of that story
        owner = place.told(clauses.possessor(thing))
        if owner is not None and thing.lemma_.lower() in ("authority", "power", "right"):
            act = child(thing, ("acl", "xcomp")) or child(token, ("xcomp", "advcl"))
            told = infinitive(act) if act is not None and is_infinitive(act) else ""
            todo = f" to {told}" if told else ""
            does = _agreeing(place, owner, "Does", "Do")
            return f"{does} {place.name(owner)} have the {thing.lower_}{todo}?", place.actor(owner)
        who = place.who(token)
        phrase = place.phrase(thing, 18)
        if who is None or any(one.dep_ in ("acl", "relcl") for one in thing.children):
            continue
        if thing.lemma_.lower() == "wrongdoing":
            return f"Did {place.phrase(who)} do anything wrong?", place.actor(who)
        deed = governed(thing, "for", "in")
        if deed is not None and thing.lemma_.lower() in ("responsibility", "involvement"):
            said = "responsible for" if thing.lemma_.lower() == "responsibility" else "involved in"
            return f"{place.be(who).capitalize()} {place.phrase(who)} {said} {place.phrase(deed)}?", place.actor(who)
        if subject_of(token) is None and token.head.dep_ == "ccomp":
            # "said that the minister was wrong and denied the claims": who denies them, the words leave open.
            return f"{place.be(thing).capitalize()} {phrase} right?", None
        disputes = _agreeing(place, who, "disputes", "dispute")
        question = f"{place.be(thing).capitalize()} {phrase}, which {place.phrase(who)} {disputes}, right?"
        return question, place.actor(who)
    return None


def figures(place: Place) -> Made:
    """ "Police put it at 4,000, while the union spoke of 25,000": whose figure is right?"""
    told: dict[str, str | None] = {}
    for verb in place.sentence.tokens:
        who = subject_of(verb) if verb.pos_ in VERBAL else None
        number = next((one for one in verb.subtree if one.like_num and one.i > verb.i), None)
        if who is not None and number is not None and place.told(who) is not None and place.can_act(who):
            counted = number.head.lemma_.lower() if number.dep_ == "nummod" else None
            told.setdefault(place.phrase(who), counted)
    things = set(filter(None, told.values()))
    if len(told) != 2 or len(things) > 1:
        return None  # "4,000 members" and "12 ferries" do not contradict each other
    one, other = told
    return f"Which figure is right, that of {one} or that of {other}?", None


def each(place: Place) -> Made:
    """ "Both candidates declared victory", "each army accused the other": which of them is right?"""
    who = place.who(place.verb())
    if who is None or who.pos_ not in ("NOUN", "PROPN"):
        return None
    if any(one.dep_ == "conj" for one in who.children):
        return f"Who is right, {place.phrase(who).replace(' and ', ' or ')}?", None
    told = re.sub(r"^(?:both|each|the two|the)\s+(?:of (?:the )?)?", "", place.phrase(who), flags=re.IGNORECASE)
    return f"Which of the {told} is right?" if who.tag_ == "NNS" else f"Which {told} is right?", None


def _accused(place: Place, denies: "Token") -> Made:
    """ "was accused of fraud, which it denies": is the accusation right?"""
    deed, of = denies.head, denies.head.head
    verb = of.head if of.lower_ == "of" and of.head.lemma_.lower() in ("accuse", "suspect") else None
    whom = (place.who(verb) if clauses.is_passive(verb) else place.told(child(verb, ("dobj",)))) if verb else None
    if whom is None:
        return None
    verb_of_denial = _agreeing(place, whom, "denies", "deny")
    question = f"Is the accusation of {place.phrase(deed)}, which {place.phrase(whom)} {verb_of_denial}, right?"
    return question, place.actor(whom)


def _agreeing(place: Place, who: "Token", singular: str, plural: str) -> str:
    return plural if place.be(who) == "are" else singular
