"""Builds the same texts here and on a local Ray cluster of two nodes, and ends one of its workers on the way.

    python tools/exam_ray.py

The nodes are processes of this machine, with a processor each, reached by address as any cluster is.
The folders must be the same, byte for byte, hidden files included, and the report complete; a second
run over what is made must make nothing.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import folders
import texts

DOCUMENTS = 24
BUILD = [sys.executable, "-P", "-m", "briefing", "build"]


def main() -> int:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    with tempfile.TemporaryDirectory(prefix="exam-ray-") as name:
        folder = Path(name)
        sources = texts.put(folder / "texts", map(texts.mixed, range(DOCUMENTS)))
        begun = time.monotonic()
        subprocess.run([*BUILD, str(sources), "--quiet", "--out", str(folder / "here")], cwd=folder, check=True)
        print(f"{DOCUMENTS} documents here: {time.monotonic() - begun:.0f} s", flush=True)
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        try:
            cluster.add_node(num_cpus=1)
            run = [*BUILD, str(sources), "--quiet", "--engine", "ray", "--address", cluster.address]
            run += ["--out", str(folder / "there"), "--report", str(folder / "report.json")]
            begun = time.monotonic()
            with subprocess.Popen(run, cwd=folder) as process:
                killed = _kill_a_worker(process, folder / "there")
            print(
                f"on two nodes, {killed}: {time.monotonic() - begun:.0f} s, exit code {process.returncode}", flush=True
            )
            again = subprocess.run(run, cwd=folder, check=False).returncode
        finally:
            cluster.shutdown()
        totals = json.loads((folder / "report.json").read_bytes())["totals"]
        print(f"once more, exit code {again}: {totals}")
        whole = process.returncode == again == 0 and totals["unchanged"] == DOCUMENTS
        return 0 if folders.same(folder / "here", folder / "there") and whole and "ended" in killed else 1


def _kill_a_worker(process: "subprocess.Popen[bytes]", out: Path) -> str:
    """Ends an actor in the midst of its work, as a machine that is lost would."""
    while process.poll() is None:
        if len(list(out.glob("*.json"))) >= DOCUMENTS // 4:
            for actor in _actors()[:1]:
                os.kill(actor, signal.SIGKILL)
                return f"one worker ended after {len(list(out.glob('*.json')))} documents"
        time.sleep(0.2)
    return "no worker was found to end"


def _actors() -> list[int]:
    """The processes of Ray that hold our workers."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if b"ray::MapWorker" in (place / "cmdline").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main())
