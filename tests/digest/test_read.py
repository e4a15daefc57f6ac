"""Two texts through the real parser: what the second one changes is named, and no other change is.

The texts are invented. Each pair is one kind of change, told as newspapers tell it.
"""

from datetime import date
from typing import NamedTuple

import pytest

from briefing import pipeline, readers
from briefing.digest.model import Change, ChangeKind
from briefing.limits import Limits
from briefing.readers import Raw
from tests.digest.newsroom import kinds, told


class Pair(NamedTuple):
    """A report, a later one, and the change between the two as (kind, about, what, before, after)."""

    first: str
    then: str
    change: tuple[ChangeKind, str, str, str | None, str | None]


FERRIES = """Norland to lend Lindholm four ferries

2 February 2026

Norland will lend Lindholm four ferries by 31 March 2026, harbour minister Ana Ferro said on Monday. The tunnel to the
mainland is closed.
"""
CLINIC = """Farrow council to open night clinic

4 May 2026

Farrow council will open a night clinic at the old hospital, mayor Rosa Kvist announced on Monday. The hospital lost its
night service last year.
"""
FLIGHTS = """Calder Air to resume Brevik flights

1 June 2026

Calder Air will resume flights to Brevik in July, chief executive Pavel Horn said on Monday. The Brevik runway was
closed in April.
"""
FURNACE = """Dunmore Steel to build second furnace

2 March 2026

Dunmore Steel plans to build a second furnace in Sandhaven, the company said on Monday. The Sandhaven furnace would
employ 300 people.
"""
REPORT = """Westhaven to publish dam report

5 January 2026

The Westhaven water board promised on Monday to publish the safety report on the Tarn dam by the end of January.
Residents below the dam had asked for it.
"""

_LEND, _OPEN = "lend Lindholm four ferries", "open a night clinic at the old hospital"
_RESUME, _BUILD = "resume flights to Brevik", "build a second furnace in Sandhaven"
_PUBLISH = "publish the safety report on the Tarn dam"

