"""Hand-written briefings on invented events, for tests of everything that takes a briefing."""

import hashlib
from collections.abc import Sequence
from datetime import date

from briefing.document import BLOCK_BREAK
from briefing.model import (
    Actor,
    ActorKind,
    Briefing,
    Commitment,
    DateSpan,
    Evidence,
    Gap,
    Header,
    Importance,
    KeyPoint,
    OpenQuestion,
    Polarity,
    Precision,
    QuestionKind,
    Review,
    ReviewState,
    Source,
    Statement,
    Strength,
    TimelineEntry,
)

_ACCORD = (
    "Ferry ports agree to share winter berths",
    "The harbour boards of Nordvik and Sandhaven agreed on Tuesday to open their winter berths to each other’s "
    "ferries once the ice reports are made public.",
    "Nordvik will pay 4.2 million crowns towards a second icebreaker by the end of March, said Mayor Ingrid Solberg. "
    "“We will not close the eastern channel this winter,” she told reporters.",
    "The Coastal Authority is considering a joint pilot service, according to its director, Tomas Reyes. He declined "
    "to say what it would cost.",
    "It is not clear who would insure the crews. Sandhaven’s council is to vote on 12 February 2026.",
)

_LETTER = (
    "Sandhaven’s council wrote that it plans to lower its berth fees if Nordvik does the same.",
    "The letter is dated 3 February 2026.",
)


