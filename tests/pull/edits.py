"""Edits memos the way programs do: what Word, LibreOffice and scripts leave in the file."""

import copy
import dataclasses
import functools
import io
import zipfile
from collections.abc import Callable

from lxml import etree

from briefing.memo import View, build, load_look
from briefing.model import Briefing
from briefing.pull import Finding, Pulled, Status, pull
from briefing.renderers.docx import TEMPLATE, draw, render
from tests import samples
from tests.renderers.docx_reading import W, parts, text_of

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
ANN = {f"{W}author": "Ann Lee", f"{W}date": "2026-03-02T09:30:00Z"}


def redraw(briefing: Briefing) -> bytes:
    return render(View(briefing, load_look()))


def footnoted(briefing: Briefing) -> bytes:
    """A memo of the house look, with its evidence in footnotes."""
    look = load_look()
    memo = dataclasses.replace(build(briefing, look), footnotes=True)
    return draw(memo, briefing.to_json(), look.read(TEMPLATE), TEMPLATE)


@functools.cache
def fresh(sample: Callable[[], Briefing] = samples.accord) -> bytes:
    return redraw(sample())


def pulled(data: bytes, base: Briefing | None = None, **options: object) -> Pulled:
    return pull(data, base=base, redraw=redraw, **options)  # type: ignore[arg-type]


def told(result: Pulled) -> list[tuple[str, str, str]]:
    """What was found besides what is unchanged: status, item, field."""
    return [(one.status.value, one.item, one.field) for one in result.findings if one.status is not Status.UNCHANGED]


def only(result: Pulled) -> Finding:
    (finding,) = [one for one in result.findings if one.status is not Status.UNCHANGED]
    return finding


def run(text: str, properties: str = "") -> etree._Element:
    made = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}">{properties}<w:t xml:space="preserve"/></w:r>')
    made[-1].text = text
    return made


def paragraph(text: str, style: str) -> etree._Element:
    made = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    made.append(run(text))
    return made


def tracked(kind: str, *runs: etree._Element) -> etree._Element:
    """`ins`, `del`, `moveFrom` or `moveTo` around runs; the text of what is gone is marked as such."""
    made = etree.Element(f"{W}{kind}", {**ANN, f"{W}id": "9000"})
    made.extend(runs)
    if kind == "del":
        for text in made.iter(f"{W}t"):
            text.tag = f"{W}delText"
    return made


class Memo:
    """A memo that is edited part by part."""

    def __init__(self, data: bytes | None = None) -> None:
        self.parts = parts(data or fresh())
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.document.find(f"{W}body")

    def bytes(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.document)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return made.getvalue()

    def control(self, name: str) -> etree._Element:
        return next(one for one in self.document.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == name)

    def content(self, name: str) -> etree._Element:
        return self.control(name).find(f"{W}sdtContent")

    def line(self, name: str) -> etree._Element:
        """The paragraph that holds a field."""
        return next(self.control(name).iterancestors(f"{W}p"))

    def row(self, name: str) -> etree._Element:
        return next(self.control(name).iterancestors(f"{W}tr"))

    def write(self, name: str, text: str) -> "Memo":
        """Types other words in the place of a field's."""
        content = self.content(name)
        content[:] = [run(text)]
        return self

    def split_runs(self) -> "Memo":
        """Does to each run what a spelling checker does: one for each word, with marks of its own between."""
        for one in list(self.document.iter(f"{W}r")):
            texts = one.findall(f"{W}t")
            if len(texts) != 1 or " " not in (texts[0].text or ""):
                continue
            for number, word in enumerate((texts[0].text or "").split(" ")):
                made = copy.deepcopy(one)
                made.find(f"{W}t").text = f" {word}" if number else word
                one.addprevious(made)
                one.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
            one.getparent().remove(one)
        return self

    def unwrap_controls(self) -> "Memo":
        for control in list(self.document.iter(f"{W}sdt")):
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)
        return self

    def drop_bookmarks(self) -> "Memo":
        for mark in list(self.document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        return self

    def drop_styles(self) -> "Memo":
        for style in list(self.document.iter(f"{W}pStyle", f"{W}rStyle")):
            style.getparent().remove(style)
        return self

    def drop_saved(self) -> "Memo":
        self.parts = {name: content for name, content in self.parts.items() if not name.startswith("customXml")}
        return self

    def edit_saved(self, change: Callable[[bytes], bytes]) -> "Memo":
        self.parts["customXml/item1.xml"] = change(self.parts["customXml/item1.xml"])
        return self

    def comment(self, name: str, text: str) -> "Memo":
        """A comment on a field."""
        start = etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"})
        control = self.control(name)
        control.addprevious(start)
        for element in (
            etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:commentReference w:id="0"/></w:r>'),
            etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}),
        ):
            control.addnext(element)
        comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        comment = etree.SubElement(comments, f"{W}comment", {**ANN, f"{W}id": "0"})
        comment.append(paragraph(text, "Normal"))
        self.parts["word/comments.xml"] = etree.tostring(comments)
        self._declare("comments.xml", _COMMENTS, _COMMENTS_TYPE)
        return self

    def _declare(self, name: str, relation: str, content_type: str) -> None:
        relations = "word/_rels/document.xml.rels"
        added = f'<Relationship Id="rIdX" Type="{relation}" Target="{name}"/></Relationships>'
        self.parts[relations] = self.parts[relations].replace(b"</Relationships>", added.encode())
        types = "[Content_Types].xml"
        override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
        self.parts[types] = self.parts[types].replace(b"</Types>", override.encode())


def item(briefing: Briefing, identity: str) -> object:
    return next(one for _, one in briefing.items_with_paths() if one.id == identity)


def line_text(memo: Memo, name: str) -> str:
    return text_of(memo.line(name))
