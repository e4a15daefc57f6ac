"""Laws of merging, over briefings whose items often mean the same, or nearly."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.merge import merge
from briefing.model import (
    SECTIONS,
    Actor,
    ActorKind,
    Briefing,
    Commitment,
    Importance,
    KeyPoint,
    OpenQuestion,
    QuestionKind,
    Review,
    ReviewState,
    Source,
    Statement,
    Strength,
    TimelineEntry,
)
from tests.samples import cite, source
from tests.strategies import briefings as any_briefings

_BLOCKS = [f"Sentence number {n} of the port talks." for n in range(12)]
_NAMES = ["Ana Ferro", "Ferro", "Ana Maria Ferro", "Ole Ferro", "NHB", "North Harbour Board", "US", "the minister", "—"]
_ACTIONS = ["lend four ferries", "lend Lindholm four ferries", "lend five ferries", "close the quay", "…"]
_TERMS = [None, "by June", "by the end of June", "3 million crowns", "three million", "if it thaws"]
_TEXTS = ["Who runs the ferries?", "Who runs the four ferries?", "Ferries are lent.", "ferries are lent"]

_sources = st.builds(
    lambda blocks, day: source(blocks, "doc", published=day),
    st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=3, unique=True),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)),
)
_reviews = st.sampled_from([Review()] * 4 + [Review(state=ReviewState.REJECTED), Review(state=ReviewState.EDITED)])


@st.composite
def _briefings(draw: st.DrawFn) -> Briefing:
    one: Source = draw(_sources)
    counts: Counter[str] = Counter()

    def base(prefix: str) -> dict[str, Any]:
        """Ids that clash between briefings, and not within one."""
        counts[prefix] += 1
        blocks = st.sampled_from(one.text.split("\n\n"))
        return {
            "id": f"{prefix}-{counts[prefix]}",
            "evidence": cite(one, *draw(st.lists(blocks, min_size=1, max_size=2, unique=True))),
            "review": draw(_reviews),
            "confidence": draw(st.sampled_from([0.25, 0.5, 1.0])),
        }

    def pick(values: list[Any]) -> Any:
        return draw(st.sampled_from(values))

    def some(make: Any) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, 3))))

    actors = some(
        lambda: Actor(
            name=pick(_NAMES),
            kind=pick(list(ActorKind)[:2]),
            role=pick([None, "chair"]),
            aliases=tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=2))),
            importance=pick(list(Importance)),
            **base("A"),
        )
    )
    ids = [(), *((actor.id,) for actor in actors)]
    return Briefing(
        id="B-1",
        title=pick(["Port talks", "Talks at the port"]),
        sources=(one,),
        actors=actors,
        summary=some(lambda: KeyPoint(point=pick(_TEXTS), **base("K"))),
        commitments=some(
            lambda: Commitment(
                committer=pick(_NAMES),
                committer_ids=pick(ids),
                action=pick(_ACTIONS),
                deadline=pick(_TERMS),
                amount=pick(_TERMS),
                condition=pick(_TERMS),
                strength=pick(list(Strength)),
                **base("C"),
            )
        ),
        open_questions=some(
            lambda: OpenQuestion(
                question=pick(_TEXTS), kind=QuestionKind.UNKNOWN, about_id=next(iter(pick(ids)), None), **base("Q")
            )
        ),
        statements=some(
            lambda: Statement(text=pick(_TEXTS), speaker=pick(_NAMES), direct=draw(st.booleans()), **base("S"))
        ),
        timeline=some(lambda: TimelineEntry(when=pick(["today", "in June"]), event=pick(_TEXTS), **base("T"))),
    )


def _quotes(note: Briefing, section: str) -> set[tuple[str, str]]:
    texts = {one.id: one.text for one in note.sources}
    return {(texts[one.source], one.quote) for item in getattr(note, section) for one in item.evidence}


_several = st.lists(_briefings(), min_size=1, max_size=4)


def _strings(note: Briefing) -> set[str]:
    """Every text of the items, without what merging may set anew."""
    found: set[str] = set()
    for _, item in note.items_with_paths():
        for name, value in item.model_dump(exclude={"id", "review", "evidence"}).items():
            if not name.endswith(("_id", "_ids")):
                found.update(text for text in (value if isinstance(value, tuple) else [value]) if isinstance(text, str))
    return found


@given(_several, st.randoms())
def test_the_order_given_makes_no_difference(notes: list[Briefing], random: Any) -> None:
    shuffled = random.sample(notes, len(notes))
    assert merge(shuffled).to_json() == merge(notes).to_json()


@given(_several)
def test_merging_again_changes_nothing(notes: list[Briefing]) -> None:
    merged = merge(notes)
    assert merge([merged]) == merged
    assert merge([merged, merged]) == merged
    assert merge([*notes, *notes]) == merged


@given(_several)
def test_the_result_is_a_valid_briefing_that_survives_being_saved(notes: list[Briefing]) -> None:
    merged = merge(notes)
    assert Briefing.from_json(merged.to_json()) == merged


@given(_several)
def test_no_word_is_invented(notes: list[Briefing]) -> None:
    assert _strings(merge(notes)) <= set().union(*map(_strings, notes))


# Of two versions of one item on one source only one is kept, so here every source has one briefing.
@given(st.lists(_briefings(), min_size=1, max_size=4, unique_by=lambda note: note.sources[0].text))
def test_every_quotation_stays_in_its_section(notes: list[Briefing]) -> None:
    merged = merge(notes)
    for section in SECTIONS:
        assert _quotes(merged, section) == set().union(*(_quotes(note, section) for note in notes))


@given(_several)
def test_no_section_has_more_items_than_all_briefings_together(notes: list[Briefing]) -> None:
    merged = merge(notes)
    for section in SECTIONS:
        assert len(getattr(merged, section)) <= sum(len(getattr(note, section)) for note in notes)


@given(st.lists(any_briefings(most=2), min_size=2, max_size=3))
def test_whatever_the_texts_hold_any_briefings_make_a_valid_one_in_any_order(notes: list[Briefing]) -> None:
    merged = merge(notes)
    assert merge(notes[::-1]).to_json() == merged.to_json()
    assert Briefing.from_json(merged.to_json()) == merged
    assert _strings(merged) <= set().union(*map(_strings, notes))
