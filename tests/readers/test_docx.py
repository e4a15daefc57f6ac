from datetime import date

import pytest

from briefing.errors import SourceError
from briefing.limits import Limits
from tests.readers import makers
from tests.readers.casefiles import shown
from tests.readers.conftest import Reads
from tests.readers.makers import paragraph

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'
    for identity, name, more in (
        ("Titel", "Title", ""),
        ("H1", "heading 1", ""),
        ("Mine", "My heading", '<w:basedOn w:val="H1"/>'),
        ("Outlined", "Section", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Sub", "Subtitle", ""),
        ("Q", "Intense Quote", ""),
        ("L", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'),
        ("L2", "List Bullet 2", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'),
        ("Toc1", "toc 1", ""),
        ("Loop", "loop", '<w:basedOn w:val="Loop"/>'),
    )
)
LONG = "The harbour council agreed on Monday to pay for the repairs of the northern quay in full, its chairwoman said."


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Quay", "Titel"), "title: Quay"),
        (paragraph("Quay", "H1"), "heading 1: Quay"),
        (paragraph("Quay", "Mine"), "heading 1: Quay"),
        (paragraph("Quay", "Outlined"), "heading 2: Quay"),
        (paragraph("Quay", "Heading3"), "heading 3: Quay"),
        (paragraph("Quay", properties='<w:outlineLvl w:val="2"/>'), "heading 3: Quay"),
        (paragraph("Quay", "Sub"), "heading 1: Quay"),
        (paragraph("Quay", "Q"), "quotation: Quay"),
        (paragraph("Quay", "L"), "list item 1: Quay"),
        (paragraph("Quay", "L2"), "list item 2: Quay"),
        (paragraph("Quay", properties=listed(1)), "list item 2: Quay"),
        (paragraph("Quay", "L", properties=listed(0, 0)), "paragraph: Quay"),
        (paragraph("• Quay"), "list item 1: Quay"),
        (paragraph("— Ana Brodie"), "paragraph: — Ana Brodie"),
        (paragraph("Quay", "Loop"), "paragraph: Quay"),
        (paragraph("Quay", "NoSuchStyle"), "paragraph: Quay"),
    ],
)
def test_styles_tell_what_a_paragraph_is(body: str, expected: str, reads: Reads) -> None:
    document = reads(makers.docx(paragraph("Plan", "Titel") + body, styles=STYLES), "a.docx")
    assert shown(document) == f"title: Plan\n{expected}"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("The ") + run("quay", "<w:b/>"), "The quay"),
        (f"<w:ins>{run('The quay')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "The quay"),
        (f"{run('The ')}<w:moveTo>{run('quay')}</w:moveTo><w:moveFrom>{run('old')}</w:moveFrom>", "The quay"),
        (f"{run('The ')}<w:hyperlink>{run('quay')}</w:hyperlink>", "The quay"),
        (
            f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('The quay')}</w:sdtContent></w:sdt>",
            "The quay",
        ),
        (run("The quay") + run("hidden", "<w:vanish/>"), "The quay"),
        (run("The quay") + run(" seen", '<w:vanish w:val="0"/>'), "The quay seen"),
        (
            "<w:r><w:t>The</w:t><w:tab/><w:t>quay</w:t><w:br/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t></w:r>",
            "The quay x-y",
        ),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('The quay')}", "The quay"),
    ],
    ids=["runs", "insertion", "move", "link", "control", "hidden", "not hidden", "spaces", "field"],
)
def test_a_paragraph_reads_as_it_is_seen_with_changes_accepted(inner: str, text: str, reads: Reads) -> None:
    assert reads(makers.docx(f"<w:p>{inner}</w:p>"), "a.docx").text == text


def test_a_deleted_paragraph_mark_joins_two_paragraphs(reads: Reads) -> None:
    body = paragraph("The ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("quay")
    assert reads(makers.docx(body), "a.docx").text == "The quay"


def test_tables_controls_and_text_boxes_are_read_in_their_places(reads: Reads) -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(paragraph('b'))}{cell.format(paragraph('c'))}</w:tr></w:tbl>"
    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell.format(paragraph('deleted'))}</w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{paragraph('d')}</w:sdtContent></w:sdt>"
    choice = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = (
        f'<w:p>{run("e")}<w:r><m:AlternateContent xmlns:m="{choice}"><m:Choice><w:txbxContent>{paragraph("f")}'
        f"</w:txbxContent></m:Choice><m:Fallback><w:txbxContent>{paragraph('f')}</w:txbxContent></m:Fallback>"
        "</m:AlternateContent></w:r></w:p>"
    )
    body = paragraph("a") + table + gone + control + box
    assert reads(makers.docx(body), "a.docx").text.split("\n\n") == ["a", "b", "c", "d", "e", "f"]


