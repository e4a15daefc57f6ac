"""Elements of WordprocessingML by name, whichever of its two namespaces a program writes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def name_of(element: "etree._Element") -> str:
    """The name of a Word element; "" for any other."""
    space, _, name = str(element.tag).rpartition("}")
    return name if space + "}" in _WORD else ""


def child(element: "etree._Element", name: str) -> "etree._Element | None":
    """The first child that is the Word element of that name."""
    return next((found for space in _WORD if (found := element.find(space + name)) is not None), None)


def attribute(element: "etree._Element", name: str) -> str | None:
    return next((found for space in _WORD if (found := element.get(space + name)) is not None), None)


def value(element: "etree._Element | None") -> str | None:
    """What a setting is set to; `None` where it is absent, or stands without a value."""
    return None if element is None else attribute(element, "val")


def number(element: "etree._Element | None") -> int | None:
    written = value(element) or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
