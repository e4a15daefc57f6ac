"""Whose paper speaks: "the statement said" is said by whoever was last told to have issued one."""

from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import carrier, is_passive, maker
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.reporting import subject
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

# "In *the* statement" points back to one that was told before.
_POINTING = frozenset({"the", "this", "that"})


class Papers:
    """The papers a text has told of so far, each with who issued it. Sentences are noted in reading order."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._issuers: dict[str, Entity | None] = {}

    def note(self, sentence: Sentence) -> None:
        """Keeps who issues the papers that the sentence brings in; of two of a kind, the later one."""
        for token in sentence.tokens:
            if _is_paper(token) and not points_back(token):
                self._issuers[token.lemma_.lower()] = self._issuer(token)

    def author(self, token: "Token") -> Entity | None:
        """Who speaks by "the statement", "his letter"; `None` where nobody is known to."""
        if not _is_paper(token):
            return None
        return self._issuers.get(token.lemma_.lower()) if points_back(token) else self._issuer(token)

    def _issuer(self, paper: "Token") -> Entity | None:
        """ "Berg's letter", "a statement from Berg", "said in a statement", "issued a statement"."""
        issuer = maker(paper, of=True)
        if issuer is None and (verb := carrier(paper)) is not None and not is_passive(verb) and _issues(verb, paper):
            issuer = subject(verb)
        return self._cast.of_phrase(issuer) if issuer is not None else None


def _issues(verb: "Token", paper: "Token") -> bool:
    """Whether the verb's subject makes the paper, and does not judge it: "said in a letter", "issued a report"."""
    lemma = verb.lemma_.lower()
    says = paper.dep_ == "pobj" and lemma in cues.words("reporting", "verbs")
    return says or lemma in cues.words("reporting", "issuings")


def _is_paper(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues.words("reporting", "papers")


def points_back(noun: "Token") -> bool:
    """Whether it is a paper told of before: "the statement", not "the statement by Berg"."""
    before = {child.lower_ for child in noun.lefts}
    pointed = not before.isdisjoint(_POINTING) and "following" not in before
    return pointed and _is_paper(noun) and maker(noun, of=True) is None
