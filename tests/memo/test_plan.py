"""Which items stand where: chosen by a look, each once, and never more than fit."""

from pathlib import Path

import pytest
from hypothesis import given

from briefing.errors import TemplateError
from briefing.memo import Look, build, load_look
from briefing.memo.rules import check
from briefing.memo.shapes import Blank, Memo, Quotes, Section, Table
from briefing.model import Briefing
from tests.memo.test_build import anchors
from tests.samples import accord, bare, many
from tests.strategies import briefings


def look(folder: Path, settings: str) -> Look:
    (folder / "look.toml").write_text(settings, encoding="utf-8")
    return load_look(folder)


def rows(section: Section) -> list[str]:
    assert isinstance(section.body, Table)
    return [row.anchor for row in section.body.rows]


SPLIT = """
[[sections]]
name = "commitments"
heading = "All others"
[[sections]]
name = "commitments"
heading = "Firm"
select = { strength = ["firm"], polarity = ["do"] }
[annex]
[[annex.sections]]
name = "actors"
heading = "Actors"
"""


def test_a_section_that_selects_takes_its_items_before_one_that_does_not(tmp_path: Path) -> None:
    others, firm = build(accord(), look(tmp_path, SPLIT)).body
    assert rows(firm) == ["C-2"]
    assert rows(others) == ["C-1", "C-3", "C-4", "C-5"]


def test_items_are_numbered_in_the_order_of_the_memo_through_all_sections_of_a_kind(tmp_path: Path) -> None:
    others, firm = build(accord(), look(tmp_path, SPLIT)).body
    assert isinstance(firm.body, Table) and isinstance(others.body, Table)
    assert [row.number for row in (*others.body.rows, *firm.body.rows)] == [1, 2, 3, 4, 5]


def test_sections_have_names_of_their_own(tmp_path: Path) -> None:
    assert [one.name for one in build(accord(), look(tmp_path, SPLIT)).body] == ["commitments", "commitments-2"]


def test_a_section_can_stand_in_the_annex_whole(tmp_path: Path) -> None:
    assert rows(build(accord(), look(tmp_path, SPLIT)).annex[0]) == ["A-1", "A-2", "A-3", "A-4", "A-5"]


def test_a_section_that_selects_nothing_is_left_out_or_says_its_own_line(tmp_path: Path) -> None:
    spec = '[[sections]]\nname = "statements"\nheading = "S"\nselect = { named = ["no"], direct = ["yes"] }\n'
    assert build(accord(), look(tmp_path, spec)).body == ()
    (only,) = build(accord(), look(tmp_path, spec + 'none = "Nobody unnamed."')).body
    assert only.note == "Nobody unnamed."


def test_what_lies_ahead_is_told_from_the_day_on_which_the_newest_source_appeared(tmp_path: Path) -> None:
    spec = '[[sections]]\nname = "timeline"\nheading = "Next"\nselect = { time = ["ahead"] }'
    assert rows(build(accord(), look(tmp_path, spec)).body[0]) == ["T-1"]


BLANK = """
[[sections]]
heading = "Recommendation"
fill = "Say what is to be agreed."
offers = [{ name = "commitments", select = { strength = ["conditional"] } }, { name = "open_questions", most = 1 }]
[[sections]]
name = "commitments"
heading = "Commitments"
[annex]
[[annex.sections]]
name = "open_questions"
heading = "Questions"
"""


def test_a_blank_says_what_to_write_and_leads_to_what_the_briefing_offers_for_it(tmp_path: Path) -> None:
    blank = build(accord(), look(tmp_path, BLANK)).body[0].body
    assert isinstance(blank, Blank)
    assert (blank.prompt, blank.lead) == ("Say what is to be agreed.", "The briefing offers:")
    assert [(one.citations[0].anchor, one.citations[0].label) for one in blank.offers.pointers] == [
        ("C-1", "Commitment 1"),
        ("Q-1", "Question 1"),
    ]
    assert blank.offers.pointers[0].text == (
        "the harbour boards of Nordvik and Sandhaven: open their winter berths to each other’s ferries, "
        "once the ice reports are made public"
    )


def test_a_blank_with_nothing_to_offer_is_still_a_place_to_write(tmp_path: Path) -> None:
    blank = build(bare(), look(tmp_path, BLANK)).body[0].body
    assert blank == Blank("Say what is to be agreed.")


NESTED = """
[[sections]]
heading = "What next"
[[sections]]
name = "statements"
heading = "Said"
below = true
[[sections]]
heading = "Nothing below"
"""


