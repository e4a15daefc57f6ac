"""What the tests of the Word memo read in it: its parts as XML, apart from the code that wrote them."""

import io
import re
import zipfile
from pathlib import Path

from lxml import etree
from ooxml_integrity import ERROR, check
from openxml_audit import OpenXmlValidator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(data: bytes) -> dict[str, bytes]:
    """The members of the file, by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(data)[name])


def text_of(element: etree._Element) -> str:
    """The text as Word shows it, line breaks and tabs included."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else signs.get(node.tag, "")
        for node in element.iter(f"{W}t", f"{W}br", f"{W}tab")
        if node.getparent() is not None and node.getparent().tag == f"{W}r"
    )


def paragraphs(element: etree._Element, style: str) -> list[str]:
    """The texts of the paragraphs with this style id."""
    return [text_of(found) for found in element.iter(f"{W}p") if style_of(found) == style]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def bookmarks(document: etree._Element) -> list[str]:
    return [found.get(f"{W}name") for found in document.iter(f"{W}bookmarkStart")]


def anchors(document: etree._Element) -> list[str]:
    """Where the links inside the document lead."""
    return [found.get(f"{W}anchor") for found in document.iter(f"{W}hyperlink") if found.get(f"{W}anchor")]


def addresses(data: bytes) -> list[str]:
    """Everything outside that any part of the file refers to."""
    found: list[str] = []
    for name, content in parts(data).items():
        if name.endswith(".rels"):
            found += [one.get("Target") for one in etree.fromstring(content) if one.get("TargetMode") == "External"]
    return found


def saved(data: bytes) -> str:
    """The saved briefing, found as a stranger would find it: by its namespace."""
    roots = [
        etree.fromstring(content)
        for name, content in parts(data).items()
        if re.fullmatch(r"customXml/item\d+\.xml", name)
    ]
    (found,) = [root for root in roots if root.tag == "{urn:briefing:saved:1}briefing"]
    return found.text or ""


def faults(data: bytes, folder: Path) -> list[str]:
    """What a checker that knows nothing of us holds against the file."""
    path = folder / "checked.docx"
    path.write_bytes(data)
    return [str(finding) for finding in check(str(path)) if finding.severity == ERROR]


def schema_faults(path: Path) -> list[str]:
    """What the schemas of Office hold against a file; slow, so not for every document."""
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def check_bookmarks(data: bytes) -> None:
    """What Word and its readers count on, and no schema says."""
    document = part(data)
    names = bookmarks(document)
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(folded)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    open_: list[str] = []
    closed: list[str] = []
    for found in document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        if found.tag == f"{W}bookmarkStart":
            open_.append(found.get(f"{W}id"))
        else:
            closed.append(open_.pop())  # those that were opened last end first
            assert found.get(f"{W}id") == closed[-1]
    assert not open_
    assert len(set(closed)) == len(closed)
    assert set(anchors(document)) <= set(names)


def controls(document: etree._Element) -> dict[str, str]:
    """The texts of the content controls, by their tags."""
    return {
        found.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): text_of(found.find(f"{W}sdtContent"))
        for found in document.iter(f"{W}sdt")
    }


def check_controls(data: bytes) -> None:
    """What Word counts on of content controls, and no schema says."""
    properties = [
        found
        for name, content in parts(data).items()
        if name.startswith("word/") and name.endswith(".xml")
        for found in etree.fromstring(content).iter(f"{W}sdtPr")
    ]
    numbers = [found.find(f"{W}id").get(f"{W}val") for found in properties]
    assert len(set(numbers)) == len(numbers)
    tags = [found.find(f"{W}tag").get(f"{W}val") for found in properties if found.find(f"{W}tag") is not None]
    assert all(1 <= len(tag) <= 64 for tag in tags)