def test_the_table_of_contents_is_left_out_and_footnotes_come_last(reads: Reads) -> None:
    body = paragraph("Quay ... 1", "Toc1") + paragraph("The quay.")
    document = reads(
        makers.docx(body, styles=STYLES, footnotes=f"<w:footnote>{paragraph('A note.')}</w:footnote>"), "a.docx"
    )
    assert (document.text, document.blocks[-1].origin) == ("The quay.\n\nA note.", "footnote paragraph 1")


def test_title_and_headings_without_styles_are_told_by_their_looks(reads: Reads) -> None:
    bold = f"<w:p>{run('What Comes Next', '<w:b/>')}</w:p>"
    body = paragraph("Council Pays for Quay") + paragraph(LONG) + bold + paragraph(LONG)
    assert [line.split(":")[0] for line in shown(reads(makers.docx(body), "a.docx")).split("\n")] == [
        "title",
        "paragraph",
        "heading 2",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("more", "kind"), [("", "title"), (paragraph("Works", "H1"), "heading 1")], ids=["the only one", "one of two"]
)
def test_the_only_heading_of_the_first_rank_is_the_title(more: str, kind: str, reads: Reads) -> None:
    body = paragraph("Quay", "H1") + paragraph(LONG) + more + paragraph(LONG)
    assert shown(reads(makers.docx(body, styles=STYLES), "a.docx")).startswith(f"{kind}: Quay\n")


def test_properties_fill_what_the_text_does_not_say(reads: Reads) -> None:
    properties = (
        "<dc:title>Quay plan</dc:title><dc:creator>Ines Vale</dc:creator><dcterms:created>2025-03-04T10:00:00Z"
        "</dcterms:created>"
    )
    source = reads(makers.docx(paragraph(LONG), properties=properties), "a.docx").source
    assert (source.title, source.author, source.published) == ("Quay plan", "Ines Vale", date(2025, 3, 4))


def test_what_programs_fill_in_unasked_is_no_property(reads: Reads) -> None:
    properties = (
        "<dc:title>Word Document</dc:title><dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z"
        "</dcterms:created>"
    )
    source = reads(makers.docx(paragraph(LONG), properties=properties), "a.docx").source
    assert (source.title, source.author, source.published) == (None, None, None)


def test_what_the_text_says_goes_before_the_properties(reads: Reads) -> None:
    body = paragraph("Quay", "Titel") + paragraph("By Tom Hallam") + paragraph("5 March 2025")
    properties = (
        "<dc:title>Old plan</dc:title><dc:creator>Ines Vale</dc:creator><dcterms:created>2025-03-04</dcterms:created>"
    )
    source = reads(makers.docx(body, styles=STYLES, properties=properties), "a.docx").source
    assert (source.title, source.author, source.published) == ("Quay", "Tom Hallam", date(2025, 3, 5))


def test_a_document_of_word_s_strict_kind_is_read(reads: Reads) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:p><w:r><w:t>The quay</w:t></w:r></w:p></w:document>'
    assert reads(makers.archive(**{"word__document.xml": body}), "a.docx").text == "The quay"


WHOLE = makers.docx(paragraph(LONG * 50))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (WHOLE[: len(WHOLE) // 2], "damaged or cut short"),
        (WHOLE[:-10], "damaged or cut short"),
        (WHOLE.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x40"), "damaged or cut short"),
        (WHOLE.replace(b"\x00\x00\x00\x08\x00", b"\x00\x01\x00\x08\x00"), r"password|damaged"),
        (makers.docx("<w:p>"), "XML is broken"),
        (makers.docx("<w:p>" * 2_000 + "</w:p>" * 2_000), "nested"),
        (makers.docx(paragraph(" " * 20_000_000)), "hundreds of times"),
    ],
    ids=["half", "without its end", "of a later kind", "encrypted parts", "broken XML", "nested", "bomb"],
)
def test_what_cannot_be_read_is_refused(data: bytes, says: str, reads: Reads) -> None:
    with pytest.raises(SourceError, match=says):
        reads(data, "a.docx")


def test_more_than_the_limit_unpacked_is_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match=r"limits\.unpacked_bytes"):
        reads(WHOLE, "a.docx", limits=Limits(unpacked_bytes=1000))


@pytest.mark.parametrize("declared", ['<!ENTITY a "quay">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(declared: str, reads: Reads) -> None:
    body = f"<!DOCTYPE d [{declared}]><d>&a;</d>"
    data = makers.archive(**{"word__document.xml": body})
    with pytest.raises(SourceError, match="entities"):
        reads(data, "a.docx")
