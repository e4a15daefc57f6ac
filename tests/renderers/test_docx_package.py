import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree

from briefing.errors import TemplateError
from briefing.memo import View, build, load_look
from briefing.model import Briefing, Header
from briefing.renderers.docx import TEMPLATE, draw, render
from tests import samples
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import R, W


@pytest.fixture(scope="module")
def memo() -> bytes:
    return render(View(samples.accord(), load_look()))


def _on(template: bytes) -> bytes:
    """The sample's memo on another template document."""
    return draw(build(samples.accord(), load_look()), samples.accord().to_json(), template, "letter.docx")


def _changed(member: str, change: Callable[[bytes], bytes], *, also: Mapping[str, bytes] | None = None) -> bytes:
    """The built-in template with one of its members changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in (word.parts(load_look().read(TEMPLATE)) | dict(also or {})).items():
            archive.writestr(name, change(content) if name == member else content)
    return made.getvalue()


@pytest.mark.parametrize("sample", [samples.accord, samples.bare, samples.hostile, samples.many])
def test_the_saved_briefing_comes_back_byte_for_byte(sample: Callable[[], Briefing]) -> None:
    assert word.saved(render(View(sample(), load_look()))) == sample().to_json()


def test_a_saved_briefing_with_characters_that_xml_forbids_comes_back_equal() -> None:
    briefing = samples.bare()
    header = briefing.header.model_copy(update={"to": "A\ufffe\uffff\x00\x0b\x1b\r\nB ]]> &amp; <b>"})
    briefing = briefing.model_copy(update={"header": header, "title": "T\x08\uffff"})
    assert Briefing.from_json(word.saved(render(View(briefing, load_look())))) == briefing


def test_the_saved_briefing_has_its_properties_part(memo: bytes) -> None:
    parts = word.parts(memo)
    (relation,) = etree.fromstring(parts["customXml/_rels/item1.xml.rels"])
    assert relation.get("Target").endswith("itemProps1.xml")
    assert b"urn:briefing:saved:1" in parts["customXml/itemProps1.xml"]
    assert b"customXmlProperties+xml" in parts["[Content_Types].xml"]


def test_the_templates_own_custom_part_stays_beside_the_saved_briefing() -> None:
    own = b"<own xmlns='urn:example:own'/>"
    link = (
        b'<Relationship Id="rId90" Target="../customXml/item1.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/customXml"/></Relationships>'
    )
    template = _changed(
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(b"</Relationships>", link),
        also={"customXml/item1.xml": own},
    )
    made = _on(template)
    assert word.parts(made)["customXml/item1.xml"] == own
    assert word.saved(made) == samples.accord().to_json()


def test_a_memo_that_serves_as_template_leaves_its_own_briefing_behind(memo: bytes) -> None:
    made = draw(build(samples.bare(), load_look()), samples.bare().to_json(), memo, "memo.docx")
    assert word.saved(made) == samples.bare().to_json()


def test_members_stand_in_one_order_with_one_date(memo: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(memo)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_tell_what_the_memo_is(memo: bytes) -> None:
    properties = docx.Document(io.BytesIO(memo)).core_properties
    assert properties.title == "Nordvik and Sandhaven share winter berths"
    assert properties.subject == "Briefing note"
    assert properties.language == "en-GB"
    assert properties.keywords
    assert properties.created == properties.modified == datetime(1980, 1, 1, tzinfo=UTC)


def test_the_dates_of_a_template_are_not_those_of_the_memo() -> None:
    template = _changed("docProps/core.xml", lambda part: part.replace(b"1980-01-01", b"2024-05-06"))
    assert docx.Document(io.BytesIO(_on(template))).core_properties.created == datetime(1980, 1, 1, tzinfo=UTC)


def test_spelling_is_checked_in_the_language_of_the_memo() -> None:
    memo = dataclasses.replace(build(samples.accord(), load_look()), language="en-NZ")
    made = draw(memo, "{}", load_look().read(TEMPLATE), TEMPLATE)
    (default,) = word.part(made, "word/styles.xml").iterfind(f"{W}docDefaults//{W}lang")
    assert default.get(f"{W}val") == "en-NZ"


def test_a_title_longer_than_word_allows_is_shortened_in_the_properties_only() -> None:
    briefing = samples.bare().model_copy(update={"title": "long " * 100})
    made = render(View(briefing, load_look()))
    assert len(docx.Document(io.BytesIO(made)).core_properties.title) <= 255
    assert word.paragraphs(word.part(made), "Title") == [("long " * 100).strip()]


@pytest.mark.parametrize(("page", "size"), [("A4", ("11906", "16838")), ("Letter", ("12240", "15840"))])
def test_the_paper_is_the_one_asked_for(page: str, size: tuple[str, str]) -> None:
    made = word.part(render(View(samples.accord(), load_look(page=page))))
    paper = made.find(f".//{W}pgSz")
    assert (paper.get(f"{W}w"), paper.get(f"{W}h")) == size


def test_every_page_bears_the_marking_twice(memo: bytes) -> None:
    document, parts = word.part(memo), word.parts(memo)
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    references = [*document.iter(f"{W}headerReference", f"{W}footerReference")]
    assert len(references) == 4
    for reference in references:
        frame = word.part(memo, f"word/{targets[reference.get(f'{R}id')]}")
        assert word.paragraphs(frame, "Marking") == ["OFFICIAL"]


def test_a_memo_without_marking_has_none() -> None:
    made = word.parts(render(View(samples.bare(), load_look())))
    assert not any(b'"Marking"' in made[f"word/{name}{n}.xml"] for name in ("header", "footer") for n in (1, 2))


def test_the_title_runs_on_all_pages_but_the_first(memo: bytes) -> None:
    running = [word.paragraphs(word.part(memo, f"word/header{n}.xml"), "Header") for n in (1, 2)]
    assert running == [["Nordvik and Sandhaven share winter berths\tBriefing note"], []]


def test_the_title_does_not_run_where_the_first_page_has_the_header_of_all() -> None:
    template = _changed("word/document.xml", lambda part: part.replace(b"<w:titlePg/>", b""))
    assert word.paragraphs(word.part(_on(template), "word/header1.xml"), "Header") == []


def _addresses(markdown: str) -> list[str]:
    briefing = samples.bare().model_copy(update={"header": Header(to=markdown)})
    return word.addresses(render(View(briefing, load_look())))


def test_an_address_is_escaped_for_word() -> None:
    assert _addresses("[x](<https://x.example/a b|c?q=1&r=é>)") == ["https://x.example/a%20b%7Cc?q=1&r=%C3%A9"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "relative", "http://[", f"https://x.example/{'a' * 3000}"],
)
def test_a_link_that_word_should_not_follow_is_text(address: str) -> None:
    assert _addresses(f"[x](<{address}>)") == []


def test_the_foot_counts_pages_and_names_the_content(memo: bytes) -> None:
    foot = word.part(memo, "word/footer1.xml")
    assert [field.get(f"{W}instr").strip() for field in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    digest = build(samples.accord(), load_look()).digest
    assert word.paragraphs(foot, "Footer") == [f"Content {digest}\tPage 1 of 1"]


def test_what_a_letterhead_holds_stays() -> None:
    letterhead = _changed(
        "word/header2.xml", lambda part: part.replace(b"</w:pPr>", b"</w:pPr><w:r><w:t>Crest</w:t></w:r>")
    )
    made = word.part(_on(letterhead), "word/header2.xml")
    assert [word.text_of(paragraph) for paragraph in made.iter(f"{W}p")] == ["OFFICIAL", "Crest"]


def test_a_templates_own_text_is_left_out() -> None:
    template = _changed(
        "word/document.xml", lambda part: part.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>Lorem</w:t></w:r></w:p>")
    )
    assert "Lorem" not in word.text_of(word.part(_on(template)))


def test_styles_are_found_by_name_whatever_a_program_made_of_their_ids() -> None:
    template = _changed("word/styles.xml", lambda part: part.replace(b'"Heading1"', b'"berschrift1"'))
    assert "Annex" in word.paragraphs(word.part(_on(template)), "berschrift1")


def test_a_template_that_numbers_nothing_serves_all_the_same() -> None:
    template = _changed(
        "word/_rels/document.xml.rels",
        lambda part: re.sub(rb"<Relationship [^>]*numbering\.xml\"/>", b"", part),
    )
    assert word.paragraphs(word.part(_on(template)), "ListNumber")


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        (b"", "it is not a Word document"),
        (b"PK\x03\x04 cut short", "it is not a Word document"),
        (_changed("word/document.xml", lambda part: part[:200]), "it is not a Word document"),
        (_changed("[Content_Types].xml", lambda part: part.replace(b"document.main", b"template.main")), "it is not a"),
        (_changed("word/styles.xml", lambda part: part.replace(b'"Bottom Line"', b'"Other"')), "“Bottom Line”"),
        (_changed("word/document.xml", lambda part: part + b" " * 300 * 2**20), "it unpacks to"),
    ],
    ids=["empty", "cut short", "broken XML", "another kind", "a style missing", "a bomb"],
)
def test_a_template_that_cannot_serve_is_named(template: bytes, complaint: str) -> None:
    with pytest.raises(TemplateError, match=complaint) as raised:
        _on(template)
    assert raised.value.where == "letter.docx"
    assert raised.value.mend
