"""A file that somebody made to do harm ends in one clear line, or is read and does none."""

import re
from collections.abc import Callable

import pytest

from briefing.errors import BriefingError
from briefing.limits import Limits
from briefing.pull import Status
from tests import samples
from tests.pull.edits import Memo, fresh, paragraph, pulled, told

_BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def _document(change: Callable[[bytes], bytes]) -> bytes:
    memo = Memo()
    data = memo.bytes()
    memo.parts["word/document.xml"] = change(memo.parts["word/document.xml"])
    memo.bytes = lambda: data  # type: ignore[method-assign]
    return _packed(memo.parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (lambda: b"", "damaged or cut short"),
        (lambda: b"PK\x03\x04 cut short", "damaged or cut short"),
        (lambda: fresh()[:-200], "damaged or cut short"),
        (lambda: _packed({"a.txt": b"no Word file"}), "holds no text part"),
        (lambda: _document(lambda part: part[:500]), "its XML is broken"),
        (lambda: _document(lambda part: _BOMB + part), "declares XML entities"),
        (lambda: _packed(Memo().parts | {"word/media/zeros.bin": bytes(40 * 2**20)}), "hundreds of times its size"),
        (
            lambda: _document(lambda part: part.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 600, 1)),
            "its XML is broken|nested more than",
        ),
        (lambda: Memo().edit_saved(lambda part: _BOMB + part.split(b"?>", 1)[1]).bytes(), "declares XML entities"),
        (lambda: Memo().edit_saved(lambda part: part[:400]).bytes(), "its XML is broken"),
        (lambda: Memo().edit_saved(lambda part: part.replace(b'"quote":', b'"quotation":')).bytes(), "evidence"),
        (lambda: Memo().edit_saved(lambda part: part.replace(b"icebreaker", b"submarine", 1)).bytes(), "evidence"),
    ],
    ids=[
        "empty", "no ZIP", "cut short", "no Word file", "broken XML", "XML bomb", "ZIP bomb", "nested",
        "bomb inside", "cut short inside", "other fields inside", "other words inside",
    ],
)  # fmt: skip
def test_it_is_one_clear_line(data: Callable[[], bytes], complaint: str) -> None:
    with pytest.raises(BriefingError, match=complaint) as raised:
        pulled(data())
    assert "\n" not in str(raised.value)
    assert raised.value.mend or "evidence" in str(raised.value)


def test_it_is_no_larger_than_allowed() -> None:
    with pytest.raises(BriefingError, match="unpacks to more than"):
        pulled(fresh(), limits=Limits(unpacked_bytes=10_000))


def test_macros_and_addresses_outside_are_neither_run_nor_fetched() -> None:
    memo = Memo().write("C_2_action", "pay half")
    relations = "word/_rels/document.xml.rels"
    added = (
        b'<Relationship Id="evil" TargetMode="External" Target="http://127.0.0.1:9/x" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"/>'
        b'<Relationship Id="far" TargetMode="External" Target="file:///etc/passwd" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        b"</Relationships>"
    )
    memo.parts[relations] = memo.parts[relations].replace(b"</Relationships>", added)
    memo.parts["word/vbaProject.bin"] = b"Sub AutoOpen()"
    assert told(pulled(memo.bytes())) == [("edited", "C-2", "action")]


def test_a_record_that_does_not_agree_with_the_briefing_is_not_believed() -> None:
    """Else a forged record could pass off what the memo always said as an edit, or hide one."""

    def forged(part: bytes) -> bytes:
        head, lines = part.split(b"<b:line", 1)
        return head + b"<b:line" + lines.replace(b"pay towards a second icebreaker", b"pay for nothing")

    result = pulled(Memo().edit_saved(forged).write("C_2_amount", "5 crowns").bytes())
    assert told(result) == [("edited", "C-2", "amount")]


@pytest.mark.parametrize("field", ["id", "evidence", "confidence", "review"])
def test_a_record_cannot_reach_what_no_memo_lets_anybody_edit(field: str) -> None:
    memo = Memo().write("C_2_amount", "5 million crowns")
    for name in (b"C_2_amount", b'field="amount"'):
        memo.edit_saved(lambda part, name=name: part.replace(name, name.replace(b"amount", field.encode())))
    result = pulled(memo.bytes())
    assert told(result) == [("edited", "C-2", "amount")]


def test_a_record_that_is_gone_is_made_again() -> None:
    memo = Memo().edit_saved(lambda part: re.sub(rb"<b:(line|choice).*(?=</b:briefing>)", b"", part, flags=re.DOTALL))
    assert told(pulled(memo.write("C_2_action", "pay half").bytes())) == [("edited", "C-2", "action")]


def test_a_note_cannot_bring_in_markup() -> None:
    words = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7 * 7 }}"
    result = pulled(Memo().write("C_1_note", words).bytes())
    note = next(one.review.note for one in result.briefing.commitments if one.id == "C-1")
    assert "\\<script\\>" in note
    assert "\\[x\\]" in note


def test_very_many_marks_take_no_time() -> None:
    marks = b"".join(b'<w:bookmarkStart w:id="%d" w:name="m%d"/>' % (n, n) for n in range(1000, 6000))
    ends = b"".join(b'<w:bookmarkEnd w:id="%d"/>' % n for n in range(1000, 6000))
    data = _document(
        lambda part: part.replace(b"<w:body>", b"<w:body><w:p>" + marks + b"</w:p>").replace(
            b"<w:sectPr>", b"<w:p>" + ends + b"</w:p><w:sectPr>"
        )
    )
    result = pulled(data)
    assert result.briefing == samples.accord()
    assert {one.status for one in result.findings} == {Status.UNCHANGED}


def test_a_document_that_is_another_is_refused_rather_than_taken_for_one_with_everything_deleted() -> None:
    memo = Memo()
    memo.body[:-1] = [paragraph("Something else.", "Normal")]
    with pytest.raises(BriefingError, match="not one line of the memo is in it"):
        pulled(memo.bytes())
