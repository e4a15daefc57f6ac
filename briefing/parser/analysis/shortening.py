"""Where a long clause may end: no phrase is left half said, no word alone that leads to another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.parser.analysis.phrases import DASHES

if TYPE_CHECKING:
    from spacy.tokens import Token

# What may be left off behind a word without leaving it half said.
_OPTIONAL = frozenset(
    {"acl", "advcl", "advmod", "appos", "cc", "conj", "npadvmod", "parataxis", "prep", "punct", "relcl"}
)
# What leans on a word behind it.
_LEANING = frozenset(
    {"advmod", "amod", "aux", "auxpass", "case", "compound", "det", "nmod", "nummod", "poss", "predet", "quantmod"}
)
# Nouns that say nothing without the clause behind them.
_UNTOLD = frozenset({"fact", "idea", "moment", "path", "point", "time", "view", "way"})
# Words that begin a time, which has gone.
_LAUNCHING = frozenset({"beginning", "effective", "starting"})


def shortened(tokens: list["Token"], most: int, *, asked: bool = False) -> list["Token"]:
    """At most `most` words, ending where no phrase is left half said; a little more where there is no such end.

    A preposition that never had a noun behind it may end a question: "What is he basing this on?"
    """
    return _finished(tokens[: _end(tokens, most)], asked)


def _end(tokens: list["Token"], most: int) -> int:
    lengths = list(_lengths(tokens))
    if not tokens or lengths[-1] <= most:
        return len(tokens)
    whole = [n for n, blocked in enumerate([*_blocked(tokens), 0]) if not blocked and n > 1]
    near = [n for n in whole if max(4, most // 3) <= lengths[n - 1] <= most]
    beyond = [n for n in whole if most < lengths[n - 1] <= 1.5 * most]
    return near[-1] if near else beyond[0] if beyond else sum(length <= most for length in lengths)


def _finished(tokens: list["Token"], asked: bool) -> list["Token"]:
    """The tokens without a conjunction, an article or a preposition left alone at their end."""
    kept = {token.i for token in tokens}
    end = len(tokens)
    while end > 1 and _is_left_alone(tokens[end - 1], kept, asked):
        end -= 1
        kept.discard(tokens[end].i)
    return tokens[:end]


def _is_left_alone(token: "Token", kept: set[int], asked: bool) -> bool:
    if token.is_punct:
        return token.text in (",", ";", ":", *DASHES)
    if token.lower_ in _LAUNCHING:
        return True
    if token.dep_ in ("prep", "agent", "dative", "cc", "mark") or token.tag_ in ("TO", "WDT", "WP"):
        governs = [child.i for child in token.rights]
        return kept.isdisjoint(governs) and (bool(governs) or not asked or token.tag_ != "IN")
    return token.head.i > token.i and token.head.i not in kept and token.dep_ in _LEANING


def _lengths(tokens: list["Token"]) -> Iterator[int]:
    """How many words the tokens make up to and with each of them."""
    count = 0
    for n, token in enumerate(tokens):
        joined = n > 0 and tokens[n - 1].i + 1 == token.i and not tokens[n - 1].whitespace_
        count += not token.is_punct and not joined
        yield count


def _blocked(tokens: list["Token"]) -> list[int]:
    """For each place before a token, how many pairs of words belong together across it."""
    place = {token.i: n for n, token in enumerate(tokens)}
    change = [0] * (len(tokens) + 2)
    for n, token in enumerate(tokens):
        head = place.get(token.head.i, n)
        first, last = sorted((head, n))
        if first < last and not (head < n and _may_be_left(token)):
            change[first + 1] += 1
            change[last + 1] -= 1
    counts, running = [], 0
    for n in range(len(tokens)):
        running += change[n]
        counts.append(running + _is_glued(tokens, n))
    return counts


def _is_glued(tokens: list["Token"], n: int) -> bool:
    """Whether a token stands to the one before it without a space, as one word or joined by a hyphen."""
    if n == 0 or tokens[n - 1].i + 1 != tokens[n].i or tokens[n - 1].whitespace_:
        return False
    return not tokens[n].is_punct or tokens[n].text in ("-", "–", "/")


def _may_be_left(token: "Token") -> bool:
    """Whether the phrase that the token heads can be left off behind its own head."""
    if token.dep_ not in _OPTIONAL:
        return False
    if token.dep_ == "prep":
        # "subject to", "rely on", "in pursuit of": the preposition belongs to the word before it.
        close = token.head.pos_ == "VERB" and token.i == token.head.i + 1
        return not close and token.lower_ != "of" and token.head.pos_ not in ("ADJ", "ADP", "ADV")
    if token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in _UNTOLD:
        return False
    # "trade, tariffs" lacks its last member.
    return not (token.dep_ in ("conj", "cc") and token.head.dep_ == "conj")
