"""Proper names in a sentence: what the language model finds, mended where its kind is known to err."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import bodies, names, offices, roles
from briefing.parser.analysis.clauses import SUBJECTS, VERBAL
from briefing.parser.analysis.mention import Mention
from briefing.parser.analysis.sentences import Sentence
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "GPE": ActorKind.COUNTRY, "NORP": ActorKind.GROUP}
_GOVERNING = frozenset(
    ["government", "governments", "authorities", "administration", "cabinet", "state", "parliament", "ministry"]
)
# So many words a person's name has at most that the model takes for a body's.
_MOST_NAMES = 3
# What the language model takes for names at the head of a sentence or headline.
_NO_NAMES = frozenset(
    [
        "we",
        "i",
        "he",
        "she",
        "it",
        "they",
        "you",
        "us",
        "them",
        "jr",
        "sr",
        "joint",
        "today",
        "whereas",
        "statement",
        "fact sheet",
        "press release",
    ]
)
_GOVERNMENT = re.compile(r"(?:Federal )?Government of (?:the )?(.+)", re.IGNORECASE)
_FULL_NAME = 2
# So many words of a name may stand before what the model takes for the whole of it.
_MOST_BEFORE = 5
_RANKS = frozenset(("chief", "deputy", "executive", "managing", "non-executive", "senior", "vice"))
_REGIONS = frozenset(("europe", "africa", "asia", "latin america", "the west", "west", "middle east", "scandinavia"))


def find(sentence: Sentence) -> Iterator[Mention]:
    """The mentions of a sentence, left to right, none overlapping another."""
    taken: set[int] = set()
    for span in _spans(sentence.span, told=sentence.is_prose):
        if taken.isdisjoint(range(span.start, span.end)) and (mention := _mention(sentence, span)):
            taken.update(range(mention.span.start, mention.span.end))
            yield mention


def _spans(sentence: "Span", *, told: bool) -> Iterable["Span"]:
    """Candidate spans: titled names first, for a title beside a name decides that it is a person.

    Where every word may have a capital letter (`told` is false), none tells a name that the model has missed.
    """
    doc = sentence.doc
    titled = list(_titled(sentence))
    covered = {i for span in titled for i in range(span.start, span.end)}
    found = [span for span in sentence.ents if covered.isdisjoint(range(span.start, span.end))]
    covered.update(i for span in found for i in range(span.start, span.end))
    missed = _untagged(sentence) if told else ()
    found += [span for span in missed if covered.isdisjoint(range(span.start, span.end))]
    return sorted([*titled, *found], key=lambda span: (span.start, span.start - span.end)) if doc else []


def _titled(sentence: "Span") -> Iterator["Span"]:
    """Names right after a title ("Secretary-General Mark Rutte", "Spokesman, Stefan Kornelius")."""
    doc = sentence.doc
    i = sentence.start
    while i < sentence.end - 1:
        token = doc[i]
        if (
            not (offices.opens_a_name(token.text) or _is_tied_occupation(token))
            or _begins_a_firm(token)
            or not (token.text[0].isupper() or _names_a_person(doc, i + 1, sentence.end))
        ):
            i += 1
            continue
        start = i + 1 + (doc[i + 1].text == "," and not offices.is_courtesy(token.text))
        start = _behind_portfolio(doc, i, sentence.end) or start
        end = start
        while end < sentence.end and (
            _name_part(doc[end], end == start)
            or _is_particle(doc, end, start)
            or (end > start and _is_hyphen(doc[end]))
        ):
            end += 1
        name = doc[start:end]
        known_place = end > start and (names.country_of(name.text) or names.looks_like_body(name.text))
        if (
            end > start
            and not known_place
            and end - start <= 5
            and (end - start > 1 or doc[start].ent_type_ in ("PERSON", "") or start == i + 1)
        ):
            name.label_ = "PERSON"
            yield name
            i = end
        else:
            i += 1


def _is_tied_occupation(token: "Token") -> bool:
    """Whether it says what the bearer of a name does that the model has not seen: "cosmonaut Ana Berg"."""
    tied = token.dep_ == "compound" and token.tag_ == "NN" and token.text.islower() and not token.nbor(1).ent_type_
    return tied and offices.names_a_person(token.text) and not offices.names_a_trade(token.text)


def _begins_a_firm(token: "Token") -> bool:
    """Whether a title is the first word of a firm's name: "Prince International", unlike "Cllr Berg"."""
    if offices.is_courtesy(token.text):
        return False
    follows = token.i + 1 < token.sent.end and token.nbor(1).ent_iob_ == "I"
    return token.ent_iob_ == "B" and token.ent_type_ == "ORG" and follows


