"""From briefings to the digest: stories found, told one by one, and compared with the last time."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from briefing.digest import cast
from briefing.digest.changes import Comparison, Side, left_open
from briefing.digest.drafting import Draft, draft, portrait, told_in
from briefing.digest.model import (
    Asked,
    Change,
    ChangeKind,
    Digest,
    DigestSource,
    StillOpen,
    Story,
    Undertaking,
)
from briefing.digest.order import Order
from briefing.digest.shelf import Shelved, in_order
from briefing.digest.stories import group, nearness
from briefing.model import Commitment, OpenQuestion, stable_id

Remember = Callable[[str, Callable[[], Draft]], Draft]
"""Gives what was drafted before under a name, or has it drafted."""


def digest(
    notes: Iterable[Shelved],
    *,
    previous: Digest | None = None,
    as_of: date | None = None,
    remember: Remember = lambda _name, make: make(),
) -> Digest:
    """The digest of briefings, whatever the order in which they are given.

    One story is unpacked at a time, and none that `remember` knows. What an editor has rejected, or
    added without words of a source, is left out. Without `previous` nothing counts as new.
    """
    shelved = in_order(notes)
    units = _sharing(shelved)
    numbered = group([unit[0].profile for unit in units])
    groups = [[one for n in numbers for one in units[n]] for numbers in numbered]
    sources = {source.id: source for one in reversed(shelved) for source in one.sources}
    past = {source.id: source for source in (*previous.past_sources, *previous.sources)} if previous else {}
    known = frozenset(source.id for source in previous.sources) if previous else frozenset()
    order = Order({name: source.published for name, source in (past | sources).items()}, known)

    before = _counterparts(groups, previous, order)
    taken = {old.id for old in before if old}
    its_actors = {player.actor.id: player.actor for player in previous.actors} if previous else {}
    drafts: list[Draft] = []
    changes: list[Change] = []
    heard: dict[str, str] = {}
    still_open: list[StillOpen] = []
    for members, old in zip(groups, before, strict=True):
        fresh = previous is not None and any(order.new(source.id) for one in members for source in one.sources)
        if fresh:
            notes_of_it = [one.open() for one in members]
            told = told_in(notes_of_it)
            made = _under(old, draft(notes_of_it, told, order), taken)
            now = Side(made.story, {actor.id: actor for actor in made.actors})
            comparison = Comparison(now, Side(old, its_actors) if old else None, order, told, made.scene)
            changes += comparison.changes()
            older = (word for one in told if not order.new(one.evidence.source) for word in one.words)
            heard[made.story.id] = f" {' '.join(older)} "
            still_open += comparison.still_open()
        else:
            made = _under(old, remember(_key(members, order), partial(_drafted, members, order)), taken)
            still_open += left_open(old) if old else ()
        drafts.append(made)
    if previous is not None:
        going_on = {old.id for old in before if old}
        still_open += (one for story in previous.stories if story.id not in going_on for one in left_open(story))

    players, identities = cast.cast([one.story for one in drafts], [one.actors for one in drafts], order)
    stories = [_renamed(one.story, home, identities) for home, one in enumerate(drafts)]
    if previous is not None:
        changes += cast.changes(players, previous, order, heard)
    ranked = sorted(stories, key=lambda story: _weight(story, order))
    places = {story.id: n for n, story in enumerate(ranked)}
    changes.sort(key=lambda one: (places.get(one.story, len(places)), list(ChangeKind).index(one.kind)))
    still_open.sort(key=lambda one: (one.since or date.max, places.get(one.story, len(places))))
    cited = {one.source for change in changes for one in (*change.evidence, *change.previously)}
    cited |= {one.source for left in still_open for one in left.question.evidence}
    return Digest(
        id=stable_id("D", *sorted(sources), as_of.isoformat() if as_of else "", previous.id if previous else ""),
        as_of=as_of,
        previous=previous.id if previous else None,
        changes=tuple(changes),
        still_open=tuple(still_open),
        stories=tuple(ranked),
        actors=players,
        sources=_listed(sources.values()),
        past_sources=_listed(source for name, source in past.items() if name in cited and name not in sources),
    )


def _drafted(members: Sequence[Shelved], order: Order) -> Draft:
    notes = [one.open() for one in members]
    return draft(notes, told_in(notes), order)


def _under(old: Story | None, made: Draft, taken: set[str]) -> Draft:
    """The draft under the id that its story had before, or under its own, which is added to those `taken`.

    The own one can be taken already: where a story falls into two, the other part may go on under it.
    """
    identity = old.id if old else made.story.id
    while not old and identity in taken:
        identity = stable_id("ST", identity)
    taken.add(identity)
    return made if identity == made.story.id else replace(made, story=made.story.model_copy(update={"id": identity}))


def _key(members: Sequence[Shelved], order: Order) -> str:
    """What a draft depends on: the briefings, and which of their sources are new, unless all are or none is."""
    made = hashlib.sha256()
    new = [order.new(source.id) for one in members for source in one.sources]
    for one in members:
        made.update(hashlib.sha256(one.packed).digest())
    if len(set(new)) > 1:
        made.update(bytes(new))
    return made.hexdigest()


def _sharing(shelved: Sequence[Shelved]) -> list[list[Shelved]]:
    """Briefings that rest on a source in common, directly or through others: they are one story anyhow."""
    unit_of: dict[str, list[int]] = {}
    units: dict[int, list[int]] = {}
    for n, one in enumerate(shelved):
        joined = sorted({n}.union(*(unit_of.get(source.id, ()) for source in one.sources)))
        for member in joined:
            units.pop(member, None)
            unit_of.update((source.id, joined) for source in shelved[member].sources)
        units[joined[0]] = joined
    return [[shelved[n] for n in units[first]] for first in sorted(units)]


def _counterparts(groups: Sequence[Sequence[Shelved]], previous: Digest | None, order: Order) -> list[Story | None]:
    """For each group the story of the previous digest that it goes on with: the one of most common sources.

    Where none has a source in common, the one whose words are most alike, if they are alike enough.
    """
    found: list[Story | None] = [None] * len(groups)
    if previous is None:
        return found
    free = {story.id: story for story in previous.stories}
    holders = {source: story for story in previous.stories for source in story.sources}
    shared: dict[tuple[int, str], int] = {}
    for n, members in enumerate(groups):
        for source in {source.id for one in members for source in one.sources}:
            if story := holders.get(source):
                shared[n, story.id] = shared.get((n, story.id), 0) + 1
    ranks = {story.id: rank for rank, story in enumerate(previous.stories)}
    for (n, name), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0][0], ranks[pair[0][1]])):
        if found[n] is None and name in free:
            found[n] = free.pop(name)
    fresh = [n for n, story in enumerate(found) if story is None]
    if fresh and free:
        portraits = {name: portrait(story, order.days) for name, story in free.items()}
        near = [
            (-max(nearness(portraits[name], one.profile) for one in groups[n]), n, name)
            for n in fresh
            for name in portraits
        ]
        for negative, n, name in sorted(near):
            if -negative >= 1 and found[n] is None and name in free:
                found[n] = free.pop(name)
    return found


def _weight(story: Story, order: Order) -> tuple[object, ...]:
    """What most sources tell comes first, then what was told last, then what most is undertaken in."""
    latest = max((day for source in story.sources if (day := order.days.get(source))), default=date.min)
    return -len(story.sources), -latest.toordinal(), -len(story.commitments), story.title, story.id


def _listed(sources: Iterable[DigestSource]) -> tuple[DigestSource, ...]:
    return tuple(sorted(sources, key=lambda one: (one.published or date.max, one.location, one.id)))


def _renamed(story: Story, home: int, identities: cast.Identities) -> Story:
    """The story with the whole cast's ids for its own."""

    def commitment(one: Commitment) -> Commitment:
        # An actor whom an editor has rejected is in no cast.
        known = tuple(filter(None, (identities.get((home, actor)) for actor in one.committer_ids)))
        return one if known == one.committer_ids else one.model_copy(update={"committer_ids": known})

    def question(one: OpenQuestion) -> OpenQuestion:
        about = identities.get((home, one.about_id or ""))
        return one if about == one.about_id else one.model_copy(update={"about_id": about})

    def line(one: Undertaking) -> Undertaking:
        earlier = tuple(map(commitment, one.earlier))
        return one.model_copy(update={"commitment": commitment(one.commitment), "earlier": earlier})

    def asked(one: Asked) -> Asked:
        told = question(one.question)
        return one if told is one.question else one.model_copy(update={"question": told})

    return story.model_copy(
        update={"commitments": tuple(map(line, story.commitments)), "questions": tuple(map(asked, story.questions))}
    )
