"""Roles as the text states them: before a name, after it, or by a form of "be"."""

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINERS = frozenset({"'s", "’s", "-", "–", "of", "for", "and", "&", "to", "the", "on", "in", "at"})
# What may stand inside a title, whatever it is taken for: "Iceland's ex-foreign minister", "a think tank".
_INSIDE = frozenset({"'s", "’s", "'", "’", "-", "–", "ex", "co", "leading", "then", "think"})
_APPOINTING = frozenset({"appoint", "designate", "elect", "install", "name", "nominate", "re-elect", "select", "swear"})
_JOINING = frozenset({"of", "for", "and", "&"})
_PARTING = frozenset({",", ";", "(", "–", "—"})
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
# "Co-CEO", "ex-minister".
_SECOND = re.compile(r"^(?:co|ex|then)-(?=\w{2})")
_LONGEST = 14
# Every word of a text is asked about; how many answers are kept.
_REMEMBERED = 8192


@lru_cache(_REMEMBERED)
def is_role_head(word: str) -> bool:
    """Whether the word alone names a role a person holds ("minister", "spokeswoman")."""
    key = _SECOND.sub("", fold(word))
    return key in cues.words("roles", "persons") or _singular(key) in cues.words("roles", "persons")


@lru_cache(_REMEMBERED)
def is_title_word(word: str) -> bool:
    """Whether the word may stand inside a title set before a name."""
    return is_role_head(word) or fold(word) in cues.words("roles", "modifiers") or is_courtesy(word) or is_short(word)


@lru_cache(_REMEMBERED)
def is_courtesy(word: str) -> bool:
    return fold(word) in cues.words("roles", "courtesy")


@lru_cache(_REMEMBERED)
def is_short(word: str) -> bool:
    return word in cues.load("roles")["short"]


@lru_cache(_REMEMBERED)
def opens_a_name(word: str) -> bool:
    """Whether a name may stand right behind it: an office, its short form, a courtesy."""
    return is_role_head(word) or is_short(word) or is_courtesy(word)


@lru_cache(_REMEMBERED)
def is_of_persons_alone(word: str) -> bool:
    """Whether the word names what only a person can be: "archbishop", unlike "owner"."""
    return is_role_head(word) and fold(word) not in cues.words("roles", "of_firms_too")


@lru_cache(_REMEMBERED)
def is_portfolio(words: str) -> bool:
    """Whether the words tell what an office is for and no body: "Immigration and Citizenship"."""
    told = [word for word in fold(words).split() if word not in _JOINERS]
    return bool(told) and all(word.strip(",") in cues.words("roles", "portfolios") for word in told)


def stated(name: "Span", kind: ActorKind) -> str | None:
    """The role that the text gives a person, or what it calls a body, beside the name; that of others is not told."""
    if kind is ActorKind.PERSON:
        return of(name)
    return of_body(name) if kind is ActorKind.ORGANISATION else None


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
    if head is None or doc[end].text not in _CLOSING or not 0 < len(held) <= _LONGEST or _is_several(head):
        return False
    return is_of_persons_alone(head.text) and not any(map(_is_of_a_person, held))


def of_body(name: "Span") -> str | None:
    """What the text calls a body: "Greek gas producer Energean", "Znak, a news site,", "Energean is a producer"."""
    noun = _noun_of_body(name)
    if noun is None or noun.i < name.start:
        return _leftwards(noun, name.sent.start, alone=True) if noun is not None else None
    return _one_of(noun.head.head) if noun.tag_ == "NNS" else _phrase_of(noun)


def is_called_a_body(name: "Span") -> bool:
    """Whether the text calls a body what the model may take for a person or, with its article, for a place."""
    noun = _noun_of_body(name)
    if noun is None:
        return False
    if name.label_ == "GPE":
        states = _singular(fold(noun.text)) in cues.words("roles", "so_called")
        return not states and (noun.i < name.start or noun.left_edge.pos_ == "DET")
    return len(name) == 1 or not (names_a_person(noun.text) or of(name))


