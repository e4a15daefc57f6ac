"""The actors of all stories as one cast, and what is new among them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefing.digest.cues import single
from briefing.digest.model import Change, ChangeKind, Digest, Player, Story
from briefing.digest.order import Order
from briefing.merge.actors import fuse_actors, join_actors
from briefing.merge.contradictions import at_odds
from briefing.merge.joining import Told
from briefing.model import Actor, ActorKind, Evidence, Importance, stable_id
from briefing.words import content_words, name_key, words

_NEW_ROLE, _GIVEN_UP = map(single, ("new_role", "given_up"))

Identities = Mapping[tuple[int, str], str]
"""By the number of a story and an actor's id in it: his id in the whole cast."""


def cast(
    stories: Sequence[Story], actors: Sequence[Sequence[Actor]], order: Order
) -> tuple[tuple[Player, ...], Identities]:
    """The players, those of most stories first, and how their ids in the stories lead to them."""
    told = [
        Told(actor, home, frozenset({home}), rank, _day(stories[home], order))
        for home, own in enumerate(actors)
        for rank, actor in enumerate(own)
    ]
    sources = [frozenset(story.sources) for story in stories]
    taken: set[str] = set()
    players: list[Player] = []
    identities: dict[tuple[int, str], str] = {}
    for group in join_actors(told):
        fused = fuse_actors(group, sources).item
        appearing = sorted({one.home for one in group})
        identity = fused.id
        while identity in taken:
            identity = stable_id("A", identity, *(stories[home].id for home in appearing))
        taken.add(identity)
        identities.update({(one.home, one.item.id): identity for one in group})
        if identity != fused.id:
            fused = fused.model_copy(update={"id": identity})
        players.append(Player(actor=fused, stories=tuple(stories[home].id for home in appearing)))
    return tuple(sorted(players, key=_place)), identities


def _day(story: Story, order: Order) -> date:
    return max((order.days.get(source) or date.min for source in story.sources), default=date.min)


def _place(player: Player) -> tuple[object, ...]:
    actor = player.actor
    return -len(player.stories), list(Importance).index(actor.importance), -actor.mentions, actor.name, actor.id


def changes(players: Sequence[Player], previous: Digest, order: Order, heard: Mapping[str, str]) -> Iterator[Change]:
    """New actors of stories that go on, and roles that a new source says have changed.

    `heard` are the words of the older sources by story, a space around each: whom they named is no newcomer.
    """
    known = {story.id for story in previous.stories}
    for old, new in _paired(previous.actors, players):
        actor = new.actor
        fresh = tuple(one for one in actor.evidence if order.new(one.source))
        if old is None:
            going_on = [story for story in new.stories if story in known]
            named = any(_is_named(actor, heard.get(story, "")) for story in going_on)
            if going_on and fresh == actor.evidence and _matters(actor) and not named:
                yield _change(ChangeKind.NEW_ACTOR, new, going_on[0], fresh, after=actor.role)
        elif (was := old.actor.role) and actor.role and _another(was, actor.role):
            office = set(content_words(actor.role)[:1])
            saying = tuple(
                one for one in fresh if office <= (said := set(words(one.quote))) and not _NEW_ROLE.isdisjoint(said)
            )
            if saying:
                previously = old.actor.evidence[:1]
                yield _change(
                    ChangeKind.ROLE_CHANGED,
                    new,
                    new.stories[0],
                    saying,
                    before=was,
                    after=actor.role,
                    previously=previously,
                )


def _is_named(actor: Actor, heard: str) -> bool:
    return any(f" {' '.join(words(name))} " in heard for name in (actor.name, *actor.aliases))


def _another(was: str, role: str) -> bool:
    """Whether two roles are two offices: "head of trade" is neither "clerk of trade" nor "head of ports".

    What somebody no longer is does not change: "former financial chief", "ex-finance chief".
    """
    if not any(_GIVEN_UP.isdisjoint(words(one)[:1]) for one in (was, role)):
        return False
    (office, _, field), (its_office, _, its_field) = was.partition(" of "), role.partition(" of ")
    if at_odds(office, its_office):
        return True
    return bool(field and its_field) and set(content_words(field)).isdisjoint(content_words(its_field))


def _paired(before: Sequence[Player], now: Sequence[Player]) -> list[tuple[Player | None, Player]]:
    """Players with their counterparts; only those who share a name are compared, for casts are long.

    A person of one name is whoever of the same story bore it among others: a surname is no newcomer.
    """
    named: dict[tuple[bool, str], list[Player]] = {}
    for player in before:
        for name in sorted(_names(player) | (_parts(player) if _person(player) else set())):
            named.setdefault((_person(player), name), []).append(player)

    def counterpart(player: Player) -> Player | None:
        found = (
            one
            for name in sorted(_names(player))
            for one in named.get((_person(player), name), ())
            if name in _names(one) or not set(one.stories).isdisjoint(player.stories)
        )
        return next(found, None)

    return [(counterpart(player), player) for player in now]


def _person(player: Player) -> bool:
    return player.actor.kind is ActorKind.PERSON


def _names(player: Player) -> set[str]:
    return {name_key(name) for name in (player.actor.name, *player.actor.aliases)}


def _parts(player: Player) -> set[str]:
    """The single words of a name, but for the first, which many bear."""
    return set(name_key(player.actor.name).split()[1:])


def _matters(actor: Actor) -> bool:
    if actor.kind is ActorKind.GROUP or actor.name == actor.name.lower():
        return False  # a description is seldom the same twice
    return actor.importance is Importance.KEY or (actor.kind is ActorKind.PERSON and actor.role is not None)


def _change(kind: ChangeKind, player: Player, story: str, evidence: tuple[Evidence, ...], **more: object) -> Change:
    actor = player.actor
    return Change.model_validate(
        {
            "kind": kind,
            "story": story,
            "item": actor.id,
            "about": actor.name,
            "what": actor.name,
            "evidence": evidence[:1],
        }
        | more
    )
