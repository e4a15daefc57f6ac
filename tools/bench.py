"""What memos cost, against the floor: the same text through spaCy, the same page through WeasyPrint.

    python tools/bench.py

CPU seconds, user and system, children included; the least of a few runs where one runs warm. A
whole process pays for starting, importing and loading models, so both sides do. The texts are made
from the seed's paragraphs.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import bench_batch
import texts

ROOT = Path(__file__).resolve().parent.parent
MANY = 100
LONGER = 10
ALLOWED = 1.25
ALLOWED_MANY = 1.15
ALLOWED_LONGER = 12.0
ROUNDS = 5
WHOLE = 7
# as many processes as the floor has
ONE_WORKER = ("--jobs", "1")


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["floor"]:
        _floor(Path(arguments[1]))
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        return _report(Path(name))


def _report(folder: Path) -> int:
    one = texts.put(folder / "one", [texts.longer(1)])
    many = texts.put(folder / "many", map(texts.mixed, range(MANY)))
    print("The whole job against the floor, CPU seconds")
    print(f"{'':34}{'job':>9}{'floor':>9}{'ratio':>8}")
    ratios = [
        _line(
            "one document, a whole process", *_in_turn(lambda: _job_process(one), lambda: _floor_process(one), WHOLE)
        ),
        _line(
            f"{MANY} documents, a whole process",
            *_in_turn(lambda: _job_process(many, *ONE_WORKER), lambda: _floor_process(many), 1),
        ),
        _line("one document, all loaded", *_in_turn(*_warm(one), ROUNDS)),
    ]
    short, long = _seconds(texts.longer(1), folder), _seconds(texts.longer(LONGER), folder)
    print(f"\nA text {LONGER} times as long takes {long / short:.1f} times as long ({short:.2f} s, {long:.2f} s)")
    print("\nThe parts, one document, all loaded, milliseconds")
    for part, seconds in _parts(one, folder / "parts"):
        print(f"  {part:24}{1000 * seconds:8.1f}")
    bench_batch.record(one=round(ratios[0], 3), many=round(ratios[1], 3), longer=round(long / short, 2))
    kept = max(ratios) <= ALLOWED and ratios[1] <= ALLOWED_MANY and long / short <= ALLOWED_LONGER
    print(
        f"\n{'Kept' if kept else 'Not kept'}: at most {ALLOWED} times the floor, {ALLOWED_MANY} of a batch,"
        f" {ALLOWED_LONGER:g} times as long"
    )
    return 0 if kept else 1


def _in_turn(job: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The least of either side, run in turn, so that whatever else the machine does meets both."""
    taken = [(job(), floor()) for _ in range(rounds)]
    return min(one for one, _ in taken), min(other for _, other in taken)


def _line(what: str, job: float, floor: float) -> float:
    print(f"{what:34}{job:9.2f}{floor:9.2f}{job / floor:8.2f}", flush=True)
    return job / floor


# --- the job and its floor, each as a process of its own ---


def _job_process(sources: Path, *more: str) -> float:
    return _cpu_of(
        "-m", "briefing", "build", str(sources), "--out", str(sources / "out"), "--quiet", "--rebuild", *more
    )


def _floor_process(sources: Path) -> float:
    """Needs the job to have run before it: the floor renders the pages that the job made."""
    (sources / "fonts.css").write_text(_font_faces(), encoding="utf-8")
    return _cpu_of(str(Path(__file__)), "floor", str(sources))


def _cpu_of(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _floor(folder: Path) -> None:
    """What nobody who uses these two libraries can avoid."""
    import spacy

    read = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for _ in spacy.load(_model()).pipe(read):
        pass
    print_page = _printer((folder / "fonts.css").read_text(encoding="utf-8"))
    for path in sorted((folder / "out").glob("*.html")):
        path.with_suffix(".floor.pdf").write_bytes(print_page(_page(path)))


def _page(path: Path) -> str:
    """The page that becomes the PDF: the HTML memo without the briefing that it carries."""
    return re.sub(r"<script\b.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _printer(faces: str) -> Callable[[str], bytes]:
    """WeasyPrint with the memo's fonts, read once, and the PDF variant of the memo."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheet = CSS(string=faces, font_config=fonts)

    def print_page(page: str) -> bytes:
        made: bytes = HTML(string=page, base_url="about:memo").write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
        )
        return made

    return print_page


def _font_faces() -> str:
    """The style rules that bring the memo's fonts, which the HTML leaves out."""
    from briefing.renderers.pdf.fonts import faces  # the floor must load exactly what the job loads

    return "\n".join(face.rule() for face in faces())


def _model() -> str:
    from briefing.settings import Settings

    return Settings().model


# --- everything loaded ---


def _warm(sources: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """The job and its floor on one document, in this process; each gives the seconds that it took."""
    import spacy

    from briefing import pipeline
    from briefing.settings import Settings

    settings = Settings(out=sources / "out")
    inputs = pipeline.find([sources / "000.txt"], settings)
    nlp = spacy.load(_model())
    print_page = _printer(_font_faces())
    text = (sources / "000.txt").read_text(encoding="utf-8")
    page = _page(sources / "out" / "000.html")

    def floor() -> None:
        for _ in nlp.pipe([text]):
            pass
        print_page(page)

    def job() -> None:
        for _ in pipeline.build(inputs, settings):
            pass

    job()
    floor()
    return partial(_taken, job), partial(_taken, floor)


def _seconds(text: str, folder: Path) -> float:
    from briefing import pipeline
    from briefing.settings import Settings

    path = folder / "length.txt"
    path.write_text(text, encoding="utf-8")
    settings = Settings(out=folder / "length")
    return _least(lambda: list(pipeline.build(pipeline.find([path], settings), settings)), rounds=2)


def _parts(sources: Path, folder: Path) -> Iterator[tuple[str, float]]:
    from briefing import pipeline
    from briefing.memo import View, build, load_look
    from briefing.renderers import FORMATS, render
    from briefing.settings import Settings
    from briefing.writing import make_folder, write

    path, settings = sources / "000.txt", Settings()
    look = load_look(settings.template, page=settings.page)
    document = pipeline.read(path, settings)
    note = pipeline.parse(document, settings)
    yield "read", _least(lambda: pipeline.read(path, settings))
    yield "load the look", _least(lambda: load_look(settings.template, page=settings.page))
    yield "parse", _least(lambda: pipeline.parse(document, settings))
    yield "what the memo shows", _least(lambda: build(note, look))
    view = View(note, look)
    for row in FORMATS:
        yield f"render {row.name}", _least(partial(render, view, row.name))
    made = {row.name: render(view, row.name) for row in FORMATS}
    make_folder(folder)
    yield "write all", _least(lambda: [write(folder / f"memo.{name}", data) for name, data in made.items()])


def _least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The CPU seconds of the quickest of a few runs, after one that does not count."""
    work()
    return min(_taken(work) for _ in range(rounds))


def _taken(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
