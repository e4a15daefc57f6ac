"""Tells kinds of input from their first bytes, without any library."""

import re

from briefing.errors import SourceError

_HEAD = 4096
_PROLOGUE = 65_536

# What may stand before the root element: white space, declarations, comments and a document type
# with its inner declarations (which is where XML bombs are kept).
_ROOT = re.compile(
    rb"(?:\s++|<\?[^>]*>|<!--.*?-->|<!doctype[^\[>]*(?:\[.*?\]\s*)?>)*+<([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(rb"[!-9;-~]+:")
_MAIL_ONLY = re.compile(rb"^(message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_MAIL_ANY = re.compile(rb"^(from|subject|date):", re.IGNORECASE | re.MULTILINE)

_HTML_ROOTS = frozenset({b"html", b"head", b"body"})
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf:rdf", b"atom:feed"})

_UNREADABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a Rich Text file", "save it as .docx"),
    (b"PK\x03\x04", "a ZIP archive that holds no Word document", "unpack it, or save the document as .docx or PDF"),
    (b"PK\x05\x06", "an empty ZIP archive", "check that it is the right file"),
    (b"%!PS", "a PostScript file", "turn it into a PDF"),
    (b"\x89PNG", "a picture", "run OCR on it first"),
    (b"\xff\xd8\xff", "a picture", "run OCR on it first"),
    (b"GIF8", "a picture", "run OCR on it first"),
    (b"II*\x00", "a picture", "run OCR on it first"),
    (b"MM\x00*", "a picture", "run OCR on it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"\x7fELF", "a program", "check that it is the right file"),
    (b"MZ\x90\x00", "a program", "check that it is the right file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def never(_data: bytes) -> bool:
    return False


def pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def docx(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def html(data: bytes) -> bool:
    head = _plain(data)
    return _root(head) in _HTML_ROOTS or head[:256].lstrip().lower().startswith(b"<!doctype html")


def feed(data: bytes) -> bool:
    return _root(_plain(data)) in _FEED_ROOTS


def mail(data: bytes) -> bool:
    """Whether the bytes start with a block of mail headers that only machines write."""
    head = _plain(data)[:_HEAD].lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = head.split(b"\n")
    if lines[0].startswith(b"From "):
        lines = lines[1:]
    shaped = all(line[:1] in (b" ", b"\t") or _HEADER.match(line) for line in lines[:5])
    return shaped and _MAIL_ONLY.search(head) is not None and _MAIL_ANY.search(head) is not None


def refuse_unreadable(data: bytes) -> None:
    """Raises `SourceError` for a kind of file that is known and that nothing here reads."""
    for signature, kind, mend in _UNREADABLE:
        if data.startswith(signature):
            raise SourceError(f"it is {kind}", mend=mend)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError("it is protected with a password", mend="open it in Word and save it without one")
        raise SourceError("it is a file of an old Office version", mend="save it as .docx or PDF")
    head = _plain(data)
    root = _root(head) if head.lstrip().startswith(b"<?xml") else None
    if root is not None:
        name = root.decode("ascii", "replace")
        raise SourceError(f"it is an XML file of an unknown kind (<{name}>)", mend="give a feed, a web page or a text")


def _root(head: bytes) -> bytes | None:
    """The name of the root element in lower case, where the bytes start like XML or HTML."""
    if not head.lstrip().startswith(b"<"):
        return None
    found = _ROOT.match(head)
    return found[1].lower() if found else None


def _plain(data: bytes) -> bytes:
    """The first bytes without a byte-order mark; UTF-16 as its low bytes, which is enough for tags."""
    head = data[:_PROLOGUE]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
