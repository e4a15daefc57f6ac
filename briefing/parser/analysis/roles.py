"""Roles as the text states them: before a name, after it, or by a form of "be"."""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.descriptions import (
    clean,
    is_of_a_person,
    leftwards,
    of_each,
    one_of,
    phrase_of,
    several_of_one,
)
from briefing.parser.analysis.offices import (
    is_courtesy,
    is_of_persons_alone,
    is_role_head,
    is_several,
    is_short,
    names_a_person,
    singular,
)
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINERS = frozenset({"'s", "’s", "-", "–", "of", "for", "and", "&", "to", "the", "on", "in", "at"})
_APPOINTING = frozenset({"appoint", "designate", "elect", "install", "name", "nominate", "re-elect", "select", "swear"})
_RAISING = frozenset(
    {"appoint", "appointment", "elect", "election", "hire", "name", "nominate", "nomination", "promote", "promotion"}
)
# What parts the names of a list, the party and the seat of each in brackets: "Ana Silva (D-DE), Bo Chen and Ida Lund".
_BETWEEN_NAMES = frozenset({",", "and", "&", ")"})
_CLOSING = frozenset({",", ".", ";", ")", "—", "–"})
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_BEGINNING = frozenset({"appoint", "become", "elect", "install", "name", "promote", "swear"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_DEGREE = re.compile(r", (?:(?:Ph|Ed|M|J|Sc|Psy)\.? ?D|M\.? ?A|M\.? ?B\.? ?A|R\.? ?N|Esq|CPA|CFA|FNP)\b\.?(?=,)")
_LONGEST = 14


def of(name: "Span") -> str | None:
    """The role told nearest to the name; what stands behind it tells more than "Gen." before it."""
    told = before(name)
    if (newest := _taken_up(name)) is not None:
        return newest
    if told is None or is_short(told):
        return after(name) or copula(name) or told
    if " " not in told and (further := after(name)) is not None and " " in further:
        return further  # "Professor Brodie, chair of the board": the rank says less than the office
    return told


def holds_office(name: "Span") -> bool:
    """Whether an office that only a person can hold stands between marks behind the name: "Ana Berg, the governor,"."""
    doc, start, high = name.doc, name.end, name.sent.end
    in_a_place = name.root.dep_ == "pobj" and name.root.head.lower_ not in ("by", "with")
    if in_a_place or start >= high or doc[start].text != ",":
        return False
    end = next((i for i in range(start + 1, high) if doc[i].text in _CLOSING or doc[i].tag_ in _FINITE), high - 1)
    held = doc[start + 1 : end]
    head = next((token for token in held if is_role_head(token.text)), None)
    if head is None or doc[end].text not in _CLOSING or not 0 < len(held) <= _LONGEST or is_several(head):
        return False
    return is_of_persons_alone(head.text) and not any(map(is_of_a_person, held))


def _names_an_occupation(token: "Token", name: "Span") -> bool:
    """Whether a common noun right before a person's name says what the person does: "cosmonaut", "businessman"."""
    common = token.tag_ in ("NN", "NNP") if token.is_sent_start else token.tag_ == "NN" and token.text.islower()
    tied = token.dep_ in ("compound", "nmod") or name.root.ent_type_ == "PERSON" or name.root.head == token
    return common and tied and names_a_person(token.text)


def before(name: "Span") -> str | None:
    """The role set before the name: "French President, Emmanuel Macron" → "French President"."""
    doc, low = name.doc, name.sent.start
    i = name.start - 1
    comma = False
    while i >= low and (doc[i].text == "," or is_courtesy(doc[i].text)) and not (comma or _is_consort(doc[i])):
        comma = doc[i].text == ","
        i -= 1
    if i < low:
        return None
    head = doc[i]
    if not comma and _names_an_occupation(head, name):
        return leftwards(head, low)
    if not comma and (short := _short_of_several(doc, i, low)) is not None:
        return short
    beside = comma and head.tag_ == "NN"
    tied = names_a_person(head.text) and (beside or (name.root.dep_ == "appos" and name.root.head == head))
    if is_role_head(head.text) or is_role_head(_hyphened(head)) or is_short(head.text) or _is_consort(head) or tied:
        if is_several(head):
            joined = name.root.dep_ == "conj" or any(child.dep_ == "conj" for child in name.root.children)
            named = head.text[0].isupper() and head.i > low and head.nbor(-1).lower_ == "of"  # "of Veterans Affairs"
            return of_each(head, low) if not named and (not comma or (joined and name.root.head == head)) else None
        return leftwards(head, low) if not comma or _stands_apart(name, head) else None
    above = name.root.head
    if name.root.dep_ == "appos" and low <= above.i <= i and is_role_head(above.text):
        stretch = doc[above.left_edge.i : i + 1]
        if not any(token.ent_type_ == "PERSON" for token in stretch) and not is_several(above):
            return clean(stretch.text)
    return _shared_role(name, low) or _offset_role(name, i, low)


def _short_of_several(doc: "Doc", i: int, low: int) -> str | None:
    """The short title that is set for several before the full stop at `i`: "Sens. Ana Silva and Bo Chen"."""
    short = f"{doc[i - 1].text[:-1]}." if doc[i].text == "." and i > low else ""
    return short if is_short(short) else None


def _hyphened(token: "Token") -> str:
    """The word with what a hyphen ties to it: "President-elect"."""
    tied = token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return f"{token.nbor(-2).text}-{token.text}" if tied else token.text


def _is_consort(token: "Token") -> bool:
    """The "Lady" of "First Lady", which alone would be a courtesy."""
    return token.text in ("Lady", "Gentleman") and token.i > 0 and token.nbor(-1).text in ("First", "Second")


def _stands_apart(name: "Span", head: "Token") -> bool:
    """Whether a name behind a comma is set beside the role, not the subject of a new clause.

    "The minister, Tim Bell, said" is; "According to the minister, Bell will" is not.
    """
    closed = name.end < name.sent.end and name.doc[name.end].text in _CLOSING
    leads = head.left_edge.i == name.sent.start
    return head.text[0].isupper() or closed or leads or name.root.dep_ == "appos"


def _shared_role(name: "Span", low: int) -> str | None:
    """The role of the first of several names, where it is set for all: "Trade ministers Ana Silva and Bo Chen"."""
    for i in (_before_the_first(name, low), _before_the_list(name, low)):
        head = name.doc[i] if i >= low else None
        if head is not None and (short := _short_of_several(name.doc, i, low)) is not None:
            return short
        if head is not None and names_a_person(head.text) and is_several(head):
            return of_each(head, low)
    return None


def _before_the_first(name: "Span", low: int) -> int:
    """The place before the first of the names that the parser joins; before the sentence where it joins none."""
    first = name.root
    while first.dep_ == "conj" and low <= first.head.i < first.i:
        first = first.head
    if first == name.root:
        return low - 1
    if first.ent_type_ != "PERSON":
        apart = any(token.text == "," for token in name.doc[first.i + 1 : name.start])
        return first.i if apart and first.tag_ in ("NNS", "NNPS") else low - 1  # "Two ministers, Ana Silva and Bo Chen"
    return next((i for i in range(first.i - 1, low - 1, -1) if name.doc[i].ent_type_ != "PERSON"), low - 1)


def _before_the_list(name: "Span", low: int) -> int:
    """The same without the parser's help: over names, what parts them, and what stands in brackets behind them."""
    i, inside = name.start - 1, False
    if i < low or name.doc[i].text not in _BETWEEN_NAMES:
        return low - 1
    while i >= low and (inside or name.doc[i].text in ("(", *_BETWEEN_NAMES) or name.doc[i].ent_type_ == "PERSON"):
        inside = name.doc[i].text == ")" or (inside and name.doc[i].text != "(")
        i -= 1
    return i


def _offset_role(name: "Span", last: int, low: int) -> str | None:
    """A role whose complement ends at `last`: "the US Envoy for peace talks, Steve Witkoff"."""
    doc = name.doc
    if doc[last].pos_ not in ("NOUN", "PROPN") or doc[last].ent_type_ == "PERSON":
        return None
    for j in range(last - 1, max(low - 1, last - 12), -1):
        token = doc[j]
        held = is_role_head(token.text) and token.text[0].isupper()
        if token.is_punct or token.pos_ in ("VERB", "AUX") or (token.ent_type_ == "PERSON" and not held):
            return None
        apart = last + 1 < name.start  # a comma stands between
        named = token.text[0].isupper() or (apart and name.root.ent_type_ == "PERSON")
        if names_a_person(token.text) and named and doc[j + 1].lower_ in ("of", "for", "to", "from", "at"):
            start = leftwards(token, low)
            return f"{start} {clean(doc[j + 1 : last + 1].text)}" if start and not is_several(token) else None
    return None


def after(name: "Span") -> str | None:
    """The role set after the name: "Andriy Yermak, the Ukrainian President's Chief of staff,"."""
    doc, i, high = name.doc, name.end, name.sent.end
    if i + 2 < high and doc[i].text == "," and fold(doc[i + 1].text).strip(".") in cues.words("names", "suffixes"):
        i += 2  # "Joseph Hale, Jr., the mayor"
    elif i + 2 < high and (degree := _DEGREE.match(doc.text, doc[i].idx)):
        i = next((j for j in range(i + 1, high) if doc[j].idx >= degree.end()), high)
    if i + 1 >= high or doc[i].text not in (",", "(", "—", "–", "-"):
        return None
    for child in name.root.children:
        counted = is_several(child) and any(one.dep_ == "nummod" for one in child.lefts)
        if child.dep_ == "appos" and child.i > i and not counted:
            several = several_of_one(child)
            belongs = several is not None and names_a_person(several.text)
            if role := one_of(child) if belongs else _phrase(child):
                return role.replace(child.text, singular(child.text), 1) if is_several(child) else role
    return _flat(name, i + 1, high)


def _phrase(head: "Token") -> str | None:
    """The noun phrase around a role's head, relative clauses and later appositions left out."""
    known = is_role_head(head.text) or (head.pos_ == "NOUN" and names_a_person(head.text))
    owned = any(child.tag_ == "WP$" for child in head.lefts)  # "Smith, whose genius"
    return phrase_of(head) if known and not owned and not is_of_a_person(head) else None


def _flat(name: "Span", i: int, high: int) -> str | None:
    """The same without the parser's help: words after the comma up to the next one, if a role is among the first."""
    doc = name.doc
    tokens: list[Token] = []
    for j in range(i, min(high, i + _LONGEST)):
        token = doc[j]
        if (
            token.text in (",", ";", ".", ")", "—", "–")
            or (token.pos_ in ("VERB", "AUX", "PRON") and token.dep_ != "compound")
            or token.tag_.startswith("W")
        ):
            break
        tokens.append(token)
    heads = [n for n, token in enumerate(tokens) if is_role_head(token.text)]
    if not heads or tokens[0].pos_ == "CCONJ" or any(map(is_of_a_person, tokens)):
        return None
    first = heads[0]
    leads = all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADV", "CCONJ")
        or t.lower_ in _JOINERS
        or t.dep_ == "compound"
        for t in tokens[:first]
    )
    return clean(doc[i : i + len(tokens)].text) if leads else None


def copula(name: "Span") -> str | None:
    """The role a verb gives: "Johnson became leader of the party", "Doe, who is chair", "was named envoy"."""
    verb = name.root.head
    if name.root.dep_ in ("nsubj", "nsubjpass") and (role := _given(verb)):
        return role
    of = name.root.dep_ == "pobj" and verb.lower_ == "of"
    if (of or name.root.dep_ == "dobj") and (role := _raised_to(verb.head if of else verb)):
        return role
    for child in name.root.children:
        if child.dep_ == "relcl" and any(one.dep_ == "nsubj" and one.lower_ == "who" for one in child.children):
            return _given(child)
    return None


def _taken_up(name: "Span") -> str | None:
    """The office that its holder begins to hold here: "Minister Ana Berg was sworn in as governor"."""
    verb = name.root.head
    if name.root.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in _BEGINNING:
        return None
    dated = any(_YEAR.fullmatch(token.text) for token in verb.subtree)  # "became mayor in 1998": an older story
    return None if dated else _given(verb)


def _raised_to(word: "Token") -> str | None:
    """The office to which somebody is raised: "promoted Ana Berg to director", "the appointment of Berg as chair"."""
    if word.lemma_.lower() not in _RAISING:
        return None
    found = (
        inner
        for child in word.rights
        if child.dep_ == "prep" and child.lower_ in ("as", "to")
        for inner in child.children
        if inner.dep_ == "pobj"
    )
    return next((role for one in found if (role := _phrase(one))), None)


def _is_praise(noun: "Token") -> bool:
    """ "He is a young man with a future", "was the busier keeper": no role."""
    compared = any(child.tag_ in ("JJR", "JJS") for child in noun.lefts)
    return not is_role_head(noun.text) and (compared or fold(noun.text) in cues.words("roles", "anybody"))


def _given(verb: "Token") -> str | None:
    """The role that is the verb's complement."""
    appointed = verb.lemma_ in _APPOINTING and any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    tells = appointed or verb.lemma_ in ("be", "become", "join", "return", "serve")
    if not tells or any(child.dep_ in ("expl", "neg") for child in verb.children):
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if _is_praise(child):
            continue
        if (child.dep_ in ("attr", "oprd") or (appointed and child.dep_ in ("dobj", "xcomp"))) and (
            role := _phrase(child)
        ):
            return role.replace(child.text, singular(child.text), 1) if is_several(child) else role
        if child.dep_ == "prep" and child.lower_ == "as":
            for inner in child.children:
                if inner.dep_ == "pobj" and (role := _phrase(inner)):
                    return role
    return None
