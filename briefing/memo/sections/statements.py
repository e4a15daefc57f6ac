"""Statements that matter: who said what, and whether in their own words."""

import re
from collections import Counter
from collections.abc import Sequence

from briefing.memo.desk import Desk
from briefing.memo.sections.part import Part, kept, yes_or_no
from briefing.memo.shapes import Quote, Quotes
from briefing.model import Briefing, Evidence, Importance, Statement

_REPORTED = 0.5
"""Below this nobody's words are reported: a phrase tells of a stand, or somebody has yet to speak (docs/model.md)."""
_SHORTEST = 7
_POINTING = frozenset({"he", "it", "she", "that", "they", "this", "those", "which", "who"})
"""Words for a speaker that tell nobody who reads them alone who he is."""
_SUBJECTLESS = re.compile(r"(?:to|would|will|can|could|should|must|may|might|is|are|was|were|has|have|had|not)\b", re.I)


def _items(briefing: Briefing) -> Sequence[Statement]:
    """Those that stand in no other: of key actors first, then of anybody known; direct speech first; each speaker once.

    Whoever speaks again comes behind all others, and behind these what reports no words.
    """
    key = {actor.id for actor in briefing.actors if actor.importance is Importance.KEY}
    ranked = sorted(
        _outermost(kept(briefing.statements)),
        key=lambda said: (_is_fragment(said), said.speaker_id not in key, said.speaker is None, not said.direct),
    )
    turns = Counter[str]()
    turn_of = {}
    for said in ranked:
        turn_of[said.id] = turns[said.speaker or ""]
        turns[said.speaker or ""] += 1
    return sorted(ranked, key=lambda said: (said.confidence < _REPORTED, turn_of[said.id]))


def _outermost(statements: Sequence[Statement]) -> list[Statement]:
    """Those that no longer one on the same evidence holds: "they will act" inside "she said that they will act"."""
    longest: dict[tuple[Evidence, ...], list[str]] = {}
    for said in statements:
        longest.setdefault(said.evidence, []).append(said.text)
    return [
        said
        for said in statements
        if not said.evidence or not any(_inside(said.text, text) for text in longest[said.evidence])
    ]


def _inside(text: str, other: str) -> bool:
    """Whether the other holds the text and more; the marks at its end do not count."""
    return len(text) < len(other) and text.rstrip('.,!?”"') in other


def _is_fragment(said: Statement) -> bool:
    """Whether the words cannot stand alone: too few, or without a subject ("to bolster supplies", "would help")."""
    return len(said.text.split()) < _SHORTEST or _SUBJECTLESS.match(said.text) is not None


def _arrange(statements: Sequence[Statement], desk: Desk) -> list[Statement]:
    order = {said.id: n for n, said in enumerate(desk.briefing.statements)}
    return sorted(statements, key=lambda said: order[said.id])


def _draw(statements: Sequence[Statement], desk: Desk) -> Quotes:
    return Quotes(tuple(_quote(said, desk) for said in statements))


def _by_office(said: Statement) -> bool:
    """Whether an office spoke for somebody: "Starmer’s office" said it, not Starmer."""
    return (said.speaker_text or "").endswith(" office")


def _speaker(said: Statement, desk: Desk) -> str:
    if said.speaker_text and _by_office(said):
        return said.speaker_text
    words = said.speaker_text if (said.speaker_text or "").lower() not in _POINTING else None
    return said.speaker or words or desk.words["unknown_speaker"]


def _cue(said: Statement) -> str:
    """The source's own word for it: whoever cites officials, or discusses ways, has not said that there are some."""
    cue = said.cue or ""
    return "" if cue.lower().startswith("according") else cue[:1].lower() + cue[1:]


def _marks(said: Statement, desk: Desk) -> tuple[str, str]:
    """What stands before and after the words: a quotation that the source ends later ends with them."""
    if said.direct:
        return desk.words["open_quote"], desk.words["close_quote"]
    if said.text.count("“") > said.text.count("”"):
        return "", "”"
    return "", '"' if said.text.count('"') % 2 else ""


def _quote(said: Statement, desk: Desk) -> Quote:
    opening, closing = _marks(said, desk)
    return Quote(
        anchor=said.id,
        speaker=_speaker(said, desk),
        role=desk.details(said, "" if _by_office(said) else desk.roles.get(said.speaker_id or "", "")),
        cue=_cue(said),
        text=said.text,
        opening=opening,
        closing=closing,
        refs=desk.cite(said),
        note=desk.note(said),
    )


def _gist(said: Statement, desk: Desk) -> str:
    opening, closing = _marks(said, desk)
    cue = f" ({_cue(said)})" if _cue(said) else ""
    return f"{_speaker(said, desk)}{cue}: {opening}{said.text}{closing}"


PART = Part(
    _items,
    _draw,
    gist=_gist,
    name=_speaker,
    arrange=_arrange,
    facets={"direct": yes_or_no(lambda said: said.direct), "named": yes_or_no(lambda said: bool(said.speaker))},
)
