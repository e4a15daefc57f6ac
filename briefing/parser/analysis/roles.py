"""Roles as the text states them: before a name, after it, or by a form of "be"."""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_JOINERS = frozenset({"'s", "’s", "-", "–", "of", "for", "and", "&", "to", "the", "on", "in", "at"})
_LONGEST = 14


def is_role_head(word: str) -> bool:
    """Whether the word alone names a role a person holds ("minister", "spokeswoman")."""
    key = fold(word)
    return key in cues.words("roles", "persons") or (key.endswith("s") and key[:-1] in cues.words("roles", "persons"))


def is_title_word(word: str) -> bool:
    """Whether the word may stand inside a title set before a name."""
    return is_role_head(word) or fold(word) in cues.words("roles", "modifiers") or is_courtesy(word) or is_short(word)


def is_courtesy(word: str) -> bool:
    return fold(word) in cues.words("roles", "courtesy")


def is_short(word: str) -> bool:
    return word in cues.load("roles")["short"]


def before(name: "Span") -> str | None:
    """The role set before the name: "French President, Emmanuel Macron" → "French President"."""
    doc, i = name.doc, name.start - 1
    low = name.sent.start
    comma = i >= low and doc[i].text == ","
    i -= comma
    if i < low:
        return None
    while i >= low and is_courtesy(doc[i].text):
        i -= 1
    if i < low:
        return None
    if is_role_head(doc[i].text) or is_short(doc[i].text):
        return _leftwards(doc[i], low)
    head = name.root.head
    if name.root.dep_ == "appos" and low <= head.i < name.start and is_role_head(head.text):
        stretch = doc[head.left_edge.i : name.start]
        if not any(token.ent_type_ == "PERSON" for token in stretch):
            return _clean(stretch.text)
    return _offset_role(name, low)


def _offset_role(name: "Span", low: int) -> str | None:
    """A role with a complement before a comma: "the US Envoy for peace talks, Steve Witkoff"."""
    doc = name.doc
    for j in range(name.start - 2, max(low - 1, name.start - 10), -1):
        token = doc[j]
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            return None
        if is_role_head(token.text) and token.text[0].isupper() and doc[j + 1].lower_ in ("of", "for", "to"):
            start = _leftwards(token, low)
            return f"{start} {_clean(doc[j + 1 : name.start].text)}" if start else None
    return None


def _leftwards(head: "Token", low: int) -> str | None:
    """The title that ends in `head`, followed leftwards as long as its words belong to a title."""
    doc, start = head.doc, head.i
    while start > low and head.i - start < _LONGEST:
        left = doc[start - 1]
        if (left.pos_ in ("PROPN", "NOUN", "ADJ") and left.text not in ("Mr.", "Mrs.", "Ms.")) or left.lower_ in (
            "'s",
            "’s",
            "-",
            "–",
            "ex",
            "then",
        ):
            start -= 1
        elif left.lower_ in ("of", "for", "and", "&") and start - 1 > low and _title_part(doc[start - 2], left):
            start -= 2
        else:
            break
    return _clean(doc[start : head.i + 1].text)


def _title_part(token: "Token", joiner: "Token") -> bool:
    """Whether a title goes on to the left of "of", "for" or "and": only from role to role."""
    return is_role_head(token.text) and not (joiner.lower_ in ("and", "&") and token.ent_type_ == "PERSON")


def after(name: "Span") -> str | None:
    """The role set after the name: "Andriy Yermak, the Ukrainian President's Chief of staff,"."""
    doc, i, high = name.doc, name.end, name.sent.end
    if i + 1 >= high or doc[i].text not in (",", "(", "—", "–", "-"):
        return None
    for child in name.root.children:
        if child.dep_ == "appos" and child.i > i and (role := _phrase(child)):
            return role
    return _flat(name, i + 1, high)


def _phrase(head: "Token") -> str | None:
    """The noun phrase around a role's head, relative clauses and later appositions left out."""
    if not is_role_head(head.text) or head.ent_type_ == "PERSON":
        return None
    end = head.i + 1
    for token in head.rights:
        if token.dep_ == "prep" or token.dep_ in ("conj", "cc", "compound", "nmod"):
            end = max(end, token.right_edge.i + 1)
        else:
            break
    words = head.doc[head.left_edge.i : min(end, head.left_edge.i + _LONGEST)]
    return _until_comma(words.text)


def _flat(name: "Span", i: int, high: int) -> str | None:
    """The same without the parser's help: words after the comma up to the next one, if a role is among the first."""
    doc = name.doc
    tokens: list[Token] = []
    for j in range(i, min(high, i + _LONGEST)):
        token = doc[j]
        if (
            token.text in (",", ";", ".", ")", "—", "–")
            or token.pos_ in ("VERB", "AUX", "PRON")
            or token.tag_.startswith("W")
        ):
            break
        tokens.append(token)
    heads = [n for n, token in enumerate(tokens) if is_role_head(token.text)]
    if not heads or any(token.ent_type_ == "PERSON" for token in tokens):
        return None
    first = heads[0]
    leads = all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADV", "CCONJ") or t.lower_ in _JOINERS
        for t in tokens[:first]
    )
    return _clean(doc[i : i + len(tokens)].text) if leads else None


def copula(name: "Span") -> str | None:
    """The role a form of "be" or "become" gives: "Johnson became leader of the Conservative Party"."""
    verb = name.root.head
    if name.root.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in ("be", "become", "serve"):
        return None
    for child in verb.children:
        if child.dep_ in ("attr", "oprd") and (role := _phrase(child)):
            return role
        if child.dep_ == "prep" and child.lower_ == "as":
            for inner in child.children:
                if inner.dep_ == "pobj" and (role := _phrase(inner)):
                    return role
    return None


def _until_comma(text: str) -> str | None:
    return _clean(re.split(r"\s*[,;(–—]", text)[0])


def _clean(text: str) -> str | None:
    text = re.sub(
        r"^(?:(?:the|a|an|as|and|then|by|with|to|that|said|says|current|its|his|her|their|our|my)\s+)+",
        "",
        text.strip(' ,;:–—-“”"()'),
        flags=re.IGNORECASE,
    )
    return text or None
