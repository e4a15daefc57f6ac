"""Texts for measuring, made from the paragraphs of the seed: as many as wanted, no two alike.

The people in each are renamed, so that a batch meets as many new words as one of real articles would.
"""

import random
import re
from collections.abc import Iterable
from pathlib import Path

SEED = Path(__file__).resolve().parent.parent / "seeds" / "coalition-of-the-willing.txt"
_PEOPLE = re.compile(r"Macron|Zelenskyy|Witkoff|Kornelius|Merz|Rutte|Starmer|Yermak")


def mixed(number: int) -> str:
    """Eight to all of the seed's paragraphs, in an order of their own, told of people of their own."""
    draw = random.Random(number)
    return _drawn(draw, draw.randint(8, len(_paragraphs())))


def brief(number: int) -> str:
    """Three of the seed's paragraphs, for as many documents as cannot be long ones."""
    return _drawn(random.Random(number), 3)


def longer(times: int) -> str:
    """The seed told again and again, each time of other people, so that there is more to find, too."""
    return "\n".join([_seed(), *(_renamed(_seed(), random.Random(number)) for number in range(1, times))])


def put(folder: Path, texts: Iterable[str]) -> Path:
    """Writes the texts into a folder of their own, `000.txt` and so on."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def _drawn(draw: random.Random, count: int) -> str:
    return _renamed("\n".join(draw.sample(_paragraphs(), count)), draw)


def _paragraphs() -> list[str]:
    return [line for line in _seed().splitlines() if line.strip()]


def _seed() -> str:
    return SEED.read_text(encoding="utf-8")


def _renamed(text: str, draw: random.Random) -> str:
    names: dict[str, str] = {}
    for name in sorted(set(_PEOPLE.findall(text))):
        names[name] = "".join(draw.choice("BDKLMRSTV") + draw.choice("aeiou") for _ in range(3)).title()
    return _PEOPLE.sub(lambda found: names[found[0]], text)
