"""What the sentences around a candidate tell: undertakings seldom stand alone, and most texts hold none."""

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.sentences import Sentence

# So many sentences before and behind are near.
_NEAR = 2
# Clear undertakings for each sentence of the text, and what so many are called.
_DENSITIES = ((0.12, "high"), (0.05, "some"), (0.0, "low"))
_MANY_RIVALS = 4


class Company:
    """Where a document's candidates stand, and which of them are clear undertakings by their words alone."""

    def __init__(self, analysis: Analysis, found: Sequence[tuple[Sentence, bool]]) -> None:
        self._all = Counter(sentence.index for sentence, _ in found)
        self._clear = Counter(sentence.index for sentence, clear in found if clear)
        self._sentences = max(1, sum(sentence.is_prose for sentence in analysis.sentences))

    def of(self, sentence: Sentence) -> Iterator[str]:
        """The features of a candidate in the sentence; what the sentence itself holds does not count as company."""
        here = sentence.index
        yield f"rivals={min(self._all[here], _MANY_RIVALS)}"
        around = (place for place in range(here - _NEAR, here + _NEAR + 1) if place != here)
        near = sum(self._clear[place] for place in around)
        if near:
            yield f"near={'one' if near == 1 else 'several'}"
        density = (self._clear.total() - self._clear[here]) / self._sentences
        yield f"company={next((name for least, name in _DENSITIES if density > least), 'none')}"
