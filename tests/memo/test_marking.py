"""Markings: set after the rules of their standard, and refused where they only look like one."""

import time

import pytest

from briefing.errors import SettingsError
from briefing.memo.marking import marking, standards
from briefing.memo.shapes import Marking


@pytest.mark.parametrize(
    ("said", "set_as"),
    [
        ("TLP:RED", Marking("TLP:RED", "right", 12, "#ff2b2b", "#000000")),
        ("tlp:amber+strict", Marking("TLP:AMBER+STRICT", "right", 12, "#ffc000", "#000000")),
        ("TLP:AMBER", Marking("TLP:AMBER", "right", 12, "#ffc000", "#000000")),
        ("TLP:GREEN", Marking("TLP:GREEN", "right", 12, "#33ff00", "#000000")),
        ("TLP:CLEAR", Marking("TLP:CLEAR", "right", 12, "#ffffff", "#000000")),
        ("Official-Sensitive Commercial", Marking("OFFICIAL-SENSITIVE COMMERCIAL", "center")),
        ("Secret - UK eyes only", Marking("SECRET - UK EYES ONLY", "center")),
        ("Protected B", Marking("PROTECTED B", "right")),
        ("top secret//si/tk//noforn", Marking("TOP SECRET//SI/TK//NOFORN", "center")),
        ("  Not for\npublication ", Marking("NOT FOR PUBLICATION", "center")),
    ],
)
def test_a_classification_is_set_after_its_standard_and_else_centred_in_capitals(said: str, set_as: Marking) -> None:
    assert marking(said) == set_as


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_none_is_none(nothing: str | None) -> None:
    assert marking(nothing, ("uk",)) is None


@pytest.mark.parametrize("said", ["TLP:PURPLE", "TLP AMBER", "TLP:AMBER+", "TLP:RED//NOFORN", "TLP"])
def test_what_claims_to_be_tlp_and_is_none_is_refused_with_those_there_are(said: str) -> None:
    with pytest.raises(SettingsError, match=r"header\.classification: .* TLP 2\.0 has TLP:RED, TLP:AMBER\+STRICT, "):
        marking(said)


def test_a_former_marking_is_refused_with_its_name_of_today() -> None:
    with pytest.raises(SettingsError, match="say TLP:CLEAR, as it is called now"):
        marking("TLP:WHITE")


@pytest.mark.parametrize(
    ("said", "accepted"), [("PROTECTED B", "uk"), ("OFFICIAL", "canada"), ("SECRET//noforn!", "us"), ("internal", "us")]
)
def test_where_a_standard_is_asked_for_it_must_know_the_marking(said: str, accepted: str) -> None:
    with pytest.raises(SettingsError, match=standards()[accepted].title):
        marking(said, (accepted,))


def test_one_of_several_standards_will_do() -> None:
    made = marking("TLP:GREEN", ("uk", "tlp"))
    assert made is not None and made.align == "right"


@pytest.mark.parametrize("said", ["SECRET" + "//A" * 20_000 + "!", "SECRET " + "A /" * 20_000 + "!"])
def test_a_long_marking_takes_no_long_time(said: str) -> None:
    began = time.perf_counter()
    marking(said)
    assert time.perf_counter() - began < 1
