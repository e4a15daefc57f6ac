import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parser.casefiles import analysed, cases

_PARTS = st.sampled_from(
    [
        "“We will act,”",
        "Tom Hale",
        "said",
        "that the port is shut",
        "according to",
        "the ministry",
        ":",
        "–",
        "told Oslo",
        "’s",
    ]
)


@pytest.mark.parametrize(("text", "expected"), cases("attribution.txt"))
def test_what_is_said_is_attributed(text: str, expected: str) -> None:
    analysis = analysed(text)
    words = analysis.document.text
    told = [
        " | ".join(
            (
                speech.speaker.name if speech.speaker else words[slice(*speech.source)] if speech.source else "null",
                words[slice(*speech.cue)] if speech.cue else "null",
                "direct" if speech.direct else "indirect",
                words[speech.start : speech.end],
            )
        )
        for speech in analysis.speeches
    ]
    assert "\n".join(told) == expected


@given(st.lists(_PARTS, min_size=2, max_size=10).map(" ".join))
def test_content_source_and_cue_stand_in_their_sentence(text: str) -> None:
    for speech in analysed(f"{text}.").speeches:
        spans = [(speech.start, speech.end), *(one for one in (speech.source, speech.cue) if one is not None)]
        for start, end in spans:
            assert speech.sentence.start <= start < end <= speech.sentence.end


def test_a_place_is_held_by_the_innermost_attribution() -> None:
    analysis = analysed("Anna Berg said that Tom Hale said that the port was shut.")
    sentence = analysis.sentences[0]
    shut = next(token for token in sentence.span if token.text == "shut")
    speech = analysis.speech_at(sentence, sentence.at(shut))
    assert speech is not None and speech.speaker is not None and speech.speaker.name == "Tom Hale"


def test_a_place_that_nobody_speaks_of_is_held_by_none() -> None:
    analysis = analysed("Anna Berg said that the port was shut.")
    assert analysis.speech_at(analysis.sentences[0], analysis.sentences[0].start) is None
