"""What can be said of a place where something may be open, as named features that a person can read."""

from briefing.document import BlockKind
from briefing.model import QuestionKind
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.commitments.features import genre
from briefing.parser.questions.candidates import Candidate

PLAIN = "plainly open"
"""The feature of a candidate whose text says in so many words that something is not known or not told."""


def of(candidate: Candidate, analysis: Analysis) -> dict[str, float]:
    """Features by name."""
    sentence, cue = candidate.sentence, candidate.cue
    kind = candidate.kind.value
    at = sentence.at(cue)
    told = candidate.words if len(candidate.words.split()) <= 5 else "at length"
    names = [
        "bias",
        f"kind={kind}",
        f"way={candidate.way}:{kind}",
        f"lemma={cue.lemma_.lower()}",
        f"words={told}",
    ]
    names += [f"tag={cue.tag_}:{kind}", f"genre={genre(analysis)}:{kind}", f"genre={genre(analysis)}"]
    names.append("about somebody" if candidate.about is not None else "about nobody")
    if analysis.quoted(at):
        names.append(f"quoted:{kind}")
    speech = analysis.speech_at(sentence, at)
    if speech is not None:
        names.append(f"reported:{kind}")
    subject = clauses.subject(cue) if cue.pos_ in clauses.VERBAL else None
    if subject is not None:
        entity = analysis.cast.at(subject)
        who = "first person" if subject.lower_ in FIRST_PERSON else entity.kind.value if entity is not None else "other"
        names.append(f"who={who}:{kind}")
    if cue.pos_ in clauses.VERBAL and clauses.is_negated(cue):
        names.append(f"negated:{kind}")
    if sentence.block.kind is BlockKind.LIST_ITEM:
        names.append(f"in a list:{kind}")
    place = sentence.index / max(1, len(analysis.sentences))
    names.append(f"place={'first' if sentence.index < 3 else 'late' if place > 0.75 else 'middle'}")
    names.append(f"length={min(len(sentence.span) // 12, 4)}")
    if _is_plain(candidate, analysis):
        names.append(PLAIN)
    return dict.fromkeys(sorted(set(names)), 1.0)


def _is_plain(candidate: Candidate, analysis: Analysis) -> bool:
    """Whether the text itself, or somebody it quotes in its own words, says that a wh-clause is open."""
    if candidate.kind not in (QuestionKind.UNKNOWN, QuestionKind.UNDISCLOSED) or candidate.way != "clause":
        return False
    first_person = any(token.lower_ in FIRST_PERSON for token in candidate.sentence.span)
    return not first_person and not analysis.quoted(candidate.sentence.at(candidate.cue))
