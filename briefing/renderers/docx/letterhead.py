"""A document of the user's own as the letterhead of memos: its styles, page, header and footer.

As with pandoc's reference document, what the document says of itself goes first; the styles of a
memo that it does not have are lent to it from the look's template.
"""

import copy
import io
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from briefing.errors import TemplateError
from briefing.renderers.docx.ooxml import W
from briefing.renderers.docx.package import open_document
from briefing.renderers.docx.styles import Style

if TYPE_CHECKING:
    from docx.document import Document

_KEPT = frozenset({RELATIONSHIP_TYPE.HYPERLINK})
_BY_ID = ("basedOn", "next", "link")


def lend(template: bytes, letter: bytes, where: str) -> bytes:
    """The letter with those styles of the template that it lacks. Raises `TemplateError`, which names `where`."""
    lender, borrower = open_document(template, "memo.docx"), open_document(letter, where)
    refuse_what_is_outside(borrower, where)
    ids = {_name(style): style.get(f"{W}styleId", "") for style in borrower.styles.element.iterfind(f"{W}style")}
    own = {style.get(f"{W}styleId", ""): style for style in lender.styles.element.iterfind(f"{W}style")}
    wanted = {style.casefold() for style in Style} | {"normal", "default paragraph font", "normal table", "no list"}
    missing = [style for style in own.values() if _name(style) in wanted and _name(style) not in ids]
    taken = set(ids.values())
    for style in missing:
        identity = style.get(f"{W}styleId", "")
        ids[_name(style)] = identity if identity not in taken else f"Memo{identity}"
    numbers = _lend_numbering(
        lender, borrower, {identity: ids.get(_name(style), identity) for identity, style in own.items()}
    )
    for style in missing:
        lent = copy.deepcopy(style)
        lent.set(f"{W}styleId", ids[_name(style)])
        _keep_colours(lent)
        if lent.get(f"{W}default"):
            del lent.attrib[f"{W}default"]
        for tag in _BY_ID:
            for reference in lent.findall(f"{W}{tag}"):
                reference.set(f"{W}val", ids[_name(own[reference.get(f"{W}val", "")])])
        for number in lent.iter(f"{W}numId"):
            number.set(f"{W}val", numbers.get(number.get(f"{W}val", ""), "0"))
        borrower.styles.element.append(lent)
    for relation in list(borrower.part.rels.values()):
        # Word 2010's copy of the styles, which no longer agrees with them; Word may then refuse the file.
        if relation.reltype.endswith("/stylesWithEffects"):
            del borrower.part.rels[relation.rId]
    made = io.BytesIO()
    borrower.save(made)
    return made.getvalue()


def _keep_colours(style: etree._Element) -> None:
    """What a memo calls quiet may be any colour in the theme of the letter."""
    for element in style.iter():
        for name in [name for name in element.attrib if str(name).startswith(f"{W}theme")]:
            del element.attrib[name]


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").casefold()


def _lend_numbering(lender: "Document", borrower: "Document", styles: dict[str, str]) -> dict[str, str]:
    """Copies the lists of the template; gives the new number of each."""
    source, target = lender.part.numbering_part.element, borrower.part.numbering_part.element
    abstract = 1 + max((int(one.get(f"{W}abstractNumId")) for one in target.iterfind(f"{W}abstractNum")), default=0)
    number = 1 + max((int(one.get(f"{W}numId")) for one in target.iterfind(f"{W}num")), default=0)
    abstracts: dict[str, str] = {}
    numbers: dict[str, str] = {}
    # The schema wants all definitions before all lists that are made of them.
    first = target.find(f"{W}num")
    for one in source.iterfind(f"{W}abstractNum"):
        lent = copy.deepcopy(one)
        abstracts[one.get(f"{W}abstractNumId", "")] = str(abstract)
        lent.set(f"{W}abstractNumId", str(abstract))
        for style in lent.iter(f"{W}pStyle"):
            style.set(f"{W}val", styles.get(style.get(f"{W}val", ""), ""))
        if first is not None:
            first.addprevious(lent)
        else:
            target.append(lent)
        abstract += 1
    for one in source.iterfind(f"{W}num"):
        lent = copy.deepcopy(one)
        numbers[one.get(f"{W}numId", "")] = str(number)
        lent.set(f"{W}numId", str(number))
        lent.find(f"{W}abstractNumId").set(f"{W}val", abstracts[one.find(f"{W}abstractNumId").get(f"{W}val")])
        target.append(lent)
        number += 1
    return numbers


def refuse_what_is_outside(document: "Document", where: str) -> None:
    """A memo must not make its readers' programs fetch anything: pictures and templates are to be in the file."""
    for part in document.part.package.iter_parts():
        for relation in list(part.rels.values()):
            if not relation.is_external or relation.reltype in _KEPT:
                continue
            if relation.reltype.endswith("/attachedTemplate"):
                # Word notes down what a file was made from; nothing is lost without it.
                del part.rels[relation.rId]
                for element in part.element.findall(f"{W}attachedTemplate"):
                    part.element.remove(element)
                continue
            kind = relation.reltype.rpartition("/")[2]
            raise TemplateError(
                f"its {kind} lies outside of it ({relation.target_ref[:80]})", where=where, mend="put it into the file"
            )
