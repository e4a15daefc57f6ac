"""How each source is to be characterised: what rests on it, and whom it quotes."""

from collections.abc import Sequence

from briefing.memo.desk import Cited, Desk
from briefing.memo.sections.part import Part, kept
from briefing.memo.shapes import Pointer, Pointers
from briefing.model import Briefing, Source, Statement


def _items(briefing: Briefing) -> Sequence[Source]:
    return briefing.sources


def _draw(sources: Sequence[Source], desk: Desk) -> Pointers:
    return Pointers(tuple(Pointer(_character(source, desk), label=source.id) for source in sources))


def _character(source: Source, desk: Desk) -> str:
    """What can be counted of a source; whether it is to be trusted is for a person to say."""
    items = kept([item for _, item in desk.briefing.items_with_paths()])
    said = [one for one in kept(desk.briefing.statements) if _rests_on(one, source)]
    resting = sum(_rests_on(item, source) for item in items)
    lines = [
        f"{desk.source_line(source)}.",
        desk.words.fill("sourcing.rests", count=resting, all=len(items)),
        _said(said, desk) if said else desk.words["sourcing.silent"],
    ]
    if source.published is None:
        lines.append(desk.words["sourcing.undated"])
    if source.publisher is None and source.author is None:
        lines.append(desk.words["sourcing.anonymous"])
    return " ".join(lines)


def _said(said: Sequence[Statement], desk: Desk) -> str:
    return desk.words.fill(
        "sourcing.says",
        count=len(said),
        direct=sum(one.direct for one in said),
        named=sum(bool(one.speaker) for one in said),
        speakers=len({one.speaker for one in said if one.speaker}),
    )


def _rests_on(item: Cited, source: Source) -> bool:
    return any(evidence.source == source.id for evidence in item.evidence)


PART = Part(_items, _draw)
