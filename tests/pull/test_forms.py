"""Documents of the user's own whose fields were filled, and edited afterwards."""

import functools
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from briefing.errors import SavedBriefingError
from briefing.memo import View, load_look
from briefing.model import Briefing, ReviewState
from briefing.pull import Pulled, Status, pull
from briefing.renderers.docx import render
from tests import samples, strategies
from tests.pull.edits import Memo, item, only, paragraph, pulled, run, told
from tests.pull.test_edited import LEFT
from tests.renderers import docx_reading as word
from tests.renderers.docx_reading import W


def _control(tag: str, inside: str = "<w:r><w:t>Click here</w:t></w:r>") -> etree._Element:
    return etree.fromstring(
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:tag w:val="{tag}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def _form(document: docx.document.Document) -> None:
    """Fields in text, in lists and in rows, controls, and what a template makes of values."""
    document.sections[0].header.paragraphs[0].text = "Re: {{ title }}"
    document.add_paragraph("To: {{ header.to }}, from {{ header.from }}")
    for label, tag in (("Subject: ", "title"), ("Sector: ", "header.sector"), ("In short: ", "bottom_line")):
        document.add_paragraph(label)._p.append(_control(tag))
    document.add_paragraph()._p.append(_control("open_questions"))
    document.add_paragraph("{%p for point in key_points %}")
    document.add_paragraph("{{ point }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ title|upper }} ({{ commitments|length }})")
    document.add_paragraph("{% for one in timeline %}{{ one.when }}: {{ one.event }}. {% endfor %}")
    table = document.add_table(rows=4, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Who", "What", "By when"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "{%tr for one in commitments %}"
    for cell, field in zip(table.rows[2].cells, ("committer", "action", "deadline"), strict=True):
        cell.text = f"{{{{ one.{field} }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def _made(write: Callable[[docx.document.Document], None]) -> bytes:
    document, data = docx.Document(), io.BytesIO()
    write(document)
    document.save(data)
    return data.getvalue()


@functools.cache
def _letter() -> bytes:
    return _made(_form)


def filled(briefing: Briefing, reference: bytes | None = None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        path.write_bytes(reference or _letter())
        return render(View(briefing, load_look(reference=path)))


@functools.cache
def _fresh() -> bytes:
    return filled(samples.accord())


def _pulled(memo: Memo, **options: object) -> Pulled:
    return pull(memo.bytes(), redraw=filled, **options)  # type: ignore[arg-type]


def _line(memo: Memo, text: str) -> etree._Element:
    return next(one for one in memo.document.iter(f"{W}p") if word.text_of(one).startswith(text))


@pytest.mark.parametrize("sample", [samples.accord, samples.bare, samples.hostile, samples.many])
def test_one_that_nobody_edited_gives_back_its_briefing(sample: Callable[[], Briefing]) -> None:
    result = pulled(filled(sample()))
    assert result.briefing.to_json() == sample().to_json()
    assert {one.status for one in result.findings} <= {Status.UNCHANGED}


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.briefings(most=2))
def test_so_does_any(note: Briefing) -> None:
    result = pulled(filled(note))
    assert result.briefing.to_json() == note.to_json()
    assert {one.status for one in result.findings} <= {Status.UNCHANGED}


def test_an_independent_checker_finds_no_fault(tmp_path: Path) -> None:
    assert word.faults(_fresh(), tmp_path) == []
    word.check_bookmarks(_fresh())
    (tmp_path / "filled.docx").write_bytes(_fresh())
    (tmp_path / "form.docx").write_bytes(_letter())
    own = len(word.schema_faults(tmp_path / "form.docx"))  # python-docx's template has some, and so have our controls
    assert len(word.schema_faults(tmp_path / "filled.docx")) <= own


_WRITTEN = {
    ("", "to"): "The Minister",
    ("K-2", "point"): "Nordvik pays 5 million crowns towards an icebreaker.",
    ("T-1", "event"): "Sandhaven’s council votes early",
    ("C-2", "action"): "pay half of a second icebreaker",
    ("C-2", "deadline"): "by the end of May",
}


@pytest.mark.parametrize("left", LEFT)
def test_edits_come_back_and_nothing_else(left: str) -> None:
    memo = Memo(_fresh())
    for (identity, field), text in _WRITTEN.items():
        memo.write(f"{identity.replace('-', '_') or 'briefing'}_{field}", text)
    result = _pulled(LEFT[left](memo))
    assert sorted(told(result)) == sorted(("edited", *key) for key in _WRITTEN)
    for (identity, field), text in _WRITTEN.items():
        owner = item(result.briefing, identity) if identity else result.briefing.header
        assert getattr(owner, field) == text


def test_words_in_controls_of_ones_own_come_back() -> None:
    memo = Memo(_fresh())
    for tag, text in (("title", "Berths"), ("header.sector", "Ports"), ("bottom_line", "They share.")):
        memo.write(tag, text)
    result = _pulled(memo)
    assert told(result) == [("edited", "", "title"), ("edited", "", "sector"), ("edited", "K-1", "point")]
    assert (result.briefing.title, result.briefing.header.sector) == ("Berths", "Ports")


def test_a_control_with_a_line_for_each_item_is_read_line_by_line() -> None:
    memo = Memo(_fresh())
    text = next(one for one in memo.document.iter(f"{W}t") if one.text.startswith("Who would insure"))
    text.text = "Who insures the crews?"
    assert told(_pulled(memo)) == [("edited", "Q-2", "question")]


def test_rows_are_added_moved_and_deleted() -> None:
    memo = Memo(_fresh())
    rows = list(memo.document.iter(f"{W}tr"))
    row = etree.fromstring(f'<w:tr xmlns:w="{W[1:-1]}"/>')
    for text in ("Sandhaven", "build a pier", "by June"):
        cell = etree.SubElement(row, f"{W}tc")
        cell.append(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"/>'))
        cell[0].append(run(text))
    rows[-1].addnext(row)
    rows[3].getparent().remove(rows[3])
    rows[1].addprevious(rows[2])
    result = _pulled(memo)
    ((_, new, _),) = [one for one in told(result) if one[0] == "added"]
    assert sorted(told(result)) == [("added", new, ""), ("deleted", "C-3", ""), ("moved", "C-2", "")]
    assert (item(result.briefing, new).action, item(result.briefing, new).deadline) == ("build a pier", "by June")
    assert item(result.briefing, "C-3").review.state is ReviewState.REJECTED


def test_a_new_point_in_a_list_is_added() -> None:
    memo = Memo(_fresh())
    memo.line("K_2_point").addnext(paragraph("A new point.", "ListBullet"))
    assert [one[0] for one in told(_pulled(memo))] == ["added"]


def test_where_a_line_holds_several_fields_a_new_one_is_unplaced() -> None:
    memo = Memo(_fresh())
    memo.line("T_1_event").addnext(paragraph("In March: they meet.", "ListBullet"))
    assert only(_pulled(memo)).why == "the lines of this document hold more than one field"


def test_what_the_document_makes_of_values_is_told_and_left() -> None:
    memo = Memo(_fresh())
    line = _line(memo, "NORDVIK AND SANDHAVEN")
    line[:] = [run("NORDVIK AND SANDHAVEN SHARE WINTER BERTHS (6)")]
    found = only(_pulled(memo))
    assert (found.status.value, found.why) == ("unplaced", "these are the document's own words, not the briefing's")


def test_markdown_stays_as_it_is_written() -> None:
    memo = Memo(_fresh()).write("briefing_to", "The *Prime* Minister")
    assert _pulled(memo).briefing.header.to == "The *Prime* Minister"


def test_pull_render_pull_changes_nothing() -> None:
    memo = Memo(_fresh()).write("C_2_action", "pay half").write("title", "Berths")
    once = _pulled(memo).briefing
    assert told(_pulled(memo, base=once)) == []
    again = pulled(filled(once))
    assert again.briefing.to_json() == once.to_json()
    assert told(again) == []


def test_what_fills_a_control_is_text() -> None:
    briefing = samples.accord().model_copy(update={"title": "{{ 7 * 7 }} {% include '/etc/passwd' %}"})
    assert f"Subject: {briefing.title}" in word.text_of(word.part(filled(briefing)))


def test_one_that_lost_its_record_is_read_where_briefing_and_document_are_named() -> None:
    memo = Memo(_fresh()).write("C_2_action", "pay half").drop_saved()
    assert told(_pulled(memo, base=samples.accord())) == [("edited", "C-2", "action")]


def test_without_the_document_it_is_refused() -> None:
    data = Memo(_fresh()).drop_saved().bytes()
    with pytest.raises(SavedBriefingError, match="--reference"):
        pulled(data, base=samples.accord())
    with pytest.raises(SavedBriefingError, match="no longer carries its briefing"):
        pulled(data)


def test_signs_in_a_document_tie_nothing() -> None:
    odd = _made(lambda document: document.add_paragraph("\U0001fffe7\U0001ffffx\U0002fffe {{ title }} \U0001fffe"))
    assert "x Nordvik and Sandhaven" in word.text_of(word.part(filled(samples.accord(), odd)))
