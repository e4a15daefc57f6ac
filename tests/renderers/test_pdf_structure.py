"""The structure of the PDF, as screen readers walk it: what HTML means, over pages and lines."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest

from briefing.memo import View, load_look
from briefing.renderers import pdf
from tests.renderers.reading import structure
from tests.samples import bare, many

NESTED = "L\n  LI\n    Lbl\n    LBody\n      L\n        LI\n          Lbl\n          LBody\n"
ROWS = "<tr><td>x</td></tr>" * 150
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
LONG = "word " * 2500


def made(folder: Path, body: str, css: str = "") -> bytes:
    """The PDF of a look that has nothing but this body."""
    (folder / "memo.html.j2").write_text(f'<html lang="en"><title>t</title><body>{body}</body></html>', "utf-8")
    (folder / "memo.css").write_text(css or "p, li { margin: 1em 0 }", "utf-8")
    data = pdf.render(View(bare(), load_look(folder)))
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert not [(failure.rule_id, failure.message) for failure in report.failures]
    return data


def elements(data: bytes, kind: str) -> list[Any]:
    root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
    return [one for one in _walk(root["/StructTreeRoot"]) if one.get("/S") == f"/{kind}"]


def _walk(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if isinstance(one, dict) and "/S" in one:
            yield one
            yield from _walk(one)


def pages(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<ul><li>a<li>b</ul>", "L\n  LI\n    Lbl\n    LBody\n  LI\n    Lbl\n    LBody\n"),
        ("<ol><li><p>a<p>b</ol>", "L\n  LI\n    Lbl\n    LBody\n      P ×2\n"),
        ("<ul style=list-style:none><li>a</ul>", "L\n  LI\n    LBody\n"),
        ("<ul><li>a<ul><li>b</ul></ul>", NESTED),
        ("<ul>a<li>b</ul>", "L\n  LI\n    LBody\n  LI\n    Lbl\n    LBody\n"),
        ("<dl><dt>a<dd>b</dl>", "L\n  LI\n    Lbl\n    LBody\n"),
        ("<ul></ul><p></p><p>a</p>", "P\n"),
        ("<p><b>a</b> <i><u>b</u></i></p>", "P\n"),
        ("<p><a href='https://x.example'>a <b>b</b></a></p>", "P\n  Link\n"),
        ("<p><b><a href='https://x.example'>a</a></b></p>", "P\n  Link\n"),
        ("<p>a <span lang=fr>b</span></p>", "P\n  Span\n"),
        ("<p>a <span>b</span></p>", "P\n"),
        ("<div><section><p>a</p></section></div>", "Sect\n  P\n"),
        ("<blockquote>a <q>b</q></blockquote>", "BlockQuote\n  Quote\n"),
        ("<h1>a</h1><h3>b</h3><h4>c</h4><h2>d</h2>", "H1\nH2\nH3\nH2\n"),
        ("<h3>a</h3>", "H1\n"),
        ("<table><tr><td>a<td></table>", "Table\n  TBody\n    TR\n      TD ×2\n"),
        ("<table><tr><th>a<tbody><caption>c</table>", "Table\n  Caption\n  TBody\n    TR\n      TH\n"),
    ],
)
def test_html_becomes(body: str, tree: str, tmp_path: Path) -> None:
    lines = structure(made(tmp_path, body)).splitlines()
    assert "".join(f"{line[2:]}\n" for line in lines if line.startswith("  ")) == tree


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (f"<p>{LONG}</p>", {"P": 1}),
        (f"<ul><li>{LONG}</li><li>b</li></ul>", {"L": 1, "LI": 2, "LBody": 2, "Lbl": 2}),
        (f"<section><p>{LONG}</p></section>", {"Sect": 1, "P": 1}),
        (f"<p><a href='https://x.example'>{LONG}</a></p>", {"P": 1, "Link": 1}),
        (f"<table><thead><tr><th>h</thead>{ROWS}</table>", {"Table": 1, "THead": 1, "TR": 151}),
        (f"<table><tr><td>{LONG}</td></tr></table>", {"Table": 1, "TR": 1, "TD": 1}),
    ],
)
def test_what_runs_over_pages_stays_one(body: str, kinds: dict[str, int], tmp_path: Path) -> None:
    data = made(tmp_path, body)
    assert pages(data) > 1
    assert {kind: len(elements(data, kind)) for kind in kinds} == kinds


def beginnings(one: Any) -> list[Any]:
    """The tag and the properties of each marked stretch of a page."""
    content = one.get_contents()
    return [operands for operands, operator in content.operations if operator == b"BDC"]


def test_every_word_belongs_to_an_element_or_is_told_to_be_left_out() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(View(many(40), load_look()))))
    root: Any = reader.trailer["/Root"]
    owners = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, one in enumerate(reader.pages):
        marks = [properties["/MCID"] for _, properties in beginnings(one) if "/MCID" in properties]
        assert marks
        assert all("/S" in owners[2 * number + 1][mark].get_object() for mark in marks)


def test_header_and_footer_are_no_part_of_the_text() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(View(many(40), load_look()))))
    left_out = [properties for tag, properties in beginnings(reader.pages[1]) if tag == "/Artifact"]
    assert left_out
    assert all(properties["/Type"] == "/Pagination" for properties in left_out)


def test_a_header_cell_says_what_it_heads(tmp_path: Path) -> None:
    data = made(tmp_path, "<table><thead><tr><th scope=col>a<th>b<tbody><tr><th scope=row>c<td colspan=1>d</table>")
    assert [one["/A"]["/Scope"] for one in elements(data, "TH")] == ["/Column", "/Column", "/Row"]


def test_a_cell_says_how_far_it_reaches(tmp_path: Path) -> None:
    data = made(tmp_path, "<table><tr><td colspan=2>a<tr><td>b<td>c</table>")
    assert [one.get("/A", {}).get("/ColSpan") for one in elements(data, "TD")] == [2, None, None]


def test_a_hidden_caption_is_told_as_the_tables_summary(tmp_path: Path) -> None:
    data = made(tmp_path, "<table><caption>who says so<tr><td>a</table>", "caption { display: none }")
    assert elements(data, "Table")[0]["/A"]["/Summary"] == "who says so"


def test_a_list_says_how_it_is_numbered(tmp_path: Path) -> None:
    data = made(tmp_path, "<ol><li>a</ol><ul><li>b</ul>")
    assert [one["/A"]["/ListNumbering"] for one in elements(data, "L")] == ["/Decimal", "/Disc"]


def test_a_link_says_where_it_leads(tmp_path: Path) -> None:
    data = made(tmp_path, "<p><a href='#e' aria-label='Evidence 1'>1</a> <a href='#e'>there</a></p><p id=e>here</p>")
    links = [one.get_object() for one in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/Contents"] for link in links] == ["Evidence 1", "there"]


def test_a_span_says_its_language_and_an_abbreviation_its_meaning(tmp_path: Path) -> None:
    data = made(tmp_path, "<p lang=fr>a <span lang=de>b</span> <abbr title='in full'>c</abbr></p>")
    assert elements(data, "P")[0]["/Lang"] == "fr"
    assert [(one.get("/Lang"), one.get("/E")) for one in elements(data, "Span")] == [("de", None), (None, "in full")]


def test_a_picture_says_what_it_shows_and_one_without_words_is_left_out(tmp_path: Path) -> None:
    shown = "<title>a</title><desc>b</desc><rect width=9 height=9 />"
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' width=9 height=9>{shown}</svg>"
    data = made(tmp_path, f"<p>x <img src='{DOT}' alt='a dot'> <img src='{DOT}' alt=''></p><div>{picture}</div>")
    assert [one["/Alt"] for one in elements(data, "Figure")] == ["a dot", "a\nb"]
    assert all(len(one["/A"]["/BBox"]) == 4 for one in elements(data, "Figure"))


def test_a_footnote_stands_where_it_is_called(tmp_path: Path) -> None:
    data = made(tmp_path, "<p>a<span class=f>the note</span> b</p><p>c</p>", ".f { float: footnote }")
    assert structure(data).split() == ["Document", "P", "Reference", "Note", "Lbl", "P"]
    assert elements(data, "Note")[0]["/ID"]


NARROW = 'p { width: 60pt; hyphens: auto; hyphenate-character: "-"; font-family: "Briefing Serif" }'


def test_a_word_that_is_parted_at_the_end_of_a_line_is_told_as_one(tmp_path: Path) -> None:
    data = made(tmp_path, "<p>The internationalisation of it</p>", NARROW)
    assert [one["/ActualText"] for one in elements(data, "Span")] == ["The inter\u00ad", "national\u00ad"]


def test_a_hyphen_of_the_words_own_stays_one(tmp_path: Path) -> None:
    data = made(tmp_path, "<p>a well-well-well-well-well-well thing</p>", NARROW)
    assert elements(data, "Span") == []
