"""Web pages: the main text without navigation, by trafilatura."""

import logging
import re
from collections.abc import Callable
from configparser import ConfigParser
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from briefing.document import Metadata, Piece
from briefing.limits import Limits
from briefing.readers._dates import date_of_iso
from briefing.readers._decoding import charset_of, decode
from briefing.readers._htmltree import parse
from briefing.readers._markup import pieces_of
from briefing.readers._reading import Raw, Reading
from briefing.readers._titles import with_title

if TYPE_CHECKING:
    from lxml import etree

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:+-]+)|<\?xml[^>]+encoding=[\"']([\w.:+-]+)", re.I)

# trafilatura's own judgement of what is too large would drop a page that our limits allow.
_NO_LIMIT = str(2**62)

# Without a latest date the search for one asks the clock, and the same page would read
# differently tomorrow.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}

# Below this many characters trafilatura tries everything on the page, navigation included.
_SHORT = 250
# On larger pages than this trafilatura takes longer than anybody waits.
_MOST_ELEMENTS = 50_000

_LEFT_OUT = "left-out"

_MAIN = ("article", "main")
# When trafilatura finds no main text, it takes these for some.
_PRUNED = ["//nav", "//footer[not(ancestor::article or ancestor::main)]"]
_AROUND = ("nav", "footer", "aside", "form")

# It reports on the log what we report ourselves.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The one document of a web page, with what its metadata say; all of the body where no main text is found.

    Raises `SourceError` where elements are nested deeper than `limits.nesting`.
    """
    declared = _META_CHARSET.search(raw.data[:4096])
    media_type = raw.media_type
    if charset_of(media_type) is None and declared is not None:
        media_type = f"text/html; charset={(declared[1] or declared[2]).decode('ascii')}"
    text = decode(raw.data, media_type=media_type)
    root = parse(text, limits)
    metadata, body = _extract(root, raw.location if "://" in raw.location else None)
    pieces = pieces_of(body) if body is not None else []
    if sum(len(piece.text) for piece in pieces) < _SHORT:
        pieces = _main_pieces(root)
    return (Reading(with_title(pieces, metadata.title), metadata),)


def read_fragment(
    markup: str, limits: Limits, *, without: "Callable[[etree._Element], bool] | None" = None
) -> tuple[Piece, ...]:
    """All blocks of a piece of HTML that holds no navigation, such as a feed's entry or a mail's body.

    Elements for which `without` is true are left out, unless nothing else holds text.
    """
    from lxml import etree

    if not markup.strip():
        return ()
    root = parse(markup, limits)
    everything = _all_pieces(root)
    if without is None:
        return tuple(everything)
    for element in root.iter():
        if without(element):
            element.tag = _LEFT_OUT
    etree.strip_elements(root, _LEFT_OUT, with_tail=False)
    return tuple(_all_pieces(root) or everything)


def _extract(root: "etree._Element", url: str | None) -> tuple[Metadata, "etree._Element | None"]:
    if sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        title = root.findtext(".//title") or ""
        return Metadata(title=title.strip() or None), None
    from trafilatura import bare_extraction

    # What its helpers warn of (dates that they cannot read) is nothing a user could mend.
    with catch_warnings(action="ignore"):
        found: Any = bare_extraction(
            deepcopy(root),
            url=url,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=_DATES,
            prune_xpath=_PRUNED,
            config=_config(),
        )
    if found is None:
        return Metadata(), None
    return (
        Metadata(
            title=found.title or None,
            publisher=found.sitename or None,
            author=found.author or None,
            published=date_of_iso(found.date or ""),
        ),
        found.body,
    )


def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MAX_FILE_SIZE", _NO_LIMIT)
    config.set("DEFAULT", "MIN_FILE_SIZE", "0")
    return config


def _main_pieces(root: "etree._Element") -> list[Piece]:
    """What a page says outside navigation, by the names of its elements alone; else all of it."""
    from lxml import etree

    trimmed = deepcopy(root)
    etree.strip_elements(trimmed, *_AROUND, with_tail=False)
    for name in _MAIN:
        outermost = (part for part in trimmed.iter(name) if next(part.iterancestors(name), None) is None)
        pieces = [piece for part in outermost for piece in pieces_of(part)]
        if pieces:
            return pieces
    return _all_pieces(trimmed) or _all_pieces(root)


def _all_pieces(root: "etree._Element") -> list[Piece]:
    body = root.find(".//body")
    return pieces_of(root if body is None else body)
