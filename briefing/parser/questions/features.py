"""What can be said of a place where something may be open, as named features that a person can read."""

import re
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import QuestionKind
from briefing.parser import likeness
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.commitments.features import genre
from briefing.parser.questions.candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = "plainly open"
"""The feature of a candidate whose text says in so many words that something is open."""

_WAITING = frozenset({QuestionKind.AWAITED, QuestionKind.DEPENDENCY})
_MODALS = frozenset({"can", "could", "may", "might", "must", "should", "will", "would"})
_CONTRAST = frozenset({"although", "but", "despite", "however", "though", "whereas", "while"})
_CONTENT = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
_HEDGED = re.compile(r"forward-looking|undue reliance|safe harbou?r|no obligation to update", re.IGNORECASE)
_LONG = 40


def of(candidate: Candidate, analysis: Analysis) -> dict[str, float]:
    """Features by name."""
    names = {*_cue(candidate, analysis), *_setting(candidate, analysis)}
    found = dict.fromkeys(sorted(names), 1.0)
    found["length"] = round(min(len(candidate.sentence.tokens) / _LONG, 2.0), 3)
    found["words of the title"] = round(_shared_with_title(candidate, analysis), 3)
    return found | likeness.sentence(candidate.sentence) | likeness.words("question", candidate.question)


def _cue(candidate: Candidate, analysis: Analysis) -> list[str]:
    name, kind, cue = candidate.name, candidate.kind.value, candidate.cue
    found = ["bias", f"cue={name}", f"kind={kind}", f"way={candidate.way}:{name}"]
    # Who waits for nobody that is named may only wish.
    if candidate.plain and (candidate.about is not None or candidate.kind not in _WAITING):
        found.append(PLAIN)
    found += [f"also={other}" for other in candidate.others]
    found.append(f"cues={min(len(candidate.others), 3) + 1}")
    found.append(f"asks={candidate.question.split()[0].lower()}")
    found.append("about somebody" if candidate.about is not None else "about nobody")
    if candidate.about is not None:
        found.append(f"about={candidate.about.kind.value}")
    verb = _verb(cue)
    if verb is not None:
        found.append(f"tense={verb.tag_}")
        subject = clauses.subject(verb)
        found.append(f"who={_who(subject, analysis)}")
        if clauses.is_negated(verb):
            found.append("negated")
    return found


def _verb(cue: "Token") -> "Token | None":
    if cue.pos_ in clauses.VERBAL:
        return cue
    return cue.head if cue.head.pos_ in clauses.VERBAL else None


def _who(subject: "Token | None", analysis: Analysis) -> str:
    if subject is None:
        return "nobody"
    if subject.lower_ in FIRST_PERSON:
        return "first person"
    entity = analysis.cast.of_phrase(clauses.antecedent(subject))
    return entity.kind.value if entity is not None else "pronoun" if subject.pos_ == "PRON" else "thing"


def _setting(candidate: Candidate, analysis: Analysis) -> list[str]:
    sentence = candidate.sentence
    at = sentence.at(candidate.cue)
    found = [f"genre={genre(analysis)}"]
    if analysis.quoted(at):
        found.append("quoted")
    if analysis.speech_at(sentence, at) is not None:
        found.append("reported")
    if sentence.block.kind is BlockKind.LIST_ITEM:
        found.append("in a list")
    if _HEDGED.search(sentence.text):
        found.append("legal notice")
    place = sentence.index / max(1, len(analysis.sentences))
    found.append(f"place={'first' if sentence.index < 3 else 'late' if place > 0.75 else 'middle'}")
    lower = {token.lower_ for token in sentence.tokens}
    found += [f"modal={word}" for word in lower & _MODALS]
    if lower & _CONTRAST:
        found.append("contrast")
    if lower & FIRST_PERSON:
        found.append("first person")
    if any(token.dep_ == "neg" for token in sentence.tokens):
        found.append("something negated")
    return found


def _shared_with_title(candidate: Candidate, analysis: Analysis) -> float:
    """How many of the title's words the sentence has, in fives."""
    title = {
        token.lemma_.lower()
        for sentence in analysis.sentences[:2]
        if sentence.block.kind is BlockKind.TITLE
        for token in sentence.tokens
        if token.pos_ in _CONTENT or token.pos_ == "PROPN"
    }
    return len(title & {token.lemma_.lower() for token in candidate.sentence.tokens}) / 5
