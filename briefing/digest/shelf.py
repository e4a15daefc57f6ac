"""Briefings put by until their story is told: packed, so that a thousand take little room, with what they are like."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from briefing.digest.likeness import Profile, profile
from briefing.digest.model import DigestSource
from briefing.merge.sources import latest_day, place
from briefing.model import Briefing, Source, stable_id

Place = tuple[date, str, str]


@dataclass(frozen=True)
class Shelved:
    """A briefing, packed. `place` is where it stands among others."""

    __pydantic_config__: ClassVar = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    packed: bytes
    place: Place
    profile: Profile
    sources: tuple[DigestSource, ...]

    def open(self) -> Briefing:
        """The briefing itself."""
        return Briefing.from_json(zlib.decompress(self.packed))

    def linked(self, link: str | None) -> "Shelved":
        """The same with `link` leading to its file; null where there is nothing to lead to."""
        return replace(self, sources=tuple(one.model_copy(update={"link": link}) for one in self.sources))


def shelve(note: Briefing) -> Shelved:
    """Packs a briefing."""
    text = "\n\n".join(source.text for source in note.sources)
    day = latest_day(note.sources)
    return Shelved(
        packed=zlib.compress(note.to_json().encode(), level=1),
        place=min(map(place, note.sources)),
        profile=profile(note.title, text, None if day == date.min else day),
        sources=tuple(_described(source) for source in note.sources),
    )


def identity(source: Source) -> str:
    """The digest's id of a source: it follows from the text alone, so that a copy is no second witness."""
    return stable_id("S", source.text)


def _described(source: Source) -> DigestSource:
    return DigestSource(id=identity(source), **source.model_dump(exclude={"id", "text"}))


def in_order(notes: Iterable[Shelved]) -> list[Shelved]:
    """Each once, by date published (undated ones last), then by content; the order given plays no part."""
    distinct: dict[bytes, Shelved] = {}
    for one in notes:
        known = distinct.get(one.packed)
        if known is None or _links(one) < _links(known):
            distinct[one.packed] = one
    return sorted(distinct.values(), key=lambda one: (one.place, one.packed))


def _links(one: Shelved) -> list[str]:
    return [source.link or "" for source in one.sources]
