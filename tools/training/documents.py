"""The labelled documents, read once, and which of them are kept aside."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import briefing
from briefing.errors import SourceError
from briefing.parser.analysis import language
from briefing.parser.analysis.analysis import Analysis, analyse
from briefing.score import Label, find_text, load_labels

_BY_HASH = 3


@dataclass(frozen=True)
class Folder:
    """Texts with their labels. `every` is the rule by which some are kept aside.

    0 keeps none, n those whose id begins with a number that n divides; where it is null, the hash of
    the id keeps a third. Texts `beside` the others only teach: nothing is chosen or measured by them.
    """

    texts: Path
    labels: Path
    every: int | None = None
    beside: bool = False

    def keeps_aside(self, document_id: str) -> bool:
        """Whether a document is only measured. Depends on its id alone: more documents move none."""
        if self.every == 0 or self.beside:
            return False
        if self.every is None:
            return _number(document_id) % _BY_HASH == 0
        leading = re.match(r"\d+", document_id)
        if leading is None:
            raise SourceError(
                f"“{document_id}” begins with no number", where=str(self.labels), mend="leave out --aside-every"
            )
        return int(leading[0]) % self.every == 0


@dataclass(frozen=True, eq=False)
class Labelled:
    """One document, read and labelled."""

    label: Label
    analysis: Analysis
    aside: bool
    beside: bool = False

    @property
    def id(self) -> str:
        return self.label.id


def gather(folders: list[Folder]) -> Iterator[Labelled]:
    """Every labelled document of the folders in order. Raises `SourceError` where one cannot be read."""
    nlp = language.load(language.DEFAULT_MODEL)
    seen: set[str] = set()
    for folder in folders:
        for label in load_labels(folder.labels).values():
            if label.id in seen:
                raise SourceError(f"“{label.id}” is labelled twice", where=str(folder.labels), mend="leave one out")
            seen.add(label.id)
            document = briefing.read(find_text(label, folder.texts))
            yield Labelled(label, analyse(document, nlp), folder.keeps_aside(label.id), folder.beside)


def folds(ids: list[str], count: int) -> dict[str, int]:
    """For each document the fold, 0 to `count` - 1, in which it is held out; folds differ by one at most."""
    return {one: place % count for place, one in enumerate(sorted(set(ids), key=_number))}


def _number(document_id: str) -> int:
    return int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:8], "big")
