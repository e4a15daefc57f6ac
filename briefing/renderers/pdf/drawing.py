"""Paints a document that was laid out, and tags what was painted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.renderers.pdf.conformance import VARIANT, colour_profile, identify, name_every_glyph
from briefing.renderers.pdf.mending import mend
from briefing.renderers.pdf.tagging import Tagging
from briefing.renderers.pdf.tree import Content
from briefing.renderers.pdf.writing import write_structure

_PROFILE = "sRGB"  # a name in the file; as "srgb", WeasyPrint would bring its own
_ARTIFACT = pydyf.Dictionary({"Type": "/Pagination"})


@dataclass(frozen=True)
class _Painted:
    """A page: its box, the stream that it was painted into, and the mark of each text and picture in it."""

    box: Any
    stream: Any
    marks: Mapping[Any, Mapping[str, Any]]


def draw(document: Any, model: Any) -> bytes:
    """The file of a document that WeasyPrint has laid out, with `model` attached."""
    painted: list[_Painted] = []
    for page in document.pages:
        page.paint = _remembering(page, painted)

    def finish(document: Any, pdf: Any) -> None:
        tagging = Tagging()
        for number, page in enumerate(painted):
            tagging.page(number, page.box, page.marks)
        mend(tagging.document)
        _leave_out(painted, tagging.artifacts)
        write_structure(pdf, tagging.document)
        name_every_glyph(pdf)
        identify(document, pdf)

    document.color_profiles[_PROFILE] = colour_profile()
    made: bytes = document.write_pdf(finisher=finish, pdf_variant=VARIANT, output_intent=_PROFILE, attachments=[model])
    return made


def _remembering(page: Any, painted: list[_Painted]) -> Any:
    """The page's `paint`, which takes box and marks along: WeasyPrint, left without them, tags nothing itself."""
    paint = page.paint

    def remember(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        box, marks = page._page_box, dict(stream._tags)
        painted.append(_Painted(box, stream, marks))
        stream._tags.clear()
        page._page_box = box.copy_with_children([])

    return remember


def _leave_out(painted: list[_Painted], artifacts: Iterable[Content]) -> None:
    """Says in the pages' streams what is no part of the text: headers, footers, heads of tables told again."""
    by_page: dict[int, set[int]] = {}
    for one in artifacts:
        by_page.setdefault(one.page, set()).add(one.mark)
    for number, marks in by_page.items():
        stream = painted[number].stream.stream
        for place, part in enumerate(stream):
            if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
                stream[place - 1], stream[place] = "/Artifact", _ARTIFACT
