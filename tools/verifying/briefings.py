"""Made-up briefings, the same in every run: long and empty, in all scripts, with what would be markup."""

import hashlib
import random
from collections.abc import Iterator

from briefing.document import BLOCK_BREAK
from briefing.model import (
    Actor,
    ActorKind,
    Briefing,
    Commitment,
    Evidence,
    Gap,
    Header,
    Importance,
    KeyPoint,
    OpenQuestion,
    Polarity,
    QuestionKind,
    Review,
    Source,
    Statement,
    Strength,
    TimelineEntry,
)

Named = tuple[str, Briefing]
"""A briefing and the name of its file, without ending."""

LONGEST = 200
"""Commitments of the longest one."""

_NAMES = (
    *("Ingrid Solberg", "the Coastal Authority", "Sandhaven’s council", "Nordvik", "Łukasz Žižka", "Ξένια Παππά"),
    *("דוד לוי", "سارة حداد", "Ольга Іваненко", "田中 太郎", "प्रिया शर्मा", "สมชาย"),
    *("O’Brien & Sons <Ltd>", "🙂 Collective"),
    *("A very long-winded intergovernmental conference on winter navigation and the sharing of berths", "W" * 90),
)
_ACTIONS = (
    *("open its winter berths", "pay 4.2 million crowns towards a second icebreaker", "lower its fees by 5 %"),
    *("publish the ice reports | every | month", "hold talks with المرفأ on **tariffs**", "keep 港 open 👩\u200d✈️"),
    "set up a joint pilot service, staffed by both harbours, with a common rota, a common fund and a common language, "
    "and report on it twice a year to the councils of all the towns along the coast",
)
_TERMS = ("once the ice reports are public", "if Sandhaven does the same", "אם יוסכם", "", "", "")
_NOTES = ("", "", "Check *this* with [the desk](https://desk.example/).", "- one\n- two\n\n> three", "1. לוי\n2. 🙂")


def made_up(count: int) -> Iterator[Named]:
    """So many briefings; the first is the longest, the second holds nothing."""
    for number in range(count):
        yield f"made-up-{number:03}", _Maker(number).briefing()


class _Maker:
    def __init__(self, number: int) -> None:
        self._number = number
        self._draw = random.Random(number)
        self._blocks: list[str] = []
        self._made = 0

    def briefing(self) -> Briefing:
        most = {0: LONGEST, 1: 0}.get(self._number, self._draw.choice((0, 1, 3, 8, 20, 45)))
        actors = [self._fields(Actor) for _ in self._several(most)]
        # Texts come first: evidence points into the whole of them.
        items = {
            "actors": actors,
            "summary": [self._fields(KeyPoint) for _ in self._several(most)],
            "commitments": [self._fields(Commitment) for _ in range(most)],
            "open_questions": [self._fields(OpenQuestion) for _ in self._several(most)],
            "statements": [self._fields(Statement) for _ in self._several(most)],
            "timeline": [self._fields(TimelineEntry) for _ in self._several(most)],
        }
        text = BLOCK_BREAK.join(self._blocks) or "All quiet."
        source = Source(
            id="S1",
            title=self._draw.choice((None, "Harbours of the north 🙂")),
            location="made-up.txt",
            media_type="text/plain",
            language="en",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            words=len(text.split()),
            text=text,
        )
        return Briefing.model_validate(
            {
                "id": f"B-{self._number}",
                "title": f"{self._draw.choice(_NAMES)} and {self._draw.choice(_NAMES)} agree",
                "header": self._header(),
                "sources": (source,),
                **{name: tuple(self._proven(one, text) for one in made) for name, made in items.items()},
            }
        )

    def _several(self, most: int) -> range:
        return range(self._draw.randint(0, min(most, 30)))

    def _header(self) -> Header:
        if self._draw.random() < 0.5:
            return Header()
        return Header.model_validate({"to": self._draw.choice(_NAMES), "from": "The *desk*", "reference": "N/1 | 🙂"})

    def _fields(self, item: type) -> dict[str, object]:
        draw, name, action = self._draw, self._draw.choice(_NAMES), self._draw.choice(_ACTIONS)
        self._made += 1
        self._blocks.append(f"{name} will {action} ({self._made}).")
        note = draw.choice(_NOTES)
        shared = {
            "id": f"I-{self._made}",
            "quote": self._blocks[-1],
            "review": Review(by="A. Editor" if note else None, note=note or None),
        }
        of_item: dict[type, dict[str, object]] = {
            KeyPoint: {"point": self._blocks[-1]},
            Actor: {
                "name": name,
                "kind": draw.choice(list(ActorKind)),
                "role": draw.choice((None, "harbour master", "יו״ר")),
                "affiliation": draw.choice((None, "Nordvik", "المرفأ")),
                "importance": draw.choice(list(Importance)),
            },
            Commitment: {
                "committer": name,
                "action": action,
                "beneficiary": draw.choice((None, None, *_NAMES[:4])),
                "condition": draw.choice(_TERMS) or None,
                "deadline": draw.choice((None, "by March", "before the thaw")),
                "amount": draw.choice((None, "4.2 million crowns")),
                "reported_by": draw.choice((None, draw.choice(_NAMES))),
                "strength": draw.choice(list(Strength)),
                "polarity": draw.choice((Polarity.DO, Polarity.DO, Polarity.REFRAIN)),
                "gaps": tuple(sorted(draw.sample(list(Gap), draw.randint(0, 3)))),
            },
            OpenQuestion: {
                "question": f"Will {name} {action}?",
                "kind": draw.choice(list(QuestionKind)),
                "about": draw.choice((None, name)),
            },
            Statement: {
                "speaker": draw.choice((None, name)),
                "speaker_text": name,
                "text": f"We will {action}",
                "direct": draw.random() < 0.5,
            },
            TimelineEntry: {"when": draw.choice(("on Tuesday", "in March", "يوم الثلاثاء")), "event": action},
        }
        return shared | of_item[item]

    @staticmethod
    def _proven(fields: dict[str, object], text: str) -> dict[str, object]:
        """An item's fields with its quotation as evidence."""
        quote = str(fields["quote"])
        start = text.index(quote)
        proof = Evidence(source="S1", start=start, end=start + len(quote), quote=quote)
        return {name: value for name, value in fields.items() if name != "quote"} | {"evidence": (proof,)}
