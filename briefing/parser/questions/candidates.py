"""Places where the text shows that something is open, and the question each of them asks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import sentence_case, text_of, tidy

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Candidate:
    """`cue` is the first word of the cue, `words` all of them; `way` is how the question was made."""

    sentence: Sentence
    kind: QuestionKind
    cue: "Token"
    words: str
    way: str
    question: str
    about: Entity | None


@dataclass(frozen=True)
class _Cue:
    kind: QuestionKind
    ways: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _table() -> tuple[_Cue, ...]:
    rows = cues.load("questions")["cue"]
    return tuple(_Cue(QuestionKind(row["kind"]), tuple(row["on"]), re.compile(row["pattern"])) for row in rows)


def find(sentence: Sentence, analysis: Analysis) -> list[Candidate]:
    """The candidates of a sentence in order of place, at most one for each place and kind."""
    lowered = sentence.span.text.lower().replace("’", "'")
    found: list[Candidate] = []
    for cue in _table():
        for match in cue.pattern.finditer(lowered):
            token = _token_at(sentence, match.start())
            if token is None or any(one.cue == token and one.kind is cue.kind for one in found):
                continue
            if (made := _ask(sentence, analysis, cue, token, match)) is not None:
                found.append(made)
    return sorted(found, key=lambda one: one.cue.i)


def _token_at(sentence: Sentence, offset: int) -> "Token | None":
    at = sentence.span.start_char + offset
    return next((token for token in sentence.span if token.idx <= at < token.idx + len(token.text)), None)


def _ask(sentence: Sentence, analysis: Analysis, cue: _Cue, token: "Token", match: re.Match[str]) -> Candidate | None:
    last = _token_at(sentence, match.end() - 1) or token
    for way in cue.ways:
        made = _WAYS[way](analysis, sentence, token, last, cue.kind)
        if made is not None and 2 < len(made[0].split()) < 45:
            return Candidate(sentence, cue.kind, token, match.group(), way, made[0], made[1])
    return None


Made = tuple[str, Entity | None] | None
Way = Callable[[Analysis, Sentence, "Token", "Token", QuestionKind], Made]


def _spine(first: "Token", last: "Token") -> Iterator["Token"]:
    """The cue's words and the verbs above them, nearest first: where a complement may hang."""
    doc = first.doc
    yield from (doc[i] for i in range(last.i, first.i - 1, -1))
    head, steps = first, 0
    while head.head != head and steps < 3:
        head, steps = head.head, steps + 1
        if head.pos_ in (*clauses.VERBAL, "ADJ", "NOUN"):
            yield head


