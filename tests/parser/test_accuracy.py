"""The figures on the labelled texts in `tests/labelled`, which are of our own invention.

They stand in for kinds of text that no other labelled document covers (a party, a central bank, a
town hall, a football club …). A change that costs what these floors hold is looked at by a person.
"""

from pathlib import Path

import pytest

import briefing
from briefing.score import Report, find_text, load_labels, score

LABELLED = Path(__file__).parent.parent / "labelled"


@pytest.fixture(scope="module")
def report() -> Report:
    labels = load_labels(LABELLED / "labels")
    return score(
        (label, briefing.parse(briefing.read(find_text(label, LABELLED / "texts")))) for label in labels.values()
    )


def test_every_label_is_found_in_its_text(report: Report) -> None:
    assert (report.failed, report.unplaced) == ((), ())


def test_every_item_is_grounded(report: Report) -> None:
    assert report.ungrounded == 0


@pytest.mark.parametrize(
    ("figure", "floor"),
    [("commitments", 0.75), ("open_questions", 0.65), ("key_actors", 0.75)],
)
def test_items_are_found(report: Report, figure: str, floor: float) -> None:
    assert getattr(report, figure).f1 >= floor


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("commitments.action", 0.8),
        ("commitments.committer", 0.55),
        ("commitments.deadline", 0.65),
        ("commitments.strength", 0.9),
        ("commitments.polarity", 0.95),
        ("open_questions.kind", 0.75),
        ("actors.role", 0.7),
    ],
)
def test_fields_are_right(report: Report, field: str, floor: float) -> None:
    found = next(one for one in report.slots if one.name == field)
    assert found.right >= floor * found.of


def test_the_summary_covers_what_a_reader_would_choose(report: Report) -> None:
    assert report.summary_coverage is not None
    assert report.summary_coverage >= 0.6
