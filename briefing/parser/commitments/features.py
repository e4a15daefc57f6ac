"""What can be said of a candidate, as named features that a person can read."""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind
from briefing.parser import cues, likeness
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.analysis.conditions import conditions
from briefing.parser.commitments import candidates, standing, surroundings
from briefing.parser.commitments.candidate import Candidate, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = "plain undertaking"
"""The feature of a candidate whose text says in so many words that somebody undertakes the action."""

_GENRES = (
    ("fact sheet", re.compile(r"fact sheet|key facts", re.IGNORECASE)),
    ("statement", re.compile(r"\bstatement\b|communiqu|declaration", re.IGNORECASE)),
    ("readout", re.compile(r"\breadout\b|\bcall with\b|\bmeeting with\b", re.IGNORECASE)),
    ("release", re.compile(r"\bannounces?\b|\blaunch(?:es)?\b|\bunveils?\b", re.IGNORECASE)),
)
# A candidate with one of these is likely enough to count as company for another.
_CLEAR = frozenset(
    {f"family=modal by {who}" for who in ("an actor", "us", "nobody")}
    | {"family=adjective by an actor", "family=list by nobody"}
)
_IF = frozenset({"if", "unless"})
_STATIVE = frozenset(
    {"be", "become", "comprise", "contain", "cost", "depend", "face", "feature", "feel", "get", "happen", "have"}
    | {"include", "involve", "know", "like", "mean", "need", "remain", "see", "seem", "want"}
)
_LATE = frozenset(["ago", "previously", "earlier", "formerly", "originally", "yesterday"])
_DETERMINING = frozenset({"amod", "compound", "det", "nummod", "poss"})
_QUANTIFIERS = frozenset(
    {"all", "any", "each", "every", "few", "fewer", "many", "more", "most", "no", "several", "some"}
)
_READER = frozenset({"you", "your", "yours", "yourself"})


def genre(analysis: Analysis) -> str:
    """What kind of text it is, from its title: words that many kinds of publisher use alike."""
    title = analysis.document.source.title or ""
    return next((name for name, pattern in _GENRES if pattern.search(title)), "news")


@dataclass(frozen=True, eq=False)
class Described:
    """A candidate with its features by name."""

    candidate: Candidate
    features: dict[str, float]


def of_document(analysis: Analysis) -> tuple[Described, ...]:
    """Every candidate of the document with its features, in reading order; boilerplate has none."""
    found = [
        (candidate, set(_alone(candidate, analysis)))
        for sentence in analysis.told
        for candidate in candidates.find(sentence)
        if not standing.advises(candidate, analysis)
    ]
    company = surroundings.Company(analysis, [(candidate.sentence, _is_clear(names)) for candidate, names in found])
    described = []
    for candidate, names in found:
        every = sorted(names | set(company.of(candidate.sentence)))
        described.append(Described(candidate, dict.fromkeys(every, 1.0) | _words(candidate)))
    return tuple(described)


def _words(candidate: Candidate) -> dict[str, float]:
    thing = next((child for child in candidate.action.rights if child.dep_ == "dobj"), None)
    places = {"action": candidate.action, "cue": candidate.cue, "object": thing, "actor": candidate.who}
    found = {name: value for place, token in places.items() for name, value in likeness.word(place, token).items()}
    return found | likeness.sentence(candidate.sentence)


def _is_clear(names: Set[str]) -> bool:
    """Whether the words alone say that somebody undertakes something."""
    return PLAIN in names or not names.isdisjoint(_CLEAR)


def _alone(candidate: Candidate, analysis: Analysis) -> set[str]:
    """The features of a candidate that need no other one."""
    names = set(_clause(candidate)) | set(_subject(candidate, analysis)) | set(_setting(candidate, analysis))
    names |= set(standing.features(candidate, analysis))
    kind = kind_of(candidate.cue)
    names |= {
        f"class={kind}",
        f"class={kind} {_by(candidate, analysis)}",
        f"family={candidate.family} {_by(candidate, analysis)}",
    }
    plain = _is_plain(candidate, kind) or _answers(candidate)
    if plain and not _by(candidate, analysis).endswith(("nobody", "thing")):
        names.add(PLAIN)
    return names


