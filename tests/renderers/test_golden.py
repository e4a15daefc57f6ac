"""Golden outputs of one sample: a change of any byte is seen, and looked at, before it is taken."""

import io
from pathlib import Path

import pypdf
import pytest

from briefing.memo import View, load_look
from briefing.renderers import render
from tests.renderers.reading import structure
from tests.samples import accord

_FOLDER = Path(__file__).parent / "golden"


def _described(pdf: bytes) -> str:
    """A PDF as people and screen readers meet it: pages, their text, bookmarks, structure."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    pages = [f"== Page {number}\n{page.extract_text()}\n" for number, page in enumerate(reader.pages, 1)]
    return "".join(
        (f"== Pages: {len(reader.pages)}\n", *pages, f"== Bookmarks\n{_bookmarks(reader.outline)}", "== Structure\n")
    ) + structure(pdf)


def _bookmarks(outline: list[object], depth: int = 0) -> str:
    return "".join(
        _bookmarks(one, depth + 1) if isinstance(one, list) else f"{'  ' * depth}{one['/Title']}\n"  # type: ignore[index]
        for one in outline
    )


@pytest.mark.parametrize("name", ["accord.md", "accord.html", "accord.json", "accord.pdf.txt"])
def test_the_output_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    data = render(View(accord(), load_look(), "accord.json"), name.split(".")[1])
    text = _described(data) if name.endswith(".pdf.txt") else data.decode()
    path = _FOLDER / name
    if request.config.getoption("--regenerate"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail("the golden files have been rewritten; look at the difference and run again without the flag")
    assert text == path.read_text(encoding="utf-8")
