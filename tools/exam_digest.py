"""What a digest of many documents costs: the first run, and the second with ten of them changed.

    .venv/bin/python tools/exam_digest.py [--documents 1000] [--changed 10]

The documents are made up by variation: some hundred stories, each told several times. They are as long as the
labelled ones are on average (2,750 characters) and hold as much: eight actors, two or three commitments, two
questions. Time is that of the processor for the whole command, memory the peak of the largest of its processes.
A digest is one thing that is held in memory, as the last one is while it is compared with; nothing else may
grow. So the exam fails where the second run costs more than a twentieth of the first, or where the memory for
ten times the documents is more than so many times what their saved digests take.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_MOST = 0.05
_HELD = 8
"""Bytes in memory for each byte of a saved digest: objects, and the words that they quote."""
_PLACES = (
    "Norland",
    "Lindholm",
    "Sandhaven",
    "Westhaven",
    "Nordvik",
    "Kestrel",
    "Brevik",
    "Calder",
    "Dunmore",
    "Farrow",
)
_SORTS = (
    "Harbour",
    "Valley",
    "Bridge",
    "Airport",
    "Hospital",
    "Museum",
    "Market",
    "Canal",
    "Library",
    "Quarry",
    "Forest",
)
_NAMES = ("Ana Ferro", "Tomas Reyes", "Ingrid Solberg", "Rosa Kvist", "Leo Brandt", "Mina Okafor", "Pavel Horn")
_DEEDS = (
    "rebuild the north wing",
    "hire two hundred nurses",
    "close the eastern lane",
    "publish the safety report",
    "lower the berth fees",
    "lend four ferries",
    "plant ten thousand trees",
    "open a night clinic",
    "repair the old lock",
)
_TOLD = (
    "{0} said that the {1} had been closed for {n} weeks",
    "According to {0}, the {1} would cost {n} million crowns more than last year",
    "The {1} was still waiting for a permit, {0} recalled",
    "{0} complained that {1} and {2} had been repaired {n} times since the flood",
    "Nobody in {2} knew whether the {1} would last the winter",
)
_SEEN = (
    "The {1} and the {2} were made when the {3} still ran past the {4}, and both have been made again since",
    "Whoever goes along the {1} can see how far the {3} has moved, although the {2} hides most of it",
    "Most people know the {1} as it was before the {4}, with a {3} over it and a {2} beside the {5}",
    "What is left of the {1} fills {n} of the {5} in the {3} under the {4}, where a {2} is to be seen as well",
    "The {1} is full of {4} in the summer and of {3} in the winter, and the {2} is never without one of them",
    "Behind the {1} there is a row of {2}, of which {n} have no {4} and the others are full of {3}",
    "The {5} of the {1} has a {4} that goes round when the {2} does, which some like and most do not",
    "Seen from the {2}, the {1} looks smaller than it is, for the {3} behind it is so much larger than the {4}",
)
_TOLD_OF, _SEEN_OF = 7, 16
"""How many sentences of either sort a document has."""


def _coined(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))


def _story(number: int) -> dict[str, str]:
    draw = random.Random(number)
    return {
        "place": f"{draw.choice(_PLACES)} {draw.choice(_SORTS)}",
        "who": draw.choice(_NAMES),
        "deed": draw.choice(_DEEDS),
        "coined": _coined(draw).capitalize(),
        # a story has things and people of its own, as one in the news has
        "own": " ".join(_coined(draw) for _ in range(40)),
    }


def _filling(draw: random.Random, story: dict[str, str]) -> list[str]:
    """Sentences that carry no undertaking, as most of a newspaper do not: what people say, and what is to be seen."""

    def sentence(course: str) -> str:
        person, thing, other, *things = draw.sample(story["own"].split(), 6)
        other = other if course in _SEEN else other.capitalize()
        return f"{course.format(person.capitalize(), thing, other, *things, n=draw.randint(2, 40))}."

    made = [sentence(draw.choice(_TOLD)) for _ in range(_TOLD_OF)] + [
        sentence(draw.choice(_SEEN)) for _ in range(_SEEN_OF)
    ]
    draw.shuffle(made)
    return made


def _text(number: int, version: int) -> str:
    """The document of that number: one of the versions of a story, told anew in each version of the inbox."""
    story, draw = _story(number // 4), random.Random(f"{number} {version}")
    place, who, deed, coined = story["place"], story["who"], story["deed"], story["coined"]
    amount, day = draw.randint(2, 90), draw.randint(1, 28)
    lines = [
        f"The government of {coined} pledged on Monday to {deed} at {place} by {day} June 2026, {who} told reporters.",
        f"“We will pay {amount} million crowns for the work at {place},” {who} said.",
        f"It is not clear who will run the works in {coined}.",
        "The union said that it would not agree to night shifts.",
        *_filling(draw, story),
        f"{who} is expected to report to parliament in {coined} again next week.",
    ]
    title = f"{coined} to {deed} at {place}"
    paragraphs = [" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3)]
    return "\n\n".join([title, f"{1 + number % 27} February 2026", *paragraphs, f"Report {number}.{version}."]) + "\n"


def _digest(inbox: Path, out: Path, cache: Path) -> tuple[float, float]:
    """Seconds of processor time, and the peak in MB."""
    command = [sys.executable, "-m", "briefing", "digest", str(inbox), "-o", str(out), "--cache", str(cache), "--quiet"]
    command += ["--as-of", "2026-03-01"]
    command += ["--previous", str(out / "digest.json")] if out.exists() else []
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"the digest failed ({status})")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class _Cost(NamedTuple):
    """Seconds and peaks (MB) of the first run and of the second, and what the saved digest takes (MB)."""

    first: float
    first_peak: float
    second: float
    second_peak: float
    saved: float


def _run(folder: Path, documents: int, changed: int) -> _Cost:
    inbox, out, cache = folder / "inbox", folder / "out", folder / "cache"
    inbox.mkdir(parents=True)
    for number in range(documents):
        (inbox / f"{number:05}.txt").write_text(_text(number, 1), encoding="utf-8")
    first = _digest(inbox, out, cache)
    for number in range(0, documents, documents // changed)[:changed] if changed else ():
        (inbox / f"{number:05}.txt").write_text(_text(number, 2), encoding="utf-8")
    second = _digest(inbox, out, cache)
    return _Cost(*first, *second, (out / "digest.json").stat().st_size / 2**20)


def main() -> None:
    options = argparse.ArgumentParser(description="What a digest of many documents costs.")
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--changed", type=int, default=10)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tenth = _run(Path(name) / "tenth", chosen.documents // 10, 1)
        whole = _run(Path(name) / "whole", chosen.documents, chosen.changed)
    print(f"{'documents':>10} {'first run':>11} {'peak':>9} {'second run':>11} {'peak':>9} {'digest.json':>12}")
    for count, row in ((chosen.documents // 10, tenth), (chosen.documents, whole)):
        print(f"{count:>10} {row.first:>9.1f} s {row.first_peak:>6.0f} MB", end=" ")
        print(f"{row.second:>9.1f} s {row.second_peak:>6.0f} MB {row.saved:>9.1f} MB")
    share, more = whole.second / whole.first, whole.saved - tenth.saved
    held = (whole.first_peak - tenth.first_peak) / more
    compared = (whole.second_peak - tenth.second_peak) / more
    print(f"the second run costs {share:.1%} of the first")
    print(
        f"a byte more of digest.json takes {held:.1f} in memory, and {compared:.1f} beside the one it is compared with"
    )
    sys.exit(share > _MOST or held > _HELD or compared > 2 * _HELD)


if __name__ == "__main__":
    main()
