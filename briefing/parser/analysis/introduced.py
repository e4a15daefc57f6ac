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
    places = list(_before(noun, sentence, analysis))
    if near:
        places = [(one, token) for one, token in places if one.index >= sentence.index - _NEAR]
    told = [(one, token) for one, token in places if one.is_prose and (near or one is not sentence)]
    found = [made for one, token in told if (made := _introduction(one, token, noun, analysis.cast)) is not None]
    if near:
        return found[-1] if found else None
    new = [one for one in found if one.is_first] or [one for one in found if one.is_name] or found
    only = new[0] if len({one.words for one in new}) == 1 else None
    if only is None or any(_points(token) for one, token in told if one.index < only.sentence.index):
        return None  # "the virus" of which the text spoke before it told of an "influenza virus" is another one
    return only


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


def _before(noun: "Token", sentence: Sentence, analysis: Analysis) -> Iterator[tuple[Sentence, "Token"]]:
    """Where the same noun stands before it, in the same number; a name has no lemma of its own ("Health Clinics")."""
    for one, token in analysis.nouns.get(noun.lower_, ()):
        if one.index < sentence.index or (one is sentence and token.i < noun.i):
            yield one, token


def _points(token: "Token") -> bool:
    return any(child.lower_ in _POINTING for child in token.lefts)


def _introduction(sentence: Sentence, token: "Token", noun: "Token", cast: Cast) -> Introduction | None:
    """What the phrase of a token tells of the thing that the noun names, if it says which one it is."""
    entity = cast.at(token)
    if entity is not None and entity.kind is ActorKind.ORGANISATION and token.text in entity.name.split():
        whole = entity.name.endswith(f" {token.text}") and _describes_it(noun, entity.name)
        return Introduction(sentence, named(entity), is_first=False, is_name=True) if whole else None
    if any(child.dep_ == "conj" for child in token.rights):
        return None  # "an amphitheatre, a park and a school": the others are not it
    kept = shortened(phrases.noun(token), _MOST)
    determiners = [one for one in kept if one.dep_ == "det" and one.head == token]
    pointed = any(one.lower_ in _POINTING for one in determiners)
    kept = [one for one in kept if one not in determiners and not (one == kept[0] and one.pos_ == "ADV")]
    if token not in kept or kept[-1].pos_ in ("ADJ", "ADP", "CCONJ", "DET") or (pointed and token.pos_ == "PROPN"):
        return None
    if any(one.pos_ == "PRON" or one.tag_ == "PRP$" or one.lower_ == "such" for one in kept) or kept[0].pos_ == "ADP":
        return None  # "up to nine million seniors" are no "the up to nine million seniors"
    opens = kept[0].is_sent_start and kept[0].pos_ == "NUM"
    words = text_of(kept, {kept[0].i: kept[0].lower_} if opens else {})
    if not (_TELLING.fullmatch(words) and _tells_which(token, kept) and _describes_it(noun, words)):
        return None
    article = "" if clauses.possessor(token) in kept else "the "
    return Introduction(sentence, article + words, is_first=_is_first(token, determiners), is_name=False)


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
