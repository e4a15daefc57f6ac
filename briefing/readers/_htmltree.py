"""HTML text → a tree that is safe to walk, and that trafilatura loses no words of."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

# A date with this many more characters beside it stands in a sentence, not in a byline; that much
# is told by the first few texts of an element.
_PROSE = 20
_FIRST_TEXTS = 20

# The parser's time grows with the square of the attributes of one element.
_MOST_ATTRIBUTES = 1_000
_TAG = re.compile(r"<!--|<[a-zA-Z][^\s/>]*")
_COMMENT_END = re.compile("-->")
_SCRIPT_END = re.compile("</(?:script|style)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*[^\s/>=][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?|[\s/]*=")


def parse(text: str, limits: Limits) -> "etree._Element":
    """The tree of an HTML text. Raises `SourceError` where it is nested too deeply or holds nothing."""
    from lxml import etree, html

    _refuse_crowded_tags(text)
    # Without `huge_tree` the parser stops without a word at a depth of 256 and at 10 million characters.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise SourceError("there is no text in it", mend="check that it is the right file") from error
    except etree.XMLSyntaxError as error:
        raise SourceError(f"it is not HTML that can be read ({error})", mend="save the page again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _depth(root) > limits.nesting:
        raise SourceError(
            f"its elements are nested more than {limits.nesting} deep",
            mend="save the text alone, or raise limits.nesting",
        )
    _keep_words(root)
    return root


def _keep_words(root: "etree._Element") -> None:
    """Renames what trafilatura would drop from the middle of a text: quotations, dates, attributions, link targets."""
    from lxml import etree

    for quotation in root.iter("q"):
        quotation.text = "“" + (quotation.text or "")
        quotation.tail = "”" + (quotation.tail or "")
    for anchor in root.iter("a"):
        if "href" not in anchor.attrib:
            anchor.tag = "q"
    etree.strip_tags(root, "q")
    for time in root.iter("time"):
        around = time.getparent()
        if around is not None and _length(around) > _length(time) + _PROSE:
            time.tag = "span"
    for footer in root.iterfind(".//blockquote//footer"):
        footer.tag = "div"


def _length(element: "etree._Element") -> int:
    """How many characters an element shows, counted no further than its first texts."""
    return sum(len(text.strip()) for text in islice(element.itertext(), _FIRST_TEXTS))


def _refuse_crowded_tags(text: str) -> None:
    """Raises `SourceError` for an element with attributes without end, on which the parser would take hours."""
    at = 0
    while (tag := _TAG.search(text, at)) is not None:
        at, count = tag.end(), 0
        if tag[0] == "<!--":
            at = _after(_COMMENT_END, text, at)
            continue
        while (attribute := _ATTRIBUTE.match(text, at)) is not None and attribute.end() > at:
            at, count = attribute.end(), count + 1
            if count > _MOST_ATTRIBUTES:
                raise SourceError(
                    f"it has an element with more than {_MOST_ATTRIBUTES:,} attributes", mend="save the text alone"
                )
        if tag[0].casefold() in ("<script", "<style"):
            # Scripts hold signs that look like tags.
            at = _after(_SCRIPT_END, text, at)


def _after(sign: re.Pattern[str], text: str, at: int) -> int:
    """The place after the next `sign`, or the end of the text."""
    found = sign.search(text, at)
    return found.end() if found else len(text)


def _depth(root: "etree._Element") -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
