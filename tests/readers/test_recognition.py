import subprocess
import sys
from importlib import import_module

import pytest

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import READERS, Raw, read, recognise
from tests.readers import makers

MAIL = b"Message-ID: <1@example.org>\nFrom: Ana <ana@example.org>\nSubject: Quay\n\nThe quay is open."
SAMPLES = {
    "pdf": makers.pdf([[makers.Words("The quay is open.")]]),
    "docx": makers.docx(makers.paragraph("The quay is open.")),
    "feed": b'\xef\xbb\xbf<?xml version="1.0"?><!-- a --><rss version="2.0"></rss>',
    "html": b"\n<!DOCTYPE html>\n<html><p>The quay is open.</p></html>",
    "mail": MAIL,
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_content_tells_the_kind_whatever_the_name_says(kind: str) -> None:
    assert recognise(Raw(SAMPLES[kind], "wrong.txt", "text/plain")).name == kind


@pytest.mark.parametrize(
    "data",
    [
        b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
        b"<rdf:RDF></rdf:RDF>",
        b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss></rss>",
        '<?xml version="1.0" encoding="utf-16"?><rss></rss>'.encode("utf-16"),
    ],
)
def test_every_form_of_feed_is_one(data: bytes) -> None:
    assert recognise(Raw(data, "x")).name == "feed"


@pytest.mark.parametrize("data", [b"<HTML><body>x", b"<head>", b"<?xml version='1.0'?><html>", b"<!-- a --> <body>"])
def test_every_form_of_web_page_is_one(data: bytes) -> None:
    assert recognise(Raw(data, "x")).name == "html"


def test_the_media_type_goes_before_the_name() -> None:
    assert recognise(Raw(b"# Quay", "page.html", "text/markdown; charset=utf-8")).name == "markdown"


@pytest.mark.parametrize(("name", "kind"), [("a.MD", "markdown"), ("a.htm", "html"), ("a.eml", "mail"), ("a", "text")])
def test_the_name_s_ending_is_asked_last(name: str, kind: str) -> None:
    assert recognise(Raw(b"Quay", name)).name == kind


def test_the_ending_of_a_url_is_that_of_its_path() -> None:
    assert recognise(Raw(b"# Quay", "https://example.org/quay.md?page=1.html")).name == "markdown"


def test_a_memo_with_from_and_to_lines_is_no_mail() -> None:
    assert recognise(Raw(b"From: Ana\nTo: Tom\nSubject: Quay\n\nThe quay is open.", "memo.txt")).name == "text"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (rb"{\rtf1 Quay}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (makers.archive(xl__workbook="<a/>"), "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"<?xml version='1.0'?><svg></svg>", "<svg>"),
    ],
)
def test_what_nobody_reads_is_named_and_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        recognise(Raw(data, "quay.txt"))


def test_names_suffixes_and_media_types_belong_to_one_reader_each() -> None:
    for values in (
        [row.name for row in READERS],
        [suffix for row in READERS for suffix in row.suffixes],
        [media_type for row in READERS for media_type in row.media_types],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
def test_every_row_names_a_module_that_reads(row: object) -> None:
    assert callable(import_module(row.module).read)  # type: ignore[attr-defined]


def test_the_table_is_light() -> None:
    code = "import sys, briefing.readers; sys.exit(any(n in sys.modules for n in ('pydantic', 'lxml', 'trafilatura')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("given", "shown"),
    [("secret/folder/quay.txt", "quay.txt"), ("https://example.org/a/quay.txt", "https://example.org/a/quay.txt")],
)
def test_the_location_is_the_name_or_the_url_never_the_folders(given: str, shown: str) -> None:
    (document,) = read(Raw(b"The quay is open.", given), Limits())
    assert document.source.location == shown


def test_the_media_type_is_the_told_one_where_the_reader_knows_it() -> None:
    (document,) = read(Raw(b"# The quay is open", "x", "text/x-markdown; charset=utf-8"), Limits())
    assert document.source.media_type == "text/x-markdown"


def test_the_media_type_is_that_of_the_kind_otherwise() -> None:
    (document,) = read(Raw(MAIL, "x", "application/octet-stream"), Limits())
    assert document.source.media_type == "message/rfc822"
