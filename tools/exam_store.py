"""Builds the same texts from folder to folder and, killed on the way, inside a store.

    python tools/exam_store.py s3://bucket/exam [ROUNDS] [SEED]

The store is yours, for no two are alike: a folder in it that is not there yet, and that is removed in the end. Its
package (s3fs …) has to be installed, and its login to be known. Each round starts `briefing build` and kills it
after a while; half of the rounds make memos on one paper, the others replace them. Then it may finish. Folder
and store must hold the same files, byte for byte, hidden ones included, and one more run must make nothing.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import folders
import texts
from fsspec.core import url_to_fs

DOCUMENTS = 24
BUILD = [sys.executable, "-P", "-m", "briefing", "build", "--to", "pdf,html,md,jsonl", "--allow-network", "--quiet"]


def main(url: str, rounds: int, seed: int) -> int:
    draw = random.Random(seed)
    store, place = url_to_fs(url)
    if store.exists(place):
        print(f"{url} is there already; name a folder that is not")
        return 1
    with tempfile.TemporaryDirectory(prefix="exam-store-") as name:
        folder = Path(name)
        sources = texts.put(folder / "texts", map(texts.brief, range(DOCUMENTS)))
        try:
            store.put(str(sources), f"{place}/texts", recursive=True)
            begun = time.monotonic()
            here = [str(sources), "--page", "Letter", "--out", str(folder / "here")]
            subprocess.run([*BUILD, *here], cwd=folder, check=True)
            taken = time.monotonic() - begun
            print(f"{DOCUMENTS} documents from folder to folder: {taken:.0f} s", flush=True)
            run = [*BUILD, f"{url}/texts", "--out", f"{url}/memos", "--report", str(folder / "report.json"), "--page"]
            for number in range(1, rounds + 1):
                # so long that all rounds together do the work about once for each paper, with what starting takes
                moment = draw.uniform(0.0, 6 * taken / rounds)
                _kill_after(moment, [*run, "A4" if number <= rounds // 2 else "Letter"], folder)
                print(f"{number:3}  killed after {moment:4.1f} s; {len(store.find(place))} files there", flush=True)
            for _ in range(2):
                subprocess.run([*run, "Letter"], cwd=folder, check=True)
            totals = json.loads((folder / "report.json").read_bytes())["totals"]
            print(f"once more: {totals}")
            store.get(f"{place}/memos/", f"{folder / 'there'}/", recursive=True)
        finally:
            store.rm(place, recursive=True)
        return 0 if folders.same(folder / "here", folder / "there") and totals["unchanged"] == DOCUMENTS else 1


def _kill_after(moment: float, command: list[str], folder: Path) -> None:
    with subprocess.Popen(command, cwd=folder) as process:
        try:
            process.wait(timeout=moment)
            print("it was done before it could be killed", flush=True)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int((sys.argv[2:] or ["8"])[0]), int((sys.argv[3:] or ["1"])[0])))
