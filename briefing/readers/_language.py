"""Is it English? A count of function words settles almost every text; the rest asks py3langid."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from briefing.document import Piece
from briefing.errors import SourceError

# English function words whose spelling is rare in other languages: "a", "in", "is", "was", "die"
# and their like are left out because German, Dutch, Polish or Romance texts are full of them.
_ENGLISH_WORDS = """
    the and of that with from which this these those were have has been their they would will his
    said it its not be are who but our what when where there than could should about after before
    between because during against under into most some such only both other"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())

# In 395 English news texts and statements the share never fell below .076, tables of figures and
# lists of names included; running prose has about .25. Texts in other languages stay below .03.
_CLEARLY_ENGLISH = 0.075
_HARDLY_ENGLISH = 0.03

_JUDGEABLE_WORDS = 8
_SURE_WORDS = 30
_SURE = 0.9
_SAMPLE = 20_000

_WORD = re.compile(r"[^\W\d_]+")
# Scripts written without spaces count by character: a Chinese sentence would otherwise be one word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LATIN_END = "\u024f"
_ENGLISHES = frozenset({"en", "pcm", "sco"})
_NO_LANGUAGE = frozenset({"zxx", "und", "mul"})


def language_of(pieces: Sequence[Piece], *, force: bool) -> str | None:
    """The language code of a text: "en", or `None` where too little can be told.

    Raises `SourceError` naming the language where it is another one, unless `force` is given;
    then the code of the other language is the answer.
    """
    text = _sample("\n".join(piece.text for piece in pieces))
    words = _WORD.findall(text.lower())
    share = sum(word in _ENGLISH for word in words) / len(words) if words else 0.0
    foreign_script = _is_foreign_script(text)
    amount = len(words) + len(_UNSPACED.findall(text)) // 2
    if share >= _CLEARLY_ENGLISH and not foreign_script:
        return "en" if amount >= _JUDGEABLE_WORDS else None
    if amount < _JUDGEABLE_WORDS and not foreign_script:
        return None
    code, probability = _identify(text)
    if code in _ENGLISHES and not foreign_script:
        return "en"
    doubtful = probability < _SURE or share >= _HARDLY_ENGLISH
    if code in _NO_LANGUAGE or (doubtful and amount < _SURE_WORDS and not foreign_script):
        return None
    if force:
        return code
    raise SourceError(
        f"the text is not English but {_name(code)}", mend="give an English text, or read it anyway with --force"
    )


def _sample(text: str) -> str:
    """Beginning, middle and end of a long text: enough to judge, and quick whatever its length."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _is_foreign_script(text: str) -> bool:
    """Whether most letters are of another script than Latin."""
    if text.isascii():
        return False
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character > _LATIN_END for character in letters) > len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # ships no types

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identify(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


def _name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(code, f"of the language “{code}”"))