def _untagged(sentence: "Span") -> Iterator["Span"]:
    """Names that the language model has missed, where they do something: "UOKiK, the regulator, must approve"."""
    doc = sentence.doc
    for token in sentence:
        acts = token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
        if not acts or token.ent_type_ or token.pos_ != "PROPN" or not token.text[0].isupper():
            continue
        start = token.i
        while start > sentence.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[0].isupper():
            start -= 1
        if any(doc[i].ent_type_ for i in range(start, token.i)) or offices.is_title_word(token.text):
            continue
        name = doc[start : token.i + 1]
        speaks = token.head.lemma_.lower() in cues.words("reporting", "verbs")
        name.label_ = "PERSON" if len(name) > 1 and speaks and not names.looks_like_body(name.text) else "ORG"
        yield name


def _names_a_person(doc: "Doc", i: int, end: int) -> bool:
    """Whether a person's name follows a title in small letters ("Kremlin spokesman Dmitry Peskov")."""
    if doc[i].ent_type_ == "PERSON":
        return True
    two = doc[i : min(i + 2, end)]
    return len(two) == 2 and all(token.pos_ == "PROPN" and token.text[0].isupper() for token in two)


def _behind_portfolio(doc: "Doc", head: int, end: int) -> int | None:
    """Where the name begins behind a title with its portfolio: "Secretary of Commerce | Gina Raimondo"."""
    i = head + 1
    if i >= end or doc[i].lower_ not in ("of", "for"):
        return None
    i += 1
    first = i
    while i < end and (_is_portfolio(doc[i]) or (i > first and doc[i].lower_ in ("and", "for", "the", "of", "&"))):
        i += 1
    return i if i > first else None


def _is_particle(doc: "Doc", i: int, start: int) -> bool:
    """Whether a small word belongs to the family name behind it ("von der Leyen")."""
    if i == start or fold(doc[i].text) not in cues.words("names", "particles"):
        return False
    behind = next(
        (token for token in doc[i + 1 : i + 3] if fold(token.text) not in cues.words("names", "particles")), None
    )
    return behind is not None and behind.pos_ == "PROPN" and behind.text[0].isupper()


def _is_hyphen(token: "Token") -> bool:
    """Whether it ties two parts of a name: "Jean-Pierre"."""
    inner = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
    return inner and token.i + 1 < token.sent.end and token.nbor(1).text[0].isupper()


def _is_portfolio(token: "Token") -> bool:
    return offices.is_portfolio(token.text) or fold(token.text) in cues.words("roles", "nations")


def _name_part(token: "Token", first: bool) -> bool:
    if fold(token.text) in cues.load("undertaking")["instruments"]["words"]:
        return False
    if token.pos_ != "PROPN" or not token.text[0].isupper() or (offices.is_role_head(token.text) and first):
        return False
    begins_other = token.ent_iob_ == "B" and token.ent_type_ in ("ORG", "DATE", "NORP", "GPE", "LAW", "EVENT", "FAC")
    return not (first and begins_other) and not offices.is_title_word(token.text)


