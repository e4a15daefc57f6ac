"""What can be said of a candidate, as named features that a person can read."""

import re
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.commitments.candidates import Candidate, kind_of

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
_STATIVE = frozenset(
    [
        "be",
        "have",
        "need",
        "know",
        "want",
        "like",
        "seem",
        "remain",
        "mean",
        "cost",
        "depend",
        "include",
        "contain",
        "involve",
        "face",
        "get",
        "become",
        "see",
        "feel",
        "happen",
    ]
)
_LATE = frozenset(["ago", "previously", "earlier", "formerly", "originally", "yesterday"])


def genre(analysis: Analysis) -> str:
    """What kind of text it is, from its title: words that many kinds of publisher use alike."""
    title = analysis.document.source.title or ""
    return next((name for name, pattern in _GENRES if pattern.search(title)), "news")


def of(candidate: Candidate, analysis: Analysis, rivals: int) -> dict[str, float]:
    """Features by name. `rivals` is the number of candidates in the same sentence."""
    names = set(_clause(candidate)) | set(_subject(candidate, analysis)) | set(_setting(candidate, analysis))
    names.add(f"rivals={min(rivals, 4)}")
    kind = kind_of(candidate.cue)
    names |= {
        f"class={kind}",
        f"class={kind} {_by(candidate, analysis)}",
        f"family={candidate.family} {_by(candidate, analysis)}",
    }
    if _is_plain(candidate, kind) and not _by(candidate, analysis).endswith(("nobody", "thing")):
        names.add(PLAIN)
    return dict.fromkeys(sorted(names), 1.0)


def _is_plain(candidate: Candidate, kind: str) -> bool:
    """Whether a word of undertaking takes the action itself: "decided to supply", "their pledge to deploy"."""
    return (
        candidate.family in ("verb", "noun", "adjective")
        and kind in ("commit", "decide", "intend", "ready", "refuse", "threaten")
        and candidate.action.tag_ in ("VB", "VBG")
        and candidate.action != candidate.cue
    )


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
    if cue.dep_ in ("ccomp", "xcomp", "advcl", "conj"):
        found.append(f"under={cue.dep_}:{cue.head.lemma_.lower()}")
    if cue.dep_ == "advcl":
        found += [f"mark={child.lower_}" for child in cue.lefts if child.dep_ in ("mark", "advmod")]
    found += _around(cue)
    for adverb in cue.children:
        if adverb.dep_ == "advmod":
            found.append(f"adverb={adverb.lower_}")
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
        return [f"who=thing:{family}", "who=thing", f"who={who.lemma_.lower()}"]
    kind = entity.kind.value
    named = "named" if who.pos_ == "PROPN" or entity.kind is ActorKind.PERSON else "described"
    return [f"who={kind}:{family}", f"who={kind}, {named}", f"who={kind}"]


def _setting(candidate: Candidate, analysis: Analysis) -> list[str]:
    sentence = candidate.sentence
    at = sentence.at(candidate.cue)
    found = [
        f"genre={genre(analysis)}",
        f"genre={genre(analysis)}:{candidate.family}",
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
    if sentence.span.text.rstrip("”\"' ").endswith("?"):
        found.append("question")
    place = sentence.index / max(1, len(analysis.sentences))
    found.append(
        f"place={'first' if sentence.index < 3 else 'early' if place < 0.3 else 'late' if place > 0.75 else 'middle'}"
    )
    tokens = clauses.subtree(candidate.action)
    if any(token.ent_type_ in ("DATE", "TIME") for token in tokens):
        found.append(f"has a time:{candidate.family}")
    if any(token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY") for token in tokens):
        found.append(f"has an amount:{candidate.family}")
    if any(True for _ in clauses.conditions(candidate.action)):
        found.append(f"has a condition:{candidate.family}")
    words = {token.lower_ for token in sentence.span}
    if words & _LATE or any(re.fullmatch(r"(?:19|20)\d\d", word) for word in words):
        found.append(f"tells of the past:{candidate.family}" if words & _LATE else "names a year")
    return found
