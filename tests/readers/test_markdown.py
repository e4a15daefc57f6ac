from datetime import date

import pytest

from tests.readers.casefiles import cases, shown
from tests.readers.conftest import Reads

FRONT = """---
title: "Quay: to open"
author: [Ines Vale, Tom Hallam]
date: 2025-03-04
publisher: Quay Wire
---
# Quay: to open

The council will pay.
"""


@pytest.mark.parametrize(("given", "expected"), cases("markdown.txt"))
def test_blocks(given: str, expected: str, reads: Reads) -> None:
    assert shown(reads(given, "note.md")) == expected


def test_front_matter_fills_the_metadata(reads: Reads) -> None:
    source = reads(FRONT, "note.md").source
    assert (source.title, source.author, source.published, source.publisher) == (
        "Quay: to open",
        "Ines Vale, Tom Hallam",
        date(2025, 3, 4),
        "Quay Wire",
    )


def test_the_title_of_the_front_matter_stands_once_in_the_text(reads: Reads) -> None:
    assert shown(reads(FRONT, "note.md")) == "title: Quay: to open\nparagraph: The council will pay."


def test_front_matter_keeps_line_numbers(reads: Reads) -> None:
    assert reads(FRONT, "note.md").blocks[-1].origin == "line 9"


@pytest.mark.parametrize(
    "front",
    ["title: [unclosed", "- a list", "a: &a [*a, *a]\nb: *c", "x: " + "[" * 1500, "date: 2025-99-99\n{"],
)
def test_front_matter_that_is_none_stays_text(front: str, reads: Reads) -> None:
    assert "The council will pay." in reads(f"---\n{front}\n---\n\nThe council will pay.\n", "note.md").text


@pytest.mark.parametrize("field", ["date: next Tuesday", "date: 12", "title: {a: b}", "author: [[x]]", "date:"])
def test_front_matter_of_an_odd_kind_is_passed_over(field: str, reads: Reads) -> None:
    source = reads(f"---\n{field}\n---\n\nThe council will pay.\n", "note.md").source
    assert (source.published, source.title) == (None, None)


def test_a_byline_and_a_date_are_read_where_there_is_no_front_matter(reads: Reads) -> None:
    source = reads("# Quay to open\n\nBy Ines Vale\n\n4 March 2025\n\nThe council will pay.\n", "note.md").source
    assert (source.author, source.published) == ("Ines Vale", date(2025, 3, 4))