def _mention(sentence: Sentence, span: "Span") -> Mention | None:
    label = span.label_
    unknown = label == "GPE" and not names.country_of(span.text)
    doubtful = label == "PERSON" or unknown or (label in ("FAC", "PRODUCT") and _acts_or_undergoes(span))
    if doubtful and bodies.is_called_one(span):
        span.label_ = label = "ORG"  # "Arctic Line, an airline," is no building, "Roscosmos, the agency," no person
    if label not in _KINDS and fold(names.trim(span.text)) not in _REGIONS:
        return None
    span = _narrow(span if sentence.is_prose else _without_predicate(span))
    label = span.label_
    name = names.trim(span.text)
    if label == "PERSON" and (surname := _bracketed(span)) is not None:
        name, span = f"{name} {surname.text}", span.doc[span.start : surname.i + 1]
    if fold(name) in cues.words("roles", "firms"):
        return None  # "The Company will …" says which only by what stands before
    portfolio = _is_of_a_title(name) and not _acts_as_party(span)
    if not _plausible(name) or portfolio or _is_party_label(name) or _is_aside(span) or _names_an_event(span):
        return None
    kind = _KINDS.get(label, ActorKind.GROUP)
    if (governed := _GOVERNMENT.match(name)) and (state := names.country_of(governed[1])):
        return Mention(sentence, span, name, ActorKind.COUNTRY, country=state)
    country = names.countries().get(fold(name))
    if country:
        adjective = span.root.dep_ in ("compound", "amod", "nmod") and span.root.head.i >= span.end
        return Mention(sentence, span, name, ActorKind.COUNTRY, country=country, adjective=adjective)
    demonym = names.demonyms().get(fold(name))
    if demonym:
        return _of_country(sentence, span, name, demonym)
    if label == "NORP" and not span.root.tag_.endswith("S"):
        if span.root.dep_ not in SUBJECTS or span.root.pos_ != "PROPN":
            return None  # "European" describes; "Kurds" are somebody, and so is Labour where it acts
        kind = ActorKind.ORGANISATION
    seat = names.seats().get(fold(name))
    if seat is not None and (span.root.dep_ in SUBJECTS or label == "PERSON"):
        return Mention(sentence, span, name, ActorKind.COUNTRY, country=seat)
    if label == "PERSON" or _is_titled(span, name):
        if names.looks_like_body(name):
            return Mention(sentence, span, name, ActorKind.ORGANISATION, role=bodies.called(span))
        role = roles.of(span)
        return Mention(sentence, span, name, ActorKind.PERSON, role=role)
    if label == "GPE":
        kind = ActorKind.ORGANISATION if names.looks_like_body(name) else ActorKind.COUNTRY
    role = bodies.called(span) if kind is ActorKind.ORGANISATION else None
    return Mention(sentence, span, name, kind, role=role)


def _bracketed(span: "Span") -> "Token | None":
    """The surname behind an editor's insertion: "(Russian President Vladimir) Putin"."""
    doc, i = span.doc, span.end
    if i + 1 < len(doc) and doc[i].text in (")", "]") and doc[i + 1].pos_ == "PROPN" and len(span) == 1:
        return doc[i + 1]
    return None


def _is_titled(span: "Span", name: str) -> bool:
    """Whether what the model takes for no person bears an office: "Governor Berg", "Ana Berg, the governor,"."""
    if names.looks_like_body(name) or len(span) > _MOST_NAMES:
        return False
    if span.label_ in ("ORG", "GPE") and roles.before(span) and _title_stands_alone(span):
        return True
    if span.label_ == "ORG" and len(span) > 1 and span.start > span.sent.start:
        title = span.doc[span.start - 1]  # "the Polish archbishop Wojciech Polak", "Berg's lawyer, Ana Lund,"
        beside = span.root.dep_ == "appos" and span.root.head.i == span.start - 2 and title.text == ","
        title = span.root.head if beside else title
        tied = beside or (title.text.islower() and title.dep_ == "compound")
        if tied and title.tag_ == "NN" and offices.is_of_persons_alone(title.text):
            return True
    return span.label_ == "ORG" and len(span) > 1 and roles.holds_office(span)