def test_a_heading_stands_for_what_is_below_it_and_not_for_nothing(tmp_path: Path) -> None:
    made = look(tmp_path, NESTED)
    assert [(one.heading, one.below) for one in build(accord(), made).body] == [("What next", False), ("Said", True)]
    assert build(bare(), made).body == ()


def held(memo: Memo, name: str) -> int:
    body = next(one.body for one in memo.body if one.name == name)
    if isinstance(body, Quotes):
        return len(body.quotes)
    assert isinstance(body, Table)
    return len(body.rows)


def test_a_body_that_is_too_long_gives_up_items_from_its_last_section_up(tmp_path: Path) -> None:
    spec = """
    length.pages = 1
    [[sections]]
    name = "commitments"
    heading = "C"
    [[sections]]
    name = "actors"
    heading = "A"
    least = 7
    """
    memo = build(many(200), look(tmp_path, spec))
    assert 7 <= held(memo, "actors") < 60
    assert 5 < held(memo, "commitments") < 60


PICTURED = """
length.pages = {pages}
[[sections]]
name = "actors"
heading = "A"
[[sections]]
name = "commitments"
heading = "C"
"""


def joined(count: int) -> Briefing:
    """So many commitments for one beneficiary, which make a picture, and a fifth as many actors."""
    note = many(count)
    made = tuple(one.model_copy(update={"beneficiary": "Nordvik"}) for one in note.commitments)
    return note.model_copy(update={"commitments": made})


@pytest.mark.parametrize("pages", [0.4, 0.5, 0.6, 0.7, 0.8, 1.2])
def test_what_a_picture_leaves_when_it_goes_is_used(pages: float, tmp_path: Path) -> None:
    made = look(tmp_path, PICTURED.format(pages=pages))
    memo = build(joined(60), made)
    one_more = PICTURED.format(pages=pages) + f"least = {held(memo, 'commitments') + 1}"
    assert any("pages" in one.what for one in check(joined(60), look(tmp_path, one_more)))
    assert not check(joined(60), made)


def test_a_section_may_do_without_its_picture(tmp_path: Path) -> None:
    settings = PICTURED.format(pages=2) + "map = {map}"
    for wanted in (True, False):
        made = look(tmp_path, settings.format(map=str(wanted).lower()))
        body = next(one.body for one in build(joined(5), made).body if one.name == "commitments")
        assert isinstance(body, Table)
        assert (body.map is not None) is wanted


def test_the_longer_paper_holds_more(tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text(PICTURED.format(pages=1), encoding="utf-8")
    a4, letter = (build(many(200), load_look(tmp_path, page=page)) for page in ("A4", "Letter"))
    assert held(a4, "commitments") > held(letter, "commitments")


def test_a_body_is_held_to_a_number_of_words(tmp_path: Path) -> None:
    spec = 'length = { words = 60 }\n[[sections]]\nname = "commitments"\nheading = "C"'
    assert held(build(many(200), look(tmp_path, spec)), "commitments") < 8


def test_the_annex_takes_what_the_body_gives_up(tmp_path: Path) -> None:
    memo = build(many(200), look(tmp_path, "length.pages = 0.5"))
    assert len([one for one in anchors(memo) if one.startswith("C-")]) == 200


@given(note=briefings())
def test_no_item_stands_twice(note: Briefing) -> None:
    shown = anchors(build(note, load_look()))
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('name = "actors"\nselect = { age = ["9"] }', "cannot be selected by “age”; choose from importance, kind"),
        ('name = "actors"\nselect = { kind = ["ghost"] }', "no “kind” is “ghost”; choose from person, organisation"),
        ('name = "gaps"\nselect = { kind = ["x"] }', "“gaps” cannot be selected by “kind”; it takes no selection"),
        ('name = "actors"\nfill = "x"', "a section has either a name or something to fill in"),
        ('offers = [{ name = "actors" }]', "offers: nothing is to be filled in here"),
        ('name = "actors"\nmap = false', "map is for commitments"),
        ('fill = "x"\noffers = [{ name = "gaps" }]', "nothing can lead to “gaps”"),
        ('fill = "x"\noffers = [{ name = "actors" }]', "sections: “actors” are offered, but shown nowhere"),
        ("most = 3", "select, most and none are for sections with a name"),
        ('name = "actors"\nleast = -1', "sections[0].least: "),
    ],
)
def test_a_fault_in_a_section_is_told(tmp_path: Path, settings: str, told: str) -> None:
    with pytest.raises(TemplateError) as failed:
        look(tmp_path, f'[[sections]]\nheading = "H"\n{settings}')
    assert told in str(failed.value)


def test_standards_of_markings_are_asked_for_by_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"markings: there is no standard “nato”; choose from tlp, uk, canada, us"):
        look(tmp_path, 'markings = ["nato"]')
