"""Saved briefings and memos read back; whatever else comes in ends in one line."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pypdf
import pytest

from briefing import saved
from briefing.errors import SavedBriefingError
from briefing.limits import Limits
from briefing.memo import View, load_look
from briefing.model import Briefing
from briefing.renderers import FORMATS, render
from tests.samples import accord, hostile

LOOK = load_look()


def sibling(files: dict[str, bytes]) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(2, "No such file or directory")
        return files[name]

    return read


def load(data: bytes, limits: Limits | None = None, **files: bytes) -> Briefing:
    beside = sibling({name.replace("_", "."): content for name, content in files.items()})
    return saved.load(data, location="memo.x", sibling=beside, limits=limits)


def refused(data: bytes, limits: Limits | None = None, **files: bytes) -> str:
    with pytest.raises(SavedBriefingError) as failed:
        load(data, limits, **files)
    assert str(failed.value).startswith("memo.x: ")
    assert "\n" not in str(failed.value)
    return str(failed.value)


def front_matter(*lines: str) -> bytes:
    return "\n".join(("---", *lines, "---", "", "# Memo", "")).encode()


def word(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def ours(text: str) -> bytes:
    return f'<b:briefing xmlns:b="urn:briefing:saved:1">{text}</b:briefing>'.encode()


def pdf_with(name: str, content: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(name, content)
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
@pytest.mark.parametrize("note", [accord(), hostile()], ids=lambda note: note.id)
def test_every_format_gives_back_the_briefing_it_was_made_from(name: str, note: Briefing) -> None:
    json = note.to_json()
    assert load(render(View(note, LOOK, "accord.json"), name), accord_json=json.encode()).to_json() == json


def test_a_byte_order_mark_before_json_is_passed_over() -> None:
    assert load(b"\xef\xbb\xbf" + accord().to_json().encode()) == accord()


def test_html_that_another_program_has_written_anew_is_read() -> None:
    json = accord().to_json().replace("<", "\\u003c")
    page = f"<html><body><script  id = 'briefing-model' type=application/json>{json}</script></body></html>"
    assert load(page.encode()) == accord()


def test_markdown_whose_front_matter_was_written_by_hand_is_read() -> None:
    page = front_matter("title: Anything", "briefing: B-accord", "saved: accord.json").replace(b"\n", b"\r\n")
    assert load(page, accord_json=accord().to_json().encode()) == accord()


def test_a_word_part_is_found_whatever_it_is_called() -> None:
    escaped = accord().to_json().replace("&", "&amp;").replace("<", "&lt;")
    parts = {"customXml/item1.xml": b"<other/>", "customXml/item7.xml": ours(escaped)}
    assert load(word(parts)) == accord()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"Just words.", "there is no briefing in it; give a saved briefing (.json), or a memo"),
        (b"\x00\x01\x02\xff", "there is no briefing in it"),
        (b"---\ntitle: x\n---\n# x\n", "its front matter names no saved briefing"),
        (b"<html><p>no model</p></html>", "there is no briefing in it"),
        (b"{}", "Field required"),
        (b"{" * 100_000, "memo.x: "),
        (b'{"schema_version": "9.0", "id": "B", "title": "T", "sources": []}', "schema version 9.0 is not one"),
        (b"%PDF-1.7\nnothing", "the PDF cannot be read"),
        (pdf_with("other.json", b"{}"), "no briefing.json is attached to the PDF"),
        (pdf_with("briefing.json", b"[]"), "memo.x: "),
        (b"PK\x03\x04nothing", "it cannot be unpacked"),
        (word({"word/document.xml": b"<w/>"}), "no briefing is kept in the Word document"),
        (word({"customXml/item1.xml": b'<b xmlns="urn:briefing:saved:1"'}), "is not well-formed"),
        (word({"customXml/item1.xml": ours("not json")}), "memo.x: "),
    ],
)
def test_what_holds_no_briefing_is_told(data: bytes, told: str) -> None:
    assert told in refused(data)


def test_a_quotation_that_was_tampered_with_is_told_with_its_place() -> None:
    tampered = accord().to_json().replace('"quote": "It is not clear', '"quote": "It is quite clear', 1)
    assert "summary[2].evidence[0].quote: not the words of the source" in refused(tampered.encode())


@pytest.mark.parametrize(
    "name",
    [
        "../secret.json",
        "/etc/secret.json",
        "a/b.json",
        "a\\b.json",
        "C:a.json",
        "https://x.example/a.json",
        "secret.txt",
        "..",
        ".json\x00",
    ],
)
def test_markdown_may_name_a_file_beside_it_only(name: str) -> None:
    page = front_matter(f"saved: {name}")
    assert "is not the name of a file beside it" in refused(page)


def test_a_missing_file_beside_markdown_is_told() -> None:
    told = refused(front_matter('saved: "accord.json"'))
    assert "its briefing, accord.json, cannot be read (No such file or directory); keep the memo and" in told


def test_another_briefing_beside_markdown_is_told() -> None:
    told = refused(front_matter("saved: a.json", "briefing: B-1"), a_json=accord().to_json().encode())
    assert "a.json holds another briefing (B-accord)" in told


def test_markdown_from_nowhere_has_nothing_beside_it() -> None:
    with pytest.raises(SavedBriefingError, match="which cannot be reached from here"):
        saved.load(front_matter("saved: a.json"), location="-")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    assert "it takes more than 10 bytes; raise limits.source_bytes" in refused(b"x" * 11, Limits(source_bytes=10))


def test_an_attachment_beyond_the_limit_is_refused() -> None:
    bomb = pdf_with("briefing.json", b" " * 2_000_000)
    assert "briefing.json takes more than 1,000,000 bytes" in refused(bomb, Limits(unpacked_bytes=1_000_000))


def test_a_packed_attachment_is_refused_before_pdfium_unpacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>stream\r\n" + zlib.compress(b" " * 5_000_000) + b"\nendstream\n"
    monkeypatch.delattr("pypdfium2.PdfDocument")
    assert "what is packed in it takes more than 1,000,000 bytes" in refused(bomb, Limits(unpacked_bytes=1_000_000))


def test_the_streams_of_a_pdf_share_one_limit() -> None:
    bomb = b"%PDF-1.7\n" + 5 * (b"stream\n" + zlib.compress(b" " * 400_000) + b"\nendstream\n")
    assert "what is packed in it takes more than 1,000,000 bytes" in refused(bomb, Limits(unpacked_bytes=1_000_000))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = word({"customXml/item1.xml": b" " * 2_000_000})
    assert "its XML takes more than 1,000,000 bytes" in refused(bomb, Limits(unpacked_bytes=1_000_000))


def test_many_parts_share_one_limit() -> None:
    bomb = word({f"customXml/item{n}.xml": b" " * 400_000 for n in range(5)})
    assert "its XML takes more than 1,000,000 bytes" in refused(bomb, Limits(unpacked_bytes=1_000_000))


def test_entities_in_a_word_part_are_refused() -> None:
    lol = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;&a;">]>' + ours("&c;")
    assert "is not well-formed" in refused(word({"customXml/item1.xml": lol}))


def test_an_outside_entity_in_a_word_part_is_refused() -> None:
    evil = b'<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + ours("&a;")
    assert "is not well-formed" in refused(word({"customXml/item1.xml": evil}))


def test_a_pdf_with_a_password_is_told() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    packed = io.BytesIO()
    writer.write(packed)
    assert "the PDF cannot be read" in refused(packed.getvalue())
