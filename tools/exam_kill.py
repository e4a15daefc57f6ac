"""Kills a run at twenty random moments, and compares what it comes to with an undisturbed one.

    python tools/exam_kill.py [ROUNDS] [SEED]

The real program with the real language model, on texts made from the seed's paragraphs: each round
starts `briefing build`, and kills it, or one of its workers, after a while. Half of the rounds make memos on
one paper, the others replace them by memos on another. Then it may finish. The two folders must hold the same
files, byte for byte, hidden ones included. Moments are counted in seconds of processor time, so that they are
spread over the work however busy the machine is.
"""

import math
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import folders
import texts

DOCUMENTS = 60


def main(rounds: int, seed: int) -> int:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="exam-kill-") as name:
        folder = Path(name)
        sources = texts.put(folder / "texts", map(texts.mixed, range(DOCUMENTS)))
        run = [sys.executable, "-P", "-m", "briefing", "build", str(sources), "--quiet", "--jobs", "2"]
        first, second = ([*run, "--page", page, "--out"] for page in ("A4", "Letter"))
        start, whole_run = _measure([*second, str(folder / "undisturbed")], folder / "undisturbed")
        # so long that the rounds of each paper together do its work about once, though each has to start first
        share = 2 * (whole_run - start) / rounds
        longest = start + share + math.sqrt(share**2 + 2 * start * share)
        for number in range(1, rounds + 1):
            moment, whole = draw.uniform(0.0, longest), draw.random() < 0.8
            command = first if number <= rounds // 2 else second
            with subprocess.Popen([*command, str(folder / "disturbed")], cwd=folder) as process:
                while process.poll() is None and _spent(process.pid) < moment:
                    time.sleep(0.05)
                if process.poll() is None:
                    _kill(process, whole)
                else:
                    print("it was done before it could be killed", flush=True)
            made = _done(folder / "disturbed")
            what = "all of it" if whole else "one worker, then all of it"
            print(f"{number:3}  killed after {moment:4.1f} s ({what}); {made} lines in the journal", flush=True)
        subprocess.run([*second, str(folder / "disturbed")], cwd=folder, check=True)
        return 0 if folders.same(folder / "undisturbed", folder / "disturbed") else 1


def _measure(command: list[str], out: Path) -> tuple[float, float]:
    """What a run takes until its first document is made, and in all, in seconds of processor time."""
    start = 0.0
    with subprocess.Popen(command, cwd=out.parent) as process:
        while process.poll() is None and not list(out.glob("*.json")):
            start = _spent(process.pid)
            time.sleep(0.05)
    if process.returncode:
        sys.exit("the undisturbed run failed")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return start, spent.ru_utime + spent.ru_stime


def _spent(process: int) -> float:
    """The processor time that a process, its workers and those it has lost have taken, in seconds."""
    place, total = Path(f"/proc/{process}"), 0.0
    with suppress(OSError):
        fields = (place / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        children = (place / "task" / str(process) / "children").read_text(encoding="ascii").split()
        total += sum(_spent(int(child)) for child in children)
    return total


def _kill(process: "subprocess.Popen[bytes]", whole: bool) -> None:
    if not whole:
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        for worker in workers[:1]:
            os.kill(int(worker), signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1.0)
    process.kill()


def _done(folder: Path) -> int:
    """How many documents have been done so far, and done again."""
    journal = folder / ".briefing.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["20"])[0]), int((sys.argv[2:] or ["1"])[0])))
