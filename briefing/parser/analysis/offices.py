"""Words for what somebody is: offices, titles, courtesies, trades, and all that a person may be called."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINERS = frozenset({"'s", "’s", "-", "–", "of", "for", "and", "&", "to", "the", "on", "in", "at"})
# "Co-CEO", "ex-minister".
_SECOND = re.compile(r"^(?:co|ex|then)-(?=\w{2})")
# Every word of a text is asked about; how many answers are kept.
_REMEMBERED = 8192


@lru_cache(_REMEMBERED)
def is_role_head(word: str) -> bool:
    """Whether the word alone names a role a person holds ("minister", "spokeswoman")."""
    key = _SECOND.sub("", fold(word))
    return key in cues.words("roles", "persons") or singular(key) in cues.words("roles", "persons")


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


@lru_cache(_REMEMBERED)
def names_a_trade(word: str) -> bool:
    """Whether a noun says what a firm is: "brewer", "airline", "bank"."""
    key = fold(word)
    made = key.endswith(tuple(cues.load("roles")["trade_endings"]))
    return made or key in cues.words("roles", "bodies") or key in cues.words("roles", "trades")


@lru_cache(_REMEMBERED)
def names_a_person(word: str) -> bool:
    """Whether the word says what a person is or does: "minister", "cosmonaut", "co-developers"."""
    return is_role_head(word) or _is_in_people(fold(word)) or _is_in_people(singular(fold(word)))


def _is_in_people(key: str) -> bool:
    forms = (key, key.rpartition("-")[2], key.replace("-", "")) if "-" in key else (key,)
    return any(form in cues.words("people", "words") or form in cues.words("roles", "occupations") for form in forms)


def is_several(head: "Token") -> bool:
    """Whether the word names the role of several: "lawyers", "Presidents", "congressmen"."""
    key = fold(head.text)
    return key.endswith(("s", "men")) and key not in cues.words("roles", "persons") and not _is_in_people(key)


def singular(role: str) -> str:
    if role.endswith(("ies", "men")):
        return f"{role[:-3]}{'y' if role.endswith('ies') else 'man'}"
    return role[:-1] if role.endswith("s") else role
