"""Figures worked out by hand on one invented document."""

from typing import Any

import pytest

from briefing.model import (
    Actor,
    ActorKind,
    Briefing,
    Commitment,
    Evidence,
    KeyPoint,
    OpenQuestion,
    QuestionKind,
    Review,
    Source,
)
from briefing.score import Label, Report, score

LEND = "Norland will lend Lindholm four ferries until the bridge is mended, minister Ana Ferro said."
PAY = "It promised to pay three million crowns by June."
PIER = "The harbour board will not sell the old pier."
CREW = "It is unclear who will run the ferries."
SITE = "The harbour board has yet to choose a site for the new quay."
FAIR = "The fair opened under a clear sky."
TEXT = "\n\n".join(["Port talks in Lindholm", LEND, PAY, PIER, CREW, SITE, FAIR])


def on(*quotes: str) -> tuple[Evidence, ...]:
    places = [(TEXT.index(quote), quote) for quote in quotes]
    return tuple(Evidence(source="S1", start=at, end=at + len(quote), quote=quote) for at, quote in places)


def note(**sections: Any) -> Briefing:
    source = Source(
        id="S1", location="port.txt", media_type="text/plain", sha256="0" * 64, words=len(TEXT.split()), text=TEXT
    )
    return Briefing(id="B-1", title="Port talks", sources=(source,), **sections)


def commitment(number: int, committer: str, action: str, *quotes: str, **fields: Any) -> Commitment:
    return Commitment(id=f"C-{number}", committer=committer, action=action, evidence=on(*quotes), **fields)


def question(number: int, text: str, kind: str, *quotes: str, **fields: Any) -> OpenQuestion:
    return OpenQuestion(id=f"Q-{number}", question=text, kind=QuestionKind(kind), evidence=on(*quotes), **fields)


def actor(number: int, name: str, kind: str = "organisation", **fields: Any) -> Actor:
    return Actor(id=f"A-{number}", name=name, kind=ActorKind(kind), evidence=on(LEND), **fields)


def label(**sections: Any) -> Label:
    return Label.model_validate({"id": "port", **sections})


def asked(committer: str, action: str, *quotes: str, **fields: Any) -> dict[str, Any]:
    return {"committer": committer, "action": action, "strength": "firm", "evidence": quotes, **fields}


def asked_actor(name: str, kind: str = "organisation", **fields: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "importance": "secondary", "evidence": [LEND], **fields}


def measured(labelled: Label, offered: Briefing | None) -> Report:
    return score([(labelled, offered)])


def shares(report: Report) -> dict[str, tuple[int, int]]:
    return {slot.name: (slot.right, slot.of) for slot in report.slots}


THREE_COMMITMENTS = label(
    commitments=[
        asked("Norland", "lend Lindholm four ferries", LEND),
        asked("Norland", "pay three million crowns", PAY),
        asked("harbour board", "sell the old pier", PIER, polarity="refrain"),
    ]
)


def test_precision_recall_and_f1_count_items_whose_evidence_meets() -> None:
    offered = note(
        commitments=(
            commitment(1, "Norland", "lend Lindholm four ferries", LEND),
            commitment(2, "harbour board", "choose a site", SITE),
            commitment(3, "the weather", "stay clear", FAIR),
            commitment(4, "harbour board", "sell the pier", PIER),
        )
    )
    tally = measured(THREE_COMMITMENTS, offered).commitments
    assert tally is not None
    # Two of three found, two of four right: F1 = 2 × (1/2 × 2/3) / (1/2 + 2/3) = 4/7.
    assert (tally.labelled, tally.found, tally.offered, tally.right) == (3, 2, 4, 2)
    assert tally.precision == pytest.approx(1 / 2)
    assert tally.recall == pytest.approx(2 / 3)
    assert tally.f1 == pytest.approx(4 / 7)


def test_every_miss_and_false_alarm_is_listed_with_its_quotation() -> None:
    offered = note(commitments=(commitment(1, "the weather", "stay clear", FAIR),))
    report = measured(label(commitments=[asked("Norland", "pay three million crowns", PAY)]), offered)
    assert [(miss.text, miss.quote) for miss in report.misses] == [("Norland: pay three million crowns", PAY)]
    assert [(alarm.text, alarm.quote) for alarm in report.false_alarms] == [("the weather: stay clear", FAIR)]


def test_one_item_meets_one_label_only() -> None:
    twice = label(commitments=[asked("Norland", "lend ferries", LEND), asked("Lindholm", "use ferries", LEND)])
    tally = measured(twice, note(commitments=(commitment(1, "Norland", "lend ferries", LEND),))).commitments
    assert tally is not None
    assert tally.found == 1


def test_of_items_on_one_sentence_those_that_say_the_same_are_paired() -> None:
    twice = label(commitments=[asked("Norland", "lend four ferries", LEND), asked("Lindholm", "mend the bridge", LEND)])
    offered = note(
        commitments=(
            commitment(1, "Lindholm", "mend the bridge", LEND),
            commitment(2, "Norland", "lend four ferries", LEND),
        )
    )
    assert shares(measured(twice, offered))["commitments.action"] == (2, 2)


