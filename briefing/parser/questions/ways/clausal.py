"""Questions out of a whole clause: what is unclear, asked for, considered, supposed or claimed."""

import re
from typing import TYPE_CHECKING

from briefing.model import QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.analysis import FIRST_PERSON
from briefing.parser.analysis.clauses import VERBAL
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.wording import sentence_case, text_of
from briefing.parser.questions.ways.place import Made, Place, child, is_infinitive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"ccomp", "csubj", "csubjpass", "pcomp", "advcl", "xcomp", "acl"})
_OPENERS = frozenset({"WP", "WRB", "WDT", "WP$"})
# What describes a thing asks nothing; an auxiliary alone is a clause that the language model took apart.
_NO_CLAUSE = frozenset({"aux", "auxpass", "relcl"})
# What another says against it, or the same speaker with it, is no part of a claim.
_AGAINST = re.compile(r"(?:,? (?:while|whereas)|, (?:adding|arguing|citing|noting|saying)) .*\?$")
_SUPPOSING = frozenset({"if", "once", "provided", "providing", "unless", "until"})
_ADDRESSING = frozenset({"of", "on", "to", "upon", "with"})
# What is awaited or denied is a plain clause; what is unclear, untold or unsettled opens with a question word.
_PLAINLY = frozenset({QuestionKind.AWAITED, QuestionKind.DISPUTED})


def clause(place: Place) -> Made:
    """ "It is unclear who will pay", "hopes that Denmark will join"."""
    own = list(place.words())
    spine = list(place.spine())
    # "More research is needed to determine whether …": the act that the cue leads to may take the clause.
    acts = [one for token in spine for one in token.rights if one.dep_ in ("xcomp", "advcl") and is_infinitive(one)]
    claims = [
        one for token in own for one in token.rights if one.dep_ == "dobj" and place.kind is QuestionKind.DISPUTED
    ]
    own += claims
    for token in (*spine, *acts, *claims):
        for one in token.children:
            inner = next((c for c in one.children if c.dep_ == "pcomp"), one) if one.dep_ == "prep" else one
            if inner.dep_ not in _COMPLEMENTS or inner.pos_ not in VERBAL or _holds(inner, place.first):
                continue
            if (inner.i < place.first.i and not _asks_first(inner)) or _says_when(inner):
                continue
            if (who := subject_of(inner)) is not None and who.lower_ in FIRST_PERSON:
                continue
            if who is not None and who.lower_ == "it" and place.kind is QuestionKind.AWAITED:
                continue  # "fears that it would lead to": rather a thing than whoever acted last
            if place.kind is QuestionKind.AWAITED and inner.lemma_ == "be" and who is not None:
                act = child(inner, ("xcomp",))
                if act is not None and is_infinitive(act):  # "if Turkey were to reconsider"
                    return asking.ask("will", place.phrase(who), act), place.actor(who)
            plain = inner.dep_ in ("ccomp", "acl") and token in own
            if not (_opens(inner) or (plain and (place.kind in _PLAINLY or inner.left_edge.lower_ == "that"))):
                continue
            if who is None and is_infinitive(inner) and inner.left_edge.lower_ == "whether":
                who = _decider(place, token)
                return (asking.ask("will", place.phrase(who), inner), place.actor(who)) if who is not None else None
            question = asking.clause(inner, place.analysis.cast, future=place.kind is QuestionKind.AWAITED)
            if question is not None:
                return question, _answerer(place, inner, token)
    return None


def _answerer(place: Place, inner: "Token", above: "Token") -> Entity | None:
    """Who could answer: who would act, but of what is not decided who decides ("We are debating whether it should")."""
    acting, decider = place.actor(clauses.subject(inner)), clauses.subject(above) if above.pos_ in VERBAL else None
    if place.kind is not QuestionKind.UNDECIDED or decider is None:
        return acting or place.actor(place.who(above))
    if decider.lower_ in FIRST_PERSON:
        party = place.analysis.party(place.sentence, decider)
        return party.entities[0] if party is not None and len(party.entities) == 1 else acting
    return place.actor(place.told(decider)) or acting


def _decider(place: Place, token: "Token") -> "Token | None":
    """Who decides, in this clause or in one above it: "wants to see the report before deciding whether to act"."""
    while (who := place.who(token)) is None and token.head != token:
        token = token.head
    return who


