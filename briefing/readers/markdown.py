"""Markdown, by markdown-it-py: CommonMark with tables, and front matter as many tools write it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.document import BlockKind, Metadata, Piece, normalise
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers._dates import date_of_iso, date_of_line
from briefing.readers._decoding import decode
from briefing.readers._joining import join, vocabulary
from briefing.readers._ranking import author_of, published_of
from briefing.readers._reading import Raw, Reading
from briefing.readers._titles import with_title

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# markdown-it leaves out what is nested deeper than it will go, so nothing may come near that depth.
_NESTING = 100


def read(raw: Raw, limits: Limits) -> tuple[Reading, ...]:
    """The one document of a Markdown text, without its markup; the words of links stay.

    Raises `SourceError` where lists or quotations are nested a hundred deep.
    """
    text = decode(raw.data, media_type=raw.media_type).replace("\r\n", "\n").replace("\r", "\n")
    front, body = _front_matter(text)
    pieces = with_title(_pieces(body, limits), front.title)
    head = [piece.text for piece in pieces[:10] if piece.kind is not BlockKind.TITLE]
    title = next((piece.text for piece in pieces[:1] if piece.kind is BlockKind.TITLE), None)
    metadata = Metadata(
        title=front.title,
        publisher=front.publisher,
        author=front.author or author_of(head),
        published=front.published or published_of(head, title),
    )
    return (Reading(pieces, metadata),)


def _front_matter(text: str) -> tuple[Metadata, str]:
    """What a block of YAML at the very start says, and the text after it.

    What stands between two rules and is not YAML fields is text, and stays.
    """
    found = _FRONT.match(text)
    if found is None:
        return Metadata(), text
    import yaml

    try:
        fields = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Metadata(), text
    if not isinstance(fields, dict):
        return Metadata(), text
    metadata = Metadata(
        title=_words(fields.get("title")),
        publisher=_words(fields.get("publisher") or fields.get("source")),
        author=_words(fields.get("author") or fields.get("authors")),
        published=_day(fields.get("date") or fields.get("published")),
    )
    # Counted lines must still be those of the file.
    return metadata, "\n" * found[0].count("\n") + text[found.end() :]


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    return normalise(str(value)) or None if isinstance(value, str | int | float) else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date_of_iso(value) or date_of_line(value) if isinstance(value, str) else None


def _pieces(text: str, limits: Limits) -> Iterator[Piece]:
    from markdown_it import MarkdownIt

    from briefing.readers.html import read_fragment

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    known = vocabulary(text.split("\n"))
    kinds: list[tuple[BlockKind, int]] = []
    depth, line = 0, 0
    for token in parser.parse(text):
        if token.level >= _NESTING - 1:
            raise SourceError(f"its lists or quotations are nested {_NESTING} deep", mend="save the text alone")
        line = token.map[0] + 1 if token.map else line
        name = token.type.removesuffix("_open").removesuffix("_close")
        depth += token.nesting if name in ("bullet_list", "ordered_list") else 0
        kind = {
            "heading": (BlockKind.HEADING, int(token.tag[1:]) if name == "heading" else 0),
            "list_item": (BlockKind.LIST_ITEM, depth),
            "blockquote": (BlockKind.QUOTATION, 0),
        }.get(name)
        if kind is not None and token.nesting:
            kinds.append(kind) if token.nesting > 0 else kinds.pop()
        if token.type == "html_block":
            yield from read_fragment(token.content, limits)
        words = _inline(token.children) if token.children else token.content
        if token.type in ("inline", "code_block", "fence"):
            parts = _EMPTY_LINE.split(words) if token.type != "inline" else [join(words.split("\n"), known)]
            block, level = kinds[-1] if kinds else (BlockKind.PARAGRAPH, 0)
            yield from (Piece(block, part, level, f"line {line}") for part in parts)


def _inline(tokens: "list[Token]") -> str:
    """The words in a line of Markdown."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append("\n" if _BREAK_TAG.fullmatch(token.content) else "")
        elif token.type == "image":
            parts.append(_inline(token.children or []))
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
    return "".join(parts)