def _is_plain(candidate: Candidate, kind: str) -> bool:
    """Whether a word of undertaking takes the action itself: "decided to supply", "their pledge to deploy"."""
    return (
        candidate.family in ("verb", "noun", "adjective")
        and kind in ("commit", "decide", "intend", "ready", "refuse", "threaten")
        and candidate.action.tag_ in ("VB", "VBG")
        and candidate.action != candidate.cue
    )


def _answers(candidate: Candidate) -> bool:
    """Whether it is told as an answer to what another does: "If Iceland goes on, Norway will close its ports"."""
    if candidate.family not in ("modal", "would") or candidate.who is None or candidate.action.lemma_ == "be":
        return False
    others = (clauses.subject(first.head) for first, _ in conditions(candidate.action) if first.lower_ in _IF)
    return any(one is not None and one.pos_ in ("NOUN", "PROPN") and one != candidate.who for one in others)


def _by(candidate: Candidate, analysis: Analysis) -> str:
    """Whether somebody who can act stands as the one who would."""
    who = candidate.who
    if who is None:
        return "by nobody"
    if who.lower_ in FIRST_PERSON:
        return "by us"
    return "by an actor" if analysis.cast.of_phrase(clauses.antecedent(who)) is not None else "by a thing"


def _clause(candidate: Candidate) -> list[str]:
    cue, action = candidate.cue, candidate.action
    family = candidate.family
    found = ["bias", f"family={family}", f"cue={family}:{cue.lemma_.lower()}", f"action={action.lemma_.lower()}"]
    found.append(f"class={kind_of(cue)}:{family}")
    if cue.pos_ in clauses.VERBAL:
        found.append(f"tense={family}:{cue.tag_}")
        found += [f"aux={word}:{family}" for word in clauses.auxiliaries(cue)]
    if cue != action:
        found.append(f"action tag={action.tag_}:{family}")
    if candidate.passive:
        found.append(f"passive:{family}")
    if candidate.negated:
        found.append(f"negated:{family}")
    if action.lemma_ in _STATIVE:
        found.append("stative")
    if action.pos_ in clauses.VERBAL and not any(
        child.dep_ in ("dobj", "xcomp", "prep", "ccomp") for child in action.children
    ):
        found.append("bare action")
    found.append(f"hangs={cue.dep_}:{family}")
    found += _object(candidate)
    if cue.sent.root != cue:
        found.append(f"root={cue.sent.root.tag_}:{family}")
    if cue.dep_ in ("ccomp", "xcomp", "advcl", "conj"):
        found.append(f"under={cue.dep_}:{cue.head.lemma_.lower()}")
    if cue.dep_ == "advcl":
        found += [f"mark={child.lower_}" for child in cue.lefts if child.dep_ in ("mark", "advmod")]
    found += _around(cue)
    for adverb in cue.children:
        if adverb.dep_ == "advmod":
            found.append(f"adverb={adverb.lower_}")
    return found


def _object(candidate: Candidate) -> list[str]:
    """What is given, built, signed; whether an infinitive behind it says what for."""
    found = []
    for child in candidate.action.rights:
        if child.dep_ == "dobj" and child.pos_ == "NOUN":
            found.append(f"object={child.lemma_.lower()}")
            if any(inner.dep_ in ("acl", "relcl") and inner.tag_ == "VB" for inner in child.rights):
                found.append(f"object to act:{candidate.family}")
        elif child.dep_ in ("advcl", "xcomp") and child.tag_ == "VB":
            found.append(f"purpose:{candidate.family}")
    return found