def _asks_first(inner: "Token") -> bool:
    """Whether what is open stands before what says so: "Whether they may stay is disputed"."""
    return inner.dep_ == "csubj" or (_opens(inner) and inner.left_edge.lower_ != "if")


def _holds(clause: "Token", token: "Token") -> bool:
    return clause.left_edge.i < token.i <= clause.right_edge.i


def _says_when(inner: "Token") -> bool:
    return inner.dep_ == "advcl" and inner.left_edge.lower_ in ("when", "where", "while")


def _opens(inner: "Token") -> bool:
    """Whether the clause is one that asks."""
    opener = inner.left_edge
    return opener.tag_ in _OPENERS or opener.lower_ in ("whether", "if")


def embedded(place: Place) -> Made:
    """ "discussed how the truce could be kept", "whether it is safe is a matter of debate": the clause that asks."""
    return _asked_by(place, place.last)


def opened(place: Place) -> Made:
    """ "Nobody can say with confidence how it began", "Just how it began is anyone's guess": the question nearby."""
    start = place.sentence.span.start
    near = (*place.behind(8), *place.first.doc[start : min(start + 3, place.first.i)])
    asked = (_asked_by(place, token) for token in near if token.tag_ in _OPENERS or token.lower_ == "whether")
    return next((made for made in asked if made is not None), None)


def _asked_by(place: Place, opener: "Token") -> Made:
    """What the clause asks that a question word opens."""
    verb = opener.head
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in VERBAL or verb.i < opener.i or _describes(verb, opener) or _says_when(verb):
        return None
    who = subject_of(verb)
    if who is not None and who.lower_ in FIRST_PERSON:
        return None
    if opener.lower_ == "whether" and verb.dep_ == "advcl":
        return None  # "whether you play or watch, there is a seat for you": no matter which
    if who is None and is_infinitive(verb):
        if opener.lower_ != "whether":
            return manner(place)
        decider = _decider(place, verb)
        return (asking.ask("will", place.phrase(decider), verb), place.actor(decider)) if decider is not None else None
    question = asking.clause(verb, place.analysis.cast)
    if question is None or not (opener.lower_ == "whether" or question.lower().startswith(opener.lower_)):
        return None  # "agreed on which …": the preposition is not part of what is asked
    return question, _answerer(place, verb, verb.head)


def _describes(verb: "Token", opener: "Token") -> bool:
    """Whether the clause only describes a thing, or is none; "how many" never does, whatever it hangs on."""
    return verb.dep_ in _NO_CLAUSE and not (verb.dep_ == "relcl" and opener.lower_ in ("how", "whether", "why"))


def infinitive(place: Place) -> Made:
    """Somebody is to do something: "asking the government to respect the sentence"."""
    for token in (place.first, *list(place.spine())[:5]):
        for act in token.children:
            if act.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or act.i < token.i or not is_infinitive(act):
                continue
            if place.kind is QuestionKind.UNDECIDED and act.i < place.first.i:
                continue  # "will go on to sell while it considers offers"
            asked = subject_of(act) or _asked(token, act)
            if asked is not None and asked.lower_ == "it":
                continue  # "wants it to end"
            who = place.told(asked)
            if who is None and (place.kind is QuestionKind.UNDECIDED or clauses.is_passive(token)):
                who = place.who(token)
            if who is not None and (place.can_act(who) or place.kind is QuestionKind.UNDECIDED):
                return asking.ask("will", place.phrase(who), act), place.actor(who)
    return None


def _asked(verb: "Token", act: "Token") -> "Token | None":
    """Whom the verb asks to act: its object, or what a preposition before the act governs ("calls on")."""
    found: Token | None = None
    for one in verb.children:
        if one.i > act.i:
            break
        if one.dep_ == "dobj":
            found = one
        elif one.dep_ in ("prep", "dative") and one.i > verb.i and one.lower_ in _ADDRESSING:
            given = (
                inner for inner in one.children if inner.dep_ == "pobj" and inner.ent_type_ not in ("DATE", "TIME")
            )
            found = next(given, found)
    return found


