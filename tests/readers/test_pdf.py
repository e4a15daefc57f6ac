from collections.abc import Iterable

import pytest

from briefing.errors import SourceError
from briefing.limits import Limits
from tests.readers import makers
from tests.readers.casefiles import shown
from tests.readers.conftest import Reads
from tests.readers.makers import Words, column

ONE = (
    "The harbour council agreed on Monday to pay for the repairs of the northern quay in full, its chairwoman "
    "said after the vote, and to open the crossing again once the "
    "inspectors have reported to the harbour master of Westhaven."
)
TWO = (
    "Critics called the decision hasty and asked who had been heard before it was taken, while fishermen from three "
    "villages said that they would wait for the report of the inspectors before they judge the works at the quay."
)
THREE = (
    "The works will take until the autumn, according to the plan that was shown to the council, and the ferry company "
    "will run from the southern pier until then, with two crossings less a day than in an ordinary summer season."
)


def text(pages: Iterable[Iterable[Words]], reads: Reads) -> list[str]:
    document = reads(makers.pdf(pages), "a.pdf")
    return [document.text_of(block) for block in document.blocks]


def test_lines_become_paragraphs_where_space_parts_them(reads: Reads) -> None:
    page = [*column(ONE), *column(TWO, top=690), *column(THREE, top=620)]
    assert text([page], reads) == [ONE, TWO, THREE]


def test_lines_become_paragraphs_where_an_indented_line_starts_them(reads: Reads) -> None:
    lines = [*column(ONE), *column(TWO), *column(THREE)]
    starts = {0, len(column(ONE)), len(column(ONE)) + len(column(TWO))}
    page = [
        Words(words.text, 90 if number in starts else 72, 760 - 13.2 * number) for number, words in enumerate(lines)
    ]
    assert text([page], reads) == [ONE, TWO, THREE]


def test_lines_become_paragraphs_where_a_short_line_ends_them(reads: Reads) -> None:
    first = ONE.replace(" of Westhaven.", ".")
    lines = [*column(first), *column(TWO)]
    page = [Words(words.text, 72, 760 - 13.2 * number) for number, words in enumerate(lines)]
    assert text([page], reads) == [first, TWO]


def test_columns_are_read_one_after_the_other_below_what_runs_across(reads: Reads) -> None:
    title = "Council to pay for the repairs of the northern quay in full"
    page = [
        Words(title, 72, 790, 18),
        *column(ONE, width=40),
        *column(TWO, top=640, width=40),
        *column(THREE, left=320, width=40),
    ]
    assert text([page], reads) == [title, ONE, TWO, THREE]


def test_columns_are_told_apart_whatever_the_order_of_drawing(reads: Reads) -> None:
    left, right = column(ONE, width=40), column(THREE, left=320, width=40)
    woven = [words for pair in zip(left, right, strict=False) for words in pair]
    rest = left[len(right) :] + right[len(left) :]
    assert text([woven + rest], reads) == [ONE, THREE]


def test_paragraphs_run_on_over_pages_and_lose_their_running_heads(reads: Reads) -> None:
    lines = column(ONE + " " + TWO + " " + THREE)
    pages = [
        [
            Words("Harbour Council – Plan", 72, 800, 9),
            *(Words(words.text, 72, 760 - 13.2 * at) for at, words in enumerate(part)),
            Words(f"Page {number} of 3", 280, 40, 9),
        ]
        for number, part in enumerate((lines[:3], lines[3:5], lines[5:]), start=1)
    ]
    assert text(pages, reads) == [ONE + " " + TWO + " " + THREE]


def test_footnotes_at_the_foot_of_a_page_do_not_cut_the_paragraph(reads: Reads) -> None:
    lines = column(ONE)
    pages = [
        [*lines[:2], Words("1. As the plan of May has it.", 72, 60, 8)],
        [Words(words.text, 72, 760 - 13.2 * at) for at, words in enumerate(lines[2:])],
    ]
    assert text(pages, reads) == [ONE, "1. As the plan of May has it."]


def test_a_heading_that_comes_at_the_top_of_several_pages_is_kept(reads: Reads) -> None:
    pages = [[Words(f"Annex {number}", 72, 790, 18), *column(body)] for number, body in enumerate((ONE, TWO, THREE), 1)]
    assert [block for block in text(pages, reads) if block.startswith("Annex")] == ["Annex 1", "Annex 2", "Annex 3"]


