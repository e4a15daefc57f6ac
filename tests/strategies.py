"""Hypothesis strategies for valid briefings: any briefing that the model takes may come out."""

import hashlib
from datetime import UTC, date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from briefing.document import BLOCK_BREAK, normalise
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
from tests.samples import HOSTILE

_SIGNS = "&<>|\"'`*_[](){}#+-=.!~$^\\/:;@%"
_STRANGE = "\x00\x07\x0b\x1b\x7f\x85\u00a0\u00ad\u200b\u200e\u200f\u202e\u2028\u2060\ufeff\ufffe\U0001f469\u200d"
_LETTERS = "abc XYZ 019 äß שלום مرحبا 漢字 e\u0301 🙂🏴\U000e0067"

texts: SearchStrategy[str] = st.one_of(
    st.text(alphabet=_SIGNS + _STRANGE + _LETTERS, min_size=1, max_size=30),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from(HOSTILE).map(lambda text: text[:120]),
)
"""Texts that a field may hold: any code points but surrogates, and what is markup somewhere."""

blocks: SearchStrategy[str] = texts.map(normalise).filter(bool)
"""Blocks of a source, as a reader hands them on."""

maybe: SearchStrategy[str | None] = st.none() | texts
days: SearchStrategy[date] = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def sources(draw: DrawFn, source_id: str = "S1") -> Source:
    """A source of one block to five; the title may or may not be the first of them."""
    parts = draw(st.lists(blocks, min_size=1, max_size=5))
    text = BLOCK_BREAK.join(parts)
    return Source(
        id=source_id,
        title=draw(st.none() | st.just(parts[0]) | texts),
        publisher=draw(maybe),
        author=draw(maybe),
        published=draw(st.none() | days),
        location=draw(texts),
        media_type="text/plain",
        language=draw(st.none() | st.just("en")),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        words=len(text.split()),
        text=text,
    )


@st.composite
def evidence(draw: DrawFn, among: tuple[Source, ...]) -> Evidence:
    """A piece of one of the sources."""
    one = draw(st.sampled_from(among))
    start = draw(st.integers(0, len(one.text) - 1))
    end = draw(st.integers(start + 1, min(len(one.text), start + 80)))
    return Evidence(source=one.id, start=start, end=end, quote=one.text[start:end])


@st.composite
def date_spans(draw: DrawFn) -> DateSpan:
    first, last = sorted((draw(days), draw(days)))
    return DateSpan(start=draw(st.none() | st.just(first)), end=last, precision=draw(st.sampled_from(Precision)))


reviews: SearchStrategy[Review] = st.builds(
    Review,
    state=st.sampled_from(ReviewState),
    by=texts,
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    note=st.none() | texts,
)
headers: SearchStrategy[Header] = st.builds(
    Header,
    to=maybe,
    from_=maybe,
    date=maybe,
    reference=maybe,
    classification=maybe,
    drafted_by=maybe,
    action=maybe,
)


@st.composite
def briefings(draw: DrawFn, most: int = 3) -> Briefing:
    """A briefing from one source or two; each section holds `most` items at the most."""
    among = tuple(draw(sources(f"S{n}")) for n in range(1, draw(st.integers(1, 2)) + 1))
    ids = iter(draw(st.lists(texts, min_size=6 * most, max_size=6 * most, unique=True)))

    def common() -> dict[str, object]:
        cited = tuple(draw(st.lists(evidence(among), max_size=3)))
        # Without evidence an item needs the name of the editor who added it.
        review = draw(reviews if not cited else st.just(Review()) | reviews)
        return {"id": next(ids), "evidence": cited, "review": review, "confidence": draw(st.floats(0, 1))}

    def several() -> range:
        return range(draw(st.integers(0, most)))

    actors = tuple(
        Actor.model_validate(
            common()
            | {
                "name": draw(texts),
                "kind": draw(st.sampled_from(ActorKind)),
                "role": draw(maybe),
                "affiliation": draw(maybe),
                "aliases": tuple(draw(st.lists(texts, max_size=2))),
                "importance": draw(st.sampled_from(Importance)),
                "mentions": draw(st.integers(0, 9)),
            }
        )
        for _ in several()
    )
    some_actor = st.sampled_from([actor.id for actor in actors]) if actors else st.nothing()
    return Briefing(
        id=draw(texts),
        title=draw(texts),
        header=draw(headers),
        sources=among,
        summary=tuple(KeyPoint.model_validate(common() | {"point": draw(texts)}) for _ in several()),
        actors=actors,
        commitments=tuple(
            Commitment.model_validate(
                common()
                | {
                    "committer": draw(texts),
                    "committer_ids": tuple(
                        draw(st.lists(some_actor, max_size=2, unique=True) if actors else st.just([]))
                    ),
                    "action": draw(texts),
                    "beneficiary": draw(maybe),
                    "condition": draw(maybe),
                    "deadline": draw(maybe),
                    "due": draw(st.none() | date_spans()),
                    "amount": draw(maybe),
                    "reported_by": draw(maybe),
                    "strength": draw(st.sampled_from(Strength)),
                    "polarity": draw(st.sampled_from(Polarity)),
                    "gaps": tuple(draw(st.lists(st.sampled_from(Gap), unique=True))),
                }
            )
            for _ in several()
        ),
        open_questions=tuple(
            OpenQuestion.model_validate(
                common()
                | {
                    "question": draw(texts),
                    "kind": draw(st.sampled_from(QuestionKind)),
                    "about": draw(maybe),
                    "about_id": draw(st.none() | some_actor),
                }
            )
            for _ in several()
        ),
        statements=tuple(
            Statement.model_validate(
                common()
                | {
                    "speaker": draw(maybe),
                    "speaker_id": draw(st.none() | some_actor),
                    "speaker_text": draw(maybe),
                    "cue": draw(maybe),
                    "text": draw(texts),
                    "direct": draw(st.booleans()),
                }
            )
            for _ in several()
        ),
        timeline=tuple(
            TimelineEntry.model_validate(
                common() | {"when": draw(texts), "date": draw(st.none() | date_spans()), "event": draw(texts)}
            )
            for _ in several()
        ),
    )
