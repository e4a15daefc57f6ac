"""Whether what an editor wrote still agrees with the words of the source that an item rests on.

An edit changes what a memo says, never what the source said. A number, a name or a day that the evidence does
not hold, and a "not" on one side only, are told; whether the edit is wrong is for a person to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefing.document import BLOCK_BREAK
from briefing.merge.quantities import quantities
from briefing.model import Actor, Briefing, Commitment, Polarity, ReviewState
from briefing.words import TITLES, content_words, words

_TEXTS = ("point", "action", "condition", "deadline", "amount", "beneficiary", "question", "text", "when", "event")
_NAMES = ("committer", "reported_by", "about", "speaker")
_ANYWHERE = ("name", "role", "affiliation")
"""Of actors: the fullest form of a name may stand far from the sentence that says what they do."""
_ASSERTED = frozenset({"point", "action", "text", "event"})
"""The fields of which a "not" changes the meaning; a question is open either way."""

_CAPITAL = re.compile(r"(?<![\w’'])[A-Z][\w’'-]*")
_SENTENCE = re.compile(r"(?:^|[.!?:][”’\"')\]]*\s+|[“\"‘])\W*$")
_NOT = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|refus\w+|declin\w+|den(?:y|ied|ies)|reject\w*)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_CALENDAR = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_DAYS = frozenset(_CALENDAR.split())


@dataclass(frozen=True)
class Doubt:
    """A field of an edited item that no longer agrees with its evidence; `why` is a sentence without a subject."""

    item: str
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.item}.{self.field}: {self.why}"


def doubts(briefing: Briefing) -> tuple[Doubt, ...]:
    """What is doubtful about the edited items, in the order of the briefing; those without evidence are left alone."""
    return tuple(
        doubt
        for _, item in briefing.items_with_paths()
        if item.review.state is ReviewState.EDITED and item.evidence
        for doubt in _item(item, briefing)
    )


def _item(item: Any, briefing: Briefing) -> Iterator[Doubt]:
    quotes = " … ".join(evidence.quote for evidence in item.evidence)
    whole = " … ".join(source.text for source in briefing.sources)
    for field in (*_TEXTS, *_NAMES, *_ANYWHERE):
        text = getattr(item, field, None)
        if not isinstance(text, str) or not text:
            continue
        there = whole if field in _ANYWHERE else quotes
        if missing := sorted(quantities(text) - quantities(there)):
            yield Doubt(item.id, field, f"{', '.join(map(_number, missing))} is not in its evidence")
        if field in _NAMES:
            # Who says so, and who could answer, often stands beside the words that count.
            near = quotes if field in ("committer", "speaker") else _paragraphs(item, briefing)
            if not _is_meant(text, near, whole, briefing):
                yield Doubt(item.id, field, f"its evidence names others, and not “{text}”")
        elif strange := [name for name in _names(text) if not set(words(name)) <= set(words(there))]:
            kind = "day" if all(name.casefold() in _DAYS for name in strange) else "name"
            yield Doubt(item.id, field, f"the {kind} {_listed(strange)} is not in its evidence")
        if field in _ASSERTED and _denies(item, text) != bool(_NOT.search(quotes)):
            side = "denies what its evidence says" if _denies(item, text) else "says what its evidence denies"
            yield Doubt(item.id, field, f"it {side}")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _paragraphs(item: Any, briefing: Briefing) -> str:
    """The paragraphs that the evidence stands in."""
    texts = {source.id: source.text for source in briefing.sources}
    found = []
    for evidence in item.evidence:
        text = texts[evidence.source]
        end = text.find(BLOCK_BREAK, evidence.end)
        found.append(text[text.rfind(BLOCK_BREAK, 0, evidence.start) + 1 : end if end >= 0 else len(text)])
    return " … ".join(found)


def _denies(item: Any, text: str) -> bool:
    """Whether a text says no; what is to be left be is a refusal already."""
    refrains = isinstance(item, Commitment) and item.polarity is Polarity.REFRAIN
    return bool(_NOT.search(text)) or refrains


def _is_meant(name: str, quotes: str, whole: str, briefing: Briefing) -> bool:
    """Whether the evidence may mean who is named: it names them by some form, or only says “he”."""
    there = set(words(quotes))
    own = set(_bare(name))
    forms = {form for one in briefing.actors if own & _forms(one) for form in _forms(one)} | own
    if forms & there:
        return True
    # Whoever else acts in the same sentence is not meant by its "he".
    others = any(_forms(one) & there for one in briefing.actors)
    return not others and own <= set(words(whole))


def _forms(actor: Actor) -> set[str]:
    """The words of an actor's names, without those that many share."""
    return {word for name in (actor.name, *actor.aliases) for word in _bare(name)}


def _bare(name: str) -> list[str]:
    return [word for word in content_words(name) if word not in TITLES]


def _names(text: str) -> list[str]:
    """The words written with a capital that is no sentence's, and names of days and months."""
    return [
        found[0].removesuffix("’s").removesuffix("'s")
        for found in _CAPITAL.finditer(text)
        if not _SENTENCE.search(text[: found.start()]) or found[0].casefold() in _DAYS
    ]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in dict.fromkeys(names))
