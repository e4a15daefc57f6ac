"""What "that support" was: a question is read alone, away from the sentence it points back to."""

import re
from typing import TYPE_CHECKING

from briefing.parser.analysis import clauses, introduced
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.asking import with_article
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import possessive, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTS_BACK = re.compile(r"\b(?:that|this|these|those)\s+([a-z]+)\b")
_LONGEST = 10


def named(question: str, sentence: Sentence, analysis: Analysis) -> tuple[str, Entity | None]:
    """The question with "that support" spelt out, and whose it is, where the sentence before says so.

    "… its readiness to support security guarantees. It is unclear what that support would look
    like" asks about "the United States' support for security guarantees". Where no verb tells, it is what was told
    of in full shortly before.
    """
    match = _POINTS_BACK.search(question)
    if match is None:
        return question, None
    before = analysis.sentences[sentence.index - 1].tokens if sentence.index else ()
    verb = next((t for t in before if t.lemma_.lower() == match[1] and t.pos_ == "VERB"), None)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None) if verb is not None else None
    doer = _doer(verb, analysis) if verb is not None else None
    if thing is None or doer is None:
        noun = next((token for token in reversed(sentence.tokens) if token.lower_ == match[1]), None)
        full = introduced.told_before(noun, sentence, analysis, near=True) if noun is not None else None
        return (question if full is None else question[: match.start()] + full.words + question[match.end() :]), None
    phrase = text_of([t for t in thing.subtree if not _is_aside(t, thing)][:_LONGEST])
    spelt = f"{possessive(with_article(doer.name))} {match[1]} for {phrase}"
    return question[: match.start()] + spelt + question[match.end() :], doer


def _doer(verb: "Token", analysis: Analysis) -> Entity | None:
    """Who would do it: the subject of the verb, or the owner of the noun it hangs on ("its readiness to")."""
    if verb.dep_ == "acl" and (owner := clauses.possessor(verb.head)) is not None:
        return analysis.cast.at(owner)
    subject = clauses.subject(verb)
    return analysis.cast.at(subject) if subject is not None else None


def _is_aside(token: "Token", head: "Token") -> bool:
    while token != head:
        if token.dep_ in ("relcl", "appos"):
            return True
        token = token.head
    return False
