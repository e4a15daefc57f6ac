"""What words mean, as far as texts show it: words in like company have like vectors (Harris 1954).

`tools/meanings.py` counts the company in a folder of texts and keeps what tells most of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from briefing.errors import OutputError
from briefing.parser.likeness import MARK
from training.examples import Example
from training.science import science

# Weights nearer to nothing than this are not worth their line.
_LEAST = 0.01
_DIGITS = 2


@dataclass(frozen=True, eq=False)
class Meanings:
    """`vectors` has a row for each of `words`, all columns alike in spread."""

    words: Sequence[str]
    vectors: Any

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self.words)}

    def places(self, examples: Sequence[Example]) -> list[str]:
        """The places in which the examples have words, in order."""
        return sorted({name.partition(MARK)[0] for one in examples for name in one.features if MARK in name})

    def table(self, examples: Sequence[Example], places: Sequence[str]) -> Any:
        """For each example the vectors of its words, by their place side by side."""
        size = self.vectors.shape[1]
        start = {place: number * size for number, place in enumerate(places)}
        table = np.zeros((len(examples), size * len(places)))
        for row, one in enumerate(examples):
            for name, value in one.features.items():
                place, marked, word = name.partition(MARK)
                if marked and place in start and word in self._rows:
                    table[row, start[place] : start[place] + size] += value * self.vectors[self._rows[word]]
        return science("scipy.sparse").csr_matrix(table)

    def weights(self, coefficients: Any, places: Sequence[str]) -> dict[str, float]:
        """The weight of every known word in every place, out of those of the table's columns."""
        size = self.vectors.shape[1]
        found: dict[str, float] = {}
        for number, place in enumerate(places):
            leaning = self.vectors @ coefficients[number * size : (number + 1) * size]
            found |= {
                f"{place}{MARK}{word}": round(float(one), _DIGITS)
                for word, one in zip(self.words, leaning, strict=True)
                if abs(one) >= _LEAST and word[0].isalpha()
            }
        return found


def load(path: Path) -> Meanings:
    """The vectors in a file that `tools/meanings.py` wrote."""
    with np.load(path) as data:
        return Meanings(data["words"].tolist(), _even(data["vectors"].astype(np.float64)))


def _even(vectors: Any) -> Any:
    """All words alike together mean nothing, and a word weighs about what a feature does."""
    middle = vectors - vectors.mean(axis=0)
    return middle / (middle.std() * np.sqrt(middle.shape[1]))


def save(words: Sequence[str], vectors: Any, path: Path) -> None:
    """Writes words and vectors, these as whole numbers up to 127. Raises `OutputError` where that cannot be done."""
    scaled = np.round(vectors / np.abs(vectors).max() * 127).astype(np.int8)
    try:
        with path.open("wb") as file:
            np.savez_compressed(file, words=np.array(words), vectors=scaled)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=str(path)) from error
