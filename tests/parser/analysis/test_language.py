import pytest
import spacy

from briefing.errors import MissingPartError
from briefing.parser.analysis import language


def test_a_model_that_is_not_installed_is_told() -> None:
    with pytest.raises(MissingPartError, match=r"en_core_web_none.*not installed.*pip"):
        language.load("en_core_web_none")


def test_a_model_without_a_parser_is_refused(tmp_path: object) -> None:
    spacy.blank("en").to_disk(str(tmp_path))
    with pytest.raises(MissingPartError, match=r"has no tagger, parser, lemmatizer, ner"):
        language.load(str(tmp_path))


def test_a_model_is_loaded_once() -> None:
    assert language.load(language.DEFAULT_MODEL) is language.load(language.DEFAULT_MODEL)


def test_each_text_is_annotated_in_its_order() -> None:
    texts = ["The council met.", "", "It " + "waited. It " * 3_000 + "left.", "The end."]
    annotated = list(language.annotate(language.load(language.DEFAULT_MODEL), texts))
    assert ["".join(doc.text_with_ws for _, doc in parts) for parts in annotated] == texts
    for text, parts in zip(texts, annotated, strict=True):
        assert all(text[start:].startswith(doc.text) for start, doc in parts)


def test_no_text_gives_no_part() -> None:
    assert list(language.annotate(language.load(language.DEFAULT_MODEL), [])) == []


def test_a_word_with_a_short_prefix_is_one_with_its_base_form() -> None:
    nlp = language.load(language.DEFAULT_MODEL)
    ((_, doc),) = next(language.annotate(nlp, ["Norway re-opened its embassy and will co-operate."]))
    assert [(one.text, one.lemma_) for one in doc if "-" in one.text] == [
        ("re-opened", "re-open"),
        ("co-operate", "co-operate"),
    ]
