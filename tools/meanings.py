"""Learns from texts without labels which words are used alike.

    python tools/meanings.py TEXTS [TEXTS …] --out tools/training/meanings.npz

TEXTS are folders of `.txt` files, or files. For each of the commonest words the company it keeps is
counted, within three words to its left and, apart from these, to its right; what is more than chance
(positive pointwise mutual information; Levy, Goldberg and Dagan 2015) is brought down to a hundred
numbers by singular value decomposition. Some ten million words are wanted; seventy take two minutes.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from training.meanings import save
from training.science import science

from briefing.errors import BriefingError, SourceError

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-Z\"“])|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+|[,;:]")
_WORDS, _NUMBERS, _REACH = 8_000, 100, 3
_FEWEST = 40
# What is written with a capital more often than this is a name, and teaches who was written of.
_NAMES = 0.9
# So many words are counted at once.
_PIECE = 8_000_000
# A word outside the vocabulary, and the end of a sentence, over which no company reaches.
_OTHER, _END = -1, -2
# Rare company counts for less than it would by chance alone.
_SMOOTHING = 0.75


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+", metavar="TEXTS")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        words = _commonest(options.texts)
        save(words, _vectors(_company(options.texts, words)), options.out)
    except BriefingError as error:
        print(f"meanings: {error}", file=sys.stderr)
        return 1
    print(f"{len(words)} words → {options.out}")
    return 0


def _sentences(places: list[Path]) -> Iterator[list[str]]:
    files = [file for place in places for file in (sorted(place.rglob("*.txt")) if place.is_dir() else [place])]
    for file in files:
        try:
            text = file.read_text("utf-8", errors="replace")
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", where=str(file)) from error
        for told in _SENTENCE.split(text.replace("’", "'")):
            yield ["0" if word.isdigit() else word for word in _WORD.findall(told)]


def _commonest(places: list[Path]) -> list[str]:
    """The commonest words, those left out that within sentences are mostly names."""
    counted: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for told in _sentences(places):
        counted.update(word.lower() for word in told)
        inside.update(word.lower() for word in told[1:])
        capital.update(word.lower() for word in told[1:] if word[0].isupper())
    named = {word for word, count in capital.items() if count > _NAMES * inside[word]}
    common = (word for word, count in counted.most_common() if count >= _FEWEST and word not in named)
    words = list(islice(common, _WORDS))
    if len(words) <= _NUMBERS:
        raise SourceError("too few words to learn from", mend="give some million words of text")
    return words


def _company(places: list[Path], words: list[str]) -> Any:
    """How often each word stands before each other one, the nearer the more."""
    rows = {word: row for row, word in enumerate(words)}
    found = science("scipy.sparse").csr_matrix((len(words), len(words)))
    piece: list[int] = []
    for told in _sentences(places):
        piece += [rows.get(word.lower(), _OTHER) for word in told]
        piece.append(_END)
        if len(piece) > _PIECE:
            found, piece = found + _pairs(np.array(piece), len(words)), []
    return found + _pairs(np.array(piece or [_END]), len(words))


def _pairs(text: Any, size: int) -> Any:
    found = science("scipy.sparse").csr_matrix((size, size))
    for distance in range(1, _REACH + 1):
        before, behind = text[:-distance], text[distance:]
        near = (before >= 0) & (behind >= 0)
        for between in range(1, distance):
            near &= text[between : len(text) - distance + between] != _END
        weight = np.full(int(near.sum()), 1 / distance)
        pairs = science("scipy.sparse").coo_matrix((weight, (before[near], behind[near])), shape=(size, size))
        found = found + pairs.tocsr()
    return found


def _vectors(company: Any) -> Any:
    both = science("scipy.sparse").hstack([company, company.T]).tocoo()
    own = np.asarray(both.sum(axis=1)).ravel()
    chance = np.asarray(both.sum(axis=0)).ravel() ** _SMOOTHING
    chance /= chance.sum()
    more = np.log(both.data / (own[both.row] * chance[both.col]))
    told = more > 0
    table = science("scipy.sparse").coo_matrix((more[told], (both.row[told], both.col[told])), shape=both.shape).tocsr()
    decomposed = science("sklearn.utils.extmath").randomized_svd
    left, strength, _ = decomposed(table, _NUMBERS, n_iter=4, random_state=0)
    vectors = left * np.sqrt(strength)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
