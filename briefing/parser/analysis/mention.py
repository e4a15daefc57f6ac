"""A place where a proper name stands, and what its words tell of whoever bears it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import bodies, names, offices, roles
from briefing.parser.analysis.sentences import Sentence
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# In tokens, marks included.
_LONGEST = 16
_BRACKET = re.compile(r"[\s,]*\(([^()]{2,60})\)")
_QUOTED = re.compile(r"[“\"]([^”\"]{2,40})[”\"]")
# What any text may call its firm, and many do: "(the “Company”)".
_COMMON = cues.words("roles", "firms") | cues.words("roles", "bodies")


@dataclass(frozen=True, eq=False)
class Mention:
    """A place where a proper name stands. `name` is trimmed; `role` is what the text says beside it.

    `adjective` marks a demonym that only describes another noun ("German sanctions").
    """

    sentence: Sentence
    span: "Span"
    name: str
    kind: ActorKind
    role: str | None = None
    country: str | None = None
    adjective: bool = False

    @property
    def root(self) -> "Token":
        return self.span.root

    def role_as(self, kind: ActorKind) -> str | None:
        """What the text tells beside the name of a person or a body, whichever it turns out to be."""
        if kind is ActorKind.PERSON:
            return roles.of(self.span)
        return bodies.called(self.span) if kind is ActorKind.ORGANISATION else None

    @property
    def may_run_on(self) -> bool:
        """Whether it may have taken in more than the name: in a headline every word is a capital one."""
        return self.kind in (ActorKind.PERSON, ActorKind.ORGANISATION) and not self.sentence.is_prose

    @property
    def tells_the_kind(self) -> bool:
        """Whether the words beside a name say whether it is somebody's or a body's; a mere "CEO" may be another's."""
        if self.kind is ActorKind.ORGANISATION:
            return bodies.is_called_one(self.span)
        *before, last = (self.role or "").split() or [""]
        return self.kind is ActorKind.PERSON and bool(before) and offices.is_of_persons_alone(last)

    def short_forms(self) -> Iterator[str]:
        """How a body is called for short, as brackets behind its name tell: “Acme Holdings (“Acme”)”."""
        doc, end = self.span.doc, self.span.end
        opens = any(token.text == "(" for token in doc[end : end + 2])
        if self.kind is not ActorKind.ORGANISATION or not self.sentence.is_prose or not opens:
            return
        bracket = _BRACKET.match(doc[end : end + _LONGEST].text)
        told = bracket[1] if bracket is not None else ""
        yield from (form for form in _QUOTED.findall(told) if form[0].isupper() and fold(form) not in _COMMON)
        begins = told != self.name and fold(self.name).startswith(fold(told))
        if told.isalpha() and told[0].isupper() and (begins or names.is_acronym_of(told, self.name)):
            yield told

    def says_more_than(self, name: str, kind: ActorKind) -> bool:
        """Whether it says more than another name of somebody of that kind."""
        if self.kind is not kind or kind is ActorKind.GROUP:
            return False
        if kind is ActorKind.COUNTRY:
            known = names.countries()
            longer = len(self.name) > len(name) or fold(name) not in known
            return fold(self.name) in known and longer
        return len(self.name) > len(name) and len(self.name.split()) <= 8
