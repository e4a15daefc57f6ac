"""The parser as a whole, from a document to a briefing."""

import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

import briefing
from briefing.errors import MissingPartError
from briefing.model import ActorKind, Briefing, Importance, Polarity, QuestionKind, Strength
from briefing.parser import parse
from tests.parser.casefiles import document


@pytest.fixture(scope="module")
def seed() -> Briefing:
    """The briefing on the text that ships with the project."""
    return briefing.parse(briefing.read(Path("seeds/coalition-of-the-willing.txt")))


def test_the_troops_that_allies_pledged_are_a_commitment_on_a_condition(seed: Briefing) -> None:
    pledge = seed.commitments[0]
    assert pledge.committer == "26 of Ukraine’s allies"
    assert pledge.action.startswith("deploy troops as a “reassurance force”")
    assert pledge.condition is not None and pledge.condition.startswith("once fighting ends")
    assert pledge.reported_by == "Emmanuel Macron"
    assert (pledge.strength, pledge.polarity) == (Strength.CONDITIONAL, Polarity.DO)


def test_a_threat_of_sanctions_is_a_commitment_on_a_condition(seed: Briefing) -> None:
    threats = [one for one in seed.commitments if one.committer == "Europe"]
    assert [one.strength for one in threats] == [Strength.CONDITIONAL]


def test_what_us_support_would_look_like_is_an_open_question(seed: Briefing) -> None:
    assert QuestionKind.UNKNOWN in [
        one.kind for one in seed.open_questions if "look like in practice" in one.question and one.question[-1] == "?"
    ]


def test_the_backing_of_the_united_states_is_an_open_question_it_could_answer(seed: Briefing) -> None:
    needed = [one for one in seed.open_questions if one.kind is QuestionKind.DEPENDENCY]
    assert [one.about for one in needed] == ["United States"]


@pytest.mark.parametrize("path", sorted(Path("tests/labelled/texts").iterdir()), ids=lambda path: path.stem)
def test_what_is_said_stands_so_in_the_text(path: Path) -> None:
    note = briefing.parse(briefing.read(path))
    for said in note.statements:
        assert said.text in note.sources[0].text
        assert said.text.count("“") == said.text.count("”")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Emmanuel Macron", "French President"),
        ("Keir Starmer", "British Prime Minister"),
        ("Volodymyr Zelenskyy", "Ukrainian President"),
        ("Mark Rutte", "NATO Secretary-General"),
    ],
)
def test_who_leads_is_a_key_actor_with_his_role(seed: Briefing, name: str, role: str) -> None:
    (actor,) = [one for one in seed.actors if one.name == name]
    assert (actor.kind, actor.role, actor.importance) == (ActorKind.PERSON, role, Importance.KEY)


def test_the_bottom_line_carries_the_main_pledge(seed: Briefing) -> None:
    assert "26 of Ukraine’s allies have pledged to deploy troops" in seed.summary[0].point
    assert len(seed.summary) <= 5


def test_committers_and_speakers_are_actors_of_the_briefing(seed: Briefing) -> None:
    names = {actor.id: actor.name for actor in seed.actors}
    (said,) = [one for one in seed.statements if one.cue == "has stated"]
    assert said.speaker_id is not None and names[said.speaker_id] == "Emmanuel Macron"
    assert [names[one] for one in seed.commitments[0].committer_ids] == ["26 of Ukraine’s allies"]


@pytest.mark.parametrize(
    "text", ["# Norway will build a pier", "## Notes", "…", "1 2 3", "- \u2022", "Ferries, piers, ice."]
)
def test_a_document_without_content_gives_empty_sections(text: str) -> None:
    made = parse(document(text))
    assert not (made.commitments or made.open_questions or made.statements or made.timeline or made.summary)


def test_the_title_is_the_sources_own() -> None:
    assert parse(document("# Two ports agree\nThe ports agreed.")).title == "Two ports agree"


def test_without_a_title_the_file_lends_its_name() -> None:
    assert parse(document("The ports agreed.")).title == "Case"


def test_a_language_model_that_is_not_installed_is_told_in_one_line() -> None:
    with pytest.raises(MissingPartError, match="the language model “xx_none” is not installed"):
        parse(document("The ports agreed."), model="xx_none")


def test_another_process_gives_the_same_bytes(seed: Briefing) -> None:
    """Sets of words have another order in every process; nothing may hang on it."""
    code = (
        "import briefing; print(briefing.parse(briefing.read('seeds/coalition-of-the-willing.txt')).to_json(), end='')"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert run.stdout.decode("utf-8") == seed.to_json()


_PARAGRAPH = (
    "Minister Anna Lund said on {day} March 2026 that Norway will build {n} ferries for port {n}. "
    "“We have ordered {n} ships,” she said. It is unclear who will pay for pier {n}. "
    "The old pier {n} was closed in the spring of 19{n}."
)


def _cost(paragraphs: int) -> float:
    """Seconds of CPU for a text of paragraphs that differ from one another."""
    made = document("\n".join(_PARAGRAPH.format(n=n, day=n % 28 + 1) for n in range(1, paragraphs + 1)))
    start = process_time()
    parse(made)
    return process_time() - start


def test_the_cost_does_not_grow_with_the_square_of_the_length() -> None:
    """A square would make it a hundred times as much. `make bench` gives the exact figure; a busy machine cannot."""
    _cost(2)  # loads the language model
    assert _cost(120) < 30 * min(_cost(12) for _ in range(3))
