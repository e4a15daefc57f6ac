"""What parsing costs and finds beside what one would pick instead for a part of it, on the same texts in the same run.

    python tools/bench_others.py

Who says what: textacy's direct quotations, with the same spaCy model. The gist: sumy's LexRank and lede. None
of them gives commitments, open questions or actors, so this is the cost of more against that of less. CPU
milliseconds a document, the least of a few rounds, all loaded. The libraries are those of
`requirements-bench.lock`; `make bench-others` installs them.
"""

import re
import time
from collections.abc import Callable, Iterator
from statistics import mean

import bench_batch
import texts

DOCUMENTS = 12
ROUNDS = 3
POINTS = 5


def main() -> None:
    sources = list(map(texts.mixed, range(DOCUMENTS)))
    rows = {name: _measured(work, sources) for name, work in _contestants()}
    ours, _, _ = rows["briefing, all of it"]
    print(f"{'':34}{'ms':>8}{'of ours':>9}{'found':>8}{'given up':>10}")
    for name, (seconds, found, given_up) in rows.items():
        print(f"{name:34}{1000 * seconds:8.1f}{seconds / ours:9.2f}{found:8.1f}{given_up:10}")
    bench_batch.record(others={name: [round(one / ours, 3), found, lost] for name, (one, found, lost) in rows.items()})


def _measured(work: Callable[[str], int], sources: list[str]) -> tuple[float, float, int]:
    """CPU seconds a document, items found a document, and documents on which it gave up."""
    found: list[int] = []
    given_up = 0
    for source in sources:
        try:
            found.append(work(source))
        except ValueError:
            given_up += 1
    taken = min(_round(work, sources) for _ in range(ROUNDS))
    return taken / len(sources), mean(found or [0]), given_up


def _round(work: Callable[[str], int], sources: list[str]) -> float:
    begun = time.process_time()
    for source in sources:
        try:
            work(source)
        except ValueError:
            continue
    return time.process_time() - begun


def _contestants() -> Iterator[tuple[str, Callable[[str], int]]]:
    import lede
    import spacy
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from textacy.extract.triples import direct_quotations

    from briefing import pipeline, readers
    from briefing.limits import Limits
    from briefing.readers import Raw
    from briefing.settings import Settings

    settings = Settings()
    nlp = spacy.load(settings.model)

    class Tokenizer:
        """Sentences by their stops, for sumy's own need a download."""

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(re.split(r"(?<=[.!?”])\s+(?=[A-Z“])", text))

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(re.findall(r"\w+", sentence))

    def ours(text: str) -> int:
        note = pipeline.parse(readers.read(Raw(text.encode(), "text.txt"), Limits())[0], settings)
        return len(note.items_with_paths())

    def spacy_alone(text: str) -> int:
        return sum(1 for _ in nlp(text).sents)

    def textacy_quotations(text: str) -> int:
        return sum(1 for doc in nlp.pipe(text.splitlines()) for _ in direct_quotations(doc))

    def sumy_points(text: str) -> int:
        return len(LexRankSummarizer()(PlaintextParser.from_string(text, Tokenizer()).document, POINTS))

    def lede_points(text: str) -> int:
        return len(Tokenizer().to_sentences(str(lede.summarize(text))))

    yield "briefing, all of it", ours
    yield "spaCy alone", spacy_alone
    yield "textacy, quotations alone", textacy_quotations
    yield "sumy (LexRank), key points alone", sumy_points
    yield "lede, key points alone", lede_points


if __name__ == "__main__":
    main()
