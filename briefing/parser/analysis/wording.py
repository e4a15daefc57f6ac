"""From tokens back to words a memo can print: gists, phrases, and the pronouns that must not stay."""

import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.parser.analysis import phrases
from briefing.parser.analysis.clauses import antecedent
from briefing.parser.analysis.clauses import subject as inherited
from briefing.parser.analysis.shortening import shortened

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEIR = {
    "our": "their",
    "my": "their",
    "your": "their",
    "ours": "theirs",
    "mine": "theirs",
    "us": "them",
    "me": "them",
    "ourselves": "themselves",
    "myself": "themselves",
    "we": "they",
}
# "US" in capitals is a country.
_FIRST = re.compile(r"\b(?:[Oo]ur|[Mm]y|[Yy]our|[Oo]urs|[Uu]s|[Oo]urselves|[Mm]yself|[Ww]e|me)\b")
_SPEAKER = re.compile(r"(?P<before>\b[A-Z][\w’']*[a-z] )?\bI\b(?![./-])(?P<verb> am\b| was\b|[’']m\b)?")
# A verb that would double its last letter: "stop", "stopped".
_SHORT = re.compile(r"[^aeiou\W]*[aeiou][^aeiouwxy\W]")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_OPENING = frozenset({"“", '"', "‘", "'", "(", "["})
_COUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})  # "At least one"
_MARKS_AHEAD = 3
# Verbs that say nothing alone.
_EMPTY = frozenset({"be", "do", "have"})
_OBJECTS = {"they": "them", "he": "him", "she": "her", "we": "them", "i": "them"}


def text_of(tokens: Iterable["Token"], instead: Mapping[int, str] = MappingProxyType({})) -> str:
    """The tokens' own words in order, gaps closed by one space; `instead` gives other words by position."""
    return tidy(_joined((token, instead.get(token.i, token.text)) for token in tokens))


def _joined(words: Iterable[tuple["Token", str]]) -> str:
    out = ""
    previous: Token | None = None
    for token, word in words:
        gap = previous is not None and (previous.i + 1 != token.i or bool(previous.whitespace_))
        out += (" " if gap and out and not out.endswith(" ") else "") + word
        previous = token
    return out


def tidy(text: str) -> str:
    """The text without spaces before marks, and without the half of a pair that lost its other half."""
    tidied = re.sub(r"\s*\[(?:\.\.\.|…)\]|\(\s*\)|\[\s*\]|“\s*”", "", re.sub(r"\s+", " ", text))
    tidied = re.sub(r"\s+([,;:.!?)\]”])", r"\1", tidied)
    tidied = re.sub(r"([(\[“])\s+", r"\1", tidied)
    for left, right in _PAIRS:
        if not _is_paired(tidied, left, right):
            tidied = tidied.replace(left, "").replace(right, "")
    if tidied.count('"') % 2:
        tidied = tidied.replace('"', "")
    if "‘" in tidied and "’" not in tidied[tidied.rindex("‘") :]:
        tidied = tidied.replace("‘", "")
    tidied = re.sub(r",(?:\s*,)+", ",", tidied)
    tidied = re.sub(r"\s+", " ", tidied).strip(" ,;:–—-")
    # What went may have left another pair empty or another mark alone.
    return tidied if tidied == text else tidy(tidied)


