"""A Word document of the user's own with fields in it, filled from a briefing.

Fields are content controls whose tag names a value ("title", "header.to", "commitments"), and
Jinja: `{{ title }}`, `{% for … %}`. `{%p … %}` and `{%tr … %}` stand for the paragraph or the table
row that they are in, so that rows are repeated: the notation is that of python-docx-template, which
people know. Templates run in the sandbox of all looks; what they put out is escaped.
"""

import copy
import html
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from lxml import etree
from markupsafe import Markup, escape

from briefing.document import normalise
from briefing.errors import TemplateError
from briefing.memo.sandbox import draw, environment
from briefing.memo.sections.part import kept
from briefing.model import SECTIONS
from briefing.ooxml import names
from briefing.ooxml.ledger import Ledger
from briefing.renderers.docx.ooxml import W, add_text, legal
from briefing.renderers.docx.tying import Tied, Ties, tie_values, unsigned

if TYPE_CHECKING:
    from docx.document import Document

    from briefing.model import Briefing
    from briefing.renderers.docx.package import Package

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%(?P<of>p|tr) (?P<inner>.*?)%\}", re.DOTALL)
_MOVED = re.compile(r"<\?jinja (.*?)\?>", re.DOTALL)
_QUOTES = str.maketrans("“”„‘’\u00a0", '"""\'\' ')
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEADER = "header."
_LISTS = {"summary": "point", "commitments": "action", "open_questions": "question", "actors": "name"}
_LISTS |= {"statements": "text", "timeline": "event"}


def values(briefing: "Briefing") -> dict[str, Any]:
    """What fields may name: the briefing as it is saved, without what was rejected, and the bottom line."""
    made = briefing.model_dump(mode="json", by_alias=True)
    for section in SECTIONS:
        made[section] = [item.model_dump(mode="json") for item in kept(getattr(briefing, section))]
    made = tie_values(made)
    points = [point["point"] for point in made["summary"]]
    return made | {"bottom_line": points[0] if points else "", "key_points": points[1:]}


def has_fields(document: "Document", known: dict[str, Any]) -> bool:
    """Whether a document holds any field that `values` gives."""
    return any(_TAG.search(_text(paragraph)) for root in _roots(document) for paragraph in root.iter(f"{W}p")) or any(
        True for root in _roots(document) for _ in _controls(root, known)
    )


def fill(package: "Package", briefing: "Briefing", where: str) -> Ledger:
    """Fills the fields of the document, in its text, headers and footers; gives what its text now shows.

    Raises `TemplateError`.
    """
    known, ties = values(briefing), Ties(package)
    for part in _parts(package.document):
        ties.draw(part.element, tie=False)  # signs that it holds already are none
        if _TAG.search(_text(part.element)):
            _rewrite(part, known, where, ties)
        # Controls come second: what is put into them is text, though it look like a template.
        for control, tag, value in _controls(part.element, known):
            _put(control, _signed(value, tag, ties))
        # What surrounds all pages says again what the text says, and is not read back.
        ties.draw(part.element, tie=part is package.document.part)
    return ties.ledger()


def _parts(document: "Document") -> list[Any]:
    """The parts that hold text."""
    found = [document.part]
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in ("header", "footer"):
            found.append(relation.target_part)
    return found


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _roots(document: "Document") -> Iterator[etree._Element]:
    return (part.element for part in _parts(document))


def _controls(root: etree._Element, known: dict[str, Any]) -> Iterator[tuple[etree._Element, str, Any]]:
    """The content controls whose tag names a value, with tag and value."""
    for control in list(root.iter(f"{W}sdt")):
        found = control.find(f"{W}sdtPr/{W}tag")
        tag = "" if found is None else found.get(f"{W}val", "")
        value: Any = known
        for step in tag.split("."):
            value = value.get(step, ...) if isinstance(value, dict) else ...
        if value is not ... and not isinstance(value, dict):
            yield control, tag, value


