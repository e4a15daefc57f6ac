"""A tame twin of a briefing: every text replaced by a plain word, nothing else changed.

What a format makes of a briefing and of its twin differs in words only, unless some text has
turned into markup.
"""

import json
import re
from dataclasses import replace
from typing import Any

from briefing.document import normalise
from briefing.memo import Look
from briefing.memo.schema import LengthSpec
from briefing.model import Briefing
from briefing.words import words as words_of

_KEPT = {"schema_version", "id", "source", "kind", "importance", "strength", "polarity", "precision", "state", "sha256"}
_KEPT |= {"committer_ids", "about_id", "speaker_id", "gaps", "start", "end", "date", "published", "at", "due"}


def twin(briefing: Briefing) -> Briefing:
    """The twin. The user's Markdown is taken off, which may well turn into markup."""
    return Briefing.model_validate(_tame(json.loads(without_prose(briefing).to_json()), {}))


def without_prose(briefing: Briefing) -> Briefing:
    """The briefing without what its user wrote: the header's fields and the editors' notes.

    Of several statements on the same evidence only the last is left: a memo leaves out one that another holds.
    """
    data = json.loads(briefing.to_json())
    data["statements"] = list({str(one["evidence"] or one["id"]): one for one in data["statements"]}.values())
    data["header"] = {"classification": data["header"]["classification"]}
    for name, items in data.items():
        for item in items if isinstance(items, list) and name != "sources" else []:
            item["review"]["note"] = None
    return Briefing.model_validate(data)


def of_any_length(look: Look) -> Look:
    """The look without its norm of length: how much of a memo stands in its body hangs on how long the texts are."""
    return replace(look, spec=look.spec.model_copy(update={"length": LengthSpec()}))


def _said(value: dict[str, Any], name: str) -> bool:
    """Whether a commitment's action already says another of its fields."""
    text = value.get(name)
    return bool(text) and set(words_of(text)) <= set(words_of(value["action"]))


def _tame(value: Any, words: dict[str, str], name: str = "") -> Any:
    if isinstance(value, dict):
        tame = {key: _tame(one, words, key) for key, one in value.items()}
        for one in ("beneficiary", "amount"):  # a memo leaves out what the action says
            if _said(value, one):
                tame["action"] = f"{tame['action']} {tame[one]}"
        return tame
    if isinstance(value, list):
        return [_tame(one, words, name) for one in value]
    if not isinstance(value, str) or name in _KEPT:
        return value
    if name in ("text", "quote"):
        # Offsets point into it, so its length and its blocks stay.
        return re.sub(r"\S", "x", value)
    return _word(normalise(value), words) if normalise(value) else " "  # what shows nothing stays so


def _word(text: str, words: dict[str, str]) -> str:
    """The word for a text: equal texts stay equal, and those that differ in case or signs alone differ in a sign."""
    if text not in words:
        said = words_of(text)
        alike = [word for other, word in words.items() if said and words_of(other) == said]
        words[text] = f"{alike[0]}{'!' * len(alike)}" if alike else f"word{len(words)}"
    return words[text]
