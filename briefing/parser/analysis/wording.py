"""From tokens back to words a memo can print: gists, phrases, and the pronouns that must not stay."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from briefing.parser.analysis import phrases
from briefing.parser.analysis.clauses import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEIR = {
    "our": "their",
    "my": "their",
    "your": "their",
    "ours": "theirs",
    "mine": "theirs",
    "us": "them",
    "me": "them",
    "ourselves": "themselves",
    "myself": "themselves",
    "we": "they",
    "i": "they",
    "am": "are",
    "'m": "'re",
    "’m": "’re",
}
# "US" in capitals is a country, "Title I" a number.
_FIRST = re.compile(
    r"\b(?:[Oo]ur|[Mm]y|[Yy]our|[Oo]urs|[Uu]s|[Oo]urselves|[Mm]yself|[Ww]e|me)\b"
    r"|(?<![A-Z]\.)(?<!\w )\bI\b(?!\.)|(?<=[a-z,“] )I\b(?!\.)|(?<=\bI )am\b|(?<=\bI)[’']m\b"
)
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_DANGLING = re.compile(
    r"(?:^|[,;:–—-]?\s+)(?:a|an|and|as|at|between|but|by|for|from|her|his|in|including|into|its|nor|of|on|or|such|than|that|the"
    r"|their|to|who|which|whose|will|with)$",
    re.IGNORECASE,
)
_OBJECTS = {"they": "them", "he": "him", "she": "her", "we": "them", "i": "them"}


def text_of(tokens: Iterable["Token"]) -> str:
    """The tokens' own words in order, gaps closed by one space."""
    return tidy(_joined((token, token.text) for token in tokens))


def _joined(words: Iterable[tuple["Token", str]]) -> str:
    out = ""
    previous: Token | None = None
    for token, word in words:
        gap = previous is not None and (previous.i + 1 != token.i or bool(previous.whitespace_))
        out += (" " if gap and out and not out.endswith(" ") else "") + word
        previous = token
    return out


def tidy(text: str) -> str:
    """The text without spaces before marks, and without the half of a pair that lost its other half."""
    text = re.sub(r"\(\s*\)|\[\s*\]|“\s*”", "", re.sub(r"\s+", " ", text))
    text = re.sub(r"\s+([,;:.!?)\]”])", r"\1", text)
    text = re.sub(r"([(\[“])\s+", r"\1", text)
    for left, right in _PAIRS:
        if not _is_paired(text, left, right):
            text = text.replace(left, "").replace(right, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if "‘" in text and "’" not in text[text.rindex("‘") :]:
        text = text.replace("‘", "")
    text = re.sub(r",(?:\s*,)+", ",", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:–—-")


def _is_paired(text: str, left: str, right: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == left) - (sign == right)
        if depth < 0:
            return False
    return depth == 0


def third_person(text: str) -> str:
    """The same with the first person put into the third: "our troops" → "their troops"."""
    return _FIRST.sub(lambda match: _THEIR[match.group().lower()], text)


def undangled(text: str) -> str:
    """The text without a conjunction, preposition or article left at its end."""
    shorter = _DANGLING.sub("", text)
    while shorter != text:
        text, shorter = shorter, _DANGLING.sub("", shorter)
    return text.rstrip(" ,;:–—-")


def infinitive(verb: "Token", without: Collection[int] = (), most: int = 18, *, passive: bool = False) -> str:
    """What the verb's clause says to be done, as an infinitive: "deploy troops as a reassurance force".

    `without` are positions of words told elsewhere (condition, deadline). At most `most` words or
    somewhat more, cut where a phrase ends. With `passive` what is to be done is told as somebody's
    act: "Full details will be published" → "publish full details".
    """
    group = phrases.coordinated(verb)
    tokens = phrases.action(verb, without)
    thing = _thing(verb, passive) if not any(_is_object(token, verb) for token in tokens) else []
    if thing and thing[0].pos_ == "PRON":
        rest = [(token, _form(token, group)) for token in phrases.shortened(tokens, most) if token.i > verb.i]
        words = [(verb, base(verb)), (thing[0], f" {_OBJECTS.get(thing[0].lower_, thing[0].lower_)}"), *rest]
    else:
        at = tokens.index(verb) + 1
        ordered = [*tokens[:at], *[t for t in thing if t.i not in without], *tokens[at:]]
        kept = phrases.shortened(ordered, most)
        last = phrases.parted(kept, group)
        words = [(token, _form(token, group)) for token in kept]
        words = [(token, f"and {word}" if token == last else word) for token, word in words]
    text = re.sub(r",? and and\b|, and (?=and\b)", " and", _joined(words))
    return third_person(undangled(tidy(re.sub(r",(?= and \w+ly\b)", "", text) if False else text)))


def _thing(verb: "Token", passive: bool) -> list["Token"]:
    """What the act is done to, where it stands before the verb: a passive's subject, what a relative clause describes."""
    if passive:
        subject = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
        if subject is None:
            return []
        subject = antecedent(subject)
        return phrases.noun(subject) if subject.pos_ != "PRON" else [subject]
    return []


def _is_object(token: "Token", verb: "Token") -> bool:
    return token.head == verb and token.dep_ == "dobj"


def base(verb: "Token") -> str:
    """The base form of a verb: "announced" → "announce"."""
    return str(verb.lower_ if verb.tag_ == "VB" else verb.lemma_.lower())


def _form(token: "Token", group: list["Token"]) -> str:
    if token in group:
        return base(token)
    return lowered(token)


def lowered(token: "Token") -> str:
    """The word without the capital that only its place at the head of a sentence gives it."""
    opens = token.i == token.sent.start and token.pos_ not in ("PROPN", "NUM") and token.ent_type_ == ""
    return token.text[:1].lower() + token.text[1:] if opens and not token.text[1:2].isupper() else token.text


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
