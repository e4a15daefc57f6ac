"""What the structure tree of a look's HTML may still break of PDF/UA-1, put right."""

from briefing.renderers.pdf.tree import Element

# What may lie directly in an element of the first kind, and what is put around anything else.
_HOLDS = {
    "L": (("LI", "L", "Caption"), ("LI", "LBody")),
    "LI": (("Lbl", "LBody"), ("LBody",)),
    "Table": (("TR", "THead", "TBody", "TFoot", "Caption"), ("TR", "TD")),
    "THead": (("TR",), ("TR", "TH")),
    "TBody": (("TR",), ("TR", "TD")),
    "TFoot": (("TR",), ("TR", "TD")),
    "TR": (("TH", "TD"), ("TD",)),
}
_MAY_BE_EMPTY = ("TH", "TD")


def mend(document: Element) -> None:
    """Headings skip no level, lists and tables hold what they may, and nothing is empty."""
    _prune(document)
    for element in list(document.walk()):
        if element.kind in _HOLDS:
            _wrap(element, *_HOLDS[element.kind])
        if element.kind == "Table":
            element.kids.sort(key=lambda kid: not (isinstance(kid, Element) and kid.kind == "Caption"))
    _number_headings(document)


def _prune(element: Element) -> None:
    for kid in element.elements:
        _prune(kid)
    element.kids = [
        kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or kid.kind in _MAY_BE_EMPTY
    ]


def _wrap(element: Element, allowed: tuple[str, ...], around: tuple[str, ...]) -> None:
    kids = element.kids
    if all(isinstance(kid, Element) and kid.kind in allowed for kid in kids):
        return
    element.kids = []
    inner: Element | None = None
    for kid in kids:
        if isinstance(kid, Element) and kid.kind in allowed:
            element.kids.append(kid)
            inner = None
            continue
        if inner is None:
            inner = element
            for kind in around:
                inner = inner.add(kind)
        inner.kids.append(kid)


def _number_headings(document: Element) -> None:
    """A heading is one level below the one before it at most; the first is of the first level."""
    last = 0
    for element in document.walk():
        if len(element.kind) == 2 and element.kind[0] == "H" and element.kind[1].isdigit():
            last = min(int(element.kind[1]), last + 1)
            element.kind = f"H{last}"