def _around(cue: "Token") -> list[str]:
    """Duties and permissions that stand above the cue: what is ordered is not undertaken."""
    found = []
    head, steps = cue, 0
    while head.head != head and steps < 5:
        head, steps = head.head, steps + 1
        lemma = head.lemma_.lower()
        if lemma in cues.load("undertaking")["duty"]["verbs"]:
            found.append("under a duty")
        if lemma in ("hope", "wish", "fear", "want", "expect", "believe", "think"):
            found.append(f"under a thought={lemma}")
        if any(child.dep_ == "mark" and child.lower_ in ("if", "whether", "because") for child in head.lefts):
            found.append("in a subordinate clause")
    return found


def _subject(candidate: Candidate, analysis: Analysis) -> list[str]:
    who, family = candidate.who, candidate.family
    if who is None:
        return [f"who=nobody:{family}", "who=nobody"]
    lower = who.lower_
    if lower in FIRST_PERSON:
        quoted = analysis.quoted(candidate.sentence.at(who))
        return [f"who=first person:{family}", f"who={lower}", f"who={lower}, {'quoted' if quoted else 'own voice'}"]
    entity = analysis.cast.at(clauses.antecedent(who))
    if who.pos_ == "PRON" and entity is None:
        return [f"who=pronoun:{family}", f"who={lower}"]
    if entity is None:
        return [f"who=thing:{family}", "who=thing", f"who={who.lemma_.lower()}", *_thing(candidate, who)]
    kind = entity.kind.value
    named = "named" if who.pos_ == "PROPN" or entity.kind is ActorKind.PERSON else "described"
    return [f"who={kind}:{family}", f"who={kind}, {named}", f"who={kind}"]


def _thing(candidate: Candidate, who: "Token") -> list[str]:
    """What kind of thing it is, and what it does: a plan that will help is praised, not undertaken."""
    noun = clauses.antecedent(who)
    instrument = noun.lemma_.lower() in cues.load("undertaking")["instruments"]["words"]
    found = [f"thing={'instrument' if instrument else 'other'}:{candidate.family}"]
    found.append(f"thing does={candidate.action.lemma_.lower()}")
    if noun.tag_ == "NNS" and not any(child.dep_ in _DETERMINING for child in noun.lefts):
        found.append("who=bare plural")
    if any(child.lower_ in _QUANTIFIERS for child in noun.lefts):
        found.append("who=quantified")
    return found


def _setting(candidate: Candidate, analysis: Analysis) -> list[str]:
    sentence = candidate.sentence
    at = sentence.at(candidate.cue)
    found = [
        f"block={sentence.block.kind.value}:{candidate.family}",
    ]
    if sentence.block.kind is BlockKind.LIST_ITEM:
        found.append("in a list")
    if analysis.quoted(at):
        found.append(f"quoted:{candidate.family}")
    speech = analysis.speech_at(sentence, at)
    if speech is not None and speech.cue_token is not None:
        found += [f"said={speech.cue_token.lemma_.lower()}", f"reported:{candidate.family}"]
        who = analysis.cast.at(candidate.who) if candidate.who is not None else None
        if who is not None and speech.speaker is not None:
            found.append("speaker acts" if who is speech.speaker else "another acts")
    if sentence.text.rstrip("”\"' ").endswith("?"):
        found.append("question")
    place = sentence.index / max(1, len(analysis.sentences))
    found.append(
        f"place={'first' if sentence.index < 3 else 'early' if place < 0.3 else 'late' if place > 0.75 else 'middle'}"
    )
    tokens = list(candidate.action.subtree)
    if any(token.ent_type_ in ("DATE", "TIME") for token in tokens):
        found.append(f"has a time:{candidate.family}")
    if any(token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY") for token in tokens):
        found.append(f"has an amount:{candidate.family}")
    if any(True for _ in conditions(candidate.action)):
        found.append(f"has a condition:{candidate.family}")
    words = {token.lower_ for token in sentence.tokens}
    if words & _READER:
        found.append("addresses the reader")
    if words & _LATE or any(re.fullmatch(r"(?:19|20)\d\d", word) for word in words):
        found.append(f"tells of the past:{candidate.family}" if words & _LATE else "names a year")
    return found