def _clause(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    for token in _spine(first, last):
        for child in token.children:
            inner = child
            if child.dep_ == "prep":
                inner = next((c for c in child.children if c.dep_ == "pcomp"), child)
            if inner.dep_ not in ("ccomp", "csubj", "csubjpass", "pcomp", "advcl", "xcomp", "acl") or (
                inner.i < first.i and inner.dep_ not in ("csubj",)
            ):
                continue
            opener = inner.left_edge
            asks = (
                opener.tag_ in ("WP", "WRB", "WDT", "WP$")
                or opener.lower_ in ("whether", "if")
                or inner.dep_ in ("ccomp", "acl")
            )
            if (
                inner.pos_ in clauses.VERBAL
                and asks
                and inner != first
                and (question := asking.clause(inner, analysis.cast))
            ):
                return question, _party_of(analysis, inner) or _party_of(analysis, token)
    return None


def _infinitive(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    """Somebody is to do something: "asking the government to respect the sentence"."""
    for token in (first, *[t for t in _spine(first, last)][:3]):
        for child in token.children:
            if (
                child.dep_ not in ("xcomp", "ccomp", "advcl", "acl")
                or child.i < token.i
                or not any(c.lower_ == "to" for c in child.lefts)
            ):
                continue
            who = (
                next((c for c in child.children if c.dep_ in SUBJECTS), None)
                or next((c for c in token.children if c.dep_ in ("dobj", "dative") and c.i < child.i), None)
                or next(
                    (
                        p
                        for c in token.children
                        if c.dep_ == "prep"
                        for p in c.children
                        if p.dep_ == "pobj" and p.i < child.i
                    ),
                    None,
                )
            )
            if who is None:
                who = clauses.subject(token) if kind is QuestionKind.UNDECIDED else None
            if who is not None and (question := asking.will(asking.noun_phrase(who, analysis.cast), child)):
                return question, analysis.cast.at(who)
    return None


def _gerund(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    """ "is considering leaving" asks whether it will; "denied taking part" asks whether it did."""
    for token in _spine(first, last):
        for child in token.children:
            if child.tag_ == "VBG" and child.dep_ in ("xcomp", "pcomp", "ccomp", "dobj") and child.i > token.i:
                who = clauses.subject(token)
                if who is None:
                    return None
                name = asking.noun_phrase(who, analysis.cast)
                if kind is QuestionKind.DISPUTED:
                    return sentence_case(f"is it true of {name}: {text_of(child.subtree)}?"), analysis.cast.at(who)
                question = asking.will(name, child)
                return (question, analysis.cast.at(who)) if question else None
    return None


def _object(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    for token in _spine(first, last):
        if token.pos_ not in (*clauses.VERBAL, "NOUN"):
            continue
        thing = next((c for c in token.children if c.dep_ in ("dobj", "attr") and c.i > token.i), None) or next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.i > token.i and c.lower_ in ("for", "on", "about", "over", "of", "to", "with")
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
        if thing is None or thing.pos_ == "PRON":
            continue
        who = clauses.subject(token) if token.pos_ in clauses.VERBAL else None
        return _about_thing(analysis, thing, who, kind)
    return None


def _about_thing(analysis: Analysis, thing: "Token", who: "Token | None", kind: QuestionKind) -> Made:
    phrase = asking.noun_phrase(thing, analysis.cast, most=18)
    name = asking.noun_phrase(who, analysis.cast) if who is not None else ""
    entity = analysis.cast.at(who) if who is not None else None
    plural = thing.tag_ in ("NNS", "NNPS")
    match kind:
        case QuestionKind.AWAITED:
            about = analysis.cast.at(thing)
            asked = f"Will {name} get {phrase}?" if name else f"Will there be {phrase}?"
            return asked, about
        case QuestionKind.DISPUTED:
            return f"{'Are' if plural else 'Is'} {phrase}, which {name or 'one side'} disputes, true?", entity
        case QuestionKind.UNDECIDED:
            return f"What will {name or 'those concerned'} decide on {phrase}?", entity
        case _:
            return f"What {'are' if plural else 'is'} {phrase}?", entity


def _subject(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    """ "The cause of the fire is unknown" asks what the cause is."""
    for token in _spine(first, last):
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON"), None)
        if subject is not None:
            phrase = asking.noun_phrase(subject, analysis.cast, most=18)
            plural = subject.tag_ in ("NNS", "NNPS")
            return f"What {'are' if plural else 'is'} {phrase}?", None
    return None


def _depends(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    """Whose act something hangs on: "needs the backing of the United States"."""
    doc = first.doc
    window = doc[first.i : min(sentence.span.end, last.i + 14)]
    party = next(
        (
            token
            for token in window
            if token.i > first.i
            and token.dep_ in ("pobj", "poss", "compound", "nmod", "amod")
            and (e := analysis.cast.at(token)) is not None
            and e.mentions
        ),
        None,
    )
    what = next((token for token in doc[first.i : last.i + 1] if token.lower_ in _GIFTS), None) or next(
        (token for token in window if token.lower_ in _GIFTS), None
    )
    needy = (
        clauses.subject(first)
        if first.pos_ in clauses.VERBAL
        else clauses.subject(first.head)
        if first.head.pos_ in clauses.VERBAL
        else None
    )
    thing = asking.noun_phrase(needy, analysis.cast) if needy is not None and needy.pos_ != "PRON" else None
    gift = what.lower_ if what is not None else None
    if party is not None:
        entity = analysis.cast.at(party)
        name = (
            asking.noun_phrase(party, analysis.cast)
            if party.dep_ == "pobj"
            else asking.with_article(entity.name)
            if entity
            else party.text
        )
        if gift:
            return f"Will {name} give the {gift} that {thing or 'this'} needs?", entity
        return f"Will {name} do what {thing or 'this'} depends on?", entity
    complement = next((p for t in (last, first) for p in t.children if p.dep_ == "pobj"), None)
    if complement is not None:
        phrase = asking.noun_phrase(complement, analysis.cast, most=18)
        return (f"Will there be {phrase}, which {thing} needs?" if thing else f"Will there be {phrase}?"), None
    return (f"Will the {gift} that {thing} needs be given?", None) if gift and thing else None


_GIFTS = frozenset(
    [
        "backing",
        "support",
        "approval",
        "consent",
        "ratification",
        "agreement",
        "permission",
        "authorisation",
        "authorization",
        "clearance",
        "vote",
        "signature",
        "confirmation",
    ]
)


def _sentence(analysis: Analysis, sentence: Sentence, first: "Token", last: "Token", kind: QuestionKind) -> Made:
    """Where the whole sentence is the open matter, it is asked as it stands."""
    root = sentence.span.root
    speech = analysis.speech_at(sentence, sentence.at(first))
    if speech is not None and speech.cue_token is not None:
        inner = [c for c in speech.cue_token.children if c.dep_ == "ccomp"]
        root = inner[0] if inner else root
    if kind is QuestionKind.UNDISCLOSED:
        subject = clauses.subject(first.head) if first.head.pos_ in clauses.VERBAL else None
        phrase = (
            asking.noun_phrase(first, analysis.cast)
            if first.pos_ == "NOUN"
            else text_of(subject.subtree)
            if subject
            else ""
        )
        return (f"What are the {tidy(phrase)}?".replace("the more ", "the further "), None) if phrase else None
    question = asking.clause(root, analysis.cast)
    return (question, _party_of(analysis, root)) if question else None


def _party_of(analysis: Analysis, verb: "Token") -> Entity | None:
    subject = clauses.subject(verb)
    return analysis.cast.at(subject) if subject is not None else None


_WAYS: dict[str, Way] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "subject": _subject,
    "party": _depends,
    "sentence": _sentence,
}
