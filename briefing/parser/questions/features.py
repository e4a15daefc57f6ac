"""What can be said of a place where something may be open, as named features that a person can read."""

from briefing.document import BlockKind
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.commitments.features import genre
from briefing.parser.questions.candidates import Candidate


def of(candidate: Candidate, analysis: Analysis) -> dict[str, float]:
    """Features by name."""
    sentence, cue = candidate.sentence, candidate.cue
    kind = candidate.kind.value
    at = sentence.at(cue)
    names = [
        "bias",
        f"kind={kind}",
        f"way={candidate.way}:{kind}",
        f"lemma={cue.lemma_.lower()}",
        f"words={candidate.words}",
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
    return dict.fromkeys(sorted(set(names)), 1.0)
