"""A sentence that somebody speaks, with whose words they are: in a quotation, or in the text's own first person."""

import re

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis.analysis import FIRST_PERSON, Analysis
from briefing.parser.analysis.asking import with_article
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.party import Party
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import sentence_case
from briefing.words import words

_MARKS = '“”"'
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
_SINGULAR = frozenset({"i", "me", "my"})
_SELF = frozenset({"i", "me", "we", "us"})
# “We are proud,” said Ana Berg: the text tells by itself who speaks.
_INNER_SPEECH = re.compile(
    r"[”\"],? (?:said|says|added|noted|commented|stated) [A-Z]|[”\"],? [A-Z][\w. -]+ (?:said|says|added)\b"
)
_INNER = (("“", "‘"), ("”", "’"))


def in_quotation(analysis: Analysis, sentence: Sentence, text: str) -> str | None:
    """`Anna Berg: “We will act.”` for one sentence of a longer quotation; `None` for any other.

    The marks of such a sentence do not pair, or it has none.
    """
    if not analysis.quoted((sentence.start + sentence.end) // 2):
        return None
    if any(_is_named_here(analysis, one) for one in analysis.speeches_in(sentence)):
        return None
    inside = [place for place in range(sentence.start + 1, sentence.end - 1) if analysis.quoted(place)]
    if len(inside) < 0.9 * (sentence.end - sentence.start - 2):
        return None
    speech = next((one for one in analysis.speeches_in(sentence) if one.direct), None)
    who = _speaker(analysis, speech)
    spoken = f"“{text.strip(_MARKS)}”"
    return f"{who}: {spoken}" if who else spoken


def in_own_voice(analysis: Analysis, sentence: Sentence, text: str) -> str | None:
    """`Port of Bergen: “We will act.”` for a sentence in which whoever issues the text says "we" or "our".

    `None` where the sentence says so itself, speaks of nobody, or nobody is known to speak so.
    """
    own = _own_words(analysis, sentence)
    issuer = analysis.author
    if not own or _INNER_SPEECH.search(text) or (issuer and _is_told_of(analysis, sentence, issuer)):
        return None
    who = (_voice(issuer, own) if issuer else None) or (_paper(analysis) if own & _SELF else None)
    if who is None:
        return None
    for mark, inner in _INNER:
        text = text.replace(mark, inner)
    spoken = re.sub(r'"([^"]*)"', r"‘\1’", text)
    alone = issuer is None or len(issuer.entities) < 2
    return f"{sentence_case(with_article(who) if alone else who)}: “{spoken}”"


def _own_words(analysis: Analysis, sentence: Sentence) -> set[str]:
    """The words of the first person outside quotation marks and what others are told to say; "US" is a country, and
    "I" may be a number.
    """
    others = [one for one in analysis.speeches_in(sentence) if _is_of_another(analysis, one)]
    return {
        token.lower_
        for token in sentence.tokens
        if token.lower_ in FIRST_PERSON
        and token.pos_ == "PRON"
        and token.text != "US"
        and not analysis.quoted(sentence.at(token))
        and not any(one.holds(sentence.at(token)) for one in others)
    }


def _paper(analysis: Analysis) -> str | None:
    """ "The letter", for a text whose title says that it is one."""
    title = words(analysis.document.source.title or "")
    paper = next((word for word in title if word in cues.words("reporting", "papers")), None)
    return f"the {paper}" if paper else None


def _is_of_another(analysis: Analysis, speech: Speech) -> bool:
    """Whether it tells what somebody else says: "I called on Congress" is the speaker's own."""
    return analysis.document.text[slice(*(speech.source or (0, 0)))].lower() not in _SELF


def _is_told_of(analysis: Analysis, sentence: Sentence, issuer: Party) -> bool:
    """Whether the sentence speaks of the person who issues it as of another: then it is not he who says "our"."""
    one = issuer.entities[0] if issuer.entities and issuer.entities[0].kind is ActorKind.PERSON else None
    return one is not None and any(analysis.cast.at(it) is one and it.pos_ == "PROPN" for it in sentence.tokens)


def _voice(issuer: Party, own: set[str]) -> str | None:
    """Who says "I" or "we": one person, those who speak together, or a body; a state says neither."""
    if not issuer.entities:
        return None
    first = issuer.entities[0]
    if own & _SINGULAR:
        return first.name if first.kind is ActorKind.PERSON else None
    if len(issuer.entities) == 1 and first.kind is ActorKind.COUNTRY:
        return None
    return None if issuer.name.isupper() and " " in issuer.name else issuer.name


def _is_named_here(analysis: Analysis, speech: Speech) -> bool:
    """Whether its own sentence says who speaks, outside the marks: “We will act,” Anna Berg said."""
    return speech.after is None and speech.source is not None and not analysis.quoted(speech.source[0] + 1)


def _speaker(analysis: Analysis, speech: Speech | None) -> str | None:
    if speech is None:
        return None
    if speech.speaker is not None:
        return speech.speaker.name
    source = analysis.document.text[slice(*speech.source)] if speech.source is not None else None
    return sentence_case(source) if source and source.lower() not in _PRONOUNS else None
