"""The sources of several briefings as one list, S1 to Sn."""

from collections.abc import Iterable, Sequence
from datetime import date

from briefing.model import Briefing, Source

SourceIds = list[dict[str, str]]
"""By the number of the briefing: its own id of a source, and that in the common list."""


def join_sources(briefings: Sequence[Briefing]) -> tuple[tuple[Source, ...], SourceIds]:
    """Every source once, by date published (undated ones last), then by its bytes' hash.

    Sources are one where the bytes and the text are equal: entries of one feed share the bytes.
    """
    known: dict[tuple[str, str], list[Source]] = {}
    for briefing in briefings:
        for source in briefing.sources:
            known.setdefault(_content(source), []).append(source)
    chosen = sorted((min(versions, key=_best_described) for versions in known.values()), key=place)
    numbered = tuple(source.model_copy(update={"id": f"S{n}"}) for n, source in enumerate(chosen, 1))
    ids = {_content(source): source.id for source in numbered}
    return numbered, [{source.id: ids[_content(source)] for source in briefing.sources} for briefing in briefings]


def place(source: Source) -> tuple[date, str, str]:
    """Where a source stands among others."""
    return source.published or date.max, *_content(source)


def latest_day(sources: Iterable[Source]) -> date:
    """The day on which the last of the sources was published; `date.min` where none is dated."""
    return max((source.published or date.min for source in sources), default=date.min)


def _content(source: Source) -> tuple[str, str]:
    return source.sha256, source.text


def _best_described(source: Source) -> tuple[int, str]:
    """Smallest for the record with most fields filled; the rest only makes the choice the same each time."""
    told = source.model_copy(update={"id": ""})
    return -len(told.model_dump(exclude_none=True)), told.model_dump_json()
