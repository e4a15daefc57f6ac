"""From a clause to a question: fronting, inversion, do-support, and names in place of pronouns."""

import re
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import clauses, phrases
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import SUBJECTS, is_expletive
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.shortening import shortened
from briefing.parser.analysis.wording import base, lowered, possessive, sentence_case, text_of, third_person, tidy
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_FULL = {
    "'ll": "will",
    "wo": "will",
    "ca": "can",
    "sha": "shall",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "n't": "not",
}
# A question is asked from now: "how it would look" → "How will it look?"
_PRESENT = {"would": "will", "could": "can"}
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL = {singular: plural for plural, singular in _SINGULAR.items()} | {"am": "are"}
_SUBJECTS = {"them": "they", "him": "he", "her": "she"}
_POSSESSIVE = frozenset({"his", "her", "its"})
_COUNTED = {"few": "NNS", "little": "NN", "many": "NNS", "much": "NN"}
_NOT_ASKED = frozenset({"aux", "cc", "nsubj"})
_OPENERS = ("WDT", "WP", "WP$", "WRB")
# Adverbs that join a sentence to the one before it, or say when it was told.
_JOINING = frozenset({"also", "earlier", "however", "instead", "later", "previously", "recently", "therefore", "thus"})
_MANY = frozenset(
    {"United States", "United Kingdom", "Netherlands", "Philippines", "US", "UK", "U.S.", "U.K.", "EU", "UN"}
)
_ABBREVIATED = re.compile(r"\b(?:(?:[A-Z]\.)+|Inc\.|Corp\.|Ltd\.|Co\.|Jr\.|Sr\.|[ap]\.m\.|etc\.)$")
_LONGEST = 24


def clause(verb: "Token", cast: Cast, future: bool = False) -> str | None:
    """The clause of `verb` as a question, "whether" and "that" left out; `None` where it has no subject
    or only says who speaks ("…, she said").

    A clause with a question word becomes an open question, any other a yes-or-no question. With
    `future` a bare or infinitive verb is asked with "will".
    """
    wh = _question_phrase(verb)
    subject = _subject(verb, bool(wh))
    if subject is None or any(child.dep_ == "ccomp" and child.i < subject.i for child in verb.lefts):
        return None
    if wh and _is_counted(wh[-1], subject):
        wh += phrases.noun(subject)
    taken = {token.i for token in wh} | phrases.positions(subject)
    if subject in wh:
        auxiliaries = [_full(token, verb) for token in verb.lefts if token.dep_ in ("aux", "auxpass", "neg")]
        first = [_PRESENT.get(word, word) for word in auxiliaries[:1]]
        return _finish(text_of(wh), *first, *auxiliaries[1:], verb.text, _rest(verb, taken, based=False))
    auxiliary, form = _auxiliary(verb, future)
    if auxiliary is None:
        return None
    if subject.tag_ in ("WDT", "WP"):
        subject = phrases.described(verb) or subject
    who = noun_phrase(subject, cast)
    auxiliary = _agreeing(auxiliary, subject, who)
    between = [_full(token, verb) for token in verb.children if token.dep_ == "neg" and token.i <= verb.i + 1]
    between += [
        token.text
        for token in verb.lefts
        if token.dep_ == "advmod" and token.i > subject.i and token.i not in taken and token.lower_ not in _JOINING
    ]
    rest = _rest(verb, taken, based=auxiliary in ("did", "does", "do", "will"))
    return _finish(text_of(wh), auxiliary, who, *between, form, rest)


def ask(auxiliary: str, who: str, verb: "Token", *, denied: bool = True) -> str:
    """ "Will WHO do …?", "Did WHO do …?" or "Was WHO told …?" from a clause whose verb is an infinitive or a gerund.

    Without `denied` its negation is left out: "has not conceded" → "Will WHO concede?".
    """
    taken = {i for child in verb.children if child.dep_ in SUBJECTS for i in phrases.positions(child)}
    negation = "not" if denied and any(child.dep_ == "neg" for child in verb.children) else ""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    form = f"be {verb.text}" if passive else base(verb)
    if auxiliary in ("was", "were"):
        form = form.removeprefix("be").lstrip()
    return _finish(auxiliary, _SUBJECTS.get(who, who), negation, form, _rest(verb, taken, based=not passive))


def noun_phrase(token: "Token", cast: Cast, most: int = 14, until: int | None = None) -> str:
    """The noun phrase headed by `token`, a pronoun replaced by the name it stands for.

    It ends before the position `until`, where what it is asked about begins.
    """
    entity = cast.at(token)
    if token.pos_ == "PRON" and entity is not None and token.lower_ not in ("that", "this") and not is_expletive(token):
        return named(entity)
    kept = shortened([one for one in phrases.noun(token) if until is None or one.i < until], most)
    words = text_of(kept, _owners(kept, cast))
    return third_person(lowered(kept[0]) + words[len(kept[0].text) :] if words.startswith(kept[0].text) else words)


def _owners(tokens: list["Token"], cast: Cast) -> dict[int, str]:
    """Names for the pronouns of possession among the tokens, unless the owner is named there: "its" → "Oslo’s"."""
    found: dict[int, str] = {}
    inside = [cast.at(token) for token in tokens if token.pos_ != "PRON"]
    for token in tokens:
        entity = cast.at(token) if token.lower_ in _POSSESSIVE else None
        if entity is not None and entity not in inside and not _is_doubtful(token, entity, cast):
            found[token.i] = possessive(named(entity))
    return found


