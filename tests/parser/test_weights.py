"""What ships of the learnt judgement: readable, and no text of the documents it was learnt from."""

import json
import re
from importlib.resources import files

import pytest

from briefing.parser import judge, likeness

_NAMES = sorted(
    file.name.removesuffix(".json")
    for file in files("briefing.parser.weights").iterdir()
    if file.name.endswith(".json")
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_READABLE = re.compile(r"[a-z ]+(?:=(?:[A-Za-z$'’, -]+|\d)(?::[A-Za-z$'’ -]+)?|:[a-z ]+|, [a-z]+)?")


@pytest.mark.parametrize("name", _NAMES)
def test_a_weight_is_borne_by_grammar_or_a_word_never_by_a_stretch_of_text(name: str) -> None:
    for feature in judge.load(name).weights:
        place, marked, word = feature.partition(likeness.MARK)
        assert (_WORD.fullmatch(word) and place.isalpha()) if marked else _READABLE.fullmatch(feature), feature
        assert len(feature.partition("=")[2].split()) <= 5, feature


@pytest.mark.parametrize("name", _NAMES)
def test_weights_stand_in_order_so_that_a_change_can_be_read(name: str) -> None:
    text = (files("briefing.parser.weights") / f"{name}.json").read_text("utf-8")
    weights = json.loads(text)["weights"]
    assert list(weights) == sorted(weights) and weights


def test_all_that_is_learnt_takes_less_than_ten_megabytes() -> None:
    assert sum(len((files("briefing.parser.weights") / f"{name}.json").read_bytes()) for name in _NAMES) < 10_000_000
