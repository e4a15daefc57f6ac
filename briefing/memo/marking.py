"""Classifications set after the rules of their standard, which are data in `templates/markings.toml`."""

import re
import tomllib
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from briefing.document import normalise
from briefing.errors import SettingsError
from briefing.memo.shapes import Marking
from briefing.resources import templates

_Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
_MORE = {
    "": re.compile(""),
    "words": re.compile(r"([ /–—-]+[A-Z][A-Z ,/&-]*)?"),
    # each sign has one reading only, so that a long text cannot take long
    "segments": re.compile(r" ?(?:// ?[A-Z0-9](?:[A-Z0-9 ,-]|/(?!/))*)*"),
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Level(_Data):
    label: str
    ink: _Colour | Literal[""] = ""


class Standard(_Data):
    """A standard of markings; `title` is what it is called."""

    title: str
    align: Literal["center", "right"]
    points: int = 9
    levels: tuple[_Level, ...]
    ground: _Colour | Literal[""] = ""
    prefix: str = ""
    more: Literal["", "words", "segments"] = ""
    former: dict[str, str] = {}

    def set(self, text: str) -> Marking | None:
        """The marking, where its level and all that follows are known."""
        for level in self.levels:
            if text.startswith(level.label) and _MORE[self.more].fullmatch(text, len(level.label)):
                return Marking(text, self.align, self.points, level.ink, self.ground)
        return None


@cache
def standards() -> dict[str, Standard]:
    """The standards by name, in the order in which they are tried."""
    table = tomllib.loads((templates() / "markings.toml").read_text(encoding="utf-8"))
    return {name: Standard.model_validate(one) for name, one in table.items()}


def marking(classification: str | None, accepted: tuple[str, ...] = ()) -> Marking | None:
    """The classification as it is to be set. Raises `SettingsError`, which explains what would do.

    `accepted` names standards, one of which must know it. Where it is empty, a text that no
    standard knows is set in capitals; but one that claims a standard by its prefix must be known.
    """
    text = normalise(classification or "").upper()
    if not text:
        return None
    tried = [standards()[name] for name in accepted] or list(standards().values())
    for standard in tried:
        if made := standard.set(text):
            return made
    claimed = [one for one in tried if one.prefix and text.startswith(one.prefix[:-1])]
    if not accepted and not claimed:
        return Marking(text)
    raise _unknown(text, claimed or tried)


def _unknown(text: str, among: list[Standard]) -> SettingsError:
    told = [f"{one.title} has {', '.join(level.label for level in one.levels)}" for one in among]
    former = next((one.former[text] for one in among if text in one.former), "")
    return SettingsError(
        f"“{text[:60]}” is no marking that can be set here",
        where="header.classification",
        mend=f"say {former}, as it is called now" if former else "; ".join(told),
    )
