"""Statements: what somebody is reported to have said, with the words that name the speaker."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import ActorKind, Evidence
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.sentences import evidence


@dataclass(frozen=True, eq=False)
class Said:
    """A statement before it is given an id."""

    speech: Speech
    speaker: str | None
    speaker_text: str | None
    cue: str | None
    text: str
    evidence: tuple[Evidence, ...]
    confidence: float


def find(analysis: Analysis) -> tuple[Said, ...]:
    """The statements of the text in reading order; content that another statement holds is left out."""
    return tuple(_find(analysis))


def _find(analysis: Analysis) -> Iterator[Said]:
    text = analysis.document.text
    for speech in analysis.speeches:
        content = text[speech.start : speech.end]
        if len(content.split()) < 2 or _is_told_already(speech, analysis):
            continue
        source = text[slice(*speech.source)] if speech.source is not None else None
        yield Said(
            speech=speech,
            speaker=speech.speaker.name if speech.speaker is not None else source,
            speaker_text=source,
            cue=text[slice(*speech.cue)] if speech.cue is not None else None,
            text=content,
            evidence=(evidence(analysis.document, speech.sentence),),
            confidence=_confidence(speech),
        )


def _is_told_already(speech: Speech, analysis: Analysis) -> bool:
    """Whether the same speaker's longer statement in the sentence holds this one ("said that he emphasised that …")."""
    return any(
        other.start <= speech.start and speech.end <= other.end and other.speaker is speech.speaker
        for other in analysis.speeches_in(speech.sentence)
        if other is not speech and speech.speaker is not None
    )


def _confidence(speech: Speech) -> float:
    """How sure an attribution is by its form alone: a ranking of the forms, not a measured share."""
    if speech.speaker is None:
        return 0.5
    if speech.direct:
        return 0.9 if speech.cue is not None else 0.7
    return 0.8 if speech.speaker.kind is ActorKind.PERSON else 0.7
