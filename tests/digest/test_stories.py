"""Which reports tell one story; the texts are invented, and long enough to be told apart by their words."""

import random
from datetime import date

from briefing.digest.likeness import Profile, likeness, profile
from briefing.digest.stories import group, nearness

STRIKE = (
    "Dockers at Port Sandhaven walk out over night shifts",
    "Dockers at Port Sandhaven walked out on Monday over night shifts. The harbour union led by Rosa Kvist said that "
    "crane drivers could not work twelve hours on the Sandhaven quays. The harbour board offered talks.",
)
SETTLED = (
    "Port Sandhaven dockers return after deal on night shifts",
    "Dockers returned to the quays of Port Sandhaven on Thursday. Rosa Kvist of the harbour union said that crane "
    "drivers would work no night shifts over nine hours. The harbour board called the deal costly.",
)
VOLCANO = (
    "Mount Kestrel erupts, villages cleared",
    "Mount Kestrel erupted on Monday and sent ash over the valley. Two villages below the crater were cleared. "
    "Geologists at Westhaven University said that lava might reach the road.",
)
GRANT = (
    "Minister approves flood grant for Westhaven",
    "Minister Ana Brodie approved a flood grant for Westhaven on Monday. Households may apply until March. The grant "
    "covers pumps, walls and lost stock. Further areas may be added. Westhaven had asked for help in January.",
)
OTHER_GRANT = (
    "Minister approves flood grant for Lindholm",
    "Minister Ana Brodie approved a flood grant for Lindholm on Monday. Households may apply until March. The grant "
    "covers pumps, walls and lost stock. Further areas may be added. Lindholm had asked for help in January.",
)
BRIDGE = (
    "Estmark to Fund Kestrel Bridge",
    "Estmark will spend 40 million crowns on the Kestrel bridge, transport minister Leo Brandt told parliament on "
    "Tuesday. The bridge has been closed since the flood.",
)
DEARER_BRIDGE = (
    "Estmark Raises Sum for Kestrel Bridge",
    "Estmark will spend 55 million crowns on the Kestrel bridge, transport minister Leo Brandt said on Tuesday, after "
    "engineers had found more damage from the flood.",
)
THIRD = (
    "President announces third Operation Lantern flight",
    "The president announced the third flight of Operation Lantern. It will carry serum from Lindholm to Brevik.",
)
FOURTH = (
    "President announces fourth Operation Lantern flight",
    "The president announced the fourth flight of Operation Lantern. It will carry serum from Lindholm to Brevik.",
)
RAID = (
    "Raiders hit refinery in North Estmark",
    "Raiders set fire to a refinery in North Estmark on Sunday. North Estmark blamed a militia from over the border.",
)
PURCHASE = (
    "North Estmark buys airliners",
    "The airline of North Estmark ordered forty jets. North Estmark wants more tourists, its envoy said.",
)


def _profile(report: tuple[str, str], day: date | None = None) -> Profile:
    return profile(report[0], f"{report[0]}\n\n{report[1]}", day)


def test_an_event_and_what_followed_from_it_are_one_story() -> None:
    assert group([_profile(one) for one in (STRIKE, VOLCANO, SETTLED)]) == [[0, 2], [1]]


def test_announcements_of_one_form_on_different_places_are_two_stories() -> None:
    assert group([_profile(GRANT), _profile(OTHER_GRANT)]) == [[0], [1]]


def test_titles_of_one_form_on_one_thing_are_one_story() -> None:
    assert group([_profile(BRIDGE), _profile(DEARER_BRIDGE)]) == [[0, 1]]


def test_the_members_of_a_series_are_stories_of_their_own() -> None:
    assert group([_profile(THIRD), _profile(FOURTH)]) == [[0], [1]]


def test_two_events_of_one_country_are_two_stories() -> None:
    assert likeness(_profile(RAID), _profile(PURCHASE)) > 0.42  # as much as one story needs
    assert group([_profile(RAID), _profile(PURCHASE)]) == [[0], [1]]


def test_reports_of_the_same_days_need_less_in_common() -> None:
    day, next_day = date(2026, 2, 2), date(2026, 2, 3)
    near = nearness(_profile(STRIKE, day), _profile(SETTLED, next_day))
    far = nearness(_profile(STRIKE, day), _profile(SETTLED, date(2026, 7, 1)))
    assert near > far


def test_no_other_report_changes_how_alike_two_are() -> None:
    assert likeness(_profile(STRIKE), _profile(SETTLED)) == likeness(_profile(SETTLED), _profile(STRIKE))


def test_the_order_of_the_reports_plays_no_part() -> None:
    reports = [STRIKE, SETTLED, VOLCANO, GRANT, OTHER_GRANT]
    expected = {frozenset({STRIKE, SETTLED}), frozenset({VOLCANO}), frozenset({GRANT}), frozenset({OTHER_GRANT})}
    for seed in range(10):
        mixed = random.Random(seed).sample(reports, len(reports))
        groups = group([_profile(one) for one in mixed])
        assert {frozenset(mixed[n] for n in numbers) for numbers in groups} == expected


def test_a_report_without_words_stands_alone() -> None:
    assert group([profile("", "", None), _profile(STRIKE), profile("", "", None)]) == [[0], [1], [2]]