def _noun_of_body(name: "Span") -> "Token | None":
    """The noun that says what sort of body bears the name, set before it, behind it or by "is"."""
    doc, low, root = name.doc, name.sent.start, name.root
    before = doc[name.start - 1] if name.start > low else None
    tied = before is not None and (before.dep_ in ("compound", "nmod", "amod") or root.dep_ == "appos")
    common = before is not None and before.pos_ == "NOUN" and (before.text.islower() or before.is_sent_start)
    if before is not None and tied and common and names_a_trade(before.text):
        return before
    above = root.head
    if root.dep_ == "appos" and above.tag_ == "NN" and above.i < name.start and names_a_trade(above.text):
        return above  # "One news site, Znak"
    children = [child for token in name for child in token.children if child.dep_ == "appos" and child.i >= name.end]
    beside = [child for child in children if all(map(_may_part, doc[name.end : child.left_edge.i]))]
    beside += [child for one in beside for child in one.children if child.dep_ == "appos"]
    said = root.dep_ == "nsubj" and above.lemma_ == "be" and above.tag_ in _FINITE
    said = said and not any(child.dep_ == "neg" for child in above.children)
    beside += [child for child in above.rights if child.dep_ == "attr"] if said else []
    for first in beside:
        for noun in (first, *first.conjuncts):
            firm = fold(noun.text) in cues.words("roles", "of_firms_too") and first.left_edge.pos_ in ("DET", "NUM")
            if noun.tag_ == "NN" and noun.i >= first.i and (firm or names_a_trade(noun.text)):
                return noun
        if (several := _several_of_one(first)) is not None and names_a_trade(_singular(fold(several.text))):
            return several
    return _flat_noun(name)


def _may_part(token: "Token") -> bool:
    """Whether it may stand between a name and what it is called: a mark, or initials in brackets."""
    return token.is_punct or token.is_space or token.pos_ == "PROPN"


def _flat_noun(name: "Span") -> "Token | None":
    """The same without the parser's help: the noun of a phrase with an article between marks, behind any brackets."""
    doc, i, high = name.doc, name.end, name.sent.end
    if i < high and doc[i].text == "(":
        i = next((j + 1 for j in range(i, high) if doc[j].text == ")"), high)
    if i + 2 >= high or doc[i].text != "," or doc[i + 1].pos_ != "DET":
        return None
    run = list(takewhile(_may_describe, doc[i + 2 : min(high, i + _LONGEST)]))
    noun = run[-1] if run else None
    if noun is None or noun.i + 1 >= high or noun.tag_ != "NN" or not names_a_trade(noun.text):
        return None
    ends = doc[noun.i + 1].text in _CLOSING or doc[noun.i + 1].tag_ in ("IN", "WDT", "VBN")
    return noun if ends else None


def _may_describe(token: "Token") -> bool:
    """Whether it may stand between an article and its noun."""
    inner = token.pos_ in ("ADJ", "ADV", "NOUN", "NUM", "PROPN", "PART") or token.dep_ in ("amod", "compound")
    return inner or token.tag_ in ("HYPH", "POS")


@lru_cache(_REMEMBERED)
def names_a_trade(word: str) -> bool:
    """Whether a noun says what a firm is: "brewer", "airline", "bank"."""
    key = fold(word)
    made = key.endswith(tuple(cues.load("roles")["trade_endings"]))
    return made or key in cues.words("roles", "bodies") or key in cues.words("roles", "trades")


@lru_cache(_REMEMBERED)
def names_a_person(word: str) -> bool:
    """Whether the word says what a person is or does: "minister", "cosmonaut", "co-developers"."""
    return is_role_head(word) or _is_in_people(fold(word)) or _is_in_people(_singular(fold(word)))


