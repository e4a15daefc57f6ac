"""The map of commitments: who undertakes what, for whom, and what it hangs on, as one small picture."""

from collections.abc import Collection, Sequence

from briefing.memo.shapes import Map, MapEnd, MapLine
from briefing.memo.words import Words
from briefing.model import Commitment, Polarity
from briefing.words import name_key
from briefing.words import words as words_of

MOST = 8
"""Lines of a map: what a reader takes in at a glance, and what fits on a third of a page."""
LEAST = 3
"""With fewer lines that lead somewhere, the table says all that a picture could."""


def commitments_map(numbered: Sequence[tuple[int, Commitment]], words: Words) -> Map | None:
    """The map of these commitments, each with its number in the table, the weightiest first.

    None where too few say for whom they are made or on what they hang, or where no two of them
    meet: their map would be the table once more.
    """
    leading = [(number, one) for number, one in numbered if _ends(one)][:MOST]
    # Equal committers and equal ends are one; the text of the first stands for all.
    who: dict[str, str] = {}
    ends: dict[str, MapEnd] = {}
    for _, one in leading:
        who.setdefault(_key(one.committer), one.committer)
        for key, end in _ends(one).items():
            ends.setdefault(key, end)
    if len(leading) < LEAST or not _meet([one for _, one in leading], who, ends):
        return None
    lines = sorted(
        (_line(number, one, list(who), list(ends), words) for number, one in leading),
        key=lambda line: (line.who, line.number),
    )
    names, targets = tuple(who.values()), tuple(ends.values())
    return Map(
        title=words["map.title"],
        columns=(words["column.committer"], words["column.action"], words["map.ends"]),
        condition=words["map.condition"],
        who=names,
        lines=tuple(lines),
        ends=targets,
        told=tuple(_told(line, names, targets, words) for line in lines),
    )


def _ends(commitment: Commitment) -> dict[str, MapEnd]:
    """What a commitment leads to, by a key that is equal for what says the same."""
    found = {}
    if name := commitment.beneficiary:
        found[_key(name)] = MapEnd(name)
    if condition := commitment.condition:
        # No name begins with this sign, so that none is taken for a condition.
        found[f"? {' '.join(words_of(condition)) or condition}"] = MapEnd(condition, condition=True)
    return found


def _key(name: str) -> str:
    """What is equal for two forms of one name; a name without a word is like no other."""
    return name_key(name) or f"! {name}"


def _meet(commitments: Sequence[Commitment], who: Collection[str], ends: Collection[str]) -> bool:
    """Whether two lines have a committer or an end in common, or one leads to whom another comes from."""
    led_to = sum(len(_ends(one)) for one in commitments)
    return len(who) < len(commitments) or len(ends) < led_to or bool(set(who) & set(ends))


def _line(number: int, commitment: Commitment, who: list[str], ends: list[str], words: Words) -> MapLine:
    refrain = f"{words['refrain']} " if commitment.polarity is Polarity.REFRAIN else ""
    return MapLine(
        number=number,
        who=who.index(_key(commitment.committer)),
        text=refrain + commitment.action,
        mark=words[f"mark.{commitment.strength.value}"],
        strength=words[f"strength.{commitment.strength.value}"],
        ends=tuple(ends.index(key) for key in _ends(commitment)),
    )


def _told(line: MapLine, who: Sequence[str], ends: Sequence[MapEnd], words: Words) -> str:
    told = (
        words.fill("map.told_condition" if end.condition else "map.told_for", text=end.text)
        for end in (ends[place] for place in line.ends)
    )
    return words.fill(
        "map.told",
        number=line.number,
        who=who[line.who],
        what=line.text,
        strength=line.strength,
        ends=words["map.and"].join(told),
    )
