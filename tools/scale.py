"""Puts the figures that the benches left in `build/figures.json` into docs/scale.md, and draws its plot.

    python tools/scale.py

Needs matplotlib (`requirements-bench.lock`). The same figures give the same files.
"""

import json
import re
import sys
from typing import Any

import bench_batch

PAGE = bench_batch.ROOT / "docs" / "scale.md"
PLOT = bench_batch.ROOT / "docs" / "scale.svg"
SECONDS_A_DAY = 86_400
ARTICLES = 1_000_000
_REGION = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def main() -> int:
    if not bench_batch.FIGURES.exists():
        print(
            "There are no figures; run `make bench`, `make bench-large` and `make bench-others` first", file=sys.stderr
        )
        return 1
    figures = json.loads(bench_batch.FIGURES.read_text(encoding="utf-8"))
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_REGION.sub(lambda found: f"{found[1]}\n{_table(figures)}\n{found[2]}", text), encoding="utf-8")
    _draw(figures)
    return 0


def _table(figures: dict[str, Any]) -> str:
    rows = [("what", "measured", "to be kept")]
    rows += _row(figures, "many", "a batch against its floor", "{:.2f} times", "1.15")
    rows += _row(figures, "one", "one document, a whole process, against its floor", "{:.2f} times", "1.25")
    rows += _row(figures, "longer", "a text ten times as long", "{:.1f} times", "12")
    rows += _row(figures, "gain_of_two", "two workers against one", "{:.2f} times", "1.8 or more")
    rows += _row(figures, "skipped", "1,000 unchanged documents once more", "{:.2%} of the first run", "2%")
    rows += _row(figures, "memory_mixed_100", "memory of 100 documents, two workers", "{:.0f} MB", "")
    for count, name in _memories(figures):
        kept = "1.1 × that of 1,000" if count > 1_000 else ""
        rows += _row(figures, name, f"memory of {count:,} short documents, two workers", "{:.0f} MB", kept)
    if "rate_of_one" in figures:
        cores = ARTICLES / SECONDS_A_DAY / figures["rate_of_one"]
        rows.append(("documents a second and processor, five formats", f"{figures['rate_of_one']:.2f}", ""))
        rows.append(("processors for a million articles a day", f"{cores:.0f}", ""))
    for name, (share, found, lost) in figures.get("others", {}).items():
        if share == 1:  # ourselves
            continue
        rows.append((f"{name}, beside our parsing", f"{share:.2f} of the time", f"{found:.0f} found, {lost} given up"))
    head, *body = rows
    table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * 3, *body))
    return f"{table}\n\n![Cost against the floor, and memory by the number of documents](scale.svg)\n"


def _row(figures: dict[str, Any], name: str, what: str, form: str, kept: str) -> list[tuple[str, str, str]]:
    return [(what, form.format(figures[name]), kept)] if name in figures else []


def _memories(figures: dict[str, Any]) -> list[tuple[int, str]]:
    brief = "memory_brief_"
    return sorted((int(name.removeprefix(brief)), name) for name in figures if name.startswith(brief))


def _draw(figures: dict[str, Any]) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams |= {"svg.hashsalt": "briefing", "svg.fonttype": "none", "font.size": 9}
    picture, (costs, memory) = pyplot.subplots(1, 2, figsize=(7.2, 2.6), layout="constrained")
    names = [("many", "a batch"), ("one", "one document")]
    shown = [(label, figures[name]) for name, label in names if name in figures]
    costs.barh([label for label, _ in shown], [value for _, value in shown], color="#1f4e79")
    costs.axvline(1, color="black", linewidth=1)
    costs.set_title("cost against spaCy and WeasyPrint alone")
    counts = _memories(figures)
    memory.plot([count for count, _ in counts], [figures[name] for _, name in counts], "o-", color="#1f4e79")
    memory.set_xscale("log")
    memory.set_ylim(bottom=0)
    memory.set_title("memory in MB, by short documents")
    picture.savefig(PLOT, metadata={"Date": None})


if __name__ == "__main__":
    sys.exit(main())
