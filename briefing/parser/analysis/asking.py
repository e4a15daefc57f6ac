"""From a clause to a question: fronting, inversion, do-support, and names in place of pronouns."""

from typing import TYPE_CHECKING

from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.wording import sentence_case, text_of, third_person, tidy

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"will", "would", "can", "could", "should", "may", "might", "must", "shall"})
_PRESENT = {"would": "will", "could": "can"}
_BE_HAVE = frozenset({"be", "have"})
_LONGEST = 32


def clause(verb: "Token", cast: Cast, future: bool = False) -> str | None:
    """The clause of `verb` as a question, "whether" and "that" left out; `None` where it has no subject.

    A clause with a question word becomes an open question, any other a yes-or-no question. With
    `future` a bare or infinitive verb is asked with "will".
    """
    wh = _wh_phrase(verb)
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return None
    if wh and subject.i in {token.i for token in wh}:
        auxiliary, _ = _auxiliary(verb, future)
        rest = _rest(verb, {token.i for token in wh} | {token.i for token in subject.subtree})
        own = [token for token in verb.lefts if token.dep_ in ("aux", "auxpass", "neg")]
        said = text_of(own) if own else ""
        return _finish(f"{text_of(wh)} {said} {verb.text} {rest}")
    auxiliary, head = _auxiliary(verb, future)
    if auxiliary is None:
        return None
    left_out = {token.i for token in subject.subtree} | {token.i for token in wh}
    asked = f"{auxiliary} {noun_phrase(subject, cast)} {_middle(verb, auxiliary)} {head} {_rest(verb, left_out)}"
    return _finish(f"{text_of(wh)} {asked}" if wh else asked)


def ask(auxiliary: str, who: str, verb: "Token") -> str:
    """ "Will WHO do …?" or "Did WHO do …?" from a clause whose verb is an infinitive or a gerund."""
    rest = _rest(verb, {t.i for child in verb.children if child.dep_ in SUBJECTS for t in child.subtree})
    negation = "not " if any(child.dep_ == "neg" for child in verb.children) else ""
    return _finish(f"{auxiliary} {who} {negation}{'be ' + verb.text if _is_passive(verb) else verb.lemma_} {rest}")


def noun_phrase(token: "Token", cast: Cast, most: int = 14) -> str:
    """The noun phrase headed by `token`, a pronoun replaced by the name it stands for."""
    entity = cast.at(token)
    if token.pos_ == "PRON" and entity is not None and token.lower_ not in ("that", "this"):
        return with_article(entity.name)
    tokens = [t for t in token.subtree if not _in_relative(t, token)]
    words = text_of(tokens[:most])
    return third_person(words)


def with_article(name: str) -> str:
    """The name as a sentence has it: "the United States"."""
    plural = name in ("United States", "United Kingdom", "Netherlands", "Philippines", "US", "UK", "U.S.", "U.K.")
    return f"the {name}" if plural else name


def _in_relative(token: "Token", head: "Token") -> bool:
    while token != head:
        if token.dep_ in ("relcl", "appos", "parataxis"):
            return True
        token = token.head
    return False


def _wh_phrase(verb: "Token") -> list["Token"]:
    """The question phrase that opens the clause ("how many people", "what", "when")."""
    edge = verb.left_edge
    first = next((t for t in verb.doc[edge.i : verb.i] if t.tag_ in ("WP", "WP$", "WRB", "WDT")), None)
    if first is None or first.lower_ in ("that", "whether") or first.i - edge.i > 2:
        return []
    head = first
    while head.head != verb and head.head.i < verb.i and head.head != head:
        head = head.head
    return [
        t for t in head.subtree if (t.i >= first.i and t.i < verb.i and t.dep_ not in ("aux", "nsubj")) or t == first
    ]


def _auxiliary(verb: "Token", future: bool) -> tuple[str | None, str]:
    """The word that goes before the subject, and the form the main verb then has."""
    own = [token for token in verb.lefts if token.dep_ in ("aux", "auxpass") and token.lower_ != "to"]
    if own:
        first = own[0].lower_.replace("’ll", "will").replace("'ll", "will")
        others = " ".join(token.text for token in own[1:])
        return _PRESENT.get(first, first) if first in _MODALS else first, f"{others} {verb.text}".strip()
    if future or verb.tag_ == "VB":
        return "will", verb.lemma_
    if verb.lemma_ == "be":
        return verb.lower_.replace("’s", "is").replace("'s", "is"), ""
    if verb.tag_ == "VBD":
        return "did", verb.lemma_
    if verb.tag_ == "VBZ":
        return "does", verb.lemma_
    if verb.tag_ == "VBP":
        return "do", verb.lemma_
    return None, verb.text


def _middle(verb: "Token", auxiliary: str) -> str:
    """Negation and adverbs that stand between auxiliary and verb."""
    return text_of(token for token in verb.lefts if token.dep_ in ("neg",) and auxiliary) if auxiliary else ""


def _rest(verb: "Token", left_out: set[int]) -> str:
    """What follows the verb, without marks, relative asides and clauses set beside it."""
    skip = set(left_out)
    for child in verb.children:
        if (
            child.dep_ in ("aux", "auxpass", "neg", "mark", "parataxis")
            or (child.dep_ == "conj" and _has_subject(child))
            or (child.dep_ == "advcl" and child.i < verb.i)
        ):
            skip.update(t.i for t in child.subtree)
    tokens = [t for t in verb.subtree if t.i > verb.i and t.i not in skip]
    return third_person(text_of(tokens[:_LONGEST]))


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _is_passive(verb: "Token") -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _finish(words: str) -> str:
    return sentence_case(tidy(words).rstrip(' .,;:!?”"’')) + "?"
