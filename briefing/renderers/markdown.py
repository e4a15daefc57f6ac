"""The memo as GitHub-flavoured Markdown: what sources say stays text, whatever signs it holds."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.memo import Look, View
from briefing.memo.carriers import MARKDOWN_KEY, PLAIN_MARKDOWN_TITLE
from briefing.memo.escaping import escape
from briefing.memo.sandbox import draw, environment
from briefing.memo.shapes import Exhibits, Prose
from briefing.model import SECTIONS
from briefing.renderers import _prose
from briefing.renderers._anchors import anchor
from briefing.renderers._map.mermaid import mermaid

_MARKS = {"strong": "**", "em": "*", "del": "~~"}
_ADDRESS = "%:/?#@!$&'()*+,;=~"
_IDENTIFIER = re.compile(r"[a-z][a-z_]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r" +\n")


def render(view: View) -> bytes:
    """The memo as UTF-8. It names `view.saved_as`, where there is one."""
    briefing, look, memo = view.briefing, view.look, view.memo
    exhibits = [one for section in memo.annex if isinstance(section.body, Exhibits) for one in section.body.exhibits]
    return write(
        look,
        _TEMPLATES[look.spec.markdown],
        memo=memo,
        keys={one.number: one.key for one in exhibits},
        words=memo.wording,
        briefing_id=briefing.id,
        saved_key=MARKDOWN_KEY,
        saved_title=f"{PLAIN_MARKDOWN_TITLE}{briefing.id}",
        digest=look.words.fill("digest", digest=memo.digest),
        saved=view.saved_as,
        counts={name: len(getattr(briefing, name)) for name in SECTIONS},
    )


_TEMPLATES = {"github": "memo.md.j2", "plain": "plain.md.j2"}


def write(look: Look, template: str, /, **values: Any) -> bytes:
    """What a template of the look writes with these values, as UTF-8 without needless white space."""
    text = draw(look.once("markdown", _environment), template, **values)
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("\n", text)).strip("\n").encode() + b"\n"


def _environment(look: Look) -> ImmutableSandboxedEnvironment:
    filters: dict[str, Callable[..., Any]] = {
        "address": lambda address: Markup(f"<{_quoted(address)}>"),  # noqa: S704  quoted for the format that this is
        "anchor": lambda item: Markup(anchor(item)),  # noqa: S704  letters, digits and hyphens
        "file": lambda name: Markup(f"<{quote(name)}>"),  # noqa: S704  quoted for the format that this is
        "inline": _inline if look.spec.markdown == "github" else _inline_plain,
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


def _inline_plain(prose: Prose) -> Markup:
    """The same without what is no part of CommonMark, or would be HTML in it."""
    lines = (
        "".join(_span(replace(span, marks=_common(span))) for span in line).strip() for line in _prose.lines(prose)
    )
    return Markup(" · ").join(map(Markup, lines))


def _common(span: _prose.Span) -> tuple[str, ...]:
    return tuple(mark for mark in span.marks if mark != "del")


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
