"""Which source is later than which: by the day published, else by what the previous digest knew already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from briefing.digest.model import Held, told_by


@dataclass(frozen=True)
class Order:
    """`days` are the days on which sources were published; `known` the ids that the previous digest holds."""

    days: Mapping[str, date | None]
    known: frozenset[str]

    def new(self, source: str) -> bool:
        """Whether the previous digest did not have the source."""
        return source not in self.known

    def later(self, one: str, other: str) -> bool:
        """Whether `one` is known to be the later of two sources."""
        day, its = self.days.get(one), self.days.get(other)
        if day is not None and its is not None and day != its:
            return day > its
        return self.new(one) and not self.new(other)

    def after(self, source: str, others: Iterable[str]) -> bool:
        """Whether a source is later than all the others."""
        return all(self.later(source, other) for other in others)

    def supersedes(self, one: Held, other: Held) -> bool:
        """Whether all who tell `one` are later than all who tell `other`."""
        return all(self.after(source, told_by(other)) for source in told_by(one))

    def apart(self, one: Held, other: Held) -> bool:
        """Whether neither is later than the other and no source tells both."""
        if not set(told_by(one)).isdisjoint(told_by(other)):
            return False
        return not self.supersedes(one, other) and not self.supersedes(other, one)
