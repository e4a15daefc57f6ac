"""What a PDF memo costs beside WeasyPrint alone on the same page, and beside Typst and pandoc on the same text.

    python tools/bench_render.py

CPU milliseconds with everything loaded, the least of a few runs taken in turn. Typst and pandoc set
the Markdown memo, which has the same words, without tags that would make it accessible; they are
left out where they are not installed (`pip install typst pypandoc_binary`).
"""

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.memo import Look

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "coalition-of-the-willing.txt"
ALLOWED = 1.15
ROUNDS = 7

_INNER_LINK = re.compile(r"\[([^\[\]]*)\]\(#[^()]*\)")


def main() -> int:
    from briefing import pipeline
    from briefing.memo import View, load_look
    from briefing.renderers import html, render
    from briefing.settings import Settings

    settings, look = Settings(), load_look()
    note = pipeline.parse(pipeline.read(SEED, settings), settings)
    text = html.page(View(note, look), alone=False)
    ours, alone = _ours(text, note.to_json(), look), _alone(text, note.to_json(), look)
    least = [float("inf")] * 2
    for _ in range(ROUNDS):
        least = [min(best, _taken(work)) for best, work in zip(least, (ours, alone), strict=True)]
    ratio = least[0] / least[1]
    print("One memo, the same page, everything loaded, CPU milliseconds")
    print(f"  laid out, tagged, both standards {1000 * least[0]:8.1f}")
    print(f"  WeasyPrint alone, as PDF/UA-1    {1000 * least[1]:8.1f}")
    print(f"  ratio                            {ratio:8.2f}  (at most {ALLOWED})")
    print(f"  size                             {len(ours()):8,} bytes; WeasyPrint alone {len(alone()):,}")
    for name, milliseconds in _others(render(View(note, look), "md").decode()):
        print(f"  {name:32} {milliseconds:8.1f}")
    return 0 if ratio <= ALLOWED else 1


def _ours(text: str, saved: str, look: "Look") -> Callable[[], bytes]:
    from weasyprint import Attachment

    from briefing.renderers.pdf.drawing import draw

    return lambda: draw(_page(text, look), Attachment(string=saved, name="briefing.json", relationship="Source"))


def _alone(text: str, saved: str, look: "Look") -> Callable[[], bytes]:
    from weasyprint import Attachment

    def made() -> bytes:
        data: bytes = _page(text, look).write_pdf(
            pdf_variant="pdf/ua-1", attachments=[Attachment(string=saved, name="briefing.json")]
        )
        return data

    return made


def _page(text: str, look: "Look") -> Any:
    from weasyprint import HTML

    from briefing.renderers.pdf import _style_sheet
    from briefing.renderers.pdf.fonts import fetcher, fonts

    config, sheet = fonts()
    styles = look.once("pdf", _style_sheet)
    return HTML(string=text, base_url="about:memo", url_fetcher=fetcher()).render(
        font_config=config, stylesheets=[sheet, styles]
    )


def _taken(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _others(markdown: str) -> list[tuple[str, float]]:
    """What others take for the same words, a whole process or a call, where they are installed."""
    found = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        source = Path(name) / "memo.md"
        # Pandoc drops the places in HTML, and Typst takes no link to nowhere.
        source.write_text(_INNER_LINK.sub(r"\1", markdown), encoding="utf-8")
        if pandoc := _pandoc():
            typst = Path(name) / "memo.typ"
            found.append(("pandoc, Markdown to Typst's source", _process(pandoc, str(source), "-o", str(typst))))
            try:
                import typst as compiler
            except ImportError:
                return found
            least = min(_taken(lambda: compiler.compile(str(typst))) for _ in range(ROUNDS))
            found.append(("Typst, source to PDF", 1000 * least))
    return found


def _pandoc() -> str | None:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc")


def _process(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
