"""Whether a memo keeps the rules of its look: what is missing, too long, or worded as it should not be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.errors import SettingsError
from briefing.memo import measure
from briefing.memo.build import build
from briefing.memo.look import Look
from briefing.memo.marking import marking
from briefing.memo.schema import RulesSpec
from briefing.model import (
    Actor,
    Briefing,
    Commitment,
    KeyPoint,
    OpenQuestion,
    ReviewState,
    Statement,
    TimelineEntry,
)

# What the memo words itself. What it quotes is the source's, and stays as it is.
_WORDED = {
    KeyPoint: ("point",),
    Actor: ("role",),
    Commitment: ("action", "condition"),
    OpenQuestion: ("question",),
    Statement: (),
    TimelineEntry: ("event",),
}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WINDOW = 30  # code points shown on both sides of a wording


@dataclass(frozen=True)
class Finding:
    """A rule that is not kept: `where` in the briefing, `what` is wrong, and how to `mend` it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


def check(briefing: Briefing, look: Look) -> tuple[Finding, ...]:
    """What a memo of this briefing in this look would have against it, in the order of the briefing."""
    return (*_head(briefing, look), *_wording(briefing, look.spec.rules), *_length(briefing, look))


def _head(briefing: Briefing, look: Look) -> Iterator[Finding]:
    supplied = briefing.header.model_dump(by_alias=True)
    for name in look.spec.rules.required:
        if not supplied[name]:
            label = look.spec.head.get(name, name)
            yield Finding(f"header.{name}", f"“{label}” is missing", f"supply it with --header {name}=…")
    try:
        marking(briefing.header.classification, look.spec.markings)
    except SettingsError as error:
        yield Finding(error.where or "header", error.what, error.mend or "")


def _wording(briefing: Briefing, rules: RulesSpec) -> Iterator[Finding]:
    for where, text in _texts(briefing):
        own = _QUOTED.sub(lambda quotation: " " * len(quotation[0]), text)
        for rule in rules.wording:
            for found in _pattern(rule.avoid).finditer(own):
                yield Finding(where, f"“{found[0]}” is to be avoided ({_around(text, found)})", rule.mend)
        for apart in rules.apart:
            for sentence in _SENTENCE_END.split(own):
                one, other = _pattern(apart.one).search(sentence), _pattern(apart.other).search(sentence)
                if one and other:
                    yield Finding(where, f"“{one[0]}” and “{other[0]}” stand in one sentence", apart.mend)


def _texts(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """All that the memo words itself, with the path of its field."""
    yield "title", briefing.title
    for name, text in briefing.header.model_dump(by_alias=True).items():
        if text:
            yield f"header.{name}", text
    for path, item in briefing.items_with_paths():
        if item.review.state is ReviewState.REJECTED:
            continue
        for field in _WORDED[type(item)]:
            if text := getattr(item, field):
                yield f"{path}.{field}", text
        if item.review.note:
            yield f"{path}.review.note", item.review.note


@lru_cache(maxsize=256)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the wordings, as whole words; an asterisk at the end stands for the rest of a word."""
    options = [
        re.escape(one.removesuffix("*")) + (r"\w*" if one.endswith("*") else "") + r"(?!\w)"
        for one in sorted(wordings, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})", re.IGNORECASE)


def _around(text: str, found: re.Match[str]) -> str:
    start, end = max(found.start() - _WINDOW, 0), min(found.end() + _WINDOW, len(text))
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _length(briefing: Briefing, look: Look) -> Iterator[Finding]:
    norm = look.spec.length
    if norm.pages is None and norm.words is None:
        return
    # The marking has been judged above, and takes no room in the body.
    unmarked = briefing.model_copy(update={"header": briefing.header.model_copy(update={"classification": None})})
    memo, page = build(unmarked, look), measure.PAGE[look.page]
    sections = {section.heading: measure.blocks(section) for section in memo.body}
    size = measure.extent(measure.head(memo.title, memo.head), sections.values(), page)
    longest = max(sections, key=lambda heading: sum(one.size.points for one in sections[heading]), default="")
    mend = f"shorten or reject items; “{longest}” takes the most room"
    if norm.pages is not None and (pages := size.points / page) > norm.pages:
        yield Finding("body", f"it takes about {pages:.2f} pages, and the norm is {norm.pages:g}", mend)
    if norm.words is not None and size.words > norm.words:
        yield Finding("body", f"it has {size.words} words, and the norm is {norm.words}", mend)
