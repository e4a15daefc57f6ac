"""How the parser's weights are learnt (`tools/train.py`), as far as that needs no scikit-learn."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from briefing.errors import SourceError
from briefing.parser.judge import Judge
from briefing.score import find_text, load_labels

_TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def training() -> Iterator[SimpleNamespace]:
    """The modules of the tool, which is no package of the project."""
    known = set(sys.modules)
    sys.path.insert(0, str(_TOOLS))
    names = ("choosing", "documents", "examples", "learning", "vocabulary")
    modules: dict[str, ModuleType] = {name: import_module(f"training.{name}") for name in names}
    yield SimpleNamespace(**modules)
    sys.path.remove(str(_TOOLS))
    for name in set(sys.modules) - known:
        if name.split(".")[0] == "training":
            del sys.modules[name]


def _example(training: SimpleNamespace, document: str, place: int, label: int | None = None, **more: Any) -> Any:
    return training.examples.Example(document, place, more.pop("features", {"bias": 1.0}), label, **more)


def _judgement(training: SimpleNamespace, **more: Any) -> Any:
    return training.examples.Judgement("made up", lambda one: None, lambda label: 0, **more)


def test_about_a_third_of_the_documents_is_kept_aside_by_the_hash_of_their_ids(training: SimpleNamespace) -> None:
    folder = training.documents.Folder(Path("texts"), Path("labels"))
    aside = [n for n in range(900) if folder.keeps_aside(f"text-{n}")]
    assert 250 < len(aside) < 350


def test_documents_are_kept_aside_by_the_number_they_begin_with(training: SimpleNamespace) -> None:
    folder = training.documents.Folder(Path("texts"), Path("labels"), 3)
    assert [n for n in range(200, 210) if folder.keeps_aside(f"{n}-text")] == [201, 204, 207]


def test_none_is_kept_aside_where_that_is_wanted(training: SimpleNamespace) -> None:
    folder = training.documents.Folder(Path("texts"), Path("labels"), 0)
    assert not any(folder.keeps_aside(f"{n}-text") for n in range(30))


def test_invented_texts_are_never_kept_aside(training: SimpleNamespace) -> None:
    folder = training.documents.Folder(_TOOLS / "training/invented/texts", _TOOLS / "training/invented/labels")
    invented = replace(folder, beside=True)
    labels = load_labels(invented.labels)
    assert any(folder.keeps_aside(one) for one in labels)
    assert not any(invented.keeps_aside(one) for one in labels)


def test_every_label_of_the_invented_texts_stands_in_its_text() -> None:
    for label in load_labels(_TOOLS / "training/invented/labels").values():
        text = find_text(label, _TOOLS / "training/invented/texts").read_text("utf-8")
        for commitment in label.commitments or ():
            assert commitment.evidence[0] in text


def test_an_id_without_a_number_is_refused_where_numbers_decide(training: SimpleNamespace) -> None:
    with pytest.raises(SourceError, match="begins with no number"):
        training.documents.Folder(Path("texts"), Path("labels"), 3).keeps_aside("port-talks")


def test_folds_are_even_and_hang_on_no_order(training: SimpleNamespace) -> None:
    ids = [f"text-{n}" for n in range(23)]
    made = training.documents.folds(ids, 5)
    assert made == training.documents.folds(ids[::-1], 5)
    assert sorted(list(made.values()).count(fold) for fold in range(5)) == [4, 4, 5, 5, 5]


def test_a_feature_of_one_document_is_not_learnt(training: SimpleNamespace) -> None:
    often = [_example(training, f"d{n}", 0, features={"action=build": 1.0}) for n in range(3)]
    once = [_example(training, "d1", n, features={"action=splice": 1.0}) for n in range(9)]
    assert training.vocabulary.vocabulary([*often, *once]) == {"action=build"}


@pytest.mark.parametrize(
    "name",
    [
        "bias",
        "plain undertaking",
        "cue=verb:pledge",
        "aux='ll:modal",
        "who=person, named",
        "rivals=4",
        "tense=act:VBD",
        "words=has not yet been announced",
        "has a time:is to",
        "family=is to by an actor",
        "place, slowly",
    ],
)
def test_names_of_grammar_and_single_words_may_bear_a_weight(training: SimpleNamespace, name: str) -> None:
    assert training.vocabulary.is_fit(name)


@pytest.mark.parametrize(
    "name",
    [
        "under=advcl:http://a.example/b",
        "adverb=b2i",
        "who=2027",
        "action=a.b",
        "words=further details on the harbour at bergen will be",
    ],
)
def test_what_could_be_text_of_a_document_may_not(training: SimpleNamespace, name: str) -> None:
    assert not training.vocabulary.is_fit(name)


def test_items_are_counted_by_sentence_whichever_candidate_was_taken(training: SimpleNamespace) -> None:
    judged = [(_example(training, "d", 0), 0.9), (_example(training, "d", 0, label=4), 0.3)]
    taken = training.choosing.bets(_judgement(training), judged, Judge({}, 0.5, 0.5, 0.5))
    assert [(bet.probability, bet.label) for bet in taken] == [(0.9, 4)]


def test_an_undertaking_told_twice_is_counted_once(training: SimpleNamespace) -> None:
    judged = [(_example(training, "d", place, label=4), 0.9) for place in (0, 7)]
    taken = training.choosing.bets(_judgement(training), judged, Judge({}, 0.5, 0.5, 0.5))
    assert [bet.label for bet in taken] == [4]


def test_what_meets_an_optional_label_is_neither_right_nor_wrong(training: SimpleNamespace) -> None:
    judged = [(_example(training, "d", 0, label=4, optional=True), 0.9), (_example(training, "d", 1), 0.8)]
    taken = training.choosing.bets(_judgement(training), judged, Judge({}, 0.5, 0.5, 0.5))
    assert [(bet.probability, bet.right) for bet in taken] == [(0.8, False)]


def test_the_thresholds_with_the_best_f1_are_chosen(training: SimpleNamespace) -> None:
    right = [(_example(training, "d", n, label=n), 0.55) for n in range(9)]
    wrong = [(_example(training, "d", n), 0.45) for n in range(9, 18)]
    judge = training.choosing.choose(_judgement(training, further=True), [*right, *wrong], 9)
    assert 0.45 < judge.first <= 0.55
    figures = training.choosing.tally(training.choosing.bets(_judgement(training), [*right, *wrong], judge), 9)
    assert figures.f1 == 1.0


def test_where_a_number_is_taken_the_best_of_the_document_are(training: SimpleNamespace) -> None:
    judged = [(_example(training, "d", n, label=n if n < 2 else None), (9 - n) / 10) for n in range(8)]
    taken = training.choosing.bets(_judgement(training, most=5), judged, Judge({}, 0.0, 0.0, 0.0))
    assert [bet.right for bet in taken] == [True, True, False, False, False]


def test_thresholds_are_chosen_anew_and_the_weights_stay(training: SimpleNamespace) -> None:
    kept = Judge({"bias": 0.2, "heard": -1.0}, 0.9, 0.9, 0.9)
    lessons = [
        training.examples.Lesson(
            f"d{n}",
            1,
            (
                _example(training, f"d{n}", 0, label=0),
                _example(training, f"d{n}", 1, features={"bias": 1.0, "heard": 1.0}),
            ),
            aside=False,
            beside=False,
        )
        for n in range(6)
    ]
    learnt = training.learning.choose_anew(_judgement(training), lessons, 3, kept)
    assert learnt.judge.weights == kept.weights
    assert kept.probability({"bias": 1.0, "heard": 1.0}) < learnt.judge.first <= kept.probability({"bias": 1.0})
    assert learnt.crossed.tally.f1 == 1.0


def test_too_few_documents_are_no_ground_for_a_threshold(training: SimpleNamespace) -> None:
    with pytest.raises(SourceError, match="too few labelled documents"):
        training.learning.choose_anew(_judgement(training), [], 3, Judge({}, 0.5, 0.5, 0.5))
