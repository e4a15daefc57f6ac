"""How a place where something is open becomes a question: one way for each thing a cue may take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import asking, clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.cast import Entity
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.analysis.wording import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Made = tuple[str, Entity | None] | None
"""The question and the actor who could answer it; `None` where this way leads to none."""


@dataclass(frozen=True, eq=False)
class Place:
    """Where a cue stands: from `first` to `last` word, in `sentence`, showing a question of `kind`."""

    analysis: Analysis
    sentence: Sentence
    first: "Token"
    last: "Token"
    kind: QuestionKind


def _spine(place: Place) -> Iterator["Token"]:
    """The cue's words and the verbs above them, nearest first: where a complement may hang."""
    doc = place.first.doc
    yield from (doc[i] for i in range(place.last.i, place.first.i - 1, -1))
    head, steps = place.first, 0
    while head.head != head and steps < 3:
        head, steps = head.head, steps + 1
        if head.pos_ in (*clauses.VERBAL, "ADJ", "NOUN"):
            yield head


def _clause(place: Place) -> Made:
    for token in _spine(place):
        for child in token.children:
            inner = child
            if child.dep_ == "prep":
                inner = next((c for c in child.children if c.dep_ == "pcomp"), child)
            if inner.dep_ not in ("ccomp", "csubj", "csubjpass", "pcomp", "advcl", "xcomp", "acl") or (
                inner.i < place.first.i and inner.dep_ not in ("csubj",)
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
                and inner != place.first
                and (question := asking.clause(inner, place.analysis.cast))
            ):
                return question, _party_of(place.analysis, inner) or _party_of(place.analysis, token)
    return None


def _infinitive(place: Place) -> Made:
    """Somebody is to do something: "asking the government to respect the sentence"."""
    for token in (place.first, *list(_spine(place))[:3]):
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
                who = clauses.subject(token) if place.kind is QuestionKind.UNDECIDED else None
            if who is not None:
                question = asking.ask("will", asking.noun_phrase(who, place.analysis.cast), child)
                return question, place.analysis.cast.at(who)
    return None


def _gerund(place: Place) -> Made:
    """ "is considering leaving" asks whether it will; "denied taking part" asks whether it did."""
    for token in _spine(place):
        for child in token.children:
            if child.tag_ == "VBG" and child.dep_ in ("xcomp", "pcomp", "ccomp", "dobj") and child.i > token.i:
                who = clauses.subject(token)
                if who is None:
                    return None
                name = asking.noun_phrase(who, place.analysis.cast)
                auxiliary = "did" if place.kind is QuestionKind.DISPUTED else "will"
                question = asking.ask(auxiliary, name, child)
                return question, place.analysis.cast.at(who)
    return None


def _object(place: Place) -> Made:
    for token in _spine(place):
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
        return _about_thing(place.analysis, thing, who, place.kind)
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
        case QuestionKind.UNDECIDED:
            return f"What will {name or 'those concerned'} decide on {phrase}?", entity
        case _:
            return f"What {'are' if plural else 'is'} {phrase}?", entity


def _subject(place: Place) -> Made:
    """ "The cause of the fire is unknown" asks what the cause is."""
    for token in _spine(place):
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON"), None)
        if subject is not None:
            phrase = asking.noun_phrase(subject, place.analysis.cast, most=18)
            plural = subject.tag_ in ("NNS", "NNPS")
            return f"What {'are' if plural else 'is'} {phrase}?", None
    return None


def _depends(place: Place) -> Made:
    """Whose act something hangs on: "needs the backing of the United States"."""
    needy = _needy(place.first)
    thing = asking.noun_phrase(needy, place.analysis.cast) if needy is not None and needy.pos_ != "PRON" else "this"
    plural = needy is not None and needy.tag_ in ("NNS", "NNPS")
    gift = next((token.lower_ for token in _window(place) if token.lower_ in cues.words("questions", "gifts")), None)
    giver = _giver(place, needy)
    if giver is not None:
        entity = place.analysis.cast.at(giver)
        name = asking.noun_phrase(giver, place.analysis.cast)
        if entity is not None and giver.dep_ != "pobj":
            name = asking.with_article(entity.name)
        if gift is not None:
            return f"Will {name} give the {gift} that {thing} {'need' if plural else 'needs'}?", entity
        return f"Will {name} do what {thing} {'depend' if plural else 'depends'} on?", entity
    if gift is not None:
        return (f"Will {thing} get the {gift} that {'they need' if plural else 'it needs'}?", None) if needy else None
    return None


def _window(place: Place) -> Iterator["Token"]:
    """The cue and the words behind it in which giver and gift are looked for."""
    return iter(place.first.doc[place.first.i : min(place.sentence.span.end, place.last.i + 14)])


def _needy(first: "Token") -> "Token | None":
    verb = first if first.pos_ in clauses.VERBAL else first.head
    return clauses.subject(verb) if verb.pos_ in clauses.VERBAL else None


def _giver(place: Place, needy: "Token | None") -> "Token | None":
    """The actor named behind the cue, unless it is only part of what is in need."""
    own = {token.i for token in needy.subtree} if needy is not None else set()
    for token in _window(place):
        if token.i <= place.first.i or token.dep_ not in ("pobj", "poss", "compound", "nmod", "amod"):
            continue
        entity = place.analysis.cast.at(token)
        if entity is not None and entity.mentions and token.i not in own:
            return token
    return None


def _more(place: Place) -> Made:
    """ "More details on timing will be announced" asks what they are."""
    noun = next((token for token in _window(place) if token.lemma_.lower() in ("detail", "information")), None)
    if noun is None:
        return None
    about = next((child for child in noun.children if child.dep_ == "prep"), None)
    topic = f" {text_of(about.subtree)}" if about is not None else ""
    return f"What are the details{topic}?", None


def _claim(place: Place) -> Made:
    """ "denied the allegation" asks whether it holds."""
    for token in _spine(place):
        thing = next((child for child in token.children if child.dep_ == "dobj"), None)
        if thing is not None and thing.lemma_.lower() in cues.words("questions", "claims"):
            who = clauses.subject(token)
            phrase = asking.noun_phrase(thing, place.analysis.cast, most=18)
            denier = asking.noun_phrase(who, place.analysis.cast) if who is not None else "one side"
            entity = place.analysis.cast.at(who) if who is not None else None
            verb = "Do" if thing.tag_ == "NNS" else "Does"
            return f"{verb} {phrase}, which {denier} disputes, hold?", entity
    return None


def _party_of(analysis: Analysis, verb: "Token") -> Entity | None:
    subject = clauses.subject(verb)
    return analysis.cast.at(subject) if subject is not None else None


WAYS: dict[str, Callable[[Place], Made]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "subject": _subject,
    "party": _depends,
    "more": _more,
    "claim": _claim,
}
"""The ways by the name that `cues/questions.toml` calls them."""