def _acts_or_undergoes(span: "Span") -> bool:
    return span.root.dep_ in (*SUBJECTS, "dobj")


def _title_stands_alone(span: "Span") -> bool:
    """Whether the word before is a title in capitals and no part of a longer body's name."""
    before = span.doc[span.start - 1]
    return before.text[0].isupper() and before.ent_type_ not in ("ORG", "GPE")


def _of_country(sentence: Sentence, span: "Span", name: str, country: str) -> Mention | None:
    """A demonym: with "government" behind it the state, alone and plural a people, else an adjective."""
    doc, after = span.doc, span.end
    if after < sentence.span.end and fold(doc[after].text) in _GOVERNING and doc[after].dep_ != "compound":
        whole = doc[span.start : after + 1]
        return Mention(sentence, whole, names.trim(whole.text), ActorKind.COUNTRY, country=country)
    people = span.root.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj") and span.root.tag_.endswith("S")
    if people:
        return Mention(sentence, span, name, ActorKind.GROUP)
    return Mention(sentence, span, name, ActorKind.COUNTRY, country=country, adjective=True)


def _without_predicate(span: "Span") -> "Span":
    """The span up to the verb of a headline, where every word has a capital: "Northern Ferries | Launches Service"."""
    verb = next((one for one in span[1:] if fold(one.text) in cues.words("names", "headline_verbs")), None)
    kept = span.doc[span.start : verb.i] if verb is not None else span
    kept.label_ = span.label_
    return kept


def _narrow(span: "Span") -> "Span":
    """The span without titles before the name and possessive or marks behind it."""
    start, end, doc, label = span.start, span.end, span.doc, span.label_
    # "Clean Energy: The Northern Group" is a label and a name.
    start = next((token.i + 1 for token in reversed(span[:-1]) if token.text == ":"), start)
    if doc[end - 1].lower_ == "office" and end - start > 2 and doc[end - 2].tag_ == "POS":
        end, label = end - 2, "PERSON"
    while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’", ",", ".", "”", '"', "(", ")"):
        end -= 1
    while end - start > 1 and (
        doc[start].lower_ in ("the", "a", "an") or doc[start].is_punct or _opens_with_a_verb(doc[start])
    ):
        start += 1
    if label == "GPE" and (place := _seat_of_office(doc, start, end)):
        start, label = start + place, "PERSON"
    if doc[start].tag_ in ("NNS", "NNPS") and offices.is_role_head(doc[start].text):
        # "Leaders of India", "Heads of Government of India" are people of a country that the text names.
        last = max((i for i in range(start, end - 1) if doc[i].lower_ == "of"), default=start)
        if last > start and names.country_of(doc[last + 1 : end].text):
            start, label = last + 1, "GPE"
    if label == "PERSON":
        while end - start > 1 and (offices.is_title_word(doc[start].text) or names.country_of(doc[start].text)):
            start += 1
        if end - start > 2 and offices.is_short(doc[end - 1].text):
            end -= 1  # "Ana Berg MP"
    if label == "ORG" and end < len(doc) and offices.is_role_head(doc[end].text) and doc[end].text[0].isupper():
        while end - start > 1 and fold(doc[end - 1].text) in _RANKS:
            end -= 1  # "Acme Limited Executive | Chairman Ana Berg"
    if label == "ORG":
        start, end = _spelt_out(doc, start, end), _whole(doc, start, end)
    narrowed = doc[start:end]
    narrowed.label_ = label
    return narrowed


def _spelt_out(doc: "Doc", start: int, end: int) -> int:
    """Where the name begins that the initials behind it stand for: "the | Roads and Bridges Union (RBU)"."""
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return start
    initials = doc[end + 1].text
    if not initials.isupper() or names.is_acronym_of(initials, doc[start:end].text):
        return start
    for i in range(start - 1, max(doc[start].sent.start, start - _MOST_BEFORE) - 1, -1):
        if names.is_acronym_of(initials, doc[i:end].text):
            return i
        if not doc[i].text[0].isupper() and doc[i].lower_ not in ("and", "for", "of", "&"):
            break
    return start


