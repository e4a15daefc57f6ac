"""Plain text as Markdown that shows it and does nothing else."""

import re

# Letters, digits and the commonest signs between them: most texts hold nothing else, and are done.
_HARMLESS = re.compile(r"(?:[^\W_]|[ ,;’“”–—])*")
# Without one of these, nothing but a dot inside a word and what begins the line needs a backslash.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~${}^@#:&=]")
# What a backslash makes harmless wherever it stands (CommonMark 0.31, section 2.4): code,
# emphasis, links, HTML, tables, strikethrough, mathematics, template braces.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~${}^]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DOUBLED = re.compile(r"(?<==)=|(?<=<)!")
# Addresses that GitHub and others link without being asked: a scheme, or a dotted name.
_SCHEME = re.compile(r":(?=//)")
_DOTTED = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_])|(?<=www)\.")
# A block begins only where a line does.
_AT_START = re.compile(r"^(?:[#+=:-]|(?<!\\)%)|^(\d+)([.)])(?=\s|$)")
_AT_END = re.compile(r"(?<=\s)#(?=#*$)")
# E-mail addresses, mentions, issue numbers and emoji codes are found in the finished text, where no
# backslash is left; a word joiner, which nobody sees, parts the sign from the word.
_NAMES = re.compile(r"@|(?<![\w&])#(?=\d)|(?<!\S):(?=\w+:)|(?<=[^\W_]):(?=\w+:)")
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    """One line of text for use anywhere in a Markdown file: paragraph, list item, table cell, link text."""
    if _HARMLESS.fullmatch(text):
        return text
    if _SIGNS.search(text):
        text = _NAMES.sub(lambda found: found[0] + _WORD_JOINER, text)
        text = _ANYWHERE.sub(r"\\\g<0>", text)
        for pattern in (_ENTITY, _DOUBLED, _SCHEME, _AT_END):
            text = pattern.sub(r"\\\g<0>", text)
    text = _DOTTED.sub(r"\\\g<0>", text)
    return _AT_START.sub(lambda found: rf"{found[1]}\{found[2]}" if found[1] else rf"\{found[0]}", text)
