"""Several briefings on one event as one: nothing is lost, nothing is added, contradictions stay."""

from collections.abc import Callable, Hashable, Sequence

from briefing.merge.actors import Cast, fuse_actors, join_actors
from briefing.merge.identity import Identities
from briefing.merge.joining import Group, Item, Told, fuse, interleave, join_equal, latest_first, settle
from briefing.merge.sources import join_sources, latest_day, place
from briefing.merge.undertakings import fuse_commitments, join_commitments, join_questions
from briefing.model import Briefing, Commitment, Header, KeyPoint, OpenQuestion, Statement, TimelineEntry, stable_id
from briefing.words import words

__all__ = ["merge"]


def merge(briefings: Sequence[Briefing]) -> Briefing:
    """One briefing of several on one event, whatever the order in which they are given.

    What several tell alike is one item with the evidence of all; what they tell differently
    stays two. Items are interleaved by rank: the first of each briefing, then the second of
    each. One briefing, or equal ones, come back as they are. Raises `ValueError` where none is given.
    """
    if not briefings:
        raise ValueError("there is no briefing to merge")
    distinct = {briefing.to_json(): briefing for briefing in briefings}
    if len(distinct) == 1:
        return briefings[0]
    ordered = sorted(distinct.items(), key=lambda pair: (min(map(place, pair[1].sources)), pair[0]))
    return _merge([briefing for _, briefing in ordered])


def _merge(briefings: Sequence[Briefing]) -> Briefing:
    sources, source_ids = join_sources(briefings)
    days = [latest_day(briefing.sources) for briefing in briefings]

    def told(section: Callable[[Briefing], tuple[Item, ...]]) -> list[Told[Item]]:
        return settle(
            [
                Told(_rewritten(item, source_ids[home]), home, frozenset({home}), rank, days[home])
                for home, briefing in enumerate(briefings)
                for rank, item in enumerate(section(briefing))
            ]
        )

    casting = interleave(join_actors(told(lambda briefing: briefing.actors)))
    cast = Cast(casting)
    summary = _fused(join_equal(told(lambda briefing: briefing.summary), _point_key))
    actors = [fuse_actors(group, [frozenset(ids.values()) for ids in source_ids]) for group in casting]
    commitments = join_commitments(told(lambda briefing: briefing.commitments), cast.party)
    undertakings = [fuse_commitments(group) for group in interleave(commitments)]
    questions = _fused(join_questions(told(lambda briefing: briefing.open_questions), cast.party))
    statements = _fused(join_equal(told(lambda briefing: briefing.statements), lambda one: _statement_key(one, cast)))
    timeline = _fused(join_equal(told(lambda briefing: briefing.timeline), _timeline_key))

    sections = (summary, actors, undertakings, questions, statements, timeline)
    identities = Identities([one.item.id for section in sections for one in section], sources)
    key_points = [identities.name(one.item) for one in summary]
    named_actors = [identities.name(one.item) for one in actors]
    cast.name([actor.id for actor in named_actors])
    latest = max(range(len(briefings)), key=lambda n: (days[n], -n))
    return Briefing(
        id=stable_id("B", *(part for source in sources for part in (source.sha256, source.text))),
        title=briefings[latest].title,
        header=_header([briefing.header for briefing in briefings]),
        sources=sources,
        summary=tuple(key_points),
        actors=tuple(named_actors),
        commitments=tuple(identities.name(_commitment(one, cast)) for one in undertakings),
        open_questions=tuple(identities.name(_question(one, cast)) for one in questions),
        statements=tuple(identities.name(_statement(one, cast)) for one in statements),
        timeline=tuple(identities.name(one.item) for one in timeline),
    )


def _rewritten(item: Item, source_ids: dict[str, str]) -> Item:
    """The item with its evidence in the common sources."""
    moved = (one.model_copy(update={"source": source_ids[one.source]}) for one in item.evidence)
    return item.model_copy(update={"evidence": tuple(moved)})


def _fused(groups: Sequence[Group[Item]]) -> list[Told[Item]]:
    return [fuse(latest_first(group)) for group in interleave(groups)]


def _point_key(one: Told[KeyPoint]) -> Hashable:
    return _same_words(one.item.point)


def _statement_key(one: Told[Statement], cast: Cast) -> Hashable:
    item = one.item
    speaker = cast.party(one.home, item.speaker or item.speaker_text, (item.speaker_id,) if item.speaker_id else ())
    return (speaker, item.direct, _same_words(item.text))


def _timeline_key(one: Told[TimelineEntry]) -> Hashable:
    return (one.item.date, _same_words(one.item.when), _same_words(one.item.event))


def _same_words(text: str) -> Hashable:
    return tuple(words(text)) or text


def _commitment(told: Told[Commitment], cast: Cast) -> Commitment:
    ids = (cast.identity(told.home, actor) for actor in told.item.committer_ids)
    return told.item.model_copy(update={"committer_ids": tuple(ids)})


def _question(told: Told[OpenQuestion], cast: Cast) -> OpenQuestion:
    about = told.item.about_id and cast.identity(told.home, told.item.about_id)
    return told.item.model_copy(update={"about_id": about})


def _statement(told: Told[Statement], cast: Cast) -> Statement:
    speaker = told.item.speaker_id and cast.identity(told.home, told.item.speaker_id)
    return told.item.model_copy(update={"speaker_id": speaker})


def _header(headers: Sequence[Header]) -> Header:
    """Each field with what the briefings say in it, each wording once: no marking is lost."""
    told = [header.model_dump() for header in headers]
    fields = {name: dict.fromkeys(header[name] for header in told if header[name]) for name in told[0]}
    return Header(**{name: "; ".join(values) or None for name, values in fields.items()})
