"""Ids in the merged briefing: an item's own where it is the only one of that id, else a derived one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.merge.joining import Item
from briefing.model import Source, stable_id


class Identities:
    """Hands out ids that are unique in one briefing and depend on nothing but the items and their sources."""

    def __init__(self, own: Iterable[str], sources: Sequence[Source]) -> None:
        counted = Counter(own)
        self._unique = {identity for identity, count in counted.items() if count == 1}
        self._taken = set(counted)
        self._hashes = {source.id: source.sha256 for source in sources}

    def name(self, item: Item) -> Item:
        """The item under the id that it keeps from now on."""
        if item.id in self._unique:
            return item
        parts = [item.id]
        for one in item.evidence:
            parts += (self._hashes[one.source], str(one.start), str(one.end))
        prefix = item.id.partition("-")[0]
        identity = stable_id(prefix, *parts)
        while identity in self._taken:
            parts.append(identity)
            identity = stable_id(prefix, *parts)
        self._taken.add(identity)
        return item.model_copy(update={"id": identity})