def test_an_optional_label_is_neither_asked_for_nor_held_against_a_briefing() -> None:
    optional = label(commitments=[asked("harbour board", "choose a site", SITE, optional=True)])
    with_it = measured(optional, note(commitments=(commitment(1, "harbour board", "choose a site", SITE),)))
    without = measured(optional, note())
    assert with_it.commitments == without.commitments
    assert with_it.commitments is not None
    assert (with_it.commitments.labelled, with_it.commitments.offered) == (0, 0)
    assert with_it.false_alarms == without.misses == ()
    assert with_it.slots == ()


def test_an_optional_label_never_takes_an_item_from_one_that_is_asked_for() -> None:
    both = label(
        commitments=[
            asked("Norland", "lend Lindholm four ferries", LEND, optional=True),
            asked("Lindholm", "mend the bridge", LEND),
        ]
    )
    tally = measured(
        both, note(commitments=(commitment(1, "Norland", "lend Lindholm four ferries", LEND),))
    ).commitments
    assert tally is not None
    assert tally.found == 1


@pytest.mark.parametrize(
    ("committer", "agrees"),
    [
        ("Norland", True),
        ("the NORLAND", True),
        ("government of Norland", True),
        ("the rich and friendly neighbour state Norland", True),
        ("Lindholm", False),
        ("Ana Ferro", False),
    ],
)
def test_a_committer_agrees_by_its_name_half_of_its_words_or_its_last_word(committer: str, agrees: bool) -> None:
    offered = note(commitments=(commitment(1, committer, "lend Lindholm four ferries", LEND),))
    assert shares(measured(THREE_COMMITMENTS, offered))["commitments.committer"] == (int(agrees), 1)


@pytest.mark.parametrize(
    ("wanted", "offered", "tallied"),
    [
        ({"deadline": "by June"}, {"deadline": "June"}, (1, 1)),
        ({"deadline": "by June"}, {"deadline": "in late autumn"}, (0, 1)),
        ({"deadline": "by June"}, {}, (0, 1)),
        ({}, {"deadline": "June"}, (0, 1)),
        ({}, {}, None),
        ({"deadline": "spring", "also": {"deadline": "by June"}}, {"deadline": "June"}, (1, 1)),
        ({"deadline": "by June", "also": {"deadline": None}}, {}, None),
        ({"deadline": None, "also": {"deadline": "by June"}}, {"deadline": "by June"}, None),
    ],
)
def test_a_slot_is_scored_where_both_readers_or_only_the_briefing_fill_it(
    wanted: dict[str, Any], offered: dict[str, Any], tallied: tuple[int, int] | None
) -> None:
    labelled = label(commitments=[asked("Norland", "pay", PAY, **wanted)])
    report = measured(labelled, note(commitments=(commitment(1, "Norland", "pay", PAY, **offered),)))
    assert shares(report).get("commitments.deadline") == tallied


def test_strength_and_polarity_agree_with_either_reading() -> None:
    labelled = label(commitments=[asked("Norland", "pay", PAY, polarity="refrain", also={"strength": "intent"})])
    offered = note(commitments=(commitment(1, "Norland", "pay", PAY, strength="intent", polarity="do"),))
    found = shares(measured(labelled, offered))
    assert (found["commitments.strength"], found["commitments.polarity"]) == ((1, 1), (0, 1))


def test_the_kind_of_an_open_question_agrees_with_either_reading() -> None:
    labelled = label(
        open_questions=[
            {"question": "Who will run the ferries?", "kind": "unknown", "evidence": [CREW]},
            {
                "question": "Which site?",
                "kind": "unknown",
                "evidence": [SITE],
                "also": {"kind": "undecided"},
            },
        ]
    )
    offered = note(
        open_questions=(
            question(1, "Who will run the ferries?", "disputed", CREW),
            question(2, "Which site?", "undecided", SITE),
        )
    )
    assert shares(measured(labelled, offered)) == {"open_questions.kind": (1, 2)}


@pytest.mark.parametrize(
    ("name", "kind", "aliases", "found"),
    [
        ("ANA FERRÓ", "person", (), True),
        ("Minister Ana Ferro", "person", (), True),
        ("Ferro", "person", (), True),
        ("Ferro", "group", (), False),
        ("the minister", "person", ("Ana Ferro",), True),
        ("Ana Brandt", "person", (), False),
    ],
)
def test_an_actor_is_found_by_a_name_an_alias_or_a_surname(
    name: str, kind: str, aliases: tuple[str, ...], found: bool
) -> None:
    labelled = label(actors=[asked_actor("Ana Ferro", "person")])
    tally = measured(labelled, note(actors=(actor(1, name, kind, aliases=aliases),))).actors
    assert tally is not None
    assert tally.found == int(found)


def test_the_press_names_of_a_state_are_one_name() -> None:
    labelled = label(actors=[asked_actor("United States", "country")])
    tally = measured(labelled, note(actors=(actor(1, "the U.S.", "country"),))).actors
    assert tally is not None
    assert tally.found == 1


