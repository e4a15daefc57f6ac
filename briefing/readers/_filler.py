"""Tells what a person wrote into a file's properties from what programs put there unasked."""

import re

_AUTHORS = re.compile(
    r"|python-docx|(?:microsoft office|windows|standard|default|guest)? ?user|admin(?:istrator)?|author|owner|root"
    r"|un-?(?:known|named)|anonymous|apache poi|docx4j|.*\b(?:word|acrobat|writer|office|libreoffice|pdf)\b.*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"|.{1,3}|(?:word )?document ?\d*|untitled.*|title|microsoft (?:word|powerpoint)\b.*|presentation ?\d*|about:blank"
    r"|.*\.(?:docx?|pdf|odt|rtf|indd|qxp|html?|txt|pub)|https?://\S*|[\d_.-]+",
    re.IGNORECASE,
)


def is_filler_author(name: str) -> bool:
    """Whether a name is none of a person or body ("python-docx", "Administrator", "")."""
    return _AUTHORS.fullmatch(name.strip()) is not None


def is_filler_title(title: str) -> bool:
    """Whether a title only repeats the program or the file ("Microsoft Word - note.docx", "Untitled", "")."""
    return _TITLES.fullmatch(title.strip()) is not None