def _whole(doc: "Doc", start: int, end: int) -> int:
    """Where the name ends that the model cut before its last words: "Office of the | Deputy Prime Minister".

    No other name ends in "of".
    """
    cut = end
    while cut > start + 1 and doc[cut - 1].lower_ in ("of", "the", "for"):
        cut -= 1
    bureau = fold(doc[start].text) in ("bureau", "office") and doc[start + 1 : end].text.lower().startswith("of ")
    if not bureau and (cut == end or fold(doc[cut - 1].text) not in cues.words("roles", "bodies")):
        return cut
    while end < len(doc) and doc[end].pos_ == "PROPN" and (cut < end or offices.is_title_word(doc[end].text)):
        end += 1
    return end


def _seat_of_office(doc: "Doc", start: int, end: int) -> int:
    """How many words of what the model took for one place are the place of an office, the others its holder's name:
    "Chief Executive of | Hong Kong | Carrie Lam"; 0 where it is a place.
    """
    if start < 2 or doc[start - 1].lower_ != "of" or not offices.is_role_head(doc[start - 2].text):
        return 0
    for n in (2, 1):
        even = n == _FULL_NAME and end - start == 2 * _FULL_NAME  # two words each, whatever the place
        if end - start - n >= _FULL_NAME and (even or names.country_of(doc[start : start + n].text)):
            return n
    return 0


def _opens_with_a_verb(token: "Token") -> bool:
    """ "Including Norway", "Said Wales": no part of the name."""
    return token.tag_ == "VBG" or (token.lower_ == "said" and token.pos_ in VERBAL)


def _is_of_a_title(name: str) -> bool:
    """Whether it is a word of titles or what an office is for: "Shadow", "Immigration and Citizenship"."""
    unlike = name.split()[name.startswith("New ") :]  # "New Home Secretary" has come to the office of late
    return all(map(offices.is_title_word, unlike)) or (" and " in name and offices.is_portfolio(name))


def _acts_as_party(span: "Span") -> bool:
    """Whether a word that may stand in a title is a party's name here: "Labour has ruled it out"."""
    word = span.root.text
    return (
        span.label_ == "ORG"
        and span.root.dep_ in SUBJECTS
        and not (offices.is_role_head(word) or offices.is_courtesy(word) or offices.is_short(word))
    )


def _is_party_label(name: str) -> bool:
    """Whether it says what somebody is a member of: "Jean Lambert, Green MEP for London"."""
    return offices.is_short(name.split()[-1])


def _is_aside(span: "Span") -> bool:
    """Whether it stands in brackets behind a person's name, where his party and his seat are told: "(Hacton)"."""
    doc, start = span.doc, span.start
    while start > span.sent.start and (doc[start - 1].pos_ in ("PROPN", "CCONJ") or doc[start - 1].text == ","):
        start -= 1
    return start > span.sent.start + 1 and doc[start - 1].text == "(" and doc[start - 2].ent_type_ == "PERSON"


def _names_an_event(span: "Span") -> bool:
    """Whether it is the name of a storm or an operation: "Cyclone Ditwah", “Operation Sagar Bandhu”."""
    doc, i = span.doc, span.start - 1
    while i >= span.sent.start and (doc[i].is_quote or doc[i].is_space):
        i -= 1
    return (
        i >= span.sent.start and doc[i].text[0].isupper() and fold(doc[i].text) in cues.words("names", "named_events")
    )


def _plausible(name: str) -> bool:
    return (
        1 < len(name) < 90
        and any(c.isupper() for c in name)
        and not name.startswith(("http", "www.", "@", "#"))
        and (fold(name) not in _NO_NAMES or name.isupper())
        and sum(c.isdigit() for c in name) <= len(name) / 3
    )
