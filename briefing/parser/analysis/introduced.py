"""What a text has told of in full before it is called "the order" or "these talks"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser.analysis import clauses, phrases
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.asking import named
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.shortening import shortened
from briefing.parser.analysis.wording import text_of
from briefing.words import content_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 12
"""The words of the longest description that is put in the place of "the order"."""
_NEAR = 2
"""So many sentences back "this" and "these" point."""
_KIND = 2
_TELLING = re.compile(r"(?!(?:the|a|an)\b)[\w’'&$€£%., -]+", re.IGNORECASE)
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_POINTING = DEMONSTRATIVES | {"the", "such", "same", "both"}
_FIRST = frozenset({"a", "an", "one", "another"})


@dataclass(frozen=True)
class Introduction:
    """A noun told of with what says which it is. `words` have the article that a sentence needs."""

    sentence: Sentence
    words: str
    is_first: bool
    is_name: bool


def told_before(noun: "Token", sentence: Sentence, analysis: Analysis, *, near: bool) -> Introduction | None:
    """The full words for what the noun points back to; `None` where nothing or more than one thing may be meant.

    With `near` it is the last one told, not many sentences before.
    """
    first = sentence.index - _NEAR if near else 0
    before = [one for one in analysis.sentences[max(0, first) : sentence.index] if one.is_prose]
    found = [one for told in before for one in _introductions(told, noun, analysis.cast)]
    if near:
        found += _introductions(sentence, noun, analysis.cast)
        return found[-1] if found else None
    new = [one for one in found if one.is_first] or [one for one in found if one.is_name] or found
    only = new[0] if len({one.words for one in new}) == 1 else None
    # "The virus" of which the text spoke before it told of an "influenza virus" is another one.
    return only if only is not None and not _is_known_before(noun, only.sentence, analysis) else None


def in_full(tokens: Iterable["Token"], sentence: Sentence, analysis: Analysis) -> dict[int, str]:
    """Other words by position where "this programme" or "these talks" can be told in full."""
    instead: dict[int, str] = {}
    for token in tokens:
        pointing = next((child for child in token.lefts if child.lower_ in DEMONSTRATIVES), None)
        if pointing is None or pointing.dep_ != "det" or token.pos_ != "NOUN" or token.ent_type_ in ("DATE", "TIME"):
            continue
        one = told_before(token, sentence, analysis, near=True)
        if one is not None:
            instead |= dict.fromkeys(range(pointing.i, token.i), "") | {token.i: one.words}
    return instead


def is_told_before(noun: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """Whether the noun stands in the text before."""
    return any(_is_same_noun(token, noun) for one in analysis.sentences[: sentence.index] for token in one.tokens)


def _is_same_noun(token: "Token", noun: "Token") -> bool:
    """Whether two are one noun in one number; a name has no lemma of its own ("Health Clinics", "these clinics")."""
    return token.lower_ == noun.lower_ and token.pos_ in ("NOUN", "PROPN")


def _is_known_before(noun: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """Whether the text before the sentence speaks of it as of a known thing."""
    return any(
        _is_same_noun(token, noun) and any(child.lower_ in _POINTING for child in token.lefts)
        for one in analysis.sentences[: sentence.index]
        if one.is_prose
        for token in one.tokens
    )


def _introductions(sentence: Sentence, noun: "Token", cast: Cast) -> Iterator[Introduction]:
    for token in sentence.tokens:
        if not _is_same_noun(token, noun) or (token.doc is noun.doc and token.i >= noun.i):
            continue
        entity = cast.at(token)
        if entity is not None and entity.kind is ActorKind.ORGANISATION and token.text in entity.name.split():
            if entity.name.endswith(f" {token.text}") and _describes_it(noun, entity.name):
                yield Introduction(sentence, named(entity), is_first=False, is_name=True)
            continue
        kept = shortened(phrases.noun(token), _MOST)
        determiners = [one for one in kept if one.dep_ == "det" and one.head == token]
        pointed = any(one.lower_ in _POINTING for one in determiners)
        kept = [one for one in kept if one not in determiners]
        if not kept or kept[-1].pos_ in ("ADJ", "ADP", "CCONJ", "DET") or any(one.lower_ == "such" for one in kept):
            continue
        if any(one.pos_ == "PRON" or one.tag_ == "PRP$" for one in kept) or (pointed and token.pos_ == "PROPN"):
            continue
        words = text_of(kept)
        if token in kept and _TELLING.fullmatch(words) and _tells_which(token, kept) and _describes_it(noun, words):
            article = "" if clauses.possessor(token) in kept else "the "
            yield Introduction(sentence, article + words, is_first=_is_first(token, determiners), is_name=False)


def _describes_it(noun: "Token", words: str) -> bool:
    """Whether the words say all that stands before the noun: "this national emergency" is no "Emergency Act"."""
    own = {child.lower_ for child in noun.lefts if child.dep_ != "det" and not child.is_punct}
    return own <= set(words.lower().split())


def _tells_which(token: "Token", kept: list["Token"]) -> bool:
    """Whether the words say more than what kind of thing it is: "AU summit", not "leaky roof"."""
    named = any(one.pos_ == "PROPN" and one != token for one in kept)
    return named or len(content_words(text_of(kept))) > _KIND


def _is_first(token: "Token", determiners: list["Token"]) -> bool:
    return any(one.lower_ in _FIRST for one in determiners) or (not determiners and token.tag_ in ("NNS", "NNPS"))
