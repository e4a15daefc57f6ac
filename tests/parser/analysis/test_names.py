import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parser import cues
from briefing.parser.analysis import names
from tests.parser.casefiles import cases

_NAME = st.text(st.sampled_from("The anJr. ’'s“”()[]-–,USéØß A"), max_size=30)


@pytest.mark.parametrize(("function", "expected"), cases("names.txt"))
def test_a_name_is_told(function: str, expected: str) -> None:
    given_names = [line.partition(" → ")[0] for line in expected.split("\n")]
    told = [f"{name} → {_shown(getattr(names, function)(name))}" for name in given_names]
    assert told == expected.split("\n")


def _shown(value: str | bool | tuple[str, ...] | None) -> str:
    match value:
        case tuple():
            return ", ".join(value)
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case _:
            return value


@pytest.mark.parametrize(("function", "expected"), cases("names-pairs.txt"))
def test_two_names_are_compared(function: str, expected: str) -> None:
    compare = getattr(names, function.removeprefix("no "))
    met = [line for line in expected.split("\n") if compare(*line.split(" | ")) == function.startswith("no ")]
    assert met == []


@given(_NAME)
def test_any_text_can_be_asked_about(text: str) -> None:
    assert names.trim(names.trim(text)) is not None
    assert isinstance(names.core(text), str)
    assert all(isinstance(one, str) for one in names.surnames(text))
    names.country_of(text)
    names.looks_like_body(text)


@given(_NAME, _NAME)
def test_persons_are_compared_the_same_either_way(one: str, other: str) -> None:
    assert names.same_person(one, other) == names.same_person(other, one)


@given(_NAME)
def test_everybody_is_himself(name: str) -> None:
    assert names.same_person(name, name)


@pytest.mark.parametrize("country", cues.load("countries"))
def test_a_country_is_found_by_each_of_its_names(country: str) -> None:
    forms = (country, *cues.load("countries")[country]["also"])
    assert [names.country_of(form) for form in forms] == [country] * len(forms)


def test_every_seat_and_demonym_leads_to_a_country() -> None:
    assert set(names.demonyms().values()) | set(names.seats().values()) <= set(cues.load("countries"))
