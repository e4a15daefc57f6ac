"""A sentence as it can be read alone, away from those around it: in a summary, in a timeline."""

import re

from briefing.model import ActorKind
from briefing.parser.analysis import datelines
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.asking import named
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.papers import points_back
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import paired, possessive, sentence_case

# Adverbs that tie a sentence to the one before it.
_LINKS = (
    "also|however|but|and|so|then|meanwhile|moreover|furthermore|in addition|additionally|nevertheless|therefore|thus|"
    "still|yet|indeed|instead|finally|similarly|for example|for instance|as a result|earlier|later|previously"
)
_MARKS = '“”"'
_OPENERS = re.compile(rf"^(?:{_LINKS}),?\s+(?=[^,]*\w)", re.IGNORECASE)


def alone(analysis: Analysis, sentence: Sentence) -> str:
    """The sentence without a dangling opener or "also", with a name in place of a pronoun, and with its speaker
    where it stands in the midst of a quotation.
    """
    dateline = datelines.length(sentence.span)
    opens = sentence.at(sentence.tokens[dateline]) if dateline < len(sentence.tokens) else sentence.start
    text = analysis.document.text[opens : sentence.end]
    if dateline:
        return paired(text)
    if (spoken := _in_quotation(analysis, sentence, text)) is not None:
        return spoken
    text = _without_also(analysis, sentence, text)
    trimmed = _OPENERS.sub("", text)
    if trimmed != text and not analysis.quoted(sentence.start + 1):
        return paired(sentence_case(trimmed))
    return paired(_named(analysis, sentence, text))


def _in_quotation(analysis: Analysis, sentence: Sentence, text: str) -> str | None:
    """`Anna Berg: “We will act.”` for one sentence of a longer quotation; `None` for any other.

    The marks of such a sentence do not pair, or it has none.
    """
    if any(_is_named_here(analysis, one) for one in analysis.speeches_in(sentence)):
        return None
    inside = [place for place in range(sentence.start + 1, sentence.end - 1) if analysis.quoted(place)]
    if len(inside) < 0.9 * (sentence.end - sentence.start - 2):
        return None
    speech = next((one for one in analysis.speeches_in(sentence) if one.direct), None)
    who = _speaker(analysis, speech)
    words = f"“{text.strip(_MARKS)}”"
    return f"{who}: {words}" if who else words


def _is_named_here(analysis: Analysis, speech: Speech) -> bool:
    """Whether its own sentence says who speaks, outside the marks: “We will act,” Anna Berg said."""
    return speech.after is None and speech.source is not None and not analysis.quoted(speech.source[0] + 1)


def _speaker(analysis: Analysis, speech: Speech | None) -> str | None:
    if speech is None:
        return None
    if speech.speaker is not None:
        return speech.speaker.name
    source = analysis.document.text[slice(*speech.source)] if speech.source is not None else None
    return sentence_case(source) if source and source.lower() not in ("he", "she", "they", "it", "we", "i") else None


def _named(analysis: Analysis, sentence: Sentence, text: str) -> str:
    """The sentence with the name of whom it opens with ("He said …") or who speaks in it (“…,” he said)."""
    name = _only_person(analysis, sentence)
    first = sentence.tokens[0]
    if name and first.lower_ in ("he", "she") and not analysis.quoted(sentence.start):
        return name + text[len(first.text) :]
    if (owned := _whose_paper(analysis, sentence)) is not None:
        return owned + text[len(first.text) :]
    several = analysis.cast.at(first) if first.lower_ in ("they", "it") and first.dep_ in SUBJECTS else None
    if several is not None and not analysis.quoted(sentence.start):
        return sentence_case(named(several)) + text[len(first.text) :]
    for speech in analysis.speeches_in(sentence):
        if speech.source is None or speech.speaker is None or speech.speaker.kind is not ActorKind.PERSON:
            continue
        start, end = (place - sentence.start for place in speech.source)
        if speech.direct and start > 0 and text[start:end] in ("he", "she"):
            return text[:start] + speech.speaker.name + text[end:]
    return text


def _whose_paper(analysis: Analysis, sentence: Sentence) -> str | None:
    """ "Anna Berg’s" for the article of "The statement said …", where the text tells who issued it."""
    first = sentence.tokens[0]
    for speech in analysis.speeches_in(sentence):
        if speech.speaker is not None and speech.source is not None and speech.source[0] == sentence.start:
            return sentence_case(possessive(named(speech.speaker))) if points_back(first.head) else None
    return None


def _without_also(analysis: Analysis, sentence: Sentence, text: str) -> str:
    """The sentence without an "also" that ties its main verb to what was said before ("The minister also said")."""
    root = sentence.span.root
    link = next((token for token in root.lefts if token.lower_ == "also"), None)
    place = link.idx - sentence.span.start_char if link is not None else 0
    if link is None or analysis.quoted(sentence.start + place) or text[place : place + 5].casefold() != "also ":
        return text
    return text if place == 0 or text[:place].rstrip().endswith(("but", "But")) else text[:place] + text[place + 5 :]


def _only_person(analysis: Analysis, sentence: Sentence) -> str | None:
    """The one person whom the sentence before names, if it names just one: a wrong name is worse than a pronoun."""
    if sentence.index == 0:
        return None
    before = analysis.sentences[sentence.index - 1]
    people = {
        entity.name
        for token in before.span
        if (entity := analysis.cast.at(token)) is not None and entity.kind is ActorKind.PERSON
    }
    return next(iter(people)) if len(people) == 1 else None
