"""Why an item stands in a saved briefing: the source, which the briefing holds, is read once more.

A saved source is text without its layout, so which of its blocks were list items or headings is
not known any more. Of a few likely layouts the one is taken that gives back most of what was saved.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.document import BLOCK_BREAK, Block, BlockKind, Document
from briefing.errors import SavedBriefingError
from briefing.model import SECTIONS, Briefing, Source
from briefing.parser.actors import Player
from briefing.parser.analysis import language
from briefing.parser.analysis.analysis import Analysis, analyse
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.assembly import assemble, find
from briefing.parser.commitments import Undertaking
from briefing.parser.commitments.candidate import kind_of
from briefing.parser.judge import Verdict
from briefing.parser.questions import Asked
from briefing.parser.statements import Said
from briefing.parser.summary import Point
from briefing.parser.timeline import Dated
from briefing.words import token_f1

if TYPE_CHECKING:
    from spacy.tokens import Token

Line = tuple[str, str]
"""What is told, and the words that tell it."""

_TEXTS = {
    "summary": "point",
    "actors": "name",
    "commitments": "action",
    "open_questions": "question",
    "statements": "text",
    "timeline": "event",
}
_HEADING_WORDS = 12
_MOST_LISTED = 12


@dataclass(frozen=True)
class Explanation:
    """Why one item was taken.

    `text` is what the item says, `quote` the words of `source` it rests on first. `clause` is what
    the rules saw there; `verdicts` are the judgements, each with its question, none where rules
    alone decide. Both are empty where the program does not find the item by itself; `note` says so.
    """

    id: str
    section: str
    text: str
    source: str | None
    quote: str | None
    clause: tuple[Line, ...] = ()
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    note: str | None = None


@dataclass(frozen=True, eq=False)
class _Reading:
    """A source read once more: for each section its items, each with what was found."""

    analysis: Analysis
    pairs: dict[str, tuple[tuple[Any, Any], ...]]


def explain(note: Briefing, name: str, *, model: str = language.DEFAULT_MODEL) -> tuple[Explanation, ...]:
    """Why the items of a saved briefing were taken whose id is `name` or begins with it, in their order.

    Raises `SavedBriefingError` where there is none, `MissingPartError` without the language model.
    """
    sources = {source.id: source for source in note.sources}

    @cache
    def read(source_id: str) -> _Reading:
        return _read(sources[source_id], note, model)

    every = [(section, item) for section in SECTIONS for item in getattr(note, section)]
    chosen = [row for row in every if row[1].id == name] or [row for row in every if row[1].id.startswith(name)]
    if not chosen:
        ids = ", ".join(item.id for _, item in every[:_MOST_LISTED])
        more = f" … ({len(every)} in all)" if len(every) > _MOST_LISTED else ""
        raise SavedBriefingError(f"it holds no item “{name}”", mend=f"choose one of {ids}{more}" if every else None)
    return tuple(_explained(section, item, read) for section, item in chosen)


def _explained(section: str, item: Any, read: Callable[[str], _Reading]) -> Explanation:
    first = item.evidence[0] if item.evidence else None
    text = str(getattr(item, _TEXTS[section]))
    if first is None:
        return Explanation(item.id, section, text, None, None, note=f"added by hand, by {item.review.by}")
    for piece in item.evidence:
        reading = read(piece.source)
        found = _again(item, text, piece, section, reading)
        if found is not None:
            clause, verdicts = _reasons(found, reading.analysis)
            return Explanation(item.id, section, text, piece.source, piece.quote, clause, verdicts)
    reason = "reworded by an editor" if item.review.by else "made by another version, or from another layout"
    return Explanation(
        item.id,
        section,
        text,
        first.source,
        first.quote,
        note=f"not found again when the source is read now: {reason}",
    )


def _again(item: Any, text: str, piece: Any, section: str, reading: _Reading) -> Any:
    """What was found behind the item: by its id, else in the same place and in the words most like it."""
    for made, found in reading.pairs[section]:
        if made.id == item.id:
            return found
    there = [
        (token_f1(text, str(getattr(made, _TEXTS[section]))), -n, found)
        for n, (made, found) in enumerate(reading.pairs[section])
        if any(one.start < piece.end and piece.start < one.end for one in made.evidence)
    ]
    return max(there, key=lambda row: row[:2])[2] if there else None


def _read(source: Source, note: Briefing, model: str) -> _Reading:
    nlp = language.load(model)
    saved = {repr(item) for _, item in note.items_with_paths()}
    best: tuple[int, _Reading] | None = None
    for document in _layouts(source):
        analysis = analyse(document, nlp)
        found = find(analysis)
        made = assemble(document, found)
        pairs = {
            section: tuple(zip(getattr(made, section), getattr(found, section), strict=True)) for section in SECTIONS
        }
        same = sum(repr(item) in saved for _, item in made.items_with_paths())
        if best is None or same > best[0]:
            best = same, _Reading(analysis, pairs)
    assert best is not None  # noqa: S101 - there is always a first layout
    return best[1]


def _layouts(source: Source) -> Iterator[Document]:
    """The document with its short lines as headings; with them, and what stands behind a colon, as list items."""
    yield Document(source, tuple(_blocks(source, listed=False)))
    listed = tuple(_blocks(source, listed=True))
    if any(block.kind is BlockKind.LIST_ITEM for block in listed):
        yield Document(source, listed)


def _blocks(source: Source, *, listed: bool) -> Iterator[Block]:
    at, behind_colon = 0, False
    for text in source.text.split(BLOCK_BREAK):
        short = len(text.split()) <= _HEADING_WORDS and not text.rstrip("”\"’')").endswith((".", "!", "?", ":", ","))
        if at == 0 and text == source.title:
            kind = BlockKind.TITLE
        elif listed and (behind_colon or short):
            kind = BlockKind.LIST_ITEM
        else:
            kind = BlockKind.HEADING if short else BlockKind.PARAGRAPH
        if text.endswith(":"):
            kind, behind_colon = BlockKind.PARAGRAPH, True
        yield Block(kind, at, at + len(text))
        at += len(text) + len(BLOCK_BREAK)


# --- what each section has to tell --------------------------------------------------------------


def _reasons(found: Any, analysis: Analysis) -> tuple[tuple[Line, ...], tuple[tuple[str, Verdict], ...]]:
    match found:
        case Undertaking():
            return tuple(_undertaken(found, analysis)), (("taken", found.verdict),)
        case Asked():
            return tuple(_asked(found, analysis)), (("taken", found.verdict),)
        case Player():
            return tuple(_played(found)), (("listed", found.shown), ("key", found.key))
        case Point():
            return tuple(_pointed(found, analysis)), (("taken", found.verdict),)
        case Said():
            return tuple(_said(found)), ()
        case Dated():
            return tuple(_dated(found, analysis)), ()
    raise TypeError(found)


def _undertaken(found: Undertaking, analysis: Analysis) -> Iterator[Line]:
    one = found.candidate
    yield "cue", f"{one.cue.text}: {one.family}, class {kind_of(one.cue)}"
    yield "clause", f"{one.who.text if one.who is not None else 'nobody named'} … {one.action.text}"
    yield "committer", found.slots.party.name
    yield from _above(one.cue)
    yield from _spoken(one.sentence, one.cue, analysis)


def _asked(found: Asked, analysis: Analysis) -> Iterator[Line]:
    one = found.candidate
    yield "cue", f"{one.words}: {one.kind.value}"
    yield "clause", f"what is open is told by its {one.way}"
    yield "could answer", found.about.name if found.about is not None else "nobody named"
    yield from _above(one.cue)
    yield from _spoken(one.sentence, one.cue, analysis)


def _above(cue: "Token") -> Iterator[Line]:
    if cue.dep_ in ("ccomp", "xcomp", "advcl", "conj", "acl", "relcl"):
        yield "under", f"{cue.head.text} ({cue.dep_})"


def _spoken(sentence: Sentence, cue: "Token", analysis: Analysis) -> Iterator[Line]:
    speech = analysis.speech_at(sentence, sentence.at(cue))
    if speech is not None:
        who = speech.speaker.name if speech.speaker is not None else "somebody not resolved"
        yield "said by", f"{who} ({speech.form})"


def _played(found: Player) -> Iterator[Line]:
    forms = ", ".join(f"{form} ({count})" for form, count in found.entity.forms.most_common(_MOST_LISTED))
    yield "called", forms
    if found.entity.roles:
        yield "roles", "; ".join(found.entity.roles)


def _pointed(found: Point, analysis: Analysis) -> Iterator[Line]:
    yield "sentence", f"{found.sentence.index + 1} of {len(analysis.sentences)}, {found.sentence.block.kind.value}"


def _said(found: Said) -> Iterator[Line]:
    speech = found.speech
    yield "form", f"{speech.form}, {'in quotation marks' if speech.direct else 'in the writer’s words'}"
    yield "cue", found.cue or "no word for it"
    yield "source", found.speaker_text or "not named in this sentence"
    yield "speaker", speech.speaker.name if speech.speaker is not None else "not resolved to an actor"


def _dated(found: Dated, analysis: Analysis) -> Iterator[Line]:
    published = analysis.document.source.published
    yield "words", found.when
    yield "tense", "ahead" if found.ahead else "past or present"
    yield "published", published.isoformat() if published is not None else "not told"
    if found.date is None:
        yield "date", "not placed"
    else:
        yield "date", f"{found.date.start or '…'} to {found.date.end} ({found.date.precision.value})"
