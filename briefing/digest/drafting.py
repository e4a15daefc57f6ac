"""One story out of the briefings on it: merged, its sources under the digest's own ids, its ledger drawn up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from briefing.digest.disputes import disputes
from briefing.digest.likeness import Profile, profile
from briefing.digest.model import Story, items_of
from briefing.digest.order import Order
from briefing.digest.sentences import Sentence, sentences
from briefing.digest.shelf import identity
from briefing.digest.stems import stems
from briefing.digest.undertakings import asked, ledger
from briefing.merge import merge
from briefing.merge.sources import place
from briefing.model import (
    Actor,
    Briefing,
    Commitment,
    KeyPoint,
    OpenQuestion,
    ReviewState,
    TimelineEntry,
    stable_id,
)

_MOST_POINTS = 5

_Item = TypeVar("_Item", KeyPoint, Actor, Commitment, OpenQuestion, TimelineEntry)


@dataclass(frozen=True)
class Draft:
    """A story with its own actors, whose ids its items use.

    `scene` are the stems of the names that the whole of it is about, in alphabetical order.
    """

    story: Story
    actors: tuple[Actor, ...]
    scene: tuple[str, ...]


def told_in(notes: Sequence[Briefing]) -> tuple[Sentence, ...]:
    """The sentences of all sources, each source once, those published first before the others."""
    sources = {identity(source): source for note in notes for source in note.sources}
    ordered = sorted(sources.items(), key=lambda pair: place(pair[1]))
    return tuple(one for name, source in ordered for one in sentences(name, source.text))


def draft(notes: Sequence[Briefing], told: Sequence[Sentence], order: Order) -> Draft:
    """The story that briefings tell together, under an id that follows from its first source."""
    merged = merge(notes)
    ids = {source.id: identity(source) for source in merged.sources}
    actors = _kept(merged.actors, ids)
    by_id = {actor.id: actor for actor in merged.actors}
    commitments = _kept(merged.commitments, ids)
    about = _scene(merged)
    questions = (*disputes(commitments, by_id, order, told), *_kept(merged.open_questions, ids))
    sources = tuple(dict.fromkeys(ids[source.id] for source in merged.sources))
    story = Story(
        id=stable_id("ST", sources[0]),
        title=_title(notes, merged, order),
        sources=sources,
        points=_kept(merged.summary, ids)[:_MOST_POINTS],
        commitments=tuple(ledger(commitments, by_id, order, told, about)),
        questions=tuple(asked(one, order, told) for one in questions),
        timeline=tuple(sorted(_kept(merged.timeline, ids), key=_when)),
    )
    return Draft(story, actors, tuple(sorted(about)))


def _title(notes: Sequence[Briefing], merged: Briefing, order: Order) -> str:
    """That of the latest; where a day is not told, one that is new is later than one that is not."""
    own = [[identity(source) for source in note.sources] for note in notes]
    fresh = [note for note, ids in zip(notes, own, strict=True) if all(map(order.new, ids))]
    dated = all(order.days.get(one) for ids in own for one in ids)
    return merged.title if dated or len(fresh) in (0, len(notes)) else fresh[-1].title


def _scene(merged: Briefing) -> frozenset[str]:
    """What the whole story is about: the names in its title."""
    return profile(merged.title, "\n\n".join(source.text for source in merged.sources), None).proper & frozenset(
        stems(merged.title)
    )


def _kept(items: Sequence[_Item], ids: Mapping[str, str]) -> tuple[_Item, ...]:
    """The items that no editor has rejected, each piece of their evidence once, under the digest's ids."""
    kept = []
    for item in items:
        if item.review.state is ReviewState.REJECTED or not item.evidence:
            continue
        moved = (one.model_copy(update={"source": ids[one.source]}) for one in item.evidence)
        kept.append(item.model_copy(update={"evidence": tuple(dict.fromkeys(moved))}))
    return tuple(kept)


def _when(entry: TimelineEntry) -> tuple[bool, date, date]:
    if entry.date is None:
        return (True, date.max, date.max)
    return (False, entry.date.start or entry.date.end, entry.date.end)


def portrait(story: Story, days: Mapping[str, date | None]) -> Profile:
    """What a story of a digest is like, as far as the words that it quotes tell."""
    quotes = dict.fromkeys(one.quote for items in items_of(story).values() for item in items for one in item.evidence)
    latest = max((day for source in story.sources if (day := days.get(source))), default=None)
    return profile(story.title, "\n\n".join((story.title, *quotes)), latest)
