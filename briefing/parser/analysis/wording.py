"""From tokens back to words a memo can print: gists, phrases, and the pronouns that must not stay."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from briefing.parser.analysis.clauses import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT_OUT = frozenset(
    {"aux", "auxpass", "neg", "mark", "preconj", "punct", "intj", "expl", "meta", "agent", "parataxis"}
)
_THEIR = {
    "our": "their",
    "my": "their",
    "your": "their",
    "ours": "theirs",
    "us": "them",
    "ourselves": "themselves",
    "myself": "themselves",
    "we": "they",
    "me": "them",
}
# "US" in capitals is a country.
_FIRST = re.compile(r"\b(?:[Oo]ur|[Mm]y|[Yy]our|[Oo]urs|[Uu]s|[Oo]urselves|[Mm]yself|[Ww]e|me)\b")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def text_of(tokens: Iterable["Token"]) -> str:
    """The tokens' own words in order, gaps closed by one space."""
    out = ""
    previous: Token | None = None
    for token in tokens:
        gap = previous is not None and (previous.i + 1 != token.i or bool(previous.whitespace_))
        out += (" " if gap and out and not out.endswith(" ") else "") + token.text
        previous = token
    return tidy(out)


def tidy(text: str) -> str:
    """The text without spaces before marks, and without the half of a pair that lost its other half."""
    text = re.sub(r"\s+([,;:.!?)\]”])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"([(\[“])\s+", r"\1", text)
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    return re.sub(r"\s+", " ", text).strip(" ,;:–—-")


def third_person(text: str) -> str:
    """The same with the first person put into the third: "our troops" → "their troops"."""
    return _FIRST.sub(lambda match: _THEIR[match.group().lower()], text)


def infinitive(verb: "Token", without: Collection[int], most: int = 24) -> str:
    """What the verb's clause says to be done, as an infinitive: "deploy troops as a reassurance force".

    `without` are positions of words told elsewhere (condition, deadline). At most `most` words,
    cut where a phrase ends.
    """
    left_out = set(without)
    for child in verb.children:
        if (
            child.dep_ in SUBJECTS
            or child.dep_ in _LEFT_OUT
            or (child.i < verb.i and child.dep_ != "dobj" and not _manner(child))
        ) or (child.dep_ == "conj" and any(grandchild.dep_ in SUBJECTS for grandchild in child.children)):
            left_out.update(token.i for token in child.subtree)
    tokens = [token for token in verb.subtree if token.i not in left_out]
    tokens = _cut([token for token in tokens if token.i >= verb.i or _manner_of(token, verb)], verb, most)
    words = [_base(token, verb) for token in tokens]
    out = ""
    for word, token, previous in zip(words, tokens, [None, *tokens], strict=False):
        gap = previous is not None and (previous.i + 1 != token.i or bool(previous.whitespace_))
        out += (" " if gap else "") + word
    return third_person(re.sub(r"[,;]?\s+(?:and|or|but|to|of|with|by|for|as|in)$", "", tidy(out)))


def _manner(child: "Token") -> bool:
    return child.dep_ == "advmod" and child.text.lower().endswith("ly")


def _manner_of(token: "Token", verb: "Token") -> bool:
    return token.head == verb and _manner(token) and token.i == verb.i - 1


def _base(token: "Token", verb: "Token") -> str:
    """The base form of the verb and of verbs coordinated with it; any other word as it stands."""
    if token == verb or (
        token.dep_ == "conj" and token.head == verb and token.pos_ == "VERB" and token.tag_ == verb.tag_
    ):
        return token.lemma_.lower() if token.lemma_ != "be" else "be"
    return token.text


def _cut(tokens: list["Token"], verb: "Token", most: int) -> list["Token"]:
    """At most `most` words, ending where no phrase is left half said."""
    if len(tokens) <= most:
        return tokens
    kept = tokens[:most]
    ends = [
        i
        for i, token in enumerate(kept)
        if i > most // 3
        and tokens[i + 1].dep_ in ("prep", "punct", "cc", "relcl", "acl", "advcl", "mark", "agent")
        and token.pos_ in ("NOUN", "PROPN", "NUM", "ADV", "ADJ")
    ]
    return kept[: ends[-1] + 1] if ends else kept


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