def _signed(value: Any, tag: str, ties: Ties) -> str:
    """A value as text; a list has a line for each of its items, told by what matters most of it."""
    if isinstance(value, list):
        field = _LISTS.get(tag, "")
        return "\n".join(_signed(one.get(field) if isinstance(one, dict) else one, "", ties) for one in value)
    text = "\n".join(normalise(legal(unsigned(line))) for line in str(value or "").split("\n"))
    if isinstance(value, Tied):
        return text.join(ties.signs(value, names.of_tag(tag)))
    if tag.startswith(_HEADER):
        ties.expect(names.of_tag(tag), "", tag.removeprefix(_HEADER))
    return text


def _put(control: etree._Element, value: str) -> None:
    """Puts a text into a control, in the looks of what stood there first."""
    placeholder = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if placeholder is not None and (properties := placeholder.getparent()) is not None:
        properties.remove(placeholder)
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    runs = list(content.iter(f"{W}r"))
    looks = runs[0].find(f"{W}rPr") if runs and placeholder is None else None
    above = runs[0].getparent() if runs else None
    home = above if above is not None else next(content.iter(f"{W}p"), content)
    for run in runs:
        if (parent := run.getparent()) is not None:
            parent.remove(run)
    before = len(home)
    add_text(home, value)
    for run in list(home)[before:]:
        if looks is not None and run.find(f"{W}rPr") is None:
            run.insert(0, copy.deepcopy(looks))


def _rewrite(part: Any, known: dict[str, Any], where: str, ties: Ties) -> None:
    """Runs the part as a template."""
    root = part.element
    for paragraph in list(root.iter(f"{W}p")):
        _gather(paragraph)
    source = _MOVED.sub(r"\1", etree.tostring(root, encoding="unicode"))
    source = _TAG.sub(lambda found: html.unescape(found[0]).translate(_QUOTES), source)
    finished = partial(_finished, ties=ties)
    made = environment(lambda _: (source, where), autoescape=True, finalize=finished, filters={})
    written = draw(made, where, **known)
    try:
        filled = parse_xml(written)  # elements of the kind that python-docx works with
    except etree.XMLSyntaxError as error:
        mend = "see that each {% for %} and its end stand in the same cell or row"
        raise TemplateError(f"its fields tear the document apart ({error})", where=where, mend=mend) from error
    for child in list(root):
        root.remove(child)
    root.extend(filled)


def _gather(paragraph: etree._Element) -> None:
    """Puts each field of a paragraph into one run, for Word splits them as it likes; moves out those of rows."""
    texts = list(paragraph.iter(f"{W}t"))
    whole = "".join(text.text or "" for text in texts)
    for found in _TAG.finditer(whole):
        _into_one(texts, found)
    if block := _BLOCK.search(whole):
        owner = paragraph if block["of"] == "p" else next(paragraph.iterancestors(f"{W}tr"), None)
        above = None if owner is None else owner.getparent()
        if owner is not None and above is not None and "?>" not in block["inner"]:
            above.replace(owner, etree.ProcessingInstruction("jinja", f"{{% {block['inner'].strip()} %}}"))


def _into_one(texts: list[etree._Element], found: re.Match[str]) -> None:
    """Moves a field into the first of the texts that hold some of it."""
    at, first = 0, True
    for text in texts:
        own = text.text or ""
        start, at = at, at + len(own)
        if at <= found.start() or start >= found.end():
            continue
        head, tail = own[: max(found.start() - start, 0)], own[found.end() - start :] if at > found.end() else ""
        text.text = head + found[0] + tail if first else tail
        text.set(_XML_SPACE, "preserve")
        first = False


def _finished(value: Any, ties: Ties) -> Any:
    """A value as text of a document: nothing for nothing, line feeds as line breaks."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = _BREAK.join(escape(legal(unsigned(line))) for line in str(value).split("\n"))
    return text.join(ties.signs(value)) if isinstance(value, Tied) else text
