import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import ActorKind
from briefing.parser.analysis import asking, clauses, wording
from briefing.parser.analysis.entity import Entity
from tests.parser.casefiles import analysed, cases, marked

# Parts of sentences that meet in all ways: whatever is asked has to be a question that can be printed.
_CUES = ["It is unclear", "They did not say", "“We don’t know", "The FSB denies", "Oslo asked"]
_LINKS = ["whether", "when", "how much", "which of the two firms", "that", "why", "who"]
_SUBJECTS = ["the (new) port", "it", "we", "Anna Berg, the mayor,", "there", "26 of our allies", ""]
_VERBS = ["will pay", "was shut", "hasn’t signed", "are", "would not have been told", "wants to leave and stay"]
_TAILS = [
    "in the “north”",
    "for our allies, in May",
    "– or so they say",
    "(in part)",
    "because of a storm that hit it",
    "",
]
_ENDS = [".", ",” she said.", ", but it may.", "!”", "?"]
_PARTS = [st.sampled_from(part) for part in (_CUES, _LINKS, _SUBJECTS, _VERBS, _TAILS, _ENDS)]


@pytest.mark.parametrize(("text", "expected"), cases("asking.txt"))
def test_clauses_become_questions(text: str, expected: str) -> None:
    case = marked(text)
    assert (asking.clause(case.token, case.analysis.cast) or "none") == expected


@pytest.mark.parametrize(("text", "expected"), cases("asking-will.txt"))
def test_infinitives_and_gerunds_become_questions(text: str, expected: str) -> None:
    assert asking.ask("will", "the council", marked(text).token) == expected


def test_a_past_is_asked_of_a_gerund() -> None:
    case = marked("He denied *taking* part in the raid.")
    assert asking.ask("did", "Tom Hale", case.token) == "Did Tom Hale take part in the raid?"


@pytest.mark.parametrize(("who", "asked"), [("them", "they"), ("him", "he"), ("her", "she"), ("us all", "them all")])
def test_a_pronoun_is_asked_about_in_its_own_case(who: str, asked: str) -> None:
    case = marked("They asked the council to *pay*.")
    assert asking.ask("will", who, case.token) == f"Will {asked} pay?"


def test_with_future_a_bare_verb_is_asked_with_will() -> None:
    case = marked("Police requested that the government *develop* a plan.")
    assert asking.clause(case.token, case.analysis.cast, future=True) == "Will the government develop a plan?"


@given(st.tuples(*_PARTS))
def test_whatever_is_asked_is_one_tidy_question(parts: tuple[str, ...]) -> None:
    cue, link, subject, verb, tail, end = parts
    analysis = analysed(re.sub(r"\s+([.,!?])", r"\1", f"{cue} {link} {subject} {verb} {tail}{end}"))
    for sentence in analysis.sentences:
        for token in sentence.span:
            question = asking.clause(token, analysis.cast) if token.pos_ in clauses.VERBAL else None
            if question is None:
                continue
            assert question.endswith("?") and not re.search(r"[.,;:!?\s–-]\?$", question)
            assert question[0].isupper() or not question[0].isalpha()
            assert wording.tidy(question) == question
            assert not re.search(r"\b(?:we|our|us)\b", question)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("United States", "the United States"),
        ("EU", "the EU"),
        ("Ministry of Defence", "the Ministry of Defence"),
        ("Department for Education", "the Department for Education"),
        ("World Heritage Committee", "the World Heritage Committee"),
        ("Norway", "Norway"),
        ("Anna Berg", "Anna Berg"),
        ("Congress", "Congress"),
        ("Biden’s Administration", "Biden’s Administration"),
        ("Acme Inc.", "Acme Inc."),
    ],
)
def test_a_name_gets_the_article_that_a_sentence_needs(name: str, expected: str) -> None:
    assert asking.with_article(name) == expected


def test_a_name_gets_the_article_that_the_text_gives_it() -> None:
    analysis = analysed("The Borg left Oslo on Monday.")
    sentence = analysis.sentences[0]
    entity = Entity("Borg", ActorKind.ORGANISATION)
    entity.add(sentence, sentence.span[1], "Borg")
    assert asking.named(entity) == "the Borg"


def test_a_name_without_article_in_the_text_stays_without() -> None:
    analysis = analysed("Borg left Oslo on Monday.")
    sentence = analysis.sentences[0]
    entity = Entity("Borg", ActorKind.ORGANISATION)
    entity.add(sentence, sentence.span[0], "Borg")
    assert asking.named(entity) == "Borg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The *allies* of Norway, who met on Friday, left.", "the allies of Norway"),
        ("“The new *port*, the largest of all, is open,” he said.", "the new port"),
        ("He named our *troops* (in part).", "their troops"),
        ("Oslo *police* left.", "Oslo police"),
    ],
)
def test_noun_phrases_are_told_without_what_is_said_beside(text: str, expected: str) -> None:
    case = marked(text)
    assert asking.noun_phrase(case.token, case.analysis.cast) == expected
