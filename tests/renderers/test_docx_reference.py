"""A Word document of the user's own: as letterhead, and with fields to be filled."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from briefing.errors import TemplateError
from briefing.memo import View, load_look
from briefing.model import Briefing
from briefing.renderers.docx import render
from tests import samples
from tests.conftest import Command
from tests.pull.edits import pulled, told
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import R, W


def _document(write: Callable[[docx.document.Document], None]) -> bytes:
    """What python-docx makes: a document with styles and a page that are none of ours."""
    made, data = docx.Document(), io.BytesIO()
    write(made)
    made.save(data)
    return data.getvalue()


def _letter(document: docx.document.Document) -> None:
    document.sections[0].page_width, document.sections[0].left_margin = Mm(200), Mm(40)
    document.sections[0].header.paragraphs[0].text = "Ministry of Ports"
    document.styles["Heading 1"].font.name = "Courier New"
    document.add_paragraph("Dear reader")


def _on(reference: bytes, tmp_path: Path, briefing: Briefing | None = None) -> bytes:
    path = tmp_path / "letter.docx"
    path.write_bytes(reference)
    return render(View(briefing or samples.accord(), load_look(reference=path)))


@pytest.fixture
def memo(tmp_path: Path) -> bytes:
    return _on(_document(_letter), tmp_path)


def test_page_header_and_styles_are_the_letters(memo: bytes) -> None:
    document = docx.Document(io.BytesIO(memo))
    assert round(document.sections[0].page_width.mm) == 200
    assert "Ministry of Ports" in [one.text for one in document.sections[0].header.paragraphs]
    assert document.styles["Heading 1"].font.name == "Courier New"


def test_its_text_is_not_in_the_memo(memo: bytes) -> None:
    assert "Dear reader" not in word.text_of(word.part(memo))


def test_styles_that_it_lacks_are_lent(memo: bytes) -> None:
    names = {style.name for style in docx.Document(io.BytesIO(memo)).styles}
    assert {"Bottom Line", "Memo Table", "Reference", "Evidence"} <= names
    ids = [style.get(f"{W}styleId") for style in word.part(memo, "word/styles.xml").iter(f"{W}style")]
    assert len(ids) == len(set(ids))


def test_lent_styles_keep_their_colours_whatever_the_letters_theme(memo: bytes) -> None:
    styles = {one.find(f"{W}name").get(f"{W}val"): one for one in word.part(memo, "word/styles.xml").iter(f"{W}style")}
    colour = styles["Detail"].find(f"{W}rPr/{W}color")
    assert (colour.get(f"{W}val"), colour.get(f"{W}themeColor")) == ("56606B", None)


def test_page_numbers_stand_on_the_right_whatever_tabs_the_letter_has(memo: bytes) -> None:
    (footer,) = [one for name, one in word.parts(memo).items() if name.startswith("word/footer")]
    tabs = [
        (one.get(f"{W}val"), int(one.get(f"{W}pos")))
        for line in etree.fromstring(footer).iter(f"{W}p")
        if "Page" in word.text_of(line)
        for one in line.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    ]
    assert [kind for kind, _ in tabs] == ["clear", "clear", "right"]


def test_lent_lists_count(memo: bytes) -> None:
    numbering = word.part(memo, "word/numbering.xml")
    known = {one.get(f"{W}abstractNumId") for one in numbering.iter(f"{W}abstractNum")}
    assert {one.find(f"{W}abstractNumId").get(f"{W}val") for one in numbering.iter(f"{W}num")} <= known


def test_an_independent_checker_finds_no_fault(memo: bytes, tmp_path: Path) -> None:
    assert word.faults(memo, tmp_path) == []
    word.check_bookmarks(memo)
    word.check_controls(memo)


def test_nor_do_the_schemas_of_office(memo: bytes, tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(memo)
    assert word.schema_faults(tmp_path / "memo.docx") == []


def test_it_gives_the_same_bytes_every_time(memo: bytes, tmp_path: Path) -> None:
    assert _on(_document(_letter), tmp_path)[:2000] == memo[:2000]


def test_edits_come_back_from_it(memo: bytes) -> None:
    assert told(pulled(memo)) == []


def _with_fields(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Re: {{ title }}"
    line = document.add_paragraph("To: {{ hea")
    line.add_run("der.t").bold = True
    line.add_run("o }}, from {{ header.from }}")
    document.add_paragraph("{%p for point in key_points %}")
    document.add_paragraph("{{ point }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for one in commitments %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ one.committer }}", "{{ one.action }}"
    table.cell(2, 0).text = "{%tr endfor %}"


def test_fields_are_filled(tmp_path: Path) -> None:
    data = _on(_document(_with_fields), tmp_path)
    made, document = docx.Document(io.BytesIO(data)), word.part(data)
    briefing = samples.accord()
    texts = [word.text_of(one) for one in document.iter(f"{W}p")]
    assert f"To: {briefing.header.to}, from {briefing.header.from_}" in texts
    assert [one.point for one in briefing.summary[1:]] == word.paragraphs(document, "ListBullet")
    assert made.sections[0].header.paragraphs[0].text == f"Re: {briefing.title}"
    rows = [[word.text_of(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")]
    shown = [one for one in briefing.commitments if one.review.state != "rejected"]
    assert rows == [[one.committer, one.action] for one in shown]


def test_a_filled_document_carries_its_briefing(tmp_path: Path) -> None:
    assert word.saved(_on(_document(_with_fields), tmp_path)) == samples.accord().to_json()


def test_what_fills_a_field_is_text(tmp_path: Path) -> None:
    made = word.part(_on(_document(_with_fields), tmp_path, samples.hostile()))
    assert samples.HOSTILE[1] in [word.text_of(one) for one in made.iter(f"{W}p")]


def _with_controls(document: docx.document.Document) -> None:
    for tag in ("title", "header.to", "summary", "unknown"):
        document.element.body.insert(
            0,
            etree.fromstring(
                f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:tag w:val="{tag}"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
                "<w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )


def test_content_controls_are_filled_by_their_tags(tmp_path: Path) -> None:
    found = word.controls(word.part(_on(_document(_with_controls), tmp_path)))
    briefing = samples.accord()
    assert found == {
        "title": briefing.title,
        "header.to": briefing.header.to,
        "summary": "\n".join(one.point for one in briefing.summary),
        "unknown": "Click here",
    }


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        ("{{ title.__class__.__mro__ }}", "unsafe|no attribute|undefined"),
        ("{{ ''.join(range(10)).format(1) }}", "unsafe|not callable|undefined|attribute"),
        ("{% for a in range(9999999) %}{% for b in range(9999999) %}x{% endfor %}{% endfor %}", "steps|too"),
        ("{% include '/etc/passwd' %}", "no template|passwd|calls itself"),
        ("{{ nothing }}", "nothing"),
        ("{% for x in summary %}", "endfor|end"),
        ("{% if x ?> %}", "."),
    ],
)
def test_a_hostile_template_gets_nowhere(field: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=complaint) as raised:
        _on(_document(lambda document: document.add_paragraph(field)), tmp_path)
    assert "letter.docx" in str(raised.value)


def test_a_template_that_would_fetch_a_picture_is_refused(tmp_path: Path) -> None:
    data = _document(_letter)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/_rels/document.xml.rels"
    kind = f"{R[1:-1]}/image"
    far = f'<Relationship Id="rIdX" Type="{kind}" Target="http://x.example/p.png" TargetMode="External"/>'
    parts[name] = parts[name].replace(b"</Relationships>", far.encode() + b"</Relationships>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    with pytest.raises(TemplateError, match="its image lies outside of it"):
        _on(made.getvalue(), tmp_path)


def test_it_is_named_on_the_command_line(briefing: Command, here: Path) -> None:
    (here / "letter.docx").write_bytes(_document(_letter))
    (here / "note.json").write_text(samples.accord().to_json(), encoding="utf-8")
    assert briefing("render", "note.json", "--to", "docx", "--reference", "letter.docx").code == 0
    assert round(docx.Document(str(here / "dist" / "note.docx")).sections[0].page_width.mm) == 200


def test_one_that_is_not_there_is_one_line(briefing: Command, here: Path) -> None:
    (here / "note.json").write_text(samples.accord().to_json(), encoding="utf-8")
    ran = briefing("render", "note.json", "--to", "docx", "--reference", "letter.docx")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "letter.docx" in ran.err