def possessive(name: str) -> str:
    """ "Oslo’s", "the United States’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _is_paired(text: str, left: str, right: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == left) - (sign == right)
        if depth < 0:
            return False
    return depth == 0


def third_person(text: str) -> str:
    """The same with the first person put into the third: "our troops" → "their troops"."""
    return _FIRST.sub(lambda match: _THEIR[match.group().lower()], _SPEAKER.sub(_without_speaker, text))


def _without_speaker(match: re.Match[str]) -> str:
    """ "I am" → "they are"; "Title I" is a number."""
    if match["before"] and not match["verb"]:
        return match.group()
    verb = {" am": " are", " was": " were", "’m": "’re", "'m": "'re"}.get(match["verb"], "")
    return f"{match['before'] or ''}they{verb}"


def infinitive(
    verb: "Token",
    without: Collection[int] = (),
    instead: Mapping[int, str] = MappingProxyType({}),
    most: int = 24,
    *,
    passive: bool = False,
) -> str:
    """What the verb's clause says to be done, as an infinitive: "deploy troops as a reassurance force".

    `without` are positions of words told elsewhere (condition, deadline), `instead` gives other words by
    position. At most `most` words or somewhat more, cut where a phrase ends; empty where they say nothing
    alone ("be"). With `passive` it is told as somebody's act: "Full details will be published" → "publish
    full details".
    """
    group = phrases.coordinated(verb)
    tokens = phrases.action(verb, without)
    if verb not in tokens:  # the verb itself is told elsewhere
        return ""
    given = [token for token in _object(verb, passive) if token.i not in without]
    at = len(tokens) if _is_stranded(tokens[-1]) else tokens.index(verb) + 1
    if at < len(tokens) and _is_stranded(tokens[at]):
        at += 1  # "will be looked at as a friend"
    kept = shortened([*tokens[:at], *given, *tokens[at:]], most)
    joined = phrases.unjoined(kept, group)
    words = []
    for token in kept:
        word = base(token) if token in group else _OBJECTS.get(token.lower_, "") if token in given else ""
        word = instead.get(token.i, word or lowered(token))
        words.append((token, ("and " if token == joined else "") + word))
    text = third_person(tidy(_joined(words)))
    if text in _EMPTY:
        return ""
    return text.replace(", and ", " and ") if joined is not None else text


def _object(verb: "Token", passive: bool) -> list["Token"]:
    """What the act is done to, where it stands before the verb."""
    thing = phrases.left_out(verb)
    if passive:
        own = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
        subject = own if own is not None or verb.dep_ != "xcomp" else inherited(verb)
        thing = antecedent(subject) if subject is not None else None
    return phrases.noun(thing) if thing is not None else []


def _is_stranded(token: "Token") -> bool:
    """Whether a preposition has lost what it governs to the front: "the states we work with"."""
    return token.dep_ == "prep" and not any(True for _ in token.rights)


def base(verb: "Token") -> str:
    """The base form of a verb: "announced" → "announce". The model takes "staged" for a form of "stag"."""
    lemma = str(verb.lower_ if verb.tag_ == "VB" else verb.lemma_.lower())
    cut = _SHORT.fullmatch(lemma) and verb.lower_ in (f"{lemma}ed", f"{lemma}ing")
    return f"{lemma}e" if cut else lemma


def lowered(token: "Token") -> str:
    """The word without the capital that only its place at the head of a sentence gives it."""
    entity = token.ent_type_ and not (token.ent_type_ in _COUNTS and token.pos_ in ("ADJ", "ADP", "ADV"))
    named = token.pos_ in ("PROPN", "NUM") or entity or token.text == "I" or token.text[1:2].isupper()
    return token.text if named or not _opens(token) else token.text[:1].lower() + token.text[1:]


def _opens(token: "Token") -> bool:
    """Whether it is the first word of its sentence or of a quotation."""
    start, i = token.sent.start, token.i
    if i > start and token.doc[i - 1].text in _OPENING:
        return True
    return i - start <= _MARKS_AHEAD and all(one.is_punct for one in token.doc[start:i])


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def paired(text: str) -> str:
    """The text with the quotation mark that it lacks at its end or its head, where a sentence is cut from others."""
    odd = text.count("“") - text.count("”")
    if odd:
        return f"{text}”" if odd > 0 else f"“{text}"
    if text.count('"') % 2:
        opens = re.match(r'"\w', text[text.index('"') :])
        return f'{text}"' if opens else f'"{text}'
    return text