PAIRS = {
    "date told anew": Pair(
        FERRIES,
        """Norland ferries for Lindholm delayed

20 February 2026

Norland will now lend Lindholm four ferries by 30 June 2026, harbour minister Ana Ferro said on Friday.
""",
        (ChangeKind.DUE_MOVED, "Norland", _LEND, "by 31 March 2026", "by 30 June 2026"),
    ),
    "date put off": Pair(
        """Norland to reopen Lindholm tunnel

2 February 2026

Norland will reopen the Lindholm tunnel on 1 September 2026, transport minister Ana Ferro said on Monday. The Lindholm
tunnel has been closed since the fire.
""",
        """Norland postpones Lindholm tunnel

20 February 2026

Norland has postponed the reopening of the Lindholm tunnel to 1 December 2026, transport minister Ana Ferro said on
Friday. The Lindholm tunnel has been closed since the fire.
""",
        (ChangeKind.DUE_MOVED, "Norland", "reopen the Lindholm tunnel", "on 1 September 2026", "1 December 2026"),
    ),
    "amount": Pair(
        """Estmark to fund Kestrel bridge

3 March 2026

Estmark will spend 40 million crowns on the Kestrel bridge, transport minister Leo Brandt said. The bridge has been
closed since the flood.
""",
        """Estmark raises money for Kestrel bridge

17 March 2026

Estmark will spend 55 million crowns on the Kestrel bridge, transport minister Leo Brandt said. Engineers had found more
damage from the flood.
""",
        (
            ChangeKind.AMOUNT_MOVED,
            "Estmark",
            "spend 55 million crowns on the Kestrel bridge",
            "40 million crowns",
            "55 million crowns",
        ),
    ),
    "weakened": Pair(
        CLINIC,
        """Farrow council less sure of night clinic

18 May 2026

Farrow council hopes to find money and only intends to open a night clinic at the old hospital, mayor Rosa Kvist said on
Monday.
""",
        (ChangeKind.WEAKENED, "Farrow council", _OPEN, "firm", "intent"),
    ),
    "firmed up": Pair(
        """Farrow council wants night clinic

27 April 2026

Farrow council intends to open a night clinic at the old hospital, mayor Rosa Kvist said on Monday. The hospital lost
its night service last year.
""",
        CLINIC,
        (ChangeKind.FIRMED_UP, "Farrow council", _OPEN, "intent", "firm"),
    ),
    "condition added": Pair(
        FLIGHTS,
        """Calder Air sets terms for Brevik flights

15 June 2026

Calder Air will resume flights to Brevik in July if the airport lowers its fees, chief executive Pavel Horn said on
Monday. The Brevik runway was closed in April.
""",
        (ChangeKind.CONDITION_ADDED, "Calder Air", _RESUME, None, "if the airport lowers its fees"),
    ),
    "condition met": Pair(
        """Calder Air to resume Brevik flights

1 June 2026

Calder Air said on Monday that it would resume flights to Brevik once the regulator lifts its ban on the Brevik runway.
The runway was closed in April.
""",
        """Ban on Brevik runway lifted

15 June 2026

The regulator lifted its ban on the Brevik runway on Monday. Calder Air had stopped flights to Brevik in April, when the
runway was closed.
""",
        (
            ChangeKind.CONDITION_MET,
            "Calder Air",
            _RESUME,
            None,
            "once the regulator lifts its ban on the Brevik runway",
        ),
    ),
    "withdrawn": Pair(
        FURNACE,
        """Dunmore Steel drops Sandhaven furnace

30 March 2026

Dunmore Steel has dropped its plan to build a second furnace in Sandhaven, the company said on Monday.
""",
        (ChangeKind.WITHDRAWN, "Dunmore Steel", _BUILD, None, None),
    ),
    "no longer": Pair(
        FURNACE,
        """Dunmore Steel drops Sandhaven furnace

30 March 2026

Dunmore Steel will no longer build a second furnace in Sandhaven, the company said on Monday.
""",
        (ChangeKind.WITHDRAWN, "Dunmore Steel", _BUILD, None, None),
    ),
    "fulfilled": Pair(
        REPORT,
        """Tarn dam report published

29 January 2026

The Westhaven water board published the safety report on the Tarn dam on Thursday. It says that the dam is sound.
""",
        (ChangeKind.FULFILLED, "Westhaven water board", _PUBLISH, None, None),
    ),
    "broken": Pair(
        REPORT,
        """Tarn dam report still missing

3 February 2026

The Westhaven water board failed to publish the safety report on the Tarn dam by the end of January. Residents below the
dam protested on Tuesday.
""",
        (ChangeKind.BROKEN, "Westhaven water board", _PUBLISH, None, None),
    ),
    "answered": Pair(
        """Norland ferries: crews uninsured

2 February 2026

It is not clear who will insure the ferry crews of Lindholm. Norland will lend Lindholm four ferries by 31 March 2026,
harbour minister Ana Ferro said on Monday.
""",
        """State bank insures ferry crews

9 February 2026

The state bank of Norland insured the ferry crews of Lindholm on Monday. Harbour minister Ana Ferro thanked the bank.
""",
        (ChangeKind.ANSWERED, "", "Who will insure the ferry crews of Lindholm?", None, None),
    ),
    "decided": Pair(
        """Sandhaven votes on port merger

2 February 2026

The Sandhaven council has yet to decide whether to merge its port with Nordvik's. The ports of Sandhaven and Nordvik
have talked of a merger since 2024.
""",
        """Sandhaven approves port merger

16 February 2026

The Sandhaven council approved the merger of its port with Nordvik's on Monday by nine votes to six.
""",
        (
            ChangeKind.ANSWERED,
            "Sandhaven council",
            "Will the Sandhaven council decide whether to merge its port with Nordvik's?",
            None,
            None,
        ),
    ),
    "role": Pair(
        """Nordvik port in merger talks

2 February 2026

Mina Okafor, finance director of the port of Nordvik, said on Monday that the talks with Sandhaven were going well. The
port of Nordvik has 300 staff.
""",
        """Nordvik port has a new head

6 April 2026

Mina Okafor was appointed chief executive of the port of Nordvik on Monday. Okafor has been with the port of Nordvik for
ten years, and led its talks with Sandhaven.
""",
        (
            ChangeKind.ROLE_CHANGED,
            "Mina Okafor",
            "Mina Okafor",
            "finance director of the port of Nordvik",
            "chief executive of the port of Nordvik",
        ),
    ),
}


def _changes(first: str, then: str) -> tuple[Change, ...]:
    texts = (Raw(text.encode(), f"{n}.txt") for n, text in enumerate((first, then), 1))
    notes = [pipeline.parse(document) for raw in texts for document in readers.read(raw, Limits())]
    return told(*notes, previous=told(notes[0]), as_of=date(2026, 6, 20)).changes


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_a_later_text_changes_one_thing(pair: Pair) -> None:
    changes = [one for one in _changes(pair.first, pair.then) if one.kind in kinds([one])]
    assert (changes[0].kind, changes[0].about, changes[0].what, changes[0].before, changes[0].after) == pair.change
    # a pledge that is kept may answer a question as well, and who answers it be new
    assert set(kinds(changes)) <= {pair.change[0], ChangeKind.ANSWERED, ChangeKind.NEW_ACTOR}


def test_a_text_on_the_same_story_that_changes_nothing_is_told_by_its_bottom_line_alone() -> None:
    then = """Norland ferries: captains trained

9 February 2026

Captains from Norland trained on Monday for the four ferries in Lindholm. The tunnel to the mainland is closed.
"""
    assert kinds(_changes(FERRIES, then)) == []
