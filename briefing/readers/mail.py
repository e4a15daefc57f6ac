"""E-mail messages: the best part, without quoted history and signature."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from itertools import islice
from typing import TYPE_CHECKING

from briefing.document import Metadata, normalise
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers._dates import date_of_header
from briefing.readers._decoding import decode
from briefing.readers._history import own_lines, own_pieces, unflow
from briefing.readers._plain import read_plain
from briefing.readers._reading import Raw, Reading
from briefing.readers._titles import with_title
from briefing.readers.html import read_fragment

if TYPE_CHECKING:
    from lxml import etree

_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
# What mail programs wrap around the messages they quote, and around signatures.
_QUOTED = re.compile(r"gmail_(?:quote|signature)|yahoo_quoted|moz-(?:cite-prefix|signature)|divRplyFwdMsg")
_FORWARDED = re.compile(r"forwarded message", re.IGNORECASE)
_FIRST_TEXTS = 20
# A plain part much shorter than its HTML sibling only says that there is one.
_STUB_WORDS = 40
_STUB_SHARE = 0.3


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The one document of a message: its subject as title, its sender as author, its date.

    Attachments are not read. Raises `SourceError` where no part holds text.
    """
    try:
        message = message_from_bytes(raw.data)
        plain, markup = _bodies(message)
    except RecursionError as error:
        raise SourceError("its parts are nested too deeply", mend="save its text alone") from error
    pieces = read_plain("\n".join(own_lines(plain)), whole=False).pieces
    words = sum(len(piece.text.split()) for piece in pieces)
    if markup and words <= _STUB_WORDS:
        fuller = own_pieces(read_fragment(markup, limits, without=_is_quoted))
        if words <= _STUB_SHARE * sum(len(piece.text.split()) for piece in fuller):
            pieces = fuller
    if not pieces:
        raise SourceError("the message holds no text", mend="save what is attached to it as a file of its own")
    title = _PREFIX.sub("", _header(message, "subject"), count=1) or None
    name, address = parseaddr(_header(message, "from"))
    metadata = Metadata(title=title, author=name or address or None, published=date_of_header(_header(message, "date")))
    return (Reading(with_title(pieces, title), metadata),)


def _bodies(message: Message) -> tuple[str, str]:
    """The plain and the HTML text of a message; those of a forwarded one where it has none itself."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    forwarded: list[Message] = []
    for part in _parts(message):
        if part.get_content_maintype() == "message":
            forwarded.extend(_below(part))
        elif part.get_content_type() in texts and part.get_content_disposition() != "attachment":
            text = _text(part)
            if text.strip():
                texts[part.get_content_type()].append(text)
    plain, markup = "\n\n".join(texts["text/plain"]), "\n".join(texts["text/html"])
    return _bodies(forwarded[0]) if forwarded and not (plain or markup) else (plain, markup)


def _parts(message: Message) -> Iterator[Message]:
    """The parts that are not made of parts, in order, without those of forwarded messages."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        below = _below(part) if part.get_content_maintype() == "multipart" else []
        waiting.extend(reversed(below))
        if not below:
            yield part


def _below(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _is_quoted(element: "etree._Element") -> bool:
    """Whether an element holds quoted history or a signature; a forwarded message is neither."""
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if not (_QUOTED.search(name) or (element.tag == "blockquote" and element.get("type") == "cite")):
        return False
    return not any(_FORWARDED.search(str(text)) for text in islice(element.itertext(), _FIRST_TEXTS))


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return ""
    text = decode(payload, media_type=f"text/plain; charset={part.get_content_charset('utf-8')}")
    if str(part.get_param("format", "")).casefold() == "flowed":
        text = unflow(text, delete_space=str(part.get_param("delsp", "")).casefold() == "yes")
    return text


def _header(message: Message, name: str) -> str:
    written = message.get(name, "")
    try:
        return normalise(str(make_header(decode_header(written))))
    except (HeaderParseError, LookupError, ValueError):
        return normalise(str(written))
