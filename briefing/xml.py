"""Reads XML that strangers wrote: no entities, nothing fetched, no depth without end."""

from io import BytesIO
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.limits import Limits

if TYPE_CHECKING:
    from lxml import etree


def refuse_hostile_xml(data: bytes, limits: Limits) -> None:
    """Raises `SourceError` for entities of the file's own, external ones, and nesting beyond `limits.nesting`.

    XML that is only malformed passes: what reads it next may be more patient.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    depth = 0
    try:
        for event, element in ElementTree.iterparse(BytesIO(data), events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > limits.nesting:
                raise _too_deep(limits)
            if event == "end":
                element.clear()
    except DefusedXmlException as error:
        raise _entities() from error
    except (ParseError, ValueError, LookupError):
        return


def parse_xml(data: bytes, limits: Limits) -> "etree._Element":
    """The tree of an XML part that must be well formed. Raises `SourceError` where it is not, or is hostile."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).casefold():
            raise _too_deep(limits) from error
        raise SourceError(
            f"its XML is broken ({error})", mend="save it again from the program it was made with"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _entities()
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.nesting:
            raise _too_deep(limits)
    return root


def _too_deep(limits: Limits) -> SourceError:
    return SourceError(
        f"its elements are nested more than {limits.nesting} deep", mend="save the text alone, or raise limits.nesting"
    )


def _entities() -> SourceError:
    return SourceError("it declares XML entities, which are not expanded", mend="save it without a document type")
