"""A sentence as it can be read alone, away from those around it: in a summary, in a timeline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.parser.alone import days, referents, spoken
from briefing.parser.alone.edits import Edit, applied
from briefing.parser.analysis import datelines
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import paired, sentence_case

# Adverbs that tie a sentence to the one before it.
_LINKS = (
    "also|however|but|and|so|then|meanwhile|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|"
    "even so|therefore|thus|still|yet|indeed|instead|finally|lastly|namely|similarly|likewise|for example|for instance|"
    "as a result|on the other hand|at the same time|in particular|in turn|accordingly|consequently|in fact|of course|"
    "as such|that(?: is|[’']s) why|this is why|"
    "(?:earlier|later|previously)(?=,)"
)
_REASONS = "despite|in spite of|due to|because of|thanks to|in addition to|as a result of|given|in light of|following"
_OPENERS = re.compile(
    rf"(?:{_LINKS}),?\s+(?=[^,]*\w)|(?:{_REASONS}) (?:all )?(?:of )?(?:this|that|these|those)\b[^,.;:]{{0,60}},\s+",
    re.IGNORECASE,
)
# A dateline of a wire without spaces, or a heading in capitals that a colon parts from the sentence.
_RUN_IN = re.compile(r"[A-Z .,]+[–—-]{1,2}\([A-Z ]+\)[–—-]{1,2} ?(?=[A-Z])|[A-Z][A-Z0-9 ,&’'./–-]{8,}:\s+(?=[A-Z“])")

# A label that a colon parts from the sentence: "Key Features: Easy Payment: Guests may …".
_LABEL = re.compile(
    r"(?:[A-Z][\w’'&/-]*(?: (?:[A-Z][\w’'&/-]*|a|and|at|for|in|of|on|the|to|with|&)){0,7}: )+(?=[A-Z][a-z]+ )"
)
_SPEAKER = 2
"""Among so many first words a name stands that is no label: "Ana Berg: We will act"."""

_ADDRESS = re.compile(r"\[([^\]]+)\]\(https?://[^)\s]+\)|\s*[(\[]https?://[^)\]\s]+[)\]]|\s*https?://\S+\w/?")


@dataclass(frozen=True)
class Alone:
    """What is left to read. `borrowed` are the other sentences whose words stand in it.

    It `leans` where its subject still stands for what only another sentence names.
    """

    text: str
    borrowed: tuple[Sentence, ...] = ()
    leans: bool = False


def alone(analysis: Analysis, sentence: Sentence) -> Alone:
    """The sentence without dateline, run-in heading, dangling opener or "also", with names and full words for what
    points back, with dates for days told from its own, and with its speaker where it stands in the midst of a
    quotation or says "we".
    """
    whole = analysis.document.text
    opens = _opening(analysis, sentence)
    said = spoken.in_quotation(analysis, sentence, whole[opens : sentence.end])
    links = list(_links(analysis, sentence, opens))
    text = _closed(sentence_case(applied(whole, opens, sentence.end, links)))
    said = said or spoken.in_own_voice(analysis, sentence, text)
    if said is not None:
        return Alone(said)
    reading = referents.read(analysis, sentence, max([opens, *(edit.end for edit in links if edit.start == opens)]))
    edits = [*links, *reading.edits, *days.edits(analysis, sentence, opens)]
    text = _closed(applied(whole, opens, sentence.end, edits))
    begins_anew = opens > sentence.start or any(edit.start == opens for edit in edits)
    return Alone(paired(sentence_case(text) if begins_anew else text), tuple(reading.borrowed), reading.leans)


def _closed(text: str) -> str:
    """The text without addresses of the web; an item of a list with a full stop for what parts it from the next."""
    return re.sub(r";(?:\s+(?:and|or))?$", ".", _ADDRESS.sub(r"\1", text))


def _opening(analysis: Analysis, sentence: Sentence) -> int:
    """Where the sentence begins behind its dateline or its run-in heading."""
    dateline = datelines.length(sentence.span)
    if 0 < dateline < len(sentence.tokens):
        return sentence.at(sentence.tokens[dateline])
    heading = _RUN_IN.match(analysis.document.text, sentence.start, sentence.end)
    if heading:
        return heading.end()
    label = _LABEL.match(analysis.document.text, sentence.start, sentence.end)
    named = any(analysis.cast.at(token) is not None for token in sentence.tokens[:_SPEAKER])
    return label.end() if label and not named else sentence.start


def _links(analysis: Analysis, sentence: Sentence, opens: int) -> Iterator[Edit]:
    """What ties it to the sentence before: an opener, or an "also" of its main verb ("The minister also said")."""
    opener = _OPENERS.match(analysis.document.text, opens, sentence.end)
    if opener and not analysis.quoted(sentence.start + 1):
        opens = opener.end()
        yield Edit(opener.start(), opens)
    link = next((token for token in sentence.span.root.lefts if token.lower_ == "also"), None)
    if link is None or sentence.at(link) < opens or analysis.quoted(sentence.at(link)):
        return
    start, end = sentence.at(link), sentence.after(link) + len(link.whitespace_)
    before = analysis.document.text[sentence.start : start].rstrip()
    if start > sentence.start and link.whitespace_ and not before.endswith(("but", "But")):
        yield Edit(start, end)
