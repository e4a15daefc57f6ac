"""A place where somebody may undertake something: an action, and the word that opens it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Candidate:
    """`family` names the rule that found it; `cue` is the word that opens it; `action` heads what is to be done.

    `who` heads the noun phrase of the one who would act, `None` where the clause names nobody.
    """

    sentence: Sentence
    family: str
    cue: "Token"
    action: "Token"
    who: "Token | None"
    passive: bool
    negated: bool
    refuses: bool = False


def kind_of(cue: "Token") -> str:
    """The class of undertaking the cue belongs to ("commit", "intend" …); "other" where it has none."""
    table = cues.load("undertaking")
    for part in ("verbs", "nouns", "adjectives"):
        for name, words in table[part].items():
            if cue.lemma_.lower() in words or cue.lower_ in words:
                return str(name)
    return "other"
