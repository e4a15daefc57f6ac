"""The rules of a look: what a check finds, where, and what it says to do."""

from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.memo import Look, load_look, looks
from briefing.memo.rules import check
from briefing.model import Briefing, Header, Review
from tests.samples import accord, bare, many


def look(folder: Path, settings: str) -> Look:
    (folder / "look.toml").write_text(settings, encoding="utf-8")
    return load_look(folder)


def found(note: Briefing, made: Look) -> list[tuple[str, str, str]]:
    return [(one.where, one.what, one.mend) for one in check(note, made)]


def saying(text: str, note: str | None = None) -> Briefing:
    """A briefing whose bottom line has these words, and an editor's note."""
    point = accord().summary[0].model_copy(update={"point": text, "review": Review(by="L. Berg", note=note)})
    return accord().model_copy(update={"summary": (point,)})


def test_the_memo_asks_for_nothing_and_has_nothing_against_a_normal_briefing() -> None:
    assert found(accord(), load_look()) == []
    assert found(bare(), load_look()) == []


def test_a_field_that_is_required_and_missing_is_told_with_its_label(tmp_path: Path) -> None:
    made = look(tmp_path, 'rules.required = ["to", "contact"]\nhead = { to = "To", contact = "Ask" }')
    assert found(accord(), made) == [
        ("header.contact", "“Ask” is missing", "supply it with --header contact=…"),
    ]


WORDING = """
[[rules.wording]]
avoid = ["in order to", "utilis*"]
mend = "say it plainly"
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They met in order to agree.", "“in order to” is to be avoided (They met in order to agree.)"),
        ("Utilising both ports.", "“Utilising” is to be avoided (Utilising both ports.)"),
    ],
)
def test_a_wording_to_avoid_is_told_with_its_place_and_what_to_say(tmp_path: Path, text: str, told: str) -> None:
    assert found(saying(text), look(tmp_path, WORDING)) == [("summary[0].point", told, "say it plainly")]


@pytest.mark.parametrize("text", ["Reordering in border towns.", "She said they met “in order to agree”.", "Fine."])
def test_part_of_a_word_and_what_is_quoted_are_no_such_wording(tmp_path: Path, text: str) -> None:
    assert found(saying(text), look(tmp_path, WORDING)) == []


def test_an_editors_note_and_the_header_are_read_as_well_but_no_rejected_item(tmp_path: Path) -> None:
    made = look(tmp_path, WORDING)
    assert [one[0] for one in found(saying("Fine.", "In order to ask."), made)] == ["summary[0].review.note"]
    headed = accord().model_copy(update={"header": Header(action="Utilise this")})
    assert [one[0] for one in found(headed, made)] == ["header.action"]
    rejected = saying("In order to.").summary[0].model_copy(update={"review": Review(state="rejected", by="L. Berg")})
    assert found(accord().model_copy(update={"summary": (rejected,)}), made) == []


ICD = load_look("icd203")


def judging(text: str) -> list[str]:
    headed = saying(text).model_copy(
        update={"header": Header(date="1 May", from_="Desk", classification="UNCLASSIFIED")}
    )
    return [one.what for one in check(headed, ICD)]


def test_likelihood_in_other_words_than_those_of_the_bands_is_found() -> None:
    assert judging("The vote will possibly fail.") == ["“possibly” is to be avoided (The vote will possibly fail.)"]
    assert judging("The vote is very unlikely to fail.") == []


def test_likelihood_and_confidence_in_one_sentence_are_found_and_in_two_are_not() -> None:
    assert judging("We judge with high confidence that it is likely.") == [
        "“likely” and “confidence” stand in one sentence"
    ]
    assert judging("It is likely. Our confidence is high.") == []


def test_a_body_over_its_norm_names_the_section_that_takes_the_most_room(tmp_path: Path) -> None:
    made = look(tmp_path, "length = { pages = 0.2, words = 50 }")
    told = found(many(100), made)
    assert [one[0] for one in told] == ["body", "body"]
    assert told[0][1].endswith("pages, and the norm is 0.2")
    assert told[1][1].endswith("words, and the norm is 50")
    assert "“Open questions” takes the most room" in told[0][2]


def test_a_marking_that_the_looks_standard_does_not_know_is_told(tmp_path: Path) -> None:
    assert found(accord(), look(tmp_path, 'markings = ["canada"]'))[0][:2] == (
        "header.classification",
        "“OFFICIAL” is no marking that can be set here",
    )


@pytest.mark.parametrize("name", looks())
def test_every_look_gives_its_verdict_on_every_sample(name: str) -> None:
    for note in (accord(), bare(), many(60)):
        for one in check(note, load_look(name)):
            assert one.where and one.what and one.mend


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('rules.required = ["too"]', "rules.required: there is no header field “too”; choose from to, from"),
        ('[[rules.wording]]\navoid = []\nmend = "x"', "rules.wording[0].avoid: "),
        ('[[rules.wording]]\navoid = ["x"]', "rules.wording[0].mend: "),
        ("length.pages = 0", "length.pages: "),
    ],
)
def test_a_fault_in_the_rules_is_told(tmp_path: Path, settings: str, told: str) -> None:
    with pytest.raises(TemplateError) as failed:
        look(tmp_path, settings)
    assert told in str(failed.value)
