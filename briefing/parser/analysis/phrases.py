"""Which words of a clause a memo keeps, and where a long clause may end.

Everything here works on tokens of one sentence, in their order; `wording` and `asking` make text of them.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.parser.analysis.clauses import SUBJECTS, VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARY = frozenset({"aux", "auxpass"})
_LEFT_OUT = frozenset({*SUBJECTS, *_AUXILIARY, "mark", "preconj", "intj", "expl", "meta", "parataxis", "relcl"})
_BASE = frozenset({"VB", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Clauses that tell why or meanwhile.
_ASIDE = frozenset({"although", "as", "because", "since", "so", "though", "whereas", "while"})
_DASHES = frozenset({"–", "—", "--", "-"})
# What may be left off behind a word without leaving it half said.
_OPTIONAL = frozenset(
    {"acl", "advcl", "advmod", "agent", "appos", "cc", "conj", "npadvmod", "parataxis", "prep", "punct", "relcl"}
)
# Adverbs of manner stay with their verb; these tell how sure or how new it is.
_UNSAID = frozenset(
    "actually allegedly already certainly currently early eventually finally generally hopefully initially likely "
    "normally only originally possibly presumably previously probably really recently reportedly respectively simply "
    "surely typically usually".split(" ")
)


def coordinated(verb: "Token") -> list["Token"]:
    """The verb and those that go on with it on the same footing ("fund", "run" and "staff")."""
    found = [verb]
    for one in found:
        for child in one.rights:
            if child.dep_ == "conj" and _goes_on(child, verb):
                found.append(child)
            elif child.dep_ == "conj" and child.lower_ == "to" and verb.tag_ == "VBG":
                found += [inner for inner in child.children if inner.dep_ == "pcomp" and inner.tag_ == "VBG"]
    return found


def _goes_on(verb: "Token", first: "Token") -> bool:
    """Whether it has the form of the first verb, and neither subject nor auxiliary of its own."""
    if verb.pos_ not in VERBAL or any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    tags = {verb.tag_, first.tag_}
    shared = {child.lower_ for child in first.lefts if child.dep_ in _AUXILIARY} | {"to", "will"}
    own = {child.lower_ for child in verb.lefts if child.dep_ in _AUXILIARY}
    return (len(tags) == 1 or tags <= _BASE or tags <= _FINITE) and own <= shared


def action(verb: "Token", without: Collection[int] = (), *, asked: bool = False) -> list["Token"]:
    """The words of what the verb says to be done, from the verb on; adverbs of manner may stand before it.

    `without` are positions told elsewhere; a stretch of them stays where words hang on it. Subjects,
    auxiliaries, brackets, insertions and what has another subject go; so do reasons and the agent of
    a passive, unless a question is `asked`.
    """
    group = coordinated(verb)
    lost = {i for token in verb.subtree if token.dep_ == "parataxis" for i in positions(token)}
    for one in group:
        for child in one.children:
            if child in group:
                continue
            if any(inner in group for inner in child.children):
                lost.add(child.i)
            elif _goes(child, one, verb, asked):
                lost.update(positions(child))
                lost.update(_joint(child))
    tokens = [t for t in verb.subtree if t.i not in lost and (t.i >= verb.i or _is_manner(t, verb))]
    gone = _severable(tokens, without) if without else set()
    return _whole([token for token in tokens if token.i not in gone])


def noun(head: "Token") -> list["Token"]:
    """The words of a noun phrase, without relative clauses, appositions, brackets and insertions."""
    lost = {i for t in head.subtree if t != head and t.dep_ in ("relcl", "appos", "parataxis") for i in positions(t)}
    return _whole([token for token in head.subtree if token.i not in lost])


def positions(token: "Token") -> set[int]:
    return {inner.i for inner in token.subtree}


def _goes(child: "Token", verb: "Token", first: "Token", asked: bool) -> bool:
    if child.dep_ in _LEFT_OUT or child.dep_ == "conj":
        return True
    if child.dep_ in ("agent", "neg"):
        return (not asked and child.dep_ == "agent") or (child.dep_ == "neg" and verb == first)
    if child.i < verb.i:
        return verb == first and not _is_manner(child, verb) if child.dep_ == "advmod" else child.dep_ not in ("punct", "cc")
    opener = child.left_edge
    return not asked and child.dep_ == "advcl" and child.tag_ != "VBG" and opener.lower_ in _ASIDE


def _joint(child: "Token") -> Iterator[int]:
    """The conjunction that joined a part which goes."""
    before = child.left_edge.i - 1
    while before >= child.sent.start and (child.doc[before].dep_ == "cc" or child.doc[before].text == ","):
        if child.doc[before].dep_ == "cc":
            yield before
        before -= 1


def _is_manner(token: "Token", verb: "Token") -> bool:
    """Whether it is an adverb of manner right before the verb, or one joined to such ("jointly and severally")."""
    if token.i != verb.i - 1 or token.head != verb or token.dep_ != "advmod":
        return False
    return token.lower_.endswith("ly") and token.lower_ not in _UNSAID


def _severable(tokens: list["Token"], without: Collection[int]) -> set[int]:
    """The positions in `without` that can go: no word is left hanging on them, no verb left without its object."""
    runs: list[set[int]] = []
    for token in tokens:
        if token.i in without:
            if runs and token.i - 1 in runs[-1]:
                runs[-1].add(token.i)
            else:
                runs.append({token.i})
    gone: set[int] = set()
    for run in runs:
        left = any(t.head.i in run and t.i not in without and not t.is_punct for t in tokens)
        tops = [t for t in tokens if t.i in run and t.head.i not in run]
        if not left and all(t.dep_ not in ("ROOT", "dobj", "attr", "acomp", "oprd", "pobj", "compound") for t in tops):
            gone |= run
    return gone


def _whole(tokens: list["Token"]) -> list["Token"]:
    """The tokens without brackets and what they hold, without what stands behind a dash or a colon, and
    without commas that parted what is gone."""
    return _without_commas(_first_part(_without_brackets(tokens)))


def _without_brackets(tokens: list["Token"]) -> list["Token"]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]"):
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(token)
    return kept if depth == 0 else [token for token in tokens if token.text not in ("(", ")", "[", "]")]


def _first_part(tokens: list["Token"]) -> list["Token"]:
    dashes = [n for n, token in enumerate(tokens) if token.text in _DASHES and _is_spaced(token)]
    while len(dashes) > 1:
        first, second = dashes[:2]
        tokens = tokens[:first] + tokens[second + 1 :]
        dashes = [n - (second + 1 - first) for n in dashes[2:]]
    ends = [n for n, token in enumerate(tokens) if n > 2 and (n in dashes or token.text in (":", ";"))]
    return tokens[: ends[0]] if ends else tokens


def _is_spaced(token: "Token") -> bool:
    """Whether a dash parts words: a long one always, a short one with a space before it ("US–UK" is one name)."""
    return token.text == "—" or token.i == 0 or bool(token.nbor(-1).whitespace_)


def _without_commas(tokens: list["Token"]) -> list["Token"]:
    """Drops a comma beside a gap and at either end; before a further member of a list one stays."""
    kept: list[Token] = []
    for n, token in enumerate(tokens):
        if token.text == ",":
            following = tokens[n + 1] if n + 1 < len(tokens) else None
            gap = (kept and kept[-1].i != token.i - 1) or (following is not None and following.i != token.i + 1)
            if not kept or following is None or kept[-1].text == "," or (gap and following.dep_ != "conj"):
                continue
        kept.append(token)
    return kept


def shortened(tokens: list["Token"], most: int) -> list["Token"]:
    """At most `most` words, ending where no phrase is left half said; a little more where there is no such end."""
    lengths = list(_lengths(tokens))
    if not tokens or lengths[-1] <= most:
        return tokens
    whole = [n for n, blocked in enumerate(_blocked(tokens)) if not blocked and n > 1]
    near = [n for n in whole if max(4, most // 3) <= lengths[n - 1] <= most]
    beyond = [n for n in whole if most < lengths[n - 1] <= 1.5 * most]
    if near or beyond:
        return tokens[: near[-1] if near else beyond[0]]
    return tokens[: sum(length <= most for length in lengths)]


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
        glued = n > 0 and not tokens[n - 1].whitespace_ and not tokens[n].is_punct and tokens[n - 1].i + 1 == tokens[n].i
        counts.append(running + glued)
    return counts


def _may_be_left(token: "Token") -> bool:
    """Whether the phrase that the token heads can be left off behind its own head."""
    if token.dep_ not in _OPTIONAL:
        return False
    if token.dep_ == "prep":
        # "subject to", "rely on": the preposition belongs to the word before it.
        return token.head.pos_ not in ("ADJ", "ADP", "ADV") and not (token.head.pos_ == "VERB" and token.i == token.head.i + 1)
    # "trade, tariffs" lacks its last member.
    return not (token.dep_ in ("conj", "cc") and token.head.dep_ == "conj")


def parted(tokens: list["Token"], group: list["Token"]) -> "Token | None":
    """The last of several coordinated verbs, where the cut has taken the "and" that would stand before it."""
    inside = [token for token in tokens if token in group]
    if len(inside) < 2:
        return None
    before, last = list(pairwise(inside))[-1]
    between = [token for token in tokens if before.i < token.i < last.i]
    return None if any(token.dep_ == "cc" and token.head in group for token in between) else last
