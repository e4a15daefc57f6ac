"""What a digest looks like in each format: harmless, the same each time, and with all that it holds."""

import csv
import html
import io
import re
from datetime import date, datetime

import cmarkgfm
import feedparser
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.digest.formats import FORMATS, find_format, render
from briefing.digest.making import digest
from briefing.digest.model import Digest
from briefing.digest.shelf import shelve
from briefing.errors import FormatError
from briefing.memo import load_look
from briefing.model import Briefing, Strength
from tests.digest.newsroom import FRIDAY, PLEDGE, Report, by, pledged, told
from tests.samples import accord, hostile
from tests.strategies import briefings

LOOK = load_look()
AS_OF = date(2026, 4, 2)


def _later() -> Report:
    sentence = "Norland lent Lindholm the four ferries on Thursday."
    answer = "The state bank of Norland will insure the ferry crews of Lindholm, Ferro said."
    return Report(sentence, answer, day=FRIDAY).pledge("paint the ferries", sentence, strength=Strength.INTENT)


def _made() -> Digest:
    return told(pledged(), _later(), accord(), previous=told(pledged()), as_of=AS_OF)


def _markdown(made: Digest) -> str:
    return render(made, "md", LOOK)[".md"].decode()


def _sections(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
def test_equal_digests_give_equal_bytes(name: str) -> None:
    assert render(_made(), name, LOOK) == render(_made(), name, LOOK)


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(briefings(), min_size=1, max_size=2))
def test_every_format_takes_any_digest(name: str, notes: list[Briefing]) -> None:
    made = digest([shelve(note) for note in notes], as_of=AS_OF)
    assert all(render(made, name, LOOK).values())


def test_the_first_thing_that_is_told_is_what_changed() -> None:
    text = _markdown(_made())
    assert text.startswith("# Digest of 2 April 2026\n\n")
    assert _sections(text)[0] == "What changed"
    assert "**Fulfilled:** Norland: lend Lindholm four ferries" in text
    assert "**Answered:** Who will insure the ferry crews of Lindholm?" in text


def test_with_nothing_new_it_says_so_in_one_line() -> None:
    first = told(pledged())
    text = _markdown(told(pledged(), previous=first))
    assert "Nothing new since the last digest" in text
    assert "What changed" not in text


def test_the_overdue_and_the_next_thirty_days_stand_apart() -> None:
    reports = Report(PLEDGE)
    for action, due in (("lend", date(2026, 4, 1)), ("paint", date(2026, 5, 2)), ("sell", date(2026, 5, 3))):
        reports.pledge(f"{action} the ferries", due=by(due), deadline=f"by {due}")
    reports.pledge("sink the ferries", due=by(date(2026, 4, 1)), polarity="refrain")
    text = _markdown(told(reports, as_of=AS_OF))
    overdue, soon, later, settled = re.split(r"^## Commitments.*$", text, flags=re.MULTILINE)[1:5]
    assert ["lend" in overdue, "paint" in soon, "sell" in later, "× Refrain: sink" in settled] == [True] * 4


def test_every_line_of_the_markdown_leads_to_its_evidence() -> None:
    text = _markdown(_made())
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    lines = [line for line in text.splitlines() if "<a id=" in line]
    assert lines
    assert [line for line in lines if not set(re.findall(r"\[\^(\d+)\]", line)) & defined] == []


def test_one_more_report_adds_lines_and_changes_few() -> None:
    before, after = _markdown(told(pledged(), accord())), _markdown(told(pledged(), accord(), Report("Rain fell.")))
    evidence = [line for line in before.splitlines() if line.startswith("[^")]
    assert set(evidence) <= set(after.splitlines())


def test_the_markdown_of_a_hostile_source_does_nothing() -> None:
    page = cmarkgfm.github_flavored_markdown_to_html(_markdown(told(hostile())))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_the_page_of_a_hostile_source_does_nothing() -> None:
    page = render(told(hostile()), "html", LOOK)[".html"].decode()
    assert "<script" not in page
    assert "<img" not in page


def test_only_web_pages_and_files_beside_the_digest_are_linked() -> None:
    note = pledged().note
    for link, linked in (("https://x.example/a", True), ("../in/a.txt", True), ("javascript:alert(1)", False)):
        made = digest([shelve(note).linked(link)])
        assert (f'href="{html.escape(link)}"' in render(made, "html", LOOK)[".html"].decode()) is linked
        assert (f"](<{link}>)" in _markdown(made)) is linked


def _workbook(made: Digest) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(made, "xlsx", LOOK)[".xlsx"]))


def test_the_workbook_can_be_sorted_and_filtered() -> None:
    book = _workbook(_made())
    assert book.sheetnames == ["Commitments", "Changes", "Questions", "Actors", "Timeline", "Sources"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    sheet = _workbook(_made())["Commitments"]
    headings = [cell.value for cell in sheet[1]]
    [row] = [
        row
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if row[headings.index("What")] == "lend Lindholm four ferries"
    ]
    assert row[headings.index("Due")] == datetime(2026, 3, 31)
    assert row[headings.index("Sources")] == 1
    assert row[headings.index("Outcome")] == "Fulfilled"


def test_the_workbook_leads_to_the_sources() -> None:
    book = _workbook(digest([shelve(pledged().note).linked("../in/a%20%231.txt")]))
    targets = {cell.hyperlink.target for row in book["Sources"].iter_rows(min_row=2) for cell in row if cell.hyperlink}
    assert targets == {"../in/a%20%231.txt"}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x.example")', "=cmd|' /C calc'!A0", "＝1+1")


def _formulas() -> Digest:
    report = Report(PLEDGE)
    for text in FORMULAS:
        report.pledge(text, committer=text, condition=text, deadline=text, amount=text, beneficiary=text)
    return told(report)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    for sheet in _workbook(_formulas()):
        assert [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"] == []


def test_no_value_of_the_csv_begins_like_a_formula() -> None:
    for data in render(_formulas(), "csv", LOOK).values():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert [
            value for row in rows for value in row if value.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        ] == []


def test_the_csv_holds_what_the_workbook_holds() -> None:
    made, book = _made(), _workbook(_made())
    files = render(made, "csv", LOOK)
    assert list(files) == [f"-{sheet.title.casefold()}.csv" for sheet in book]
    for sheet, data in zip(book, files.values(), strict=True):
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert (len(rows), rows[0]) == (sheet.max_row, [cell.value for cell in sheet[1]])


def test_the_feed_has_an_entry_for_each_story_that_changed() -> None:
    made = _made()
    feed = feedparser.parse(render(made, "atom", LOOK)[".atom"])
    assert not feed.bozo
    assert {entry.title for entry in feed.entries} == {
        story.title for story in made.stories if story.id in {change.story for change in made.changes}
    }
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_the_feed_of_a_hostile_source_holds_no_markup_of_its_own() -> None:
    [entry] = feedparser.parse(render(told(hostile()), "atom", LOOK)[".atom"], sanitize_html=False).entries
    assert "<script" not in entry.content[0].value


def test_an_entry_keeps_its_id_as_long_as_its_news_is_the_same() -> None:
    first, second = (feedparser.parse(render(_made(), "atom", LOOK)[".atom"]).entries for _ in range(2))
    assert [entry.id for entry in first] == [entry.id for entry in second]


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(FormatError, match="choose from md, html, json, atom, xlsx, csv"):
        find_format("pdf")
