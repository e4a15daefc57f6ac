"""What a batch costs: how it grows with workers, what a second run takes, how much memory it holds.

    python tools/bench_batch.py                    scaling, skipping, and the memory of 100 documents
    python tools/bench_batch.py 100 1000 10000     the memory of so many short ones, and nothing else

Wall-clock time counts only for scaling, so a machine with other work to do tells little there; the rest is
CPU seconds, children included, and memory as the kernel shares it out between processes (PSS). The
texts are made of the seed's paragraphs. The figures are kept in `build/figures.json` for `tools/scale.py`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import texts

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "build" / "figures.json"
DOCUMENTS = 60
MANY = 1_000
LEAST_GAIN = 1.8
MOST_SKIPPED = 0.02
MOST_GROWTH = 1.1


def main(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as name:
        folder = Path(name)
        if arguments:
            return _memory(folder, [int(one) for one in arguments], texts.brief)
        kept = [_scaling(folder), _skipping(folder)]
        return max(*kept, _memory(folder, [100], texts.mixed))


def record(**figures: object) -> None:
    """Keeps figures, beside those that other measurements have left."""
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(known | figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _scaling(folder: Path) -> int:
    """Documents a second with one worker and with two, in turn, once all of them are loaded."""
    sources = texts.put(folder / "scaling", map(texts.mixed, range(DOCUMENTS)))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2):
        for jobs, found in rates.items():
            found.append(_rate(sources, folder / f"scaling-{turn}-{jobs}", jobs))
    one, two = max(rates[1]), max(rates[2])
    print(f"One worker {one:.2f} documents a second, two {two:.2f}: {two / one:.2f} times as many", flush=True)
    record(rate_of_one=round(one, 3), gain_of_two=round(two / one, 3))
    return _kept(two / one >= LEAST_GAIN, f"at least {LEAST_GAIN} times")


def _rate(sources: Path, out: Path, jobs: int) -> float:
    from briefing import Batch, Settings, build_many

    done: list[float] = []
    for _ in build_many([sources], Settings(out=out, batch=Batch(jobs=jobs))):
        done.append(time.monotonic())
    warm = 4 * jobs  # the first ones wait for the language model and the fonts
    return (len(done) - warm) / (done[-1] - done[warm - 1])


def _skipping(folder: Path) -> int:
    """What a second run over unchanged documents costs, in CPU seconds, of what the first one did."""
    sources = texts.put(folder / "skipping", map(texts.mixed, range(DOCUMENTS)))
    one_worker = ("--jobs", 1)  # or what starting a second one costs would be taken for that of skipping
    first, second = (_cpu_of("build", sources, "--out", folder / "skipped", *one_worker) for _ in range(2))
    nothing = _cpu_of("build", sources / "000.txt", "--out", folder / "skipped", *one_worker)
    each = (second - nothing) / (DOCUMENTS - 1)
    start = first / DOCUMENTS  # what starting costs is lost among a thousand documents
    ratio = (nothing + MANY * each) / (MANY * start)
    print(f"{DOCUMENTS} documents {first:.2f} s, once more {second:.2f} s, one of them {nothing:.2f} s")
    print(f"so {MANY:,} unchanged documents cost {ratio:.2%} of making them", flush=True)
    record(skipped=round(ratio, 5), skipped_milliseconds=round(1000 * each, 2))
    return _kept(ratio <= MOST_SKIPPED, f"at most {MOST_SKIPPED:.0%}")


def _cpu_of(*arguments: object) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-P", "-m", "briefing", *map(str, arguments), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _memory(folder: Path, counts: Sequence[int], made: Callable[[int], str]) -> int:
    """The most memory that all processes of a batch hold together, by the number of documents."""
    peaks: dict[str, float] = {}
    for count in counts:
        sources = texts.put(folder / f"memory-{count}", map(made, range(count)))
        peaks[str(count)] = _peak(sources, folder / f"memory-{count}-out")
        print(f"{count:6,} documents: at most {peaks[str(count)]:.0f} MB with two workers", flush=True)
        record(**{f"memory_{made.__name__}_{count}": round(peaks[str(count)])})
    if len(counts) < 2:
        return 0
    growth = peaks[str(counts[-1])] / peaks[str(counts[-2])]
    return _kept(growth <= MOST_GROWTH, f"the last at most {MOST_GROWTH} times as much as the one before: {growth:.3f}")


def _peak(sources: Path, out: Path) -> float:
    command = [
        sys.executable,
        "-P",
        "-m",
        "briefing",
        "build",
        str(sources),
        "--out",
        str(out),
        "--jobs",
        "2",
        "--quiet",
    ]
    peak = 0.0
    with subprocess.Popen(command, cwd=ROOT) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_share_of, _family(process.pid))))
            time.sleep(0.5)
    if process.returncode:
        raise SystemExit(f"the batch ended with exit code {process.returncode}")
    return peak / 1024


def _family(process: int) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        return [process, *(one for child in children for one in _family(int(child)))]
    return []


def _share_of(process: int) -> int:
    """The proportional set size of a process, in kilobytes; 0 for one that has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _kept(whether: bool, what: str) -> int:
    print(f"{'Kept' if whether else 'Not kept'}: {what}\n", flush=True)
    return 0 if whether else 1


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main(sys.argv[1:]))