def gerund(place: Place) -> Made:
    """ "is considering leaving" asks whether it will; "denied taking part" asks whether it did."""
    for token in place.spine():
        act = child(token, ("xcomp", "pcomp", "ccomp", "dobj"))
        if act is None or not _is_gerund(act) or act.lemma_.lower() in cues.words("questions", "weighing"):
            continue
        who = place.told(_asked(token.head, token)) if token.dep_ == "xcomp" and is_infinitive(token) else None
        verb = token
        while verb.pos_ not in VERBAL and verb.head != verb:
            verb = verb.head  # "is on the verge of signing"
        who = who or place.who(verb)
        if who is None:
            return None
        auxiliary = place.did(who, act) if place.kind is QuestionKind.DISPUTED else "will"
        return asking.ask(auxiliary, place.phrase(who), act), place.actor(who)
    return None


def _is_gerund(verb: "Token") -> bool:
    """Whether it is one, active or passive: "denied taking part", "denied being told"."""
    return verb.tag_ == "VBG" or any(one.dep_ == "auxpass" and one.lower_ == "being" for one in verb.lefts)


def manner(place: Place) -> Made:
    """ "In determining how long to wait, the Committee …" asks how long it will."""
    opener = next((token for token in place.behind(3) if token.tag_ in ("WRB", "WP")), None)
    verb = opener.head if opener is not None else None
    while verb is not None and verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    if opener is None or verb is None or not is_infinitive(verb) or verb.i < opener.i:
        return None
    who = place.who(verb) or place.who(place.verb()) or place.who(place.sentence.span.root)
    to = next(one for one in verb.lefts if one.lower_ == "to")
    if who is None or place.actor(who) is None:
        return None
    phrase = text_of(token for token in opener.doc[opener.i : to.i] if token.lower_ != "best")
    asked = asking.ask("will", place.phrase(who), verb)
    return f"{sentence_case(phrase)} {asked[:1].lower()}{asked[1:]}", place.actor(who)


def supposed(place: Place) -> Made:
    """ "If the Senate votes to convict, …": what somebody has to decide first asks whether it will be so."""
    for token in (*place.words(), *place.spine()):
        verb = token if token.dep_ == "advcl" else token.head if token.dep_ == "mark" else None
        if verb is None or verb.tag_ not in ("VBZ", "VBP", "VBN", "VB"):
            continue
        openers = {one.lower_ for one in verb.lefts} | {verb.head.lower_}  # "provided that it agrees"
        if not openers & _SUPPOSING or _is_past(verb):
            continue
        who = subject_of(verb)
        if who is None or who.pos_ == "PRON" or any(one.lower_ in FIRST_PERSON for one in verb.subtree):
            continue
        if verb.lemma_.lower() not in cues.words("questions", "deciding"):
            continue
        if verb.lemma_.lower() == "fail" and (act := child(verb, ("xcomp",))) is not None:
            verb = act
        return asking.ask("will", place.phrase(who), verb), place.actor(who)
    return None


def _is_past(verb: "Token") -> bool:
    """Whether it tells what was or merely might be: "if Parliament were prevented"."""
    auxiliaries = {one.lower_ for one in verb.lefts if one.pos_ == "AUX"}
    return not auxiliaries <= {"is", "are", "has", "have", "be", "been"}


def claimed(place: Place) -> Made:
    """ "Critics claimed that the vote was rigged" asks whether it was."""
    verbs = cues.words("questions", "claiming")
    for token in (*place.words(), *place.spine(), *place.sentence.tokens):
        if token.pos_ != "VERB" or token.lemma_.lower() not in verbs:
            continue
        wrong, inner = child(token, ("dobj",)), child(token, ("ccomp",))
        if wrong is not None and wrong.lemma_.lower() in cues.words("questions", "wrongs"):
            return f"Was there {place.phrase(wrong)}?", place.actor(place.who(token))
        subject = subject_of(inner) if inner is not None else None
        # "insists that the budget include" demands it.
        if inner is None or subject is None or place.told(subject) is None or _is_demanded(inner, subject):
            continue
        if inner.lemma_.lower() in cues.words("questions", "minds"):
            continue  # "claims that he expects her to stay": his own mind
        question = asking.clause(inner, place.analysis.cast) if token.dep_ != "relcl" else None
        if question is not None:
            return _AGAINST.sub("?", question), place.actor(place.who(token))
    return None


def _is_demanded(verb: "Token", subject: "Token") -> bool:
    return verb.tag_ in ("VB", "VBP") and subject.tag_ in ("NN", "NNP") and not any(c.dep_ == "aux" for c in verb.lefts)
