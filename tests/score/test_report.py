import json

import pytest

from briefing.score.report import Finding, Report, Slot, Tally

MISS = Finding(document="port", section="open_questions", text="Who will run the ferries?", quote="It is unclear who.")
REPORT = Report(
    documents=2,
    failed=("pier",),
    commitments=Tally(labelled=4, found=3, offered=6, right=3),
    open_questions=Tally(labelled=1, found=0, offered=0, right=0),
    actors=Tally(labelled=2, found=2, offered=2, right=2),
    key_actors=Tally(labelled=1, found=1, offered=1, right=1),
    summary_coverage=0.4,
    slots=(Slot(name="actors.role", right=1, of=2), Slot(name="commitments.committer", right=2, of=3)),
    commitments_calibration_error=0.125,
    open_questions_calibration_error=None,
    items=9,
    ungrounded=0,
    misses=(MISS,),
    false_alarms=(),
    unplaced=(),
)


def test_tallies_add_up_field_by_field() -> None:
    total = Tally(labelled=1, found=1, offered=3, right=2) + Tally(labelled=2, found=1, offered=1, right=1)
    assert total == Tally(labelled=3, found=2, offered=4, right=3)


def test_a_tally_of_nothing_has_figures_of_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_overall_is_the_mean_of_three_f1_coverage_and_roles() -> None:
    # Commitments: precision 1/2, recall 3/4, F1 .6; questions 0; key actors 1; coverage .4; roles .5.
    assert REPORT.overall == pytest.approx((0.6 + 0 + 1 + 0.4 + 0.5) / 5)


def test_the_json_holds_figures_as_well_as_counts() -> None:
    told = json.loads(REPORT.to_json())
    assert told["commitments"] == {
        "labelled": 4,
        "found": 3,
        "offered": 6,
        "right": 3,
        "precision": 0.5,
        "recall": 0.75,
        "f1": pytest.approx(0.6),
    }
    assert told["overall"] == pytest.approx(0.5)
    assert told["misses"][0]["quote"] == "It is unclear who."


def test_the_table_is_what_people_read() -> None:
    assert REPORT.to_text() == (
        "                        precision  recall      F1   labelled  offered\n"
        "commitments                 0.500   0.750   0.600          4        6\n"
        "open questions              0.000   0.000   0.000          1        0\n"
        "actors                      1.000   1.000   1.000          2        2\n"
        "key actors                  1.000   1.000   1.000          1        1\n"
        "summary coverage        0.400\n"
        "\n"
        "of the items found                  share    right\n"
        "actors.role                         0.500      1/2\n"
        "commitments.committer               0.667      2/3\n"
        "\n"
        "calibration error       commitments 0.125, open questions not measured\n"
        "ungrounded items        0 of 9\n"
        "documents               2, 1 without a briefing\n"
        "overall                 0.500\n"
        "\n"
        "missed (1)\n"
        "  port, open questions: Who will run the ferries?\n"
        "      “It is unclear who.”\n"
    )


def test_findings_can_be_left_out_of_the_table() -> None:
    assert "missed" not in REPORT.to_text(findings=False)


def test_a_long_quotation_is_cut_to_a_line() -> None:
    long = MISS.model_copy(update={"quote": "word " * 200})
    lines = REPORT.model_copy(update={"misses": (long,)}).to_text().splitlines()
    assert len(lines[-1]) <= 170
    assert lines[-1].endswith("…”")
