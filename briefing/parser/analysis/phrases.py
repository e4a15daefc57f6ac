"""Which words of a clause a memo keeps.

Everything here works on tokens of one sentence, in their order; `shortening` says where a long clause may
end, `wording` and `asking` make text of what is left.
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
DASHES = frozenset({"–", "—", "--", "-"})
# Adverbs of manner stay with their verb; these tell how sure or how new it is.
_UNSAID = frozenset(
    {"actually", "allegedly", "already", "certainly", "currently", "early", "eventually", "finally", "generally"}
    | {"hopefully", "initially", "likely", "normally", "only", "originally", "possibly", "presumably", "previously"}
    | {"probably", "really", "recently", "reportedly", "respectively", "simply", "surely", "typically", "usually"}
)
# What a verb cannot do without, and verbs that need the time they take.
_NEEDED = frozenset({"ROOT", "acomp", "attr", "compound", "dobj", "oprd", "pobj"})
_GENERIC = frozenset({"all", "any", "anyone", "anything", "every", "everyone", "people", "those"})
_LASTING = frozenset({"last", "take"})


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
    # A past tense and its participle often look the same.
    alike = len(tags) == 1 or tags <= _BASE or tags <= _FINITE or (first.tag_, verb.tag_) == ("VBD", "VBN")
    return alike and own <= shared


def action(verb: "Token", without: Collection[int] = (), *, asked: bool = False) -> list["Token"]:
    """The words of what the verb says to be done, from the verb on; adverbs of manner may stand before it.

    `without` are positions told elsewhere; a stretch of them stays where words hang on it. Subjects,
    auxiliaries, brackets, insertions and what has another subject go; so do reasons and the agent of
    a passive, unless a question is `asked`.
    """
    group = coordinated(verb)
    lost = {i for token in verb.subtree if token.dep_ == "parataxis" and token != verb for i in positions(token)}
    for one in group:
        for child in one.children:
            if child in group:
                continue
            if any(inner in group for inner in child.children):
                lost.add(child.i)
            elif _goes(child, one, verb, asked):
                lost.update(positions(child))
                lost.update(_joint(child) if child.dep_ == "conj" else ())
    tokens = [t for t in _in_order(verb) if t.i not in lost and (t.i >= verb.i or _is_manner(t, verb))]
    gone = _severable(tokens, without) if without else set()
    return _whole([token for token in tokens if token.i not in gone])


def noun(head: "Token") -> list["Token"]:
    """The words of a noun phrase, without brackets, insertions and what is set behind a comma.

    Relative clauses go, too, but for the one without which nobody knows what is meant: "any acts that threaten it".
    """
    generic = head.lower_ in _GENERIC or any(child.lower_ in _GENERIC for child in head.lefts)
    lost = {
        i
        for t in head.subtree
        if t != head and (t.dep_ in ("appos", "parataxis") or (t.dep_ == "relcl" and not (generic and t.head == head)))
        for i in positions(t)
    }
    for child in head.rights:
        if child.dep_ not in ("conj", "cc", "punct") and child.left_edge.nbor(-1).text == ",":
            lost.update(positions(child))
    return _whole([token for token in _in_order(head) if token.i not in lost])


def _in_order(token: "Token") -> list["Token"]:
    """The subtree in the order of the text, which crossing arcs disturb."""
    return sorted(token.subtree, key=lambda inner: inner.i)


def positions(token: "Token") -> set[int]:
    return {inner.i for inner in token.subtree}


def _goes(child: "Token", verb: "Token", first: "Token", asked: bool) -> bool:
    if child.dep_ in _LEFT_OUT or (child.dep_ == "conj" and child.pos_ in VERBAL):
        return True
    if child.dep_ in ("agent", "neg"):
        return (not asked and child.dep_ == "agent") or (child.dep_ == "neg" and verb == first)
    if child.i < verb.i:
        if child.dep_ == "advmod":
            return verb == first and not _is_manner(child, verb)
        return child.dep_ not in ("punct", "cc")
    if child.lower_ == "with" and child.nbor(-1).text == "," and _holds_a_clause(child):
        return True  # "to open in May, with the hall set to follow in June"
    opener = child.left_edge
    return not asked and child.dep_ == "advcl" and child.tag_ != "VBG" and opener.lower_ in _ASIDE


def _holds_a_clause(preposition: "Token") -> bool:
    """Whether what it governs tells of somebody else's doing."""
    governed = (child for child in preposition.children if child.dep_ == "pcomp")
    return any(inner.dep_ in SUBJECTS for child in governed for inner in child.children)


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
        hanging = any(t.head.i in run and t.i not in without and not _stands_alone(t) for t in tokens)
        tops = [t for t in tokens if t.i in run and t.head.i not in run]
        if not hanging and all(t.dep_ not in _NEEDED and t.head.lemma_ not in _LASTING for t in tops):
            gone |= run
    return gone


