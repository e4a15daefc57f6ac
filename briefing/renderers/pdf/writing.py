"""A structure tree as objects of the PDF, in place of the one that WeasyPrint made."""

from collections import defaultdict
from typing import Any

import pydyf

from briefing.renderers.pdf.tree import Annotation, Content, Element


def write_structure(pdf: Any, document: Element) -> None:
    """Writes the tree, and what leads from pages and links back to it."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    _Writer(pdf, root).write(document)


class _Writer:
    def __init__(self, pdf: Any, root: Any) -> None:
        self._pdf = pdf
        self._root = root
        self._pages = pdf.page_references
        self._marks: dict[int, dict[int, bytes]] = defaultdict(dict)
        self._links: list[tuple[Any, bytes]] = []

    def write(self, document: Element) -> None:
        # WeasyPrint's own elements: a document without a page.
        made = _object(self._pdf, self._root["K"][0])
        made["K"] = self._kids(document, made)
        numbers = pydyf.Array()
        for page in range(len(self._pages)):
            marks = self._marks[page]
            # A mark that belongs to no element is an artifact.
            owners = [marks.get(mark, b"null") for mark in range(max(marks, default=-1) + 1)]
            numbers.extend((page, pydyf.Array(owners)))
        for number, (link, owner) in enumerate(self._links, len(self._pages)):
            numbers.extend((number, owner))
            link["StructParent"] = number
        _object(self._pdf, self._root["ParentTree"])["Nums"] = numbers
        self._root["ParentTreeNextKey"] = len(self._pages) + len(self._links)

    def _element(self, element: Element, parent: Any) -> Any:
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent.reference})
        self._pdf.add_object(made)
        for key, value in element.entries.items():
            made[key] = pydyf.String(value)
        if attributes := [self._attributes(owner, values) for owner, values in element.attributes.items() if values]:
            made["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        made["K"] = self._kids(element, made)
        return made

    @staticmethod
    def _attributes(owner: str, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary({"O": f"/{owner}"})
        for key, value in values.items():
            made[key] = pydyf.Array(value) if isinstance(value, tuple) else value
        return made

    def _kids(self, element: Element, made: Any) -> Any:
        kids = pydyf.Array()
        own = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if own is not None:
            made["Pg"] = self._pages[own]
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(self._element(kid, made).reference)
                case Content(page=page, mark=mark):
                    self._marks[page][mark] = made.reference
                    kids.append(
                        mark
                        if page == own
                        else pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": mark})
                    )
                case Annotation(page=page, target=target, label=label):
                    self._links.append((target, made.reference))
                    if label:
                        target["Contents"] = pydyf.String(label)
                    kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": target.reference, "Pg": self._pages[page]}))
        return kids


def _object(pdf: Any, reference: bytes) -> Any:
    """The object that a reference ("7 0 R") leads to."""
    return pdf.objects[int(reference.split()[0])]
