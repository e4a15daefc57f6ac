"""Who says what: direct, indirect and mixed speech, "according to", and quotations that float.

The three parts of an attribution (source, cue, content) are those of the Penn Discourse
attribution relations (Pareti 2012). Sources are kept as words of the text here; `Speech.speaker`
is the actor they stand for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.document import BlockKind
from briefing.model import ActorKind
from briefing.parser import cues
from briefing.parser.analysis import datelines, reporting
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import coordinated
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.papers import Papers
from briefing.parser.analysis.party import can_hold_a_view
from briefing.parser.analysis.quotations import Quotation
from briefing.parser.analysis.reporting import Stretch
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

# A label before what somebody says, as in transcripts: "TAPPER: …", "Anna Lund: …".
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*:\s")
# A name behind a dash, which is all that is left of its paragraph.
_SIGNATURE = re.compile(r"[”\"’'.]*\s*[–—―-]\s*([A-Z][\w.’'-]*(?:,?\s+[\w.’'-]+){1,7})\s*$")


@dataclass(frozen=True, eq=False)
class Speech:
    """One attribution. Offsets are code points of the document, half-open.

    `form` names the rule that found it. `source` and `cue` are `None` where the text has no words for them;
    `cue_token` is the verb or noun that reports. `direct` means that all of the content stands in quotation marks.
    `after` is the attribution that this one goes on from, where a quotation has several sentences; `others` say it
    together with `speaker`.
    """

    sentence: Sentence
    start: int
    end: int
    source: Stretch | None
    cue: Stretch | None
    speaker: Entity | None
    direct: bool
    form: str
    cue_token: "Token | None" = None
    after: "Speech | None" = None
    others: tuple[Entity, ...] = ()

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def find(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], cast: Cast, text: str
) -> tuple[Speech, ...]:
    """All attributions in reading order."""
    return tuple(_Reader(sentences, quotations, cast, text).read())


class _Reader:
    """Reads sentence by sentence, then gives each quotation that has no words of reporting to whoever spoke."""

    def __init__(
        self, sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], cast: Cast, text: str
    ) -> None:
        self.sentences = [sentence for sentence in sentences if sentence.is_prose]
        self.quotations: dict[int, list[Quotation]] = {}
        for quotation in quotations:
            self.quotations.setdefault(quotation.block_index, []).append(quotation)
        self.cast = cast
        self.text = text
        self._papers = Papers(cast)
        self._heads = {one.block_index: one for one in reversed(self.sentences)}

    def read(self) -> Iterator[Speech]:
        told = [self._told(sentence) for sentence in self.sentences]
        last: Speech | None = None
        introduced: Speech | None = None
        for n, sentence in enumerate(self.sentences):
            found = told[n] or list(self._floating(sentence, told[n + 1 : n + 12], last, introduced))
            yield from found
            if found:
                last = found[-1]
            introduced = self._introduced(sentence, found) or (introduced if found else None)

    def _told(self, sentence: Sentence) -> list[Speech]:
        """What the sentence itself attributes. Sentences come in reading order: a paper is told of before it speaks."""
        quoted = self._quoted(sentence)
        if self._label(sentence) is not None:
            return list(self._labelled(sentence))
        found = [
            self._speech(sentence, one, quoted)
            for one in reporting.find(sentence, [stretch for stretch, _ in quoted], self.text)
            if not self._is_of_a_thing(one)
        ]
        self._papers.note(sentence)
        return found or list(self._dashed(sentence, quoted)) or list(self._signed(sentence, quoted))

    def _is_of_a_thing(self, report: reporting.Report) -> bool:
        """Whether a verb of thought or of urging has a thing for its subject: "the arrival shows that they go on"."""
        source, lemma = report.source_token, report.cue_token.lemma_.lower()
        thinks = lemma in cues.words("reporting", "thoughts") or lemma in cues.words("reporting", "urgings")
        return source is not None and source.pos_ == "NOUN" and thinks and not can_hold_a_view(source, self.cast)

    def _quoted(self, sentence: Sentence) -> list[tuple[Stretch, Quotation]]:
        """The stretches of the sentence that stand in quotation marks, each with its whole quotation."""
        return [
            ((max(q.start, sentence.start), min(q.end, sentence.end)), q)
            for q in self.quotations.get(sentence.block_index, ())
            if q.start < sentence.end and q.end > sentence.start
        ]

    def _speech(self, sentence: Sentence, report: reporting.Report, quoted: list[tuple[Stretch, Quotation]]) -> Speech:
        start, end = report.content
        direct = any(q[0] <= start + 1 and end <= q[1] + 2 for q, _ in quoted)
        source, head = report.source, report.source_token
        if source is not None and source[0] < end and start < source[1] and not report.around:
            source = None
        speaker = (self.cast.of_phrase(head) or self._papers.author(head)) if head is not None else None
        speech = Speech(sentence, start, end, source, report.cue, speaker, direct, report.form, report.cue_token)
        if head is None or speaker is None:
            return speech
        return replace(speech, others=self._others(head, speaker))

    def _others(self, head: "Token", speaker: Entity) -> tuple[Entity, ...]:
        """The people who speak with the one whom the words for the speaker name first."""
        people = [it for token in coordinated(head) if _is_person(it := self.cast.of_phrase(token)) and it is not None]
        return tuple(dict.fromkeys(one for one in people if one is not speaker)) if _is_person(speaker) else ()

    def _dashed(self, sentence: Sentence, quoted: list[tuple[Stretch, Quotation]]) -> Iterator[Speech]:
        """Press-release forms: “…” – Commissioner X; X: “…”."""
        if not quoted:
            return
        first, last = quoted[0][0], quoted[-1][0]
        for token in sentence.tokens:
            at = sentence.at(token)
            entity = self.cast.at(token)
            if entity is None or first[0] <= at < last[1]:
                continue
            gap = self.text[last[1] : at] if at >= last[1] else self.text[sentence.after(token) : first[0]]
            dash = at >= last[1] and any(sign in gap[:4] for sign in "–—―-")
            colon = at < first[0] and ":" in gap and len(gap) < 25
            if dash or colon:
                end = token
                while end.i + 1 < sentence.span.end and self.cast.at(end.nbor(1)) is entity:
                    end = end.nbor(1)
                span = (sentence.at(token), sentence.after(end))
                stop = first[1] if dash else last[1]
                yield Speech(sentence, first[0], stop, span, None, entity, True, "dash or colon")
                return

    def _signed(self, sentence: Sentence, quoted: list[tuple[Stretch, Quotation]]) -> Iterator[Speech]:
        """A name behind a dash at the end of a paragraph that is quoted, whoever that is: “…” — Ana Brodie."""
        if quoted and (name := _SIGNATURE.match(self.text, quoted[-1][0][1], sentence.block.end)):
            start, end = quoted[-1][0]
            yield Speech(sentence, start, end, name.span(1), None, None, True, "dash or colon")

    def _label(self, sentence: Sentence) -> tuple[int, Entity | None] | None:
        """Where what is said begins in a paragraph of a transcript, and who says it; `None` elsewhere."""
        label = _LABEL.match(self.text, sentence.block.start, sentence.block.end)
        if label is None or label.end() >= sentence.block.end or self.text[label.end()] in "“\"‘'":
            return None
        head = self._heads.get(sentence.block_index)
        entity = (
            next((it for one in head.span if (it := self.cast.at(one)) and head.at(one) < label.end()), None)
            if head
            else None
        )
        if head is None or datelines.length(head.span):
            return None
        return (label.end(), entity) if entity is not None or label[0].isupper() else None

    def _labelled(self, sentence: Sentence) -> Iterator[Speech]:
        """The first sentence behind a speaker's label, as transcripts set it; the others of its paragraph follow it."""
        label = self._label(sentence)
        if label is not None and sentence.start == sentence.block.start and label[0] < sentence.end:
            start, entity = label
            name = (sentence.start, self.text.index(":", sentence.start))
            yield Speech(sentence, start, sentence.end, name, None, entity, False, "label")

    # --- quotations that float ----------------------------------------------------------------

    def _introduced(self, sentence: Sentence, found: list[Speech]) -> Speech | None:
        """Whoever speaks in the blocks behind a sentence that ends in a colon ("She responded:"), or behind a paragraph
        that says who replied, where the next one opens with a quotation mark.
        """
        colon = self.text[sentence.start : sentence.end].endswith(":")
        if not colon and not (sentence.end == sentence.block.end and self._opens(sentence.block_index + 1)):
            return None
        report = reporting.introduced(sentence)
        if report is not None:
            speech = self._speech(sentence, report, [])
            if colon and report.source is None:
                return self._nearest(sentence, speech) or speech
            return speech if colon or _is_person(speech.speaker) else None
        if found or not colon:
            return found[-1] if found and colon else None
        return self._presented(sentence)

    def _opens(self, block: int) -> bool:
        """Whether the block begins with a quotation."""
        return any(
            self.text[quotation.start - 2 : quotation.start - 1] in ("", "\n")
            for quotation in self.quotations.get(block, ())
        )

    def _nearest(self, sentence: Sentence, speech: Speech) -> Speech | None:
        """As that of the person named last before the cue: "Speaking in Brevik, the mayor, Ana Berg, said:"."""
        for token in reversed(sentence.tokens):
            if speech.cue is not None and sentence.at(token) < speech.cue[0] and _is_person(it := self.cast.at(token)):
                return replace(speech, source=(sentence.at(token.left_edge), sentence.after(token)), speaker=it)
        return None

    def _presented(self, sentence: Sentence) -> Speech | None:
        """The one person whom a line before a colon names: "Anna Berg, spokeswoman on trade, comments:"."""
        people = [(token, it) for token in sentence.tokens if (it := self.cast.at(token)) and _is_person(it)]
        if len({id(it) for _, it in people}) != 1:
            return None
        (first, person), (last, _) = people[0], people[-1]
        name = (sentence.at(first), sentence.after(last))
        return Speech(sentence, sentence.end, sentence.end, name, None, person, False, "dash or colon")

    def _floating(
        self, sentence: Sentence, ahead: list[list[Speech]], last: Speech | None, introduced: Speech | None
    ) -> Iterator[Speech]:
        """A sentence in quotation marks with no words of reporting: the speaker is told before or behind it."""
        stretch = self._floats(sentence)
        if stretch is None:
            labelled = last is not None and last.form == "label" and last.sentence.block_index == sentence.block_index
            if labelled and last is not None:
                yield self._going_on(sentence, (sentence.start, sentence.end), last, direct=False)
            return
        (start, end), quotation = stretch
        marked = sentence.block.kind is not BlockKind.QUOTATION or self._quoted(sentence)
        if marked and (behind := self._told_behind(quotation, ahead)) is not None:
            yield self._going_on(sentence, (start, end), behind)
        elif last is not None and (self._same_block(last, sentence) or self._opens_behind(last, quotation, sentence)):
            yield self._going_on(sentence, (start, end), last)
        elif introduced is not None and introduced.sentence.block_index == sentence.block_index - 1:
            yield self._going_on(sentence, (start, end), introduced)

    def _floats(self, sentence: Sentence) -> tuple[Stretch, Quotation] | None:
        """What stands in quotation marks, where that is all but a few signs of the sentence, or goes on from before."""
        for (start, end), quotation in self._quoted(sentence)[:1]:
            if end - start > 0.8 * (sentence.end - sentence.start) or quotation.start < sentence.start:
                return (start, end), quotation
        if sentence.block.kind is BlockKind.QUOTATION:
            return (sentence.start, sentence.end), Quotation(sentence.block.start, sentence.block.end, 0)
        return None

    def _told_behind(self, quotation: Quotation, ahead: list[list[Speech]]) -> Speech | None:
        """The attribution of a later sentence of the same quotation: “We act. We do not wait,” she said."""
        for found in ahead:
            for speech in found:
                if quotation.start <= speech.start < quotation.end:
                    return speech
            if found:
                return None
        return None

    def _same_block(self, last: Speech, sentence: Sentence) -> bool:
        return last.sentence.block_index == sentence.block_index

    def _opens_behind(self, last: Speech, quotation: Quotation, sentence: Sentence) -> bool:
        """Whether a quotation at the head of a paragraph goes on from the paragraph before."""
        return last.sentence.block_index == sentence.block_index - 1 and (
            last.direct or last.sentence.end == last.sentence.block.end or quotation.open_ended
        )

    def _going_on(self, sentence: Sentence, content: Stretch, told: Speech, *, direct: bool = True) -> Speech:
        form = "label" if told.form == "label" else "floating quotation"
        return replace(told, sentence=sentence, start=content[0], end=content[1], direct=direct, form=form, after=told)


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is ActorKind.PERSON
