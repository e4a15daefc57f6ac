"""Makes `.venv` from the lock files, and leaves it alone where it is as it should be.

    python3 tools/venv.py run    what the program needs
    python3 tools/venv.py dev    what tests, linters and the bench need as well

Runs on any Python that can read it, with the standard library alone. A stamp inside `.venv` says
what has been installed from which files; an environment that was moved, is broken or belongs to
another Python is made anew.
"""

from __future__ import annotations  # so that a Python too old for us gets as far as being told

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "briefing-stamp.json"
OLDEST = (3, 11)
LOCKS = {"run": ("requirements-build.lock", "requirements.lock"), "dev": ("requirements-dev.lock",)}


def main(arguments: list[str]) -> int:
    if sys.version_info[:2] < OLDEST:
        print("Briefing needs Python 3.11 or later; name one with `make PYTHON=python3.12 …`", file=sys.stderr)
        return 1
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(f"usage: {Path(__file__).name} {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    kind = arguments[0]
    done = _read_stamp()
    if _is_broken(done):
        _create()
        done = {}
    # whoever has what developers need has what the program needs
    if not any(done.get(enough) == _fingerprint(*LOCKS[enough]) for enough in {kind, "dev"}):
        print("Installing the locked packages into .venv; this takes about a minute …", flush=True)
        for lock in LOCKS[kind]:
            _pip("--require-hashes", "--no-deps", "--requirement", lock)
        done[kind] = _fingerprint(*LOCKS[kind])
    project = _fingerprint("pyproject.toml")
    if done.get("project") != project:
        _pip("--no-deps", "--no-build-isolation", "--editable", ".")
        done["project"] = project
    _write_stamp(done)
    return 0


def _interpreter() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_broken(stamp: dict[str, str]) -> bool:
    """Whether `.venv` has to be made anew. Its scripts hold its path, so a moved one is broken too."""
    if not VENV.is_dir() or stamp.get("home", str(ROOT)) != str(ROOT):
        return True
    probe = "import sys, pip; print(sys.prefix, *sys.version_info[:2], sep='\\n')"
    try:
        told = subprocess.run([_interpreter(), "-c", probe], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return True
    prefix, *version = told.splitlines()
    return not Path(prefix).samefile(VENV) or version != [str(part) for part in sys.version_info[:2]]


def _create() -> None:
    _get_ensurepip()
    shutil.rmtree(VENV, ignore_errors=True)
    _run(sys.executable, "-m", "venv", "--clear", str(VENV))


def _get_ensurepip() -> None:
    """Debian parts ensurepip from Python; without it there is no virtual environment with pip."""
    probe = [sys.executable, "-c", "import ensurepip"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-qq", "-y", "--no-install-recommends", package)
        return
    sys.exit(f"This Python cannot make virtual environments; install {package}")


def _pip(*arguments: str) -> None:
    _run(str(_interpreter()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: str) -> None:
    """A command whose output the user sees. Ends the program with its exit code where it fails."""
    result = subprocess.run(command, cwd=ROOT, check=False)
    if result.returncode:
        sys.exit(result.returncode)


def _fingerprint(*names: str) -> str:
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(stamp: dict[str, str]) -> None:
    text = json.dumps({**stamp, "home": str(ROOT)}, indent=1)
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != text:
        STAMP.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
