"""How dates and sources are told, in the words of a look."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from briefing.memo.words import Words
from briefing.model import DateSpan, Precision


class Cited(Protocol):
    """A source as far as it is cited."""

    @property
    def title(self) -> str | None: ...
    @property
    def author(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def location(self) -> str | None: ...


def day(when: date | None, words: Words, precision: Precision = Precision.DAY) -> str:
    """A day, or the month, quarter or year that it stands for; "" where there is none."""
    if when is None:
        return ""
    form = Precision.DAY if precision is Precision.RANGE else precision
    return words.fill(
        form.value,
        day=when.day,
        month=words["months"].split()[when.month - 1],
        quarter=(when.month + 2) // 3,
        year=when.year,
    )


def span(when: DateSpan, words: Words, *, only_end: bool = False) -> str:
    """A date, as precisely as it is known; with `only_end`, what is open to the past is told by its end."""
    last = day(when.end, words, when.precision)
    if when.start is None:
        return last if only_end else words.fill("until", last=last)
    first = day(when.start, words, when.precision)
    return last if first == last else words.fill("range", first=first, last=last)


def source(one: Cited, words: Words, more: Iterable[str] = ()) -> str:
    """A source as it is listed, as one text; what else is to be said of it comes last."""
    title = one.title and f"{words['open_quote']}{one.title}{words['close_quote']}"
    parts = (title, one.author, one.publisher, day(one.published, words), one.location, *more)
    return words["and"].join(part for part in parts if part)