def _stands_alone(token: "Token") -> bool:
    """Whether it can do without the word it hangs on: a mark, or a phrase that tells where ("on 3 May, in Oslo")."""
    return token.is_punct or (token.dep_ == "prep" and token.lower_ != "of")


def _whole(tokens: list["Token"]) -> list["Token"]:
    """The tokens without brackets and what they hold, without what stands behind a dash or a colon, and
    without full stops and commas that parted what is gone."""
    return _without_commas([t for t in _first_part(_without_brackets(tokens)) if t.tag_ != "." or not t.is_punct])


def _without_brackets(tokens: list["Token"]) -> list["Token"]:
    """Square brackets stay: what they hold is an editor's help to understand the sentence."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(token)
    return kept if depth == 0 else [token for token in tokens if token.text not in ("(", ")")]


def _first_part(tokens: list["Token"]) -> list["Token"]:
    dashes = [n for n, token in enumerate(tokens) if token.text in DASHES and _is_spaced(token)]
    while len(dashes) > 1:
        first, second = dashes[:2]
        tokens = tokens[:first] + tokens[second + 1 :]
        dashes = [n - (second + 1 - first) for n in dashes[2:]]
    ends = [n for n, token in enumerate(tokens) if n > 1 and (n in dashes or token.text in (":", ";"))]
    return tokens[: ends[0]] if ends else tokens


def _is_spaced(token: "Token") -> bool:
    """Whether a dash parts words; between two names ("US–UK", "the U.S. – Fiji accord") it joins them."""
    before = token.nbor(-1) if token.i else None
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is not None and behind is not None and before.pos_ == behind.pos_ == "PROPN":
        return False
    return token.text == "—" or before is None or bool(before.whitespace_ or token.whitespace_)


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


def unjoined(tokens: list["Token"], group: list["Token"]) -> "Token | None":
    """The first word of the last of several coordinated verbs, where a cut has taken what joins them."""
    inside = [token for token in tokens if token in group]
    if len(inside) < 2:
        return None
    before, last = list(pairwise(inside))[-1]
    if any(token.dep_ == "cc" and before.i < token.i < last.i and token.head in group for token in tokens):
        return None
    return next(
        token for token in tokens if token == last or (token.head == last and before.i < token.i and not token.is_punct)
    )


def described(verb: "Token") -> "Token | None":
    """The noun that the relative clause around the verb describes: "the plan we want to announce"."""
    top = _clause_top(verb)
    return top.head if top.dep_ == "relcl" else None


def left_out(verb: "Token") -> "Token | None":
    """The noun that a relative clause leaves out as the object of its verb: "the plan we announce"."""
    top, noun = _clause_top(verb), described(verb)
    behind = [child.dep_ for child in verb.rights]
    if (
        noun is None
        or noun.ent_type_ in ("DATE", "TIME")
        or not {"dobj", "ccomp", "xcomp", "attr", "acomp"}.isdisjoint(behind)
    ):
        return None
    pronouns = [c for c in {*verb.children, *top.children} if c.tag_ in ("WDT", "WP", "WRB") and c.i < verb.i]
    named = any(child.dep_ in SUBJECTS for child in top.children)
    return noun if named and all(pronoun.dep_ in ("dobj", "pobj") for pronoun in pronouns) else None


def _clause_top(verb: "Token") -> "Token":
    while verb.dep_ in ("xcomp", "conj", "ccomp") and verb.head.pos_ in VERBAL and verb.head != verb:
        verb = verb.head
    return verb
