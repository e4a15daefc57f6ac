"""Statements: what somebody is reported to have said, with the words that name the speaker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import ActorKind, Evidence
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.party import together

if TYPE_CHECKING:
    from spacy.tokens import Token

# What may stand between two sentences of one quotation.
_GAP = re.compile(r"[\s.!?…,;:”\"’'“‘)\]—–-]*")
# "A firm in Lindholm, which said …"
_RELATIVE = re.compile(r",?\s+(?:that|which|who)$")
_POINTING = frozenset({"that", "they", "this", "those", "which", "who"})
# What may stand between the end of what is said and its closing mark.
_CLOSING = re.compile(r"[.,;!?…]?[”\"]")

_TO_COME = frozenset({"to", "will", "would", "shall", "can", "could", "may", "might", "should", "must"})
_GOING_ON = frozenset({"go", "continue", "proceed"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})


@dataclass(frozen=True, eq=False)
class Said:
    """A statement before it is given an id. `direct` means that all of its text stands in quotation marks."""

    speech: Speech
    speaker: str | None
    speaker_text: str | None
    cue: str | None
    text: str
    direct: bool
    evidence: tuple[Evidence, ...]
    confidence: float


def find(analysis: Analysis) -> tuple[Said, ...]:
    """The statements of the text in reading order; content that another statement holds is left out."""
    return tuple(_find(analysis))


def _find(analysis: Analysis) -> Iterator[Said]:
    text = analysis.document.text
    unnamed: str | None = None
    for run in _runs(analysis):
        speech, last = run[0], run[-1]
        content = _whole(text, speech.start, last.end)
        if len(content.split()) < 2 or _is_told_already(speech, analysis):
            continue
        source = text[slice(*speech.source)] if speech.source is not None else None
        again = source is not None and source.lower() in ("he", "she", "it")
        if not again:
            unnamed = source if speech.speaker is None else None
        told = unnamed if again else _named(source, analysis)
        start, end = speech.sentence.start, last.sentence.end
        yield Said(
            speech=speech,
            speaker=together((speech.speaker, *speech.others)).name if speech.speaker is not None else told,
            speaker_text=source,
            cue=text[slice(*speech.cue)] if speech.cue is not None else None,
            text=content,
            direct=speech.direct and last.direct,
            evidence=(Evidence(source=analysis.document.source.id, start=start, end=end, quote=text[start:end]),),
            confidence=_confidence(speech),
        )


def _whole(text: str, start: int, end: int) -> str:
    """The words as they stand, with both marks of a quotation or none: the mark beside them, or without theirs."""
    content = text[start:end]
    if content.count("(") > content.count(")") and text[end : end + 1] == ")":
        return _whole(text, start, end + 1)
    opened, closed = content.count("“"), content.count("”")
    straight = content.count('"') % 2 == 1
    if opened > closed or (straight and not content.endswith('"')):
        if behind := _CLOSING.match(text, end):
            return content + behind[0]
        return content[1:] if content[0] in '“"' else content
    if closed > opened or straight:
        if text[start - 1 : start] in ("“", '"'):
            return text[start - 1 : end]
        return content[:-1] if content[-1] in '”"' else content
    return content


def _named(source: str | None, analysis: Analysis) -> str | None:
    """The words for the speaker, or who issues the text where these are "we"; `None` where they only point to him."""
    word = source.lower() if source is not None else ""
    if word in FIRST_PERSON and analysis.issuer is not None:
        return analysis.issuer.name
    return None if source is None or word in _POINTING else _RELATIVE.sub("", source)


def _runs(analysis: Analysis) -> Iterator[list[Speech]]:
    """The attributions; the sentences of one quotation together."""
    run: list[Speech] = []
    told = (*analysis.speeches, *analysis.stances)
    matter = (one for one in told if one.sentence.block_index not in analysis.boilerplate)
    for speech in sorted(matter, key=lambda one: one.sentence.index):
        if run and _goes_on(analysis, run[-1], speech):
            run.append(speech)
            continue
        if run:
            yield run
        run = [speech]
    if run:
        yield run


def _goes_on(analysis: Analysis, before: Speech, speech: Speech) -> bool:
    """Whether it is the next sentence of the same quotation."""
    if before.sentence.block_index != speech.sentence.block_index or before.sentence is speech.sentence:
        return False
    linked = speech.after is not None or before.after is speech
    if not analysis.quoted(before.end - 1) and before.form != "label":
        return False  # "stressed the need for it. “We urge …”": the quotation begins only here
    return linked and bool(_GAP.fullmatch(analysis.document.text, before.end, speech.start))


def _is_told_already(speech: Speech, analysis: Analysis) -> bool:
    """Whether a longer statement holds this one as its speaker's own ("said that he believed that …")."""
    return any(
        other.start <= speech.start and speech.end <= other.end and _of_one_speaker(speech, other, analysis)
        for other in analysis.speeches_in(speech.sentence)
        if other is not speech
    )


def _of_one_speaker(inner: Speech, outer: Speech, analysis: Analysis) -> bool:
    if inner.speaker is not None and inner.speaker is outer.speaker:
        return True
    if inner.source is None:
        return True
    return analysis.document.text[slice(*inner.source)].lower() in _PRONOUNS


def _is_to_come(cue: "Token | None") -> bool:
    """Whether the words are yet to be said: "will announce that", "to explain why", unlike "went on to say"."""
    if cue is None or cue.tag_ != "VB" or cue.head.lemma_ in _GOING_ON:
        return False
    return any(child.dep_ == "aux" and child.lower_ in _TO_COME for child in cue.lefts)


def _confidence(speech: Speech) -> float:
    """How sure an attribution is by its form alone: a ranking of the forms, not a measured share.

    Below .5 no words are reported: somebody takes a stand in a phrase, or has yet to speak.
    """
    if speech.form == "stance" or _is_to_come(speech.cue_token):
        return 0.4
    if speech.speaker is None:
        return 0.5
    if speech.direct:
        return 0.9 if speech.cue is not None else 0.7
    return 0.8 if speech.speaker.kind is ActorKind.PERSON else 0.7
