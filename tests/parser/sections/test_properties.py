"""What holds for every text: grounded, stable, deterministic, and nothing raises."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from briefing.document import BlockKind, Document, Metadata, Piece, compose, normalise
from briefing.limits import Limits
from briefing.model import Briefing
from briefing.parser import parse
from briefing.parser.analysis.analysis import analyse
from briefing.parser.commitments import candidates, slots
from tests.parser.casefiles import model

# How far from a statement's sentence its speaker may stand: in the paragraph before, at most.
_NEAR = 800

_WHO = (
    "Norway",
    "the Danish government",
    "Arctic Ferries Ltd",
    "Mayor Ingrid Solberg",
    "the council",
    "It",
    "They",
    "We",
)
_WHAT = ("build two ferries", "close the northern pier", "pay 40 million euros", "send 200 engineers to Iceland")
_WHEN = ("", " by 1 March 2026", " next year", " on Friday", " if the ice melts", " once the talks end", " in 2027")
_FRAMES = (
    "{who} pledged to {what}{when}.",
    "{who} will {what}{when}.",
    "“We will {what}{when},” {who} said.",
    "{who} said that Iceland must {what}{when}.",
    "It is unclear whether {who} will {what}{when}.",
    "{who} is considering a plan to {what}{when}.",
    "According to {who}, the plan needs the backing of Denmark{when}.",
    "{who} hopes that Denmark will {what}{when}.",
    "The harbour was opened by {who}{when}.",
    "“It was cold. Nobody came,” said {who}. “The ice will stay.”",
    "“I mean, it’s late,” said {who}. “As I would say, ‘Never {what}{when}.’”",
    "The crew stayed in the harbour overnight before appearing in court on the next day.",
)


def _sentences() -> SearchStrategy[str]:
    return st.builds(
        lambda frame, who, what, when: frame.format(who=who, what=what, when=when),
        st.sampled_from(_FRAMES),
        st.sampled_from(_WHO),
        st.sampled_from(_WHAT),
        st.sampled_from(_WHEN),
    )


def _pieces(texts: SearchStrategy[str]) -> SearchStrategy[Piece]:
    return st.builds(Piece, st.sampled_from(BlockKind), texts)


def _document(pieces: list[Piece]) -> Document:
    return compose(
        pieces,
        data=b"",
        location="made.txt",
        media_type="text/plain",
        limits=Limits(),
        metadata=Metadata(),
        language="en",
    )


articles = st.lists(_pieces(st.lists(_sentences(), min_size=1, max_size=3).map(" ".join)), min_size=1, max_size=6)
anything = st.lists(_pieces(st.text(min_size=1, max_size=200).filter(normalise)), min_size=1, max_size=4)


@given(articles)
@settings(max_examples=25)
def test_every_item_of_an_article_is_grounded_and_has_an_id_of_its_own(pieces: list[Piece]) -> None:
    _holds(parse(_document(pieces)))


@given(anything)
@settings(max_examples=25)
def test_any_text_at_all_is_parsed_and_what_comes_out_is_grounded(pieces: list[Piece]) -> None:
    _holds(parse(_document(pieces)))


def _holds(briefing: Briefing) -> None:
    text = briefing.sources[0].text
    items = [item for _, item in briefing.items_with_paths()]
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert item.evidence
        for evidence in item.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    for statement in briefing.statements:
        place = statement.evidence[0]
        assert statement.text in place.quote
        around = text[max(0, place.start - _NEAR) : place.end + _NEAR]
        assert (statement.cue or "") in around
        assert (statement.speaker_text or "") in around


@given(articles)
@settings(max_examples=25)
def test_slots_of_every_candidate_can_be_filled_whatever_the_judgement_says_of_it(pieces: list[Piece]) -> None:
    analysis = analyse(_document(pieces), model())
    for sentence in analysis.sentences:
        for candidate in candidates.find(sentence):
            filled = slots.fill(candidate, analysis)
            assert filled is None or (filled.party.name and filled.action)


@given(articles)
@settings(max_examples=10)
def test_the_same_article_gives_the_same_briefing(pieces: list[Piece]) -> None:
    assert parse(_document(pieces)).to_json() == parse(_document(pieces)).to_json()


@given(articles, st.booleans())
@settings(max_examples=15)
def test_ids_survive_a_paragraph_that_is_added_in_front_or_at_the_end(pieces: list[Piece], in_front: bool) -> None:
    more = Piece(BlockKind.PARAGRAPH, "Some rain fell over the hills in the evening and the road to the mill was wet.")
    before, after = (
        _ids(parse(_document(some))) for some in (pieces, [more, *pieces] if in_front else [*pieces, more])
    )
    # What is taken may change with its place in the text; what is taken both times keeps its id.
    assert {words: before[words] for words in before.keys() & after.keys()} == {
        words: after[words] for words in before.keys() & after.keys()
    }


def _ids(briefing: Briefing) -> dict[tuple[str, str, int], str]:
    """The id of each item, by its section, the words it rests on, and its rank among those of one sentence."""
    found: dict[tuple[str, str, int], str] = {}
    for path, item in briefing.items_with_paths():
        section = path.split("[")[0]
        words = item.name if section == "actors" else item.evidence[0].quote
        rank = sum((section, words) == known[:2] for known in found)
        found[section, words, rank] = item.id
    return found
