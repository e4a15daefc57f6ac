import pytest

from briefing.merge import merge
from briefing.model import (
    ActorKind,
    Importance,
)
from tests.merge.port import GAZETTE, HERALD, MONDAY, TIMES, TUESDAY, actor, note, told_by
from tests.samples import source


def joined_names(*names: str, kind: ActorKind = ActorKind.PERSON) -> list[set[str]]:
    sources = [source([f"Source number {n} says nothing of note."]) for n in range(len(names))]
    notes = [note(one, actors=(actor(one, name, kind),)) for one, name in zip(sources, names, strict=True)]
    return [{one.name, *one.aliases} for one in merge(notes).actors]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ferro", "ANA FERRO"),
        ("Ana Ferro", "Dr Ana Ferro"),
        ("Ana Ferro", "Ferro"),
        ("Ana Ferro", "Ana Maria Ferro"),
        ("Ana Ferro", "Ana Maria Ferro", "Ferro"),
    ],
)
def test_the_forms_of_one_persons_name_are_one_actor(names: tuple[str, ...]) -> None:
    assert joined_names(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ferro", "Ole Ferro"),
        ("Ana Ferro", "Ole Ferro", "Ferro"),
        ("Ana Maria Ferro", "Ana Lucia Ferro", "Ana Ferro"),
        ("a spokesman", "A spokesman"),
        ("the Prime Minister", "The Prime Minister"),
    ],
)
def test_persons_whose_name_could_be_anothers_stay_apart(names: tuple[str, ...]) -> None:
    assert len(joined_names(*names)) == len(names)


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (("the United States", "US"), True),
        (("World Trade Organization", "WTO"), True),
        (("North Harbour Board", "NHB"), True),
        (("North Harbour Board", "Norland Herring Bank", "NHB"), False),
        (("harbour unions", "Harbour Unions"), True),
    ],
)
def test_bodies_are_joined_by_their_names_and_by_initials_that_fit_one(names: tuple[str, ...], together: bool) -> None:
    assert (len(joined_names(*names, kind=ActorKind.ORGANISATION)) == 1) is together


def test_an_alias_joins_where_it_is_a_proper_name() -> None:
    merged = merge(
        [
            note(GAZETTE, actors=(actor(GAZETTE, "Norland", ActorKind.COUNTRY, aliases=("Ostby", "the government")),)),
            note(HERALD, actors=(actor(HERALD, "Ostby", ActorKind.COUNTRY),)),
            note(TIMES, actors=(actor(TIMES, "the government", ActorKind.COUNTRY),)),
        ]
    )
    assert sorted(one.name for one in merged.actors) == ["Norland", "the government"]


def test_a_person_and_a_body_of_one_name_stay_apart() -> None:
    merged = merge(
        [
            note(GAZETTE, actors=(actor(GAZETTE, "Brandt"),)),
            note(HERALD, actors=(actor(HERALD, "Brandt", ActorKind.ORGANISATION),)),
        ]
    )
    assert len(merged.actors) == 2


def test_two_actors_of_one_briefing_are_never_joined() -> None:
    both = (actor(GAZETTE, "Ana Ferro"), actor(GAZETTE, "Ferro"))
    merged = merge([note(GAZETTE, actors=both), note(HERALD, actors=(actor(HERALD, "Ana Ferro"),))])
    assert sorted(one.name for one in merged.actors) == ["Ana Ferro", "Ferro"]


def test_a_joined_actor_has_the_fullest_name_the_latest_role_and_all_mentions() -> None:
    early = actor(GAZETTE, "Ana Ferro", role="deputy minister", affiliation="Norland", mentions=2)
    late = actor(HERALD, "Ferro", role="minister", importance=Importance.KEY, aliases=("the minister",), mentions=3)
    (joined,) = merge([note(GAZETTE, MONDAY, actors=(early,)), note(HERALD, TUESDAY, actors=(late,))]).actors
    assert (joined.name, joined.role, joined.affiliation) == ("Ana Ferro", "minister", "Norland")
    assert (joined.importance, joined.mentions) == (Importance.KEY, 5)
    assert joined.aliases == ("Ferro", "the minister")
    assert sorted(told_by(joined)) == ["S1", "S2"]


def test_mentions_in_a_source_that_two_briefings_share_count_once() -> None:
    first = note(GAZETTE, actors=(actor(GAZETTE, "Ana Ferro", id="A-1", mentions=3),))
    second = note(GAZETTE, actors=(actor(GAZETTE, "Ferro", id="A-2", mentions=2),))
    (joined,) = merge([first, second]).actors
    assert joined.mentions == 3
