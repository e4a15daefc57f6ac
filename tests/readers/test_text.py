import re
from datetime import date
from pathlib import Path

import pytest

from tests.readers.casefiles import cases, shown
from tests.readers.conftest import Reads

SEED = Path(__file__).parents[2] / "seeds" / "coalition-of-the-willing.txt"
SENTENCE = "The harbour council agreed on Monday to pay for the repairs of the northern quay in full."


@pytest.mark.parametrize(("given", "expected"), cases("text.txt"))
def test_blocks_are_told_by_layout(given: str, expected: str, reads: Reads) -> None:
    assert shown(reads(given)) == expected


def test_the_seed_has_one_heading_and_no_title(reads: Reads) -> None:
    document = reads(SEED.read_bytes(), SEED.name)
    others = [line for line in shown(document).split("\n") if not line.startswith("paragraph: ")]
    assert others == ["heading 2: US Support Needed For “Reassurance Force In Ukraine"]


def test_every_word_of_the_seed_is_in_the_text(reads: Reads) -> None:
    source = SEED.read_text(encoding="utf-8")
    assert re.findall(r"\w+", reads(source).text) == re.findall(r"\w+", source)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_all_line_endings_end_lines(ending: str, reads: Reads) -> None:
    document = reads(ending.join(["Quay to Open", "", SENTENCE, "", SENTENCE]))
    assert [block.kind.value for block in document.blocks] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, March 4, 2025",
        "4 March 2025",
        "2025-03-04",
        "Published: 4th March 2025 10:15 GMT",
        "Tue. Mar 4, 2025",
    ],
)
def test_a_line_that_is_a_date_sets_when_it_was_published(line: str, reads: Reads) -> None:
    assert reads(f"Quay to Open\n\n{line}\n\n{SENTENCE}").source.published == date(2025, 3, 4)


@pytest.mark.parametrize(
    "opening",
    [
        "WESTHAVEN, March 4, 2025 — ",
        "Westhaven, Ardmore - March 4, 2025 (Quay Wire) - ",
        "NEW WESTHAVEN, 4 March 2025 /QW/ -- ",
    ],
)
def test_a_dateline_sets_when_it_was_published(opening: str, reads: Reads) -> None:
    assert reads(f"Quay to Open\n\n{opening}{SENTENCE}").source.published == date(2025, 3, 4)


def test_a_date_at_the_end_of_the_title_sets_when_it_was_published(reads: Reads) -> None:
    assert reads(f"Harbour council statement, 4 March 2025\n\n{SENTENCE}").source.published == date(2025, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        f"The storm of 4 March 2025 broke the quay, and nobody has mended it. {SENTENCE}",
        f"Quay to Open\n\n31 February 2025\n\n{SENTENCE}",
        f"Quay to Open\n\n{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}\n\n4 March 2025",
    ],
)
def test_other_dates_do_not(text: str, reads: Reads) -> None:
    assert reads(text).source.published is None


def test_a_byline_names_the_author(reads: Reads) -> None:
    assert reads(f"Quay to Open\n\nBy Ines de Vale, Quay Wire\n\n{SENTENCE}").source.author == "Ines de Vale, Quay Wire"


def test_the_title_is_the_source_s_title(reads: Reads) -> None:
    assert reads(f"MEDIA RELEASE\n\nQuay to Open\n\n{SENTENCE}").source.title == "Quay to Open"


def test_each_block_knows_its_line(reads: Reads) -> None:
    assert [block.origin for block in reads(f"Quay to Open\n\n{SENTENCE}").blocks] == ["line 1", "line 3"]