def _is_in_people(key: str) -> bool:
    people = cues.words("people", "words") | cues.words("roles", "occupations")
    return key in people or key.rpartition("-")[2] in people or key.replace("-", "") in people


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
        return _leftwards(head, low)
    if not comma and (short := _short_of_several(doc, i, low)) is not None:
        return short
    beside = comma and head.tag_ == "NN"
    tied = names_a_person(head.text) and (beside or (name.root.dep_ == "appos" and name.root.head == head))
    if is_role_head(head.text) or is_role_head(_hyphened(head)) or is_short(head.text) or _is_consort(head) or tied:
        if _is_several(head):
            joined = name.root.dep_ == "conj" or any(child.dep_ == "conj" for child in name.root.children)
            return _of_each(head, low) if not comma or (joined and name.root.head == head) else None
        return _leftwards(head, low) if not comma or _stands_apart(name, head) else None
    above = name.root.head
    if name.root.dep_ == "appos" and low <= above.i <= i and is_role_head(above.text):
        stretch = doc[above.left_edge.i : i + 1]
        if not any(token.ent_type_ == "PERSON" for token in stretch) and not _is_several(above):
            return _clean(stretch.text)
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


def _is_several(head: "Token") -> bool:
    """Whether the word names the role of several: "lawyers", "Presidents", "congressmen"."""
    key = fold(head.text)
    return key.endswith(("s", "men")) and key not in cues.words("roles", "persons") and not _is_in_people(key)


def _singular(role: str) -> str:
    if role.endswith(("ies", "men")):
        return f"{role[:-3]}{'y' if role.endswith('ies') else 'man'}"
    return role[:-1] if role.endswith("s") else role


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
        if head is not None and names_a_person(head.text) and _is_several(head):
            return _of_each(head, low)
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
            start = _leftwards(token, low)
            return f"{start} {_clean(doc[j + 1 : last + 1].text)}" if start and not _is_several(token) else None
    return None


def _of_each(several: "Token", low: int) -> str | None:
    """What each is of those called so: "oil industry analysts" are no directors, whoever directs them."""
    role = _leftwards(several, low, alone=True)
    return _singular(role) if role else None


def _leftwards(head: "Token", low: int, *, alone: bool = False) -> str | None:
    """The title that ends in `head`, followed leftwards as long as its words belong to a title; where it stands
    `alone`, not over "of" and "and".
    """
    doc, start = head.doc, head.i
    while start > low and head.i - start < _LONGEST:
        left = doc[start - 1]
        if left.text == ")" and start - 3 > low and doc[start - 3].text == "(":  # "Agency (FEMA) Administrator"
            start -= 3
            continue
        named = left.pos_ in ("PROPN", "NOUN", "ADJ") and left.text not in ("Mr.", "Mrs.", "Ms.")
        named = named and left.ent_type_ not in ("DATE", "TIME")  # "on Wednesday Foreign Minister Ana Berg"
        if named or left.lower_ in _INSIDE:
            start -= 1
        elif not alone and left.lower_ in _JOINING and start - 1 > low and _title_part(doc[start - 2], left):
            start -= 2
        else:
            break
    return _clean(doc[start : head.i + 1].text)


def _title_part(token: "Token", joiner: "Token") -> bool:
    """Whether a title goes on to the left of "of", "for" or "and": only from role to role."""
    if joiner.lower_ == "of" and token.text[0].isupper() and fold(token.text) in cues.words("roles", "bodies"):
        return True  # "White House Office of Public Engagement Director"
    if joiner.lower_ in ("and", "&"):
        portfolio = is_portfolio(token.text) and is_portfolio(joiner.nbor(1).text)  # "Work and Pensions Secretary"
        return portfolio or (names_a_person(token.text) and token.ent_type_ != "PERSON")
    return is_role_head(token.text)


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
        if child.dep_ == "appos" and child.i > i:
            several = _several_of_one(child)
            belongs = several is not None and names_a_person(several.text)
            if role := _one_of(child) if belongs else _phrase(child):
                return role
    return _flat(name, i + 1, high)


def _phrase(head: "Token") -> str | None:
    """The noun phrase around a role's head, relative clauses and later appositions left out."""
    known = is_role_head(head.text) or (head.pos_ == "NOUN" and names_a_person(head.text))
    return _phrase_of(head) if known and not _is_of_a_person(head) else None


