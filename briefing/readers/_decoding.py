"""Bytes → text: byte-order marks first, then UTF-8, then what was declared, then a guess."""

import codecs
import re

from briefing.errors import SourceError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE)
_SAMPLE = 1_000_000

# More than one control character in fifty is not text; a stray one is dropped later.
_CONTROL_SHARE = 0.02

# English text has few accents: mostly small letters within or at the end of a word.
_ACCENT_SHARE = 0.05
_FEW = 3
_SENSIBLE = re.compile(
    r"(?<=[a-zA-Z])[à-öø-ÿœšž]+|[À-ÖØ-ÞŠŽŒß-öø-ÿœšž](?=[a-z])|[‘’“”–—…•€™©®°«»§½¼¾\u00a0]|£(?=\d)|(?<=m)[²³]"
)

# UTF-8 with a flaw has many more characters that are right than bytes that are not. Half a
# surrogate pair is a flaw that no other encoding would show.
_MOSTLY = 10
_SURROGATE = b"\xed\xa0"


def decode(data: bytes, *, media_type: str | None = None) -> str:
    """The text in `data`. Raises `SourceError` where it is binary or its encoding cannot be told.

    A byte or two that do not fit otherwise valid UTF-8 become U+FFFD, which shows.
    """
    text = _decoded(data, charset_of(media_type))
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > max(_FEW, _CONTROL_SHARE * min(len(text), _SAMPLE)):
        raise _binary()
    return text


def charset_of(media_type: str | None) -> str | None:
    """The charset parameter of a media type, which may name no encoding at all."""
    found = _DECLARED.search(media_type or "")
    return found[1] if found else None


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data.count(0, 0, _SAMPLE) > _CONTROL_SHARE * min(len(data), _SAMPLE):
        return _wide(data)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = sum(character > "\x7f" for character in lenient) - bad
    if good >= _MOSTLY * bad or _SURROGATE in data:
        return lenient
    text = _strictly(data, declared) if declared is not None else None
    return _guessed(data) if text is None else text


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, where the encoding exists, is one of texts, and fits every byte."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of an English text is zero."""
    head = data[:_SAMPLE]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    half = len(head) / 2
    if len(data) % 2 == 0:
        if zeros[1] > 0.7 * half and zeros[0] < 0.1 * half:
            return data.decode("utf-16-le", "replace")
        if zeros[0] > 0.7 * half and zeros[1] < 0.1 * half:
            return data.decode("utf-16-be", "replace")
    raise _binary()


def _guessed(data: bytes) -> str:
    """Windows-1252 where the few accents and signs in the text then make sense, else what charset-normalizer finds."""
    western = _strictly(data, "cp1252")
    if western is not None and _makes_sense(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise SourceError("its encoding cannot be told", mend="save it as UTF-8")
    return data.decode(best.encoding, "replace")


def _makes_sense(text: str) -> bool:
    """Whether the characters beyond ASCII are few, and all of them accents in words or common signs.

    charset-normalizer, which knows nothing of the language, takes a lone "é" for one of a dozen
    other letters.
    """
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond <= max(_FEW, _ACCENT_SHARE * len(text)) and _SENSIBLE.sub("", text).isascii()


def _binary() -> SourceError:
    return SourceError("it is a binary file, not a text", mend="check that it is the right file")