def test_key_actors_count_labels_found_and_offers_that_are_right() -> None:
    labelled = label(
        actors=[
            asked_actor("Norland", "country", importance="key"),
            asked_actor("Lindholm", "country", importance="key", also={"importance": "secondary"}),
            asked_actor("harbour board"),
        ]
    )
    offered = note(
        actors=(
            actor(1, "Lindholm", "country", importance="key"),
            actor(2, "harbour board", importance="key"),
            actor(3, "Norland", "country", importance="secondary"),
        )
    )
    tally = measured(labelled, offered).key_actors
    assert tally is not None
    # Key to both readers: Norland, found. Offered as key: two, of which Lindholm is key to one reader.
    assert (tally.labelled, tally.found, tally.offered, tally.right) == (1, 1, 2, 1)
    assert tally.f1 == pytest.approx(2 / 3)


def test_roles_and_kinds_are_compared_over_the_actors_found() -> None:
    labelled = label(
        actors=[
            asked_actor("Ana Ferro", "person", role="minister of transport"),
            asked_actor("Norland", "country", role=None),
            asked_actor("harbour board", role="owner of the pier"),
        ]
    )
    offered = note(
        actors=(
            actor(1, "Ana Ferro", "person", role="transport minister"),
            actor(2, "Norland", "organisation", role="neighbour"),
            actor(3, "harbour board", role=None),
        )
    )
    assert shares(measured(labelled, offered)) == {"actors.kind": (2, 3), "actors.role": (1, 2)}


def test_summary_coverage_is_the_share_of_points_that_the_first_five_carry() -> None:
    points = [{"point": text, "evidence": [text]} for text in (LEND, PAY, FAIR)]
    given = [LEND, CREW, SITE, PIER, PAY, FAIR]
    offered = note(summary=tuple(KeyPoint(id=f"K-{n}", point=text, evidence=on(text)) for n, text in enumerate(given)))
    assert measured(label(summary=points), offered).summary_coverage == pytest.approx(2 / 3)


def test_summary_coverage_is_the_mean_over_documents() -> None:
    one = label(summary=[{"point": "Ferries are lent.", "evidence": [LEND]}])
    two = label(summary=[{"point": "Money is paid.", "evidence": [PAY]}, {"point": "Pier.", "evidence": [PIER]}])
    offered = note(summary=(KeyPoint(id="K-1", point="Both.", evidence=on(LEND, PAY)),))
    assert score([(one, offered), (two, offered)]).summary_coverage == pytest.approx((1 + 1 / 2) / 2)


def test_the_calibration_error_weighs_each_bin_by_its_items() -> None:
    offered = note(
        commitments=(
            commitment(1, "Norland", "lend", LEND, confidence=0.95),
            commitment(2, "Norland", "pay", PAY, confidence=0.85),
            commitment(3, "harbour board", "choose", SITE, confidence=0.93),
            commitment(4, "the weather", "stay clear", FAIR, confidence=0.35),
        )
    )
    # Bin .9–1: two items, one right, mean confidence .94; bin .8–.9: one, right; bin .3–.4: one, wrong.
    error = measured(THREE_COMMITMENTS, offered).commitments_calibration_error
    assert error == pytest.approx(2 / 4 * (0.94 - 1 / 2) + 1 / 4 * (1 - 0.85) + 1 / 4 * 0.35)


def test_full_confidence_that_is_always_right_has_no_calibration_error() -> None:
    offered = note(commitments=(commitment(1, "Norland", "lend", LEND, confidence=1.0),))
    assert measured(THREE_COMMITMENTS, offered).commitments_calibration_error == 0


def test_a_document_without_a_briefing_counts_as_missed_throughout() -> None:
    report = measured(THREE_COMMITMENTS, None)
    assert report.failed == ("port",)
    assert report.commitments is not None
    assert (report.commitments.labelled, report.commitments.found) == (3, 0)
    assert len(report.misses) == 3


def test_a_section_that_is_not_labelled_is_not_measured() -> None:
    offered = note(actors=(actor(1, "Norland", "country"),), commitments=(commitment(1, "Norland", "lend", LEND),))
    report = measured(THREE_COMMITMENTS, offered)
    assert (report.actors, report.key_actors, report.open_questions, report.summary_coverage) == (None,) * 4
    assert {finding.section for finding in (*report.misses, *report.false_alarms)} == {"commitments"}
    assert report.commitments is not None
    assert report.overall == report.commitments.f1


def test_an_item_that_an_editor_added_without_evidence_is_counted_as_ungrounded() -> None:
    added = OpenQuestion(id="Q-1", question="Who pays?", kind=QuestionKind.UNKNOWN, review=Review(by="Editor"))
    report = measured(label(open_questions=[]), note(open_questions=(added,)))
    assert (report.ungrounded, report.items) == (1, 1)
    assert [alarm.quote for alarm in report.false_alarms] == [""]


def test_a_label_that_quotes_what_the_document_does_not_say_is_told() -> None:
    labelled = label(commitments=[asked("Norland", "pay", "It promised to pay four million crowns.")])
    report = measured(labelled, note())
    assert [finding.quote for finding in report.unplaced] == ["It promised to pay four million crowns."]
