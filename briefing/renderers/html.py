"""The memo as one HTML file that needs nothing else: style inside, no script, its model aboard."""

import base64
import mimetypes
import re
from collections.abc import Callable
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefing.errors import TemplateError
from briefing.memo import Look, View
from briefing.memo.brand import Brand
from briefing.memo.carriers import HTML_SCRIPT
from briefing.memo.sandbox import draw, environment
from briefing.memo.shapes import Map, Prose
from briefing.renderers import _prose
from briefing.renderers._anchors import anchor
from briefing.renderers._map.drawing import colours
from briefing.renderers._map.drawing import draw as draw_map

_LONGEST_TAIL = 24  # code points
_SPACE = Markup('<span class="gap"> </span>')
_URL = re.compile(r"""url\(\s*(["']?)([\w./-]+)\1\s*\)""")


def render(view: View) -> bytes:
    """The memo as UTF-8."""
    return page(view, alone=True).encode()


def page(view: View, *, alone: bool) -> str:
    """The memo as text; without its style sheet and its briefing where it does not stand `alone`."""
    look, memo = view.look, view.memo
    return write(
        look,
        "memo.html.j2",
        memo=memo,
        alone=alone,
        words=memo.wording,
        digest=look.words.fill("digest", digest=memo.digest),
        css=look.once("css", style_sheet) if alone else "",
        logo=look.once("logo", logo),
        logo_text=look.brand.alt,
        script=HTML_SCRIPT,
        saved=_script_data(view.saved) if alone else "",
    )


def write(look: Look, template: str, /, **values: Any) -> str:
    """What a template of the look writes with these values."""
    return draw(look.once("html", _environment), template, **values)


def _cited(text: str, references: Markup) -> Markup:
    """A text and the numbers of its evidence, which stay on the line of its last word.

    The word and the numbers are one element: a line is broken before it, which a no-break space
    alone does not bring about in WeasyPrint where the rest of the text would fit. So is the space
    before them: else WeasyPrint now and then ends the line above far too early.
    """
    if not references or not text:
        return escape(text) + references
    before, space, last = text.rpartition(" ")
    if len(last) > _LONGEST_TAIL:
        return escape(text) + Markup(" ") + references
    return Markup('{}{}<span class="tail">{}&nbsp;{}</span>').format(before, _SPACE if space else "", last, references)


def _environment(look: Look) -> ImmutableSandboxedEnvironment:
    palette = colours(look.once("css", style_sheet))

    def drawn(shown: Map, *, alone: bool) -> Markup:
        # Where the page stands alone, a browser sets the text in a font of the machine's.
        return Markup(draw_map(shown, palette, fitted=alone).svg)  # noqa: S704  elements, each text escaped

    filters: dict[str, Callable[..., Any]] = {"anchor": anchor, "drawn": drawn, "cited": _cited, "inline": _inline}
    return environment(look.template, filters=filters, autoescape=True)


def _inline(prose: Prose) -> Markup:
    """The user's text within a line: PDF/UA-1 wants no block inside a list item."""
    return Markup("<br>").join(Markup("").join(map(_span, line)) for line in _prose.lines(prose))


def _span(span: _prose.Span) -> Markup:
    made = escape(span.text)
    for mark in reversed(span.marks):
        made = Markup("<{0}>{1}</{0}>").format(Markup(mark), made)  # noqa: S704  one of a few known names
    if span.address:
        made = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(span.address, made)
    return made


def style_sheet(look: Look) -> Markup:
    """The look's style sheet, with the pictures and fonts of the look inside it."""
    text, path = look.template("memo.css")
    if "</" in text:
        raise TemplateError("a style sheet may not hold “</”", where=path)
    text += _brand_rules(look.brand)

    def inlined(found: re.Match[str]) -> str:
        name = found[2].removeprefix("./")
        if name not in look.files:
            return found[0]
        return f"url({_inside(look, name)})"

    return Markup(_URL.sub(inlined, text))  # noqa: S704  the look's own, and it cannot end its element


def _brand_rules(brand: Brand) -> str:
    """The brand as rules that come after the look's own. Its values have been checked, and can end none of them."""
    colours = {"ink": brand.ink, "accent": brand.accent, "quiet": brand.quiet, "tint": brand.tint}
    rules = [f"--{name}: {colour}" for name, colour in colours.items() if colour]
    if brand.text:
        rules.append(f'--serif: "{brand.text}", "Briefing Serif", Georgia, serif')
    if brand.headings:
        rules.append(f'--sans: "{brand.headings}", "Briefing Sans", Helvetica, Arial, sans-serif')
    faces = [
        f'@font-face {{ font-family: "{face.family}"; src: url({face.file});'
        f" font-weight: {face.weight}; font-style: {face.style} }}"
        for face in brand.faces
    ]
    page = [f'@page {{ font-family: "{brand.headings}", "Briefing Sans", sans-serif }}'] if brand.headings else []
    return "\n".join(("", f":root {{ {'; '.join(rules)} }}" if rules else "", *faces, *page)).rstrip()


def logo(look: Look) -> Markup:
    """The address of the brand's logo, which holds the picture itself; "" where there is none."""
    return Markup(_inside(look, look.brand.logo)) if look.brand.logo else Markup("")  # noqa: S704  base64


def _inside(look: Look, name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(look.read(name)).decode()}"


def _script_data(json: str) -> Markup:
    """JSON that can neither end its element nor open a comment in it (HTML, section 4.12.1.3)."""
    for sign in "&<>\u2028\u2029":
        json = json.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(json)  # noqa: S704  no sign of HTML is left in it