def test_hyphenation_is_undone(reads: Reads) -> None:
    page = [
        Words("The harbour council agreed to wait for the inter-", 72, 760),
        Words("national inspectors before it begins the long-", 72, 746),
        Words("range works at the northern quay of Westhaven.", 72, 732),
    ]
    assert text([page], reads) == [
        "The harbour council agreed to wait for the international inspectors before it begins the long-range works at "
        "the northern quay of Westhaven."
    ]


def test_title_and_headings_are_told_by_size_and_weight(reads: Reads) -> None:
    page = [
        Words("Council to pay for the quay", 72, 790, 20),
        Words("What was agreed", 72, 760, 14),
        *column(ONE, top=735),
        Words("Who was heard", 72, 670, bold=True),
        *column(TWO, top=650),
    ]
    assert shown(reads(makers.pdf([page]), "a.pdf")).split("\n") == [
        "title: Council to pay for the quay",
        "heading 1: What was agreed",
        f"paragraph: {ONE}",
        "heading 2: Who was heard",
        f"paragraph: {TWO}",
    ]


def test_a_title_on_two_lines_is_one(reads: Reads) -> None:
    page = [Words("Council to pay for the", 72, 790, 20), Words("northern quay", 72, 766, 20), *column(ONE, top=720)]
    assert text([page], reads) == ["Council to pay for the northern quay", ONE]


def test_list_items_lose_their_signs(reads: Reads) -> None:
    page = [
        *column(ONE),
        *(
            words
            for number, item in enumerate(("first point", "second point, which runs on", "and ends here"))
            for words in ([Words("•", 80, 690 - 13.2 * number)] if number < 2 else [])
            + [Words(item, 98, 690 - 13.2 * number)]
        ),
    ]
    assert shown(reads(makers.pdf([page]), "a.pdf")).split("\n")[1:] == [
        "list item 1: first point",
        "list item 1: second point, which runs on and ends here",
    ]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_shown_turned_is_read_as_it_is_seen(turned: int, reads: Reads) -> None:
    page = [*column(ONE, top=500), *column(TWO, top=400)]
    assert reads(makers.pdf([page], turned=turned), "a.pdf").text == f"{ONE}\n\n{TWO}"


def test_blocks_know_their_page(reads: Reads) -> None:
    document = reads(makers.pdf([column(ONE), column(TWO)]), "a.pdf")
    assert [block.origin for block in document.blocks] == ["page 1", "page 2"]


def test_the_title_in_the_properties_counts_where_the_text_has_none(reads: Reads) -> None:
    assert reads(makers.pdf([column(ONE)], title="Quay plan"), "a.pdf").source.title == "Quay plan"


@pytest.mark.parametrize("title", ["Microsoft Word - plan.docx", "plan.pdf", "Untitled", "untitled-3"])
def test_a_title_that_a_program_made_up_is_none(title: str, reads: Reads) -> None:
    assert reads(makers.pdf([column(ONE)], title=title), "a.pdf").source.title is None


def encrypted(user: str) -> bytes:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(makers.pdf([column(ONE)]))))
    writer.encrypt(user, owner_password="owner")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_that_needs_a_password_is_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match="password"):
        reads(encrypted("secret"), "a.pdf")


def test_a_file_that_only_restricts_printing_is_read(reads: Reads) -> None:
    assert reads(encrypted(""), "a.pdf").text == ONE


def test_a_scan_is_refused_and_told_from_an_empty_file(reads: Reads) -> None:
    with pytest.raises(SourceError, match=r"it is a scan.*OCR"):
        reads(makers.pdf([[], []], picture=True), "a.pdf")
    with pytest.raises(SourceError, match="no text"):
        reads(makers.pdf([[]]), "a.pdf")


def test_a_picture_behind_text_is_no_scan(reads: Reads) -> None:
    assert reads(makers.pdf([column(ONE)], picture=True), "a.pdf").text == ONE


WHOLE = makers.pdf([column(ONE), column(TWO)])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (WHOLE[: len(WHOLE) // 2], "cut short"),
        (WHOLE[:-20], "cut short"),
        (b"%PDF-1.7\n" + bytes(range(1, 256)) * 20 + b"%%EOF", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
    ],
)
def test_what_is_damaged_is_refused(data: bytes, says: str, reads: Reads) -> None:
    with pytest.raises(SourceError, match=says):
        reads(data, "a.pdf")


def test_more_pages_than_the_limit_are_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match=r"limits\.pages"):
        reads(WHOLE, "a.pdf", limits=Limits(pages=1))
