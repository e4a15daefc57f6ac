"""One actor of a text, as the text names it: what every section means by "who"."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model import ActorKind
from briefing.parser.analysis import names
from briefing.parser.analysis.sentences import Sentence
from briefing.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(eq=False)
class Entity:
    """One actor while the text is read: its forms with their counts, its roles in order of place."""

    name: str
    kind: ActorKind
    country: str | None = None
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    mentions: list[tuple[Sentence, "Token"]] = field(default_factory=list)

    def add(self, sentence: Sentence, token: "Token", form: str, role: str | None = None) -> None:
        self.forms[form] += 1
        self.mentions.append((sentence, token))
        if role and role not in self.roles:
            self.roles.append(role)

    def settle_name(self) -> None:
        """A body bears the name the text uses, unless the fuller one spells out an acronym or a legal form."""
        if self.kind is not ActorKind.ORGANISATION or not self.forms:
            return
        usual, count = self.forms.most_common(1)[0]
        rare = count >= 2 * max(1, self.forms[self.name])
        if rare and fold(self.name).startswith(fold(usual) + " ") and names.core(usual) != names.core(self.name):
            self.name = usual
