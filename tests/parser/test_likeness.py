"""Words as features, and what is learnt of a word that no example has."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from briefing.parser import judge, likeness
from briefing.parser.commitments import features
from tests.parser.casefiles import analysed

_TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def meanings(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(_TOOLS))
    return import_module("training.meanings")


def test_the_words_of_a_text_share_one_weight_however_many_they_are() -> None:
    for text in ("Norway will pay.", "Norway will pay, and pay again, for the harbour’s new wall and its lights."):
        found = likeness.words("sentence", text)
        assert sum(found.values()) == pytest.approx(3.0, abs=0.02)
    assert found["sentence ~ pay"] == pytest.approx(2 * found["sentence ~ norway"], abs=0.01)


def test_a_text_without_words_has_none() -> None:
    assert likeness.words("sentence", "2026: 41 %") == {}


def test_a_candidate_is_told_by_the_words_in_their_places() -> None:
    (found,) = features.of_document(analysed("Norway will rebuild the pier."))
    assert found.features["action ~ rebuild"] == 1.0
    assert found.features["object ~ pier"] == 1.0
    assert found.features["actor ~ norway"] == 1.0
    assert 0 < found.features["sentence ~ pier"] < 1


def test_words_that_the_examples_lack_lean_the_way_of_those_used_alike() -> None:
    weights = judge.load("commitments").weights
    undertaken = [weights.get(f"action ~ {word}", 0.0) for word in ("fund", "deploy", "donate", "invest")]
    happens = [weights.get(f"action ~ {word}", 0.0) for word in ("expire", "resemble", "fluctuate", "coincide")]
    assert sum(undertaken) / 4 > sum(happens) / 4


def test_a_weight_of_a_word_is_what_its_vector_makes_of_the_coefficients(meanings: Any) -> None:
    made = meanings.Meanings(["pay", "give", "fall"], np.array([[1.0, 0.0], [0.9, 0.1], [0.0, -1.0]]))
    weights = made.weights(np.array([0.5, 1.0, 0.0, 2.0]), ["action", "object"])
    assert weights["action ~ pay"] == 0.5
    assert weights["action ~ fall"] == -1.0
    assert "object ~ pay" not in weights and weights["object ~ give"] == 0.2


def test_vectors_are_kept_as_they_were_but_for_their_scale(meanings: Any, tmp_path: Path) -> None:
    vectors = np.random.default_rng(3).normal(size=(40, 8))
    meanings.save([f"word{chr(97 + n % 26)}" for n in range(40)], vectors, tmp_path / "vectors.npz")
    loaded = meanings.load(tmp_path / "vectors.npz")
    wanted = vectors - vectors.mean(axis=0)
    likely = np.corrcoef(loaded.vectors.ravel(), wanted.ravel())[0, 1]
    assert likely > 0.999
    first = (tmp_path / "vectors.npz").read_bytes()
    meanings.save([f"word{chr(97 + n % 26)}" for n in range(40)], vectors, tmp_path / "vectors.npz")
    assert (tmp_path / "vectors.npz").read_bytes() == first