def _several_of_one(one: "Token") -> "Token | None":
    """Those of whom somebody is one: the stars in "one of the film's stars"."""
    behind = one.rights if one.lower_ == "one" else ()
    several = (inner for of in behind if of.lower_ == "of" for inner in of.children)
    return next((noun for noun in several if noun.tag_ == "NNS"), None)


def _one_of(one: "Token") -> str | None:
    """The whole of "one of the film's stars"."""
    several = _several_of_one(one)
    return f"one of {_phrase_of(several, bare=False)}" if several is not None else None


def _is_of_a_person(token: "Token") -> bool:
    """Whether the token belongs to another person's name; the model takes "Green MEP" and "Chair" for one."""
    office = token.ent_iob_ == "B" and _behind(token) == token.text and is_role_head(token.text)
    return token.ent_type_ == "PERSON" and not office and not is_short(token.text) and not is_short(_behind(token))


def _behind(token: "Token") -> str:
    """The last word of the name that the token belongs to."""
    last = token
    while last.i + 1 < last.sent.end and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    return str(last.text)


def _phrase_of(head: "Token", *, bare: bool = True) -> str | None:
    """The words of a noun phrase up to what parts it, without its article where it shall be `bare`."""
    doc, start = head.doc, head.left_edge.i
    end = _end_of(head, start + _LONGEST)
    while end < head.sent.end and (doc[end].ent_iob_ == "I" or "-" in (doc[end].text, doc[end - 1].text)):
        end += 1
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT"):
        end -= 1
    comma = (i for i in range(head.i + 1, end) if doc[i].text in _PARTING and not _is_between_adjectives(doc[i]))
    told = doc[start : next(comma, end)].text
    return _clean(told) if bare else told


def _end_of(head: "Token", last: int) -> int:
    """Where the phrase around a noun ends; of what would reach beyond `last`, only the nouns themselves are kept."""
    end = head.i + 1
    for token in head.rights:
        if token.dep_ not in ("prep", "conj", "cc", "compound", "nmod"):
            break
        if token.right_edge.i >= last:
            inner = token if token.dep_ == "conj" else next((it for it in token.rights if it.dep_ == "pobj"), None)
            return _end_of(inner, last) if inner is not None and inner.i < last else end
        end = max(end, token.right_edge.i + 1)
    return end


def _is_between_adjectives(comma: "Token") -> bool:
    """ "a force for longer, healthier lives"."""
    return comma.i + 1 < len(comma.doc) and comma.nbor(-1).pos_ == comma.nbor(1).pos_ == "ADJ"


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
    if not heads or any(map(_is_of_a_person, tokens)):
        return None
    first = heads[0]
    leads = all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADV", "CCONJ")
        or t.lower_ in _JOINERS
        or t.dep_ == "compound"
        for t in tokens[:first]
    )
    return _clean(doc[i : i + len(tokens)].text) if leads else None


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


def _given(verb: "Token") -> str | None:
    """The role that is the verb's complement."""
    appointed = verb.lemma_ in _APPOINTING and any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    tells = appointed or verb.lemma_ in ("be", "become", "join", "return", "serve")
    if not tells or any(child.dep_ in ("expl", "neg") for child in verb.children):
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if (child.dep_ in ("attr", "oprd") or (appointed and child.dep_ in ("dobj", "xcomp"))) and (
            role := _phrase(child)
        ):
            return role.replace(child.text, _singular(child.text), 1) if _is_several(child) else role
        if child.dep_ == "prep" and child.lower_ == "as":
            for inner in child.children:
                if inner.dep_ == "pobj" and (role := _phrase(inner)):
                    return role
    return None


def _clean(text: str) -> str | None:
    text = re.sub(
        r"^(?:(?:the|a|an|as|and|by|with|to|that|said|says|current|its|his|her|their|our|my)\s+)+",
        "",
        text.strip(' ,;:–—-“”"()'),
        flags=re.IGNORECASE,
    )
    return text or None
