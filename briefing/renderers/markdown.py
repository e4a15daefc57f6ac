"""The memo as GitHub-flavoured Markdown: what sources say stays text, whatever signs it holds."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.memo import Look, build
from briefing.memo.carriers import MARKDOWN_KEY
from briefing.memo.escaping import escape
from briefing.memo.sandbox import draw, environment
from briefing.memo.shapes import Prose
from briefing.model import SECTIONS, Briefing
from briefing.renderers import _prose
from briefing.renderers._anchors import anchor
from briefing.renderers._map.mermaid import mermaid

_MARKS = {"strong": "**", "em": "*", "del": "~~"}
_ADDRESS = "%:/?#@!$&'()*+,;=~"
_IDENTIFIER = re.compile(r"[a-z][a-z_]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r" +\n")


def render(briefing: Briefing, look: Look) -> bytes:
    """The memo as UTF-8. Its front matter names `look.saved_as`, where there is one."""
    memo = build(briefing, look)
    return write(
        look,
        "memo.md.j2",
        memo=memo,
        words=memo.wording,
        briefing_id=briefing.id,
        saved_key=MARKDOWN_KEY,
        saved=look.saved_as,
        counts={name: len(getattr(briefing, name)) for name in SECTIONS},
    )


def write(look: Look, template: str, /, **values: Any) -> bytes:
    """What a template of the look writes with these values, as UTF-8 without needless white space."""
    text = draw(look.once("markdown", _environment), template, **values)
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("\n", text)).strip("\n").encode() + b"\n"


def _environment(look: Look) -> ImmutableSandboxedEnvironment:
    filters: dict[str, Callable[..., Any]] = {
        "address": lambda address: Markup(f"<{_quoted(address)}>"),  # noqa: S704  quoted for the format that this is
        "anchor": lambda item: Markup(anchor(item)),  # noqa: S704  letters, digits and hyphens
        "inline": _inline,
        "key": _key,
        "mermaid": lambda shown: Markup(mermaid(shown)),  # noqa: S704  labels are escaped, the rest is fixed
        "yaml": _yaml,
    }
    return environment(look.template, filters=filters, autoescape=True, finalize=_finalize)


def _finalize(value: Any) -> Any:
    """All that a template puts out is text of a source, unless a filter has made Markdown of it."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(str(value)))  # noqa: S704  escaped for the format that this is


def _yaml(value: str | int | Prose) -> Markup:
    """A value of the front matter. JSON's form of a text is a YAML text in double quotation marks."""
    plain = value.markdown if isinstance(value, Prose) else value
    return Markup(json.dumps(plain, ensure_ascii=False))  # noqa: S704  quoted for the format that this is


def _key(name: str) -> Markup:
    return Markup(name) if _IDENTIFIER.fullmatch(name) else _yaml(name)  # noqa: S704  a plain word


def _inline(prose: Prose) -> Markup:
    """The user's text, rebuilt from its sanitised form, on one line."""
    lines = ("".join(map(_span, line)).strip() for line in _prose.lines(prose))
    return Markup("<br>".join(lines))  # noqa: S704  rebuilt from known marks and escaped text


def _span(span: _prose.Span) -> str:
    text = span.text.strip()
    if not text:
        return " "
    made = escape(text)
    for mark in reversed(span.marks):
        # Marks only work beside a letter or digit; elsewhere they would show as asterisks.
        if mark in _MARKS and text[0].isalnum() and text[-1].isalnum():
            made = f"{_MARKS[mark]}{made}{_MARKS[mark]}"
    if span.address:
        made = f"[{made}](<{_quoted(span.address)}>)"
    before = " " if span.text[0].isspace() else ""
    return before + made + (" " if span.text[-1].isspace() else "")


def _quoted(address: str) -> str:
    return quote(address, safe=_ADDRESS).replace("&", "&amp;")
