import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parser.analysis.entity import Entity
from tests.parser.casefiles import analysed, cases

_NAMES = st.sampled_from(
    ["Tom Hale", "Hale", "Anna Berg", "Oslo", "the U.S.", "Acme Inc.", "he", "they", "the ministry"]
)
_VERBS = st.sampled_from(["met", "said that", "left", "’s office asked", "and"])


@pytest.mark.parametrize(("text", "expected"), cases("cast.txt"))
def test_mentions_are_grouped_into_actors(text: str, expected: str) -> None:
    told = [_told(one) for one in analysed(text).cast.entities]
    for line in expected.split("\n"):
        kind_and_name, _, forms = line.partition(" = ")
        assert (kind_and_name, True) in [(head, set(forms.split(", ")) - {""} <= known) for head, known in told]


def _told(entity: Entity) -> tuple[str, set[str]]:
    return f"{entity.kind.value}: {entity.name}", set(entity.forms)


def test_every_actor_has_one_entity() -> None:
    analysis = analysed("Tom Hale met Anna Berg. Hale left. Anna Berg stayed. Ms Berg and Mr Hale will meet again.")
    assert [one.name for one in analysis.cast.entities] == ["Tom Hale", "Anna Berg"]


def test_no_two_actors_of_one_kind_bear_one_name() -> None:
    analysis = analysed(
        "Vubovesa council to lend four ferries at Farrow Hospital 5\n\nMina Okafor is expected to report to the"
        " Vubovesa council in Farrow Hospital 5 again next week."
    )
    told = [(one.kind, one.name) for one in analysis.cast.entities]
    assert len(told) == len(set(told))


def test_a_pronoun_stands_for_who_was_named_before() -> None:
    analysis = analysed("Anna Berg came to Oslo. She left on Monday.")
    she = analysis.sentences[1].span[0]
    found = analysis.cast.at(she)
    assert found is not None and found.name == "Anna Berg"


def test_a_pronoun_after_an_office_without_a_name_does_not_stand_for_somebody_else() -> None:
    analysis = analysed("Anna Berg came to Oslo. The minister must explain why he left.")
    he = next(token for token in analysis.sentences[1].span if token.text == "he")
    assert analysis.cast.at(he) is None


def test_a_word_that_names_nobody_stands_for_nobody() -> None:
    analysis = analysed("Anna Berg came by train.")
    assert analysis.cast.at(analysis.sentences[0].span[4]) is None


@given(st.lists(st.tuples(_NAMES, _VERBS), min_size=1, max_size=12))
def test_every_mention_is_a_place_in_the_text(parts: list[tuple[str, str]]) -> None:
    analysis = analysed(". ".join(f"{name} {verb} them" for name, verb in parts) + ".")
    for entity in analysis.cast.entities:
        assert entity.mentions and entity.name
        for sentence, token in entity.mentions:
            assert analysis.document.text[sentence.at(token) : sentence.after(token)] == token.text


def test_a_pronoun_stands_for_whoever_is_named_beside_an_office() -> None:
    analysis = analysed(
        "Rosa Kvist spoke in Oslo. The sitting mayor, Giles Hartnoll, rejects the plan, which he says is dear."
    )
    he = next(token for token in analysis.sentences[1].span if token.text == "he")
    found = analysis.cast.at(he)
    assert found is not None and found.name == "Giles Hartnoll"