def source(blocks: Sequence[str], source_id: str = "S1", **fields: object) -> Source:
    """A source whose text is made of `blocks`."""
    text = BLOCK_BREAK.join(blocks)
    known: dict[str, object] = {"location": f"{source_id.lower()}.txt", "media_type": "text/plain", "language": "en"}
    return Source.model_validate(
        known
        | {"id": source_id, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        | {"words": len(text.split()), "text": text}
        | fields
    )


def cite(one: Source, *quotes: str) -> tuple[Evidence, ...]:
    """Evidence for each quotation, where it first stands in the source."""
    found = []
    for quote in quotes:
        start = one.text.index(quote)
        found.append(Evidence(source=one.id, start=start, end=start + len(quote), quote=quote))
    return tuple(found)


def accord() -> Briefing:
    """A briefing that fills every section and every field, from two sources."""
    first = source(
        _ACCORD,
        "S1",
        title=_ACCORD[0],
        publisher="The Coast Gazette",
        author="Liv Aasen",
        published=date(2026, 2, 4),
        location="ferry-ports.txt",
    )
    second = source(_LETTER, "S2", location="letter.txt")
    agreed = cite(first, _ACCORD[1])
    pays = cite(first, "Nordvik will pay 4.2 million crowns towards a second icebreaker by the end of March")
    channel = cite(first, "“We will not close the eastern channel this winter,” she told reporters.")
    pilots = cite(
        first, "The Coastal Authority is considering a joint pilot service, according to its director, Tomas Reyes."
    )
    price = cite(first, "He declined to say what it would cost.")
    insurers = cite(first, "It is not clear who would insure the crews.")
    vote = cite(first, "Sandhaven’s council is to vote on 12 February 2026.")
    fees = cite(second, _LETTER[0])
    key = Importance.KEY
    return Briefing(
        id="B-accord",
        title="Nordvik and Sandhaven share winter berths",
        header=Header(
            to="The Harbour Minister",
            from_="Coastal desk",
            date="5 February 2026",
            reference="HM/2026/14",
            classification="Official",
            drafted_by="L. Berg ([desk](https://desk.example/))",
            action="For *information*",
        ),
        sources=(first, second),
        summary=(
            KeyPoint(
                id="K-1", point="The two ports will share winter berths once ice reports are public.", evidence=agreed
            ),
            KeyPoint(id="K-2", point="Nordvik pays 4.2 million crowns towards an icebreaker.", evidence=pays),
            KeyPoint(id="K-3", point="Nobody has said who would insure the crews.", evidence=(*insurers, *price)),
        ),
        actors=(
            Actor(
                id="A-1",
                name="Ingrid Solberg",
                kind=ActorKind.PERSON,
                role="Mayor of Nordvik",
                affiliation="Nordvik",
                aliases=("Solberg",),
                importance=key,
                mentions=2,
                evidence=(*pays, *channel),
            ),
            Actor(id="A-2", name="Nordvik", kind=ActorKind.ORGANISATION, importance=key, mentions=3, evidence=agreed),
            Actor(id="A-3", name="Sandhaven", kind=ActorKind.ORGANISATION, importance=key, evidence=(*agreed, *vote)),
            Actor(
                id="A-4",
                name="Tomas Reyes",
                kind=ActorKind.PERSON,
                role="director",
                affiliation="Coastal Authority",
                evidence=pilots,
            ),
            Actor(id="A-5", name="Coastal Authority", kind=ActorKind.ORGANISATION, evidence=pilots),
        ),
        commitments=(
            Commitment(
                id="C-1",
                committer="the harbour boards of Nordvik and Sandhaven",
                committer_ids=("A-2", "A-3"),
                action="open their winter berths to each other’s ferries",
                beneficiary="each other’s ferries",
                condition="once the ice reports are made public",
                strength=Strength.CONDITIONAL,
                gaps=(Gap.WHEN, Gap.HOW_MUCH),
                evidence=agreed,
                review=Review(state=ReviewState.EDITED, by="L. Berg", note="Check the *date* of the reports."),
            ),
            Commitment(
                id="C-2",
                committer="Nordvik",
                committer_ids=("A-2",),
                action="pay towards a second icebreaker",
                deadline="by the end of March",
                due=DateSpan(end=date(2026, 3, 31), precision=Precision.DAY),
                amount="4.2 million crowns",
                reported_by="Ingrid Solberg",
                evidence=pays,
            ),
            Commitment(
                id="C-3",
                committer="Nordvik",
                action="close the eastern channel this winter",
                polarity=Polarity.REFRAIN,
                reported_by="Ingrid Solberg",
                evidence=channel,
            ),
            Commitment(
                id="C-4",
                committer="the Coastal Authority",
                action="set up a joint pilot service",
                strength=Strength.SIGNAL,
                reported_by="Tomas Reyes",
                evidence=pilots,
            ),
            Commitment(
                id="C-5",
                committer="Sandhaven’s council",
                action="lower its berth fees",
                condition="if Nordvik does the same",
                strength=Strength.INTENT,
                evidence=fees,
            ),
            Commitment(
                id="C-6",
                committer="nobody in particular",
                action="do what no source says",
                evidence=fees,
                review=Review(state=ReviewState.REJECTED, by="L. Berg"),
            ),
        ),
        open_questions=(
            OpenQuestion(
                id="Q-1",
                question="What would a joint pilot service cost?",
                kind=QuestionKind.UNDISCLOSED,
                about="the Coastal Authority",
                about_id="A-5",
                evidence=price,
            ),
            OpenQuestion(
                id="Q-2", question="Who would insure the crews?", kind=QuestionKind.UNKNOWN, evidence=insurers
            ),
            OpenQuestion(
                id="Q-3",
                question="How will Sandhaven’s council vote?",
                kind=QuestionKind.AWAITED,
                about="Sandhaven’s council",
                evidence=vote,
            ),
        ),
        statements=(
            Statement(
                id="S-1",
                speaker="Ingrid Solberg",
                speaker_id="A-1",
                speaker_text="she",
                cue="told",
                text="We will not close the eastern channel this winter",
                direct=True,
                evidence=channel,
            ),
            Statement(
                id="S-2",
                speaker="Tomas Reyes",
                speaker_id="A-4",
                speaker_text="its director, Tomas Reyes",
                cue="according to",
                text="The Coastal Authority is considering a joint pilot service",
                evidence=pilots,
            ),
            Statement(
                id="S-3",
                speaker_text="The letter",
                cue="is dated",
                text="3 February 2026",
                evidence=cite(second, _LETTER[1]),
            ),
        ),
        timeline=(
            TimelineEntry(
                id="T-1",
                when="12 February 2026",
                date=DateSpan(start=date(2026, 2, 12), end=date(2026, 2, 12), precision=Precision.DAY),
                event="Sandhaven’s council votes",
                evidence=vote,
            ),
            TimelineEntry(
                id="T-2",
                when="on Tuesday",
                date=DateSpan(start=date(2026, 2, 3), end=date(2026, 2, 3), precision=Precision.DAY),
                event="The harbour boards agree",
                evidence=agreed,
            ),
            TimelineEntry(id="T-3", when="this winter", event="The eastern channel stays open", evidence=channel),
        ),
    )


def bare() -> Briefing:
    """The least that a briefing can be: a source and no item."""
    return Briefing(id="B-bare", title="Nothing to report", sources=(source(["All quiet."]),))


def many(commitments: int = 200) -> Briefing:
    """A long communiqué: so many commitments, a fifth as many actors and questions."""
    blocks = [f"Signatory {n} will deliver consignment {n} before the thaw." for n in range(1, commitments + 1)]
    one = source(blocks, title="Final communiqué", location="communique.txt")
    proof = [cite(one, block) for block in blocks]
    return Briefing(
        id="B-many",
        title="Final communiqué of the thaw conference",
        sources=(one,),
        summary=tuple(KeyPoint(id=f"K-{n}", point=blocks[n], evidence=proof[n]) for n in range(5)),
        actors=tuple(
            Actor(id=f"A-{n}", name=f"Signatory {n + 1}", kind=ActorKind.COUNTRY, evidence=proof[n])
            for n in range(0, commitments, 5)
        ),
        commitments=tuple(
            Commitment(
                id=f"C-{n}",
                committer=f"Signatory {n + 1}",
                action=f"deliver consignment {n + 1}",
                deadline="before the thaw",
                strength=tuple(Strength)[n % 4],
                gaps=(Gap.CONDITION,),
                evidence=proof[n],
            )
            for n in range(commitments)
        ),
        open_questions=tuple(
            OpenQuestion(
                id=f"Q-{n}",
                question=f"What is in consignment {n + 1}?",
                kind=tuple(QuestionKind)[n % 6],
                about=f"Signatory {n % 3}",
                evidence=proof[n],
            )
            for n in range(0, commitments, 5)
        ),
    )


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; &#60;i&#62; </style></script><!-- -->",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# gone #} ${HOME} #{x}",
    "| a | b | [link](javascript:alert(1)) ![x](https://x.example/p.png) <https://x.example> https://x.example/a_b_c",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code` ```fence $x^2$ $$y$$ ==mark== [^1] [ref]: https://x.example",
    "# Heading",
    "- item + item * item 1. item 2) item > quote --- === ``` ~~~ :::",
    "www.x.example mail@x.example @mention #123 :smile: http://x.example/?a=b&c=d ftp://x.example",
    "שלום world مرحبا \u200fmarks\u200e 漢字 🙂👩‍👩‍👧 e\u0301 " + "W" * 300,
    "https://x.example/" + "a" * 400,
)
"""Blocks that would do something in some format, were they not escaped."""