def _is_doubtful(pronoun: "Token", entity: Entity, cast: Cast) -> bool:
    """Whether the sentence names another before the pronoun, for whom it could stand as well."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    others = {id(other) for token in before if (other := cast.at(token)) is not None and other is not entity}
    unknown = any(token.pos_ == "PROPN" and token.ent_type_ == "PERSON" and cast.at(token) is None for token in before)
    return bool(others) or unknown


def named(entity: Entity) -> str:
    """The name as the text has it in a sentence: with an article where the text sets one."""
    parts = entity.name.split()
    if entity.kind is ActorKind.PERSON:
        return entity.name
    for _, token in entity.mentions:
        if token.text == parts[-1] and any(child.lower_ == "the" for child in token.lefts):
            return f"the {entity.name}"
    return with_article(entity.name)


def with_article(name: str) -> str:
    """The name as a sentence has it: "the United States", "the Ministry of Defence", "Oslo"."""
    if name in _MANY:
        return f"the {name}"
    head = fold(name.split(" of ")[0].split(" for ")[0]).split()[-1:]
    body = head and head[0] in cues.words("roles", "bodies") and head[0] not in ("parliament", "congress")
    owned = any(mark in name for mark in ("’s ", "'s ", "s’ ", "s' "))
    return f"the {name}" if body and not owned and name[:1].isupper() and " " in name else name


def _subject(verb: "Token", asked: bool) -> "Token | None":
    """The clause's subject, "there" included; behind a question word an infinitive has that of the verb above."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or (child.dep_ == "expl" and child.lower_ == "there"):
            return child
    return clauses.subject(verb) if asked and any(child.lower_ == "to" for child in verb.lefts) else None


def _question_phrase(verb: "Token") -> list["Token"]:
    """The phrase that opens the clause: "how many people", "what", "to what extent"."""
    edge = verb.left_edge
    first = next((t for t in verb.doc[edge.i : verb.i] if t.tag_ in _OPENERS), None)
    if first is None or first.lower_ in ("that", "whether") or first.i - edge.i > 2:
        return []
    if any(child.dep_ == "csubj" and first.i in phrases.positions(child) for child in verb.lefts):
        return []
    head = first
    while head.head != verb and head.head.i < verb.i and head.head != head:
        head = head.head
    if head.pos_ in clauses.VERBAL:
        return []
    phrase = [t for t in head.subtree if edge.i <= t.i < verb.i and (t in (first, head) or t.dep_ not in _NOT_ASKED)]
    if head.dep_ == "pobj" and head.head not in phrase and head.head.i == phrase[0].i - 1:
        return [head.head, *phrase]
    return phrase


def _is_counted(quantity: "Token", subject: "Token") -> bool:
    """Whether the subject is what is counted: "how much aid is sent", not "how much the bridge is worth"."""
    first = subject.left_edge
    adjoins = first.i == quantity.i + 1 and first.pos_ in ("ADJ", "NOUN")
    return adjoins and subject.tag_ == _COUNTED.get(quantity.lower_)


def _full(token: "Token", verb: "Token") -> str:
    """An auxiliary or a negation, contractions spelt out."""
    word = token.lower_.replace("’", "'")
    if word == "'s":
        return "has" if verb.tag_ == "VBN" and not _is_passive(verb) else "is"
    if word == "'d":
        return "had" if verb.tag_ == "VBN" else "would"
    return _FULL.get(word, word)


def _auxiliary(verb: "Token", future: bool) -> tuple[str | None, str]:
    """The word that goes before the subject, and the form the main verb then has."""
    own = [_full(token, verb) for token in verb.lefts if token.dep_ in ("aux", "auxpass") and token.lower_ != "to"]
    if own == ["had"] and verb.tag_ in ("VBN", "VBD") and verb.lemma_ != "be":
        return "did", base(verb)
    if own[:1] in (["may"], ["might"]) and "have" not in own and not _is_passive(verb):
        return "will", " ".join([*own[1:], verb.text])
    if own:
        return _PRESENT.get(own[0], own[0]), " ".join([*own[1:], verb.text])
    if future or verb.tag_ == "VB":
        return "will", f"be {verb.text}" if _is_passive(verb) else base(verb)
    if verb.lemma_ == "be":
        return _full(verb, verb), ""
    return {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_), base(verb)


def _is_passive(verb: "Token") -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _agreeing(auxiliary: str, subject: "Token", who: str) -> str:
    """The auxiliary in the number of the name that stands for a pronoun."""
    if subject.pos_ != "PRON" or who.lower() == subject.lower_:
        return auxiliary
    if subject.lower_ in ("i", "we", "you"):
        return _PLURAL.get(auxiliary, auxiliary)
    several = who.endswith("s") and who.islower()
    return _SINGULAR.get(auxiliary, auxiliary) if subject.lower_ == "they" and not several else auxiliary


def _rest(verb: "Token", taken: set[int], *, based: bool) -> str:
    """What follows the verb; verbs that go on with it in their base form, where it stands in its own."""
    tokens = [t for t in phrases.action(verb, asked=True) if t.i > verb.i and t.i not in taken]
    others = phrases.coordinated(verb)[1:]
    if verb.lemma_ == "be" and others:
        gone = {i for other in others for i in phrases.positions(other)} | {t.i for t in verb.rights if t.dep_ == "cc"}
        tokens = [token for token in tokens if token.i not in gone]
    kept = shortened(tokens, _LONGEST, asked=True)
    return text_of(kept, {other.i: base(other) for other in others} if based else {})


def _finish(*parts: str) -> str:
    """The parts as one question; the sentence's own stop goes, a quotation's end stays."""
    words = tidy(" ".join(part for part in parts if part))
    end = len(words.rstrip("”’\"') .,;:!?"))
    if _ABBREVIATED.search(words[: end + 1]):
        end += 1
    closing = "".join(sign for sign in words[end:] if sign in "”\"')")
    return sentence_case(third_person(tidy(words[:end] + closing))) + "?"
