"""When undertakings fall due, seen from a day."""

from datetime import date, timedelta
from enum import StrEnum

from briefing.digest.model import Undertaking
from briefing.model import Polarity

SOON = timedelta(days=30)


class Term(StrEnum):
    """The parts of the ledger, in their order."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    SETTLED = "settled"


def term_of(line: Undertaking, as_of: date | None) -> Term:
    """Where an undertaking stands. Without a day to reckon from nothing is overdue or due soon.

    What is to be left be, and whose time is over, is settled: nothing more can become of it.
    """
    due = line.commitment.due
    if line.outcome is not None:
        return Term.SETTLED
    if due is None:
        return Term.UNDATED
    if as_of is None or due.end > as_of + SOON:
        return Term.LATER
    if due.end >= as_of:
        return Term.SOON
    return Term.SETTLED if line.commitment.polarity is Polarity.REFRAIN else Term.OVERDUE
