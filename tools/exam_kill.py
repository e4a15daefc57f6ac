"""Kills a run at twenty random moments, and compares what it comes to with an undisturbed one.

    python tools/exam_kill.py [ROUNDS] [SEED]

The real program with the real language model, on texts made from the seed's paragraphs: each round
starts `briefing build`, and kills it, or one of its workers, after a while. Then it may finish. The two
folders must hold the same files, byte for byte, hidden ones included.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import texts

DOCUMENTS = 60


def main(rounds: int, seed: int) -> int:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="exam-kill-") as name:
        folder = Path(name)
        sources = texts.put(folder / "texts", map(texts.mixed, range(DOCUMENTS)))
        run = [sys.executable, "-P", "-m", "briefing", "build", str(sources), "--quiet", "--jobs", "2", "--out"]
        begun = time.monotonic()
        subprocess.run([*run, str(folder / "undisturbed")], cwd=folder, check=True)
        longest = (time.monotonic() - begun) / 2
        for number in range(1, rounds + 1):
            moment, whole = draw.uniform(0.0, longest), draw.random() < 0.8
            with subprocess.Popen([*run, str(folder / "disturbed")], cwd=folder) as process:
                try:
                    process.wait(timeout=moment)
                    print("it was done before it could be killed", flush=True)
                except subprocess.TimeoutExpired:
                    _kill(process, whole)
            made = len(list((folder / "disturbed").glob("*.json")))
            what = "all of it" if whole else "one worker, then all of it"
            print(f"{number:3}  killed after {moment:4.1f} s ({what}); {made} of {DOCUMENTS} are made", flush=True)
        subprocess.run([*run, str(folder / "disturbed")], cwd=folder, check=True)
        return _compare(folder / "undisturbed", folder / "disturbed")


def _kill(process: "subprocess.Popen[bytes]", whole: bool) -> None:
    if not whole:
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        for worker in workers[:1]:
            os.kill(int(worker), signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1.0)
    process.kill()


def _compare(one: Path, other: Path) -> int:
    left, right = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, other))
    wrong = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
    print(
        f"{len(left)} files; " + (f"these differ: {', '.join(wrong)}" if wrong else "all are the same, byte for byte")
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["20"])[0]), int((sys.argv[2:] or ["1"])[0])))
