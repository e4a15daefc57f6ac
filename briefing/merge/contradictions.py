"""When two wordings of one field cannot both be said of one thing."""

from briefing.merge.quantities import differ, quantities
from briefing.model import DateSpan
from briefing.words import content_words, token_f1

_SAME_WORDING = 0.5


def at_odds(one: str | None, other: str | None) -> bool:
    """Whether two wordings contradict each other; one that is absent contradicts nothing.

    They agree where one only says more than the other, or half of the words are shared, and no
    number stands against another.
    """
    if one is None or other is None:
        return False
    if differ(quantities(one), quantities(other)):
        return True
    a, b = set(content_words(one)), set(content_words(other))
    return not (a <= b or b <= a or token_f1(one, other) >= _SAME_WORDING)


def amounts_at_odds(one: str | None, other: str | None) -> bool:
    """Whether two amounts differ; where both name quantities these decide, for "€" may be "euros" elsewhere."""
    some, others = quantities(one or ""), quantities(other or "")
    return differ(some, others) if some and others else at_odds(one, other)


def dates_at_odds(one: DateSpan, other: DateSpan) -> bool:
    """Whether two dates have no day in common; an open start counts as the end itself."""
    return (one.start or one.end) > other.end or (other.start or other.end) > one.end
