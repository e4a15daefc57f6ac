"""Proves what the PDF claims, and what the HTML promises.

    python tools/verify.py [--briefings 100] [TEXTS…]

Every look that comes along draws the memo of every text, and of a few made-up briefings; the memo's
own look draws all of these. Each PDF must be PDF/UA-1 and PDF/A-3a to veraPDF, the same bytes when
made again, and carry its briefing; axe must find nothing in the HTML. `make verify` installs what
this needs. Ends with 1 where anything fails.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from verifying import axe, verapdf
from verifying.briefings import Named, made_up

from briefing.memo import View, load_look, looks
from briefing.renderers import render

ROOT = Path(__file__).resolve().parent.parent

FEW = slice(1, 5)
"""Of the made-up briefings, these are drawn in every look; the longest of all is the memo's own."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Proves what the PDF claims, and what the HTML promises.")
    parser.add_argument("texts", nargs="*", type=Path, default=[ROOT / "seeds"], metavar="TEXTS")
    parser.add_argument("--briefings", type=int, default=100, metavar="N", help="how many briefings are made up")
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    invented = list(made_up(chosen.briefings))
    read = list(_parsed(path for path in chosen.texts if path.exists()))
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="verify-") as name:
        folder = Path(name)
        for look in looks():
            notes = [*read, *(invented if look == "memo" else invented[FEW])]
            faults += _draw(notes, look, folder)
            print(f"drawn twice in the look {look}: {len(notes)} memos", flush=True)
        pdfs, pages = sorted(folder.glob("*.pdf")), sorted(folder.glob("*.html"))
        for profile in verapdf.PROFILES:
            found = verapdf.validate(pdfs, profile)
            faults += found
            print(f"{profile}: veraPDF passes {_sound(pdfs, found)} of {len(pdfs)}", flush=True)
        found = axe.inspect(pages)
        faults += found
        print(f"axe finds nothing in {_sound(pages, found)} of {len(pages)} HTML memos")
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
    print(f"{'Failed' if faults else 'Proven'}: {len(pdfs)} PDFs, {len(pages)} pages, {time.monotonic() - begun:.0f} s")
    return 1 if faults else 0


def _sound(files: Sequence[Path], faults: Sequence[str]) -> int:
    """How many files have no fault; each fault begins with the name of its file."""
    return len(files) - len({fault.partition(":")[0] for fault in faults})


def _parsed(texts: Iterable[Path]) -> Iterator[Named]:
    from briefing import pipeline
    from briefing.settings import Settings

    settings = Settings()
    for folder in texts:
        for path in sorted(folder.rglob("*.txt")) if folder.is_dir() else [folder]:
            yield path.stem, pipeline.parse(pipeline.read(path, settings), settings)


def _draw(notes: Sequence[Named], name: str, folder: Path) -> Iterator[str]:
    """Puts the memos in the folder; gives what is wrong with their bytes."""
    from briefing import saved

    look = load_look(name)
    for stem, note in notes:
        path = folder / f"{name}--{stem}.pdf"
        data = render(View(note, look), "pdf")
        path.write_bytes(data)
        if render(View(note, look), "pdf") != data:
            yield f"{path.name}: made again, it is another file"
        if saved.load(data, location=path.name).to_json() != note.to_json():
            yield f"{path.name}: it carries another briefing"
        if len(note.commitments) < 60:  # a browser takes a minute for a page of hundreds
            path.with_suffix(".html").write_bytes(render(View(note, look), "html"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