def hostile() -> Briefing:
    """Every text field filled with what would be markup in some format."""
    one = source(HOSTILE, title=HOSTILE[0], publisher=HOSTILE[2], author=HOSTILE[3], location=HOSTILE[6])
    proof = [cite(one, block) for block in HOSTILE]
    note = Review(by="<b>me</b>", note="<script>alert(1)</script> [x](javascript:alert(1)) **fine** <img src=x>")
    return Briefing(
        id="B-<hostile>",
        title=HOSTILE[0],
        header=Header(to=HOSTILE[2], from_=HOSTILE[3], reference=HOSTILE[0], classification="<i>secret</i>"),
        sources=(one,),
        summary=tuple(
            KeyPoint(id=f"K {n} \"'<&>", point=text, evidence=proof[n], review=note) for n, text in enumerate(HOSTILE)
        ),
        actors=tuple(
            Actor(
                id=f"memo-e{n + 1}",
                name=text,
                kind=ActorKind.PERSON,
                role=text,
                affiliation=text,
                evidence=proof[n],
                review=note,
            )
            for n, text in enumerate(HOSTILE)
        ),
        commitments=tuple(
            Commitment(
                id=f"C-{n}",
                committer=text,
                action=text,
                beneficiary=text,
                condition=text,
                deadline=text,
                amount=text,
                reported_by=text,
                evidence=proof[n],
                review=note,
            )
            for n, text in enumerate(HOSTILE)
        ),
        open_questions=tuple(
            OpenQuestion(
                id=f"Q-{n}", question=text, kind=QuestionKind.UNKNOWN, about=text, evidence=proof[n], review=note
            )
            for n, text in enumerate(HOSTILE)
        ),
        statements=tuple(
            Statement(id=f"S-{n}", speaker=text, text=text, direct=bool(n % 2), evidence=proof[n], review=note)
            for n, text in enumerate(HOSTILE)
        ),
        timeline=tuple(
            TimelineEntry(id=f"T-{n}", when=text, event=text, evidence=proof[n], review=note)
            for n, text in enumerate(HOSTILE)
        ),
    )
