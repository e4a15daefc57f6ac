"""Who says what: direct, indirect and mixed speech, "according to", and quotations that float.

The three parts of an attribution (source, cue, content) are those of the Penn Discourse
attribution relations (Pareti 2012). Sources are kept as words of the text here; `Speech.speaker`
is the actor they stand for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.cast import Cast, Entity
from briefing.parser.analysis.clauses import SUBJECTS
from briefing.parser.analysis.quotations import Quotation
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "parataxis"})
_MARKS = frozenset("“”\"‘’'«»,.;:—–-() ")


@dataclass(frozen=True, eq=False)
class Speech:
    """One attribution. Offsets are code points of the document, half-open.

    `form` names the rule that found it. `source` and `cue` are `None` where the text has no words for them;
    `cue_token` is the verb or noun that reports. `direct` means that all of the content stands in quotation marks.
    """

    sentence: Sentence
    start: int
    end: int
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    speaker: Entity | None
    direct: bool
    form: str
    cue_token: "Token | None" = None

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def find(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], cast: Cast, text: str
) -> tuple[Speech, ...]:
    """All attributions in reading order."""
    return tuple(_Reader(sentences, quotations, cast, text).read())


class _Reader:
    """Reads sentence by sentence and remembers who spoke last, for quotations that go on."""

    def __init__(
        self, sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], cast: Cast, text: str
    ) -> None:
        self.sentences = sentences
        self.quotations = quotations
        self.cast = cast
        self.text = text
        self.last: tuple[int, Speech] | None = None

    def read(self) -> Iterator[Speech]:
        for sentence in self.sentences:
            if not sentence.is_prose:
                continue
            here = self._quoted(sentence)
            found = list(self._reported(sentence, here)) or list(self._according(sentence))
            if not found and here:
                found = list(self._dashed(sentence, here)) or list(self._floating(sentence, here))
            yield from found
            if found:
                self.last = (sentence.block_index, found[-1])

    def _quoted(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The stretches of the sentence that stand in quotation marks."""
        return [
            (max(q.start, sentence.start), min(q.end, sentence.end))
            for q in self.quotations
            if q.block_index == sentence.block_index and q.start < sentence.end and q.end > sentence.start
        ]

    # --- verbs that report -------------------------------------------------------------------

    def _reported(self, sentence: Sentence, quoted: list[tuple[int, int]]) -> Iterator[Speech]:
        for token in sentence.span:
            if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
                continue
            lemma = token.lemma_.lower()
            speaks = lemma in cues.words("reporting", "verbs")
            if not speaks and lemma not in cues.words("reporting", "thoughts"):
                continue
            if self._inside(quoted, sentence.at(token)):
                continue
            if (speech := self._by_verb(sentence, token, quoted, speaks)) is not None:
                yield speech

    def _by_verb(self, sentence: Sentence, verb: "Token", quoted: list[tuple[int, int]], speaks: bool) -> Speech | None:
        source = _subject(verb)
        content = self._content(sentence, verb, source, quoted, speaks)
        if content is None:
            return None
        start, end = content
        return self._speech(sentence, start, end, source, verb, quoted)

    def _content(
        self, sentence: Sentence, verb: "Token", source: "Token | None", quoted: list[tuple[int, int]], speaks: bool
    ) -> tuple[int, int] | None:
        complement = next((c for c in verb.children if c.i > verb.i and _is_complement(c, speaks)), None)
        if complement is not None:
            first = complement.left_edge
            if first.lower_ == "that" and first.dep_ == "mark":
                first = first.nbor(1)
            return self._trim(sentence.at(first), self._reach(sentence, complement, quoted))
        before = self._before(sentence, verb, source)
        if before is not None and (speaks or verb.lemma_ in ("believe", "think")):
            return before
        if speaks and quoted:
            quoted = [q for q in quoted if len(self.text[slice(*q)].split()) > 2]
            after = [q for q in quoted if q[0] > sentence.at(verb)]
            if after and (self._is_object(sentence, verb, after[0]) or after[0][0] - sentence.at(verb) < 60):
                return after[0]
            ahead = [q for q in quoted if q[1] <= sentence.at(verb)]
            if ahead:
                return ahead[0]
        return None

    def _is_object(self, sentence: Sentence, verb: "Token", span: tuple[int, int]) -> bool:
        return any(span[0] <= sentence.at(t) < span[1] for c in verb.rights for t in c.subtree)

    def _reach(self, sentence: Sentence, complement: "Token", quoted: list[tuple[int, int]]) -> int:
        """Where the content ends: the complement's last word, or the end of a quotation it runs into."""
        end = sentence.after(complement.right_edge)
        for q in quoted:
            if q[0] < end < q[1]:
                return q[1]
        return end

    def _before(self, sentence: Sentence, verb: "Token", source: "Token | None") -> tuple[int, int] | None:
        """Content set before the cue: "…, Zelenskyy said"; "…", said Johnson."""
        clause = min([verb.i, *([source.left_edge.i] if source is not None else [])])
        comma = clause - 1
        doc = verb.doc
        while comma >= sentence.span.start and doc[comma].text in ("”", '"', "’", "'"):
            comma -= 1
        if comma <= sentence.span.start or doc[comma].text not in (",", "?", "!", "—", "–"):
            return None
        fronted = any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.children)
        hangs = verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i
        if not fronted and not hangs and doc[clause - 1].text not in ("”", '"'):
            return None
        if not any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.span.start : comma]):
            return None
        return self._trim(sentence.start, sentence.at(doc[comma]))

    # --- phrases and floating quotations ------------------------------------------------------

    def _according(self, sentence: Sentence) -> Iterator[Speech]:
        for token in sentence.span:
            if token.lower_ != "according" or token.i + 1 >= sentence.span.end:
                continue
            to = token.doc[token.i + 1]
            head = next((c for c in (*to.children, *token.children) if c.dep_ == "pobj"), None) or next(
                (c for child in token.children for c in child.children if c.dep_ == "pobj"), None
            )
            if head is None:
                continue
            edge = head.right_edge
            if edge.i + 1 < sentence.span.end and edge.nbor(1).text == ")":
                edge = edge.nbor(1)
            phrase_end = sentence.after(edge)
            if token.i == sentence.span.start:
                start, end = self._trim(phrase_end, sentence.end)
            else:
                start, end = self._trim(sentence.start, sentence.at(token))
            if end - start > 3:
                source = (sentence.at(head.left_edge), phrase_end)
                cue = (sentence.at(token), sentence.after(to))
                yield Speech(sentence, start, end, source, cue, self.cast.of_phrase(head), False, "according to", token)

    def _dashed(self, sentence: Sentence, quoted: list[tuple[int, int]]) -> Iterator[Speech]:
        """Press-release forms: “…” – Commissioner X; X: “…”."""
        first, last = quoted[0], quoted[-1]
        for token in sentence.span:
            at = sentence.at(token)
            entity = self.cast.at(token)
            if entity is None or first[0] <= at < last[1]:
                continue
            gap = self.text[last[1] : at] if at >= last[1] else self.text[sentence.after(token) : first[0]]
            dash = at >= last[1] and any(sign in gap[:4] for sign in "–—-")
            colon = at < first[0] and ":" in gap and len(gap) < 25
            if dash or colon:
                end = token
                while end.i + 1 < sentence.span.end and self.cast.at(end.nbor(1)) is entity:
                    end = end.nbor(1)
                span = (sentence.at(token), sentence.after(end))
                yield Speech(
                    sentence, first[0], first[1] if dash else last[1], span, None, entity, True, "dash or colon"
                )
                return

    def _floating(self, sentence: Sentence, quoted: list[tuple[int, int]]) -> Iterator[Speech]:
        """A quotation with no words of reporting goes on from the one before it."""
        start, end = quoted[0]
        whole = (end - start) > 0.8 * (sentence.end - sentence.start)
        if not whole or self.last is None or self.last[0] < sentence.block_index - 1:
            return
        before = self.last[1]
        if self.last[0] == sentence.block_index or self._goes_on(sentence.block_index):
            yield Speech(sentence, start, end, before.source, before.cue, before.speaker, True, "floating quotation")

    def _goes_on(self, block_index: int) -> bool:
        return any(q.open_ended and q.block_index == block_index - 1 for q in self.quotations) or True

    # --- shared -------------------------------------------------------------------------------

    def _speech(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        source: "Token | None",
        verb: "Token",
        quoted: list[tuple[int, int]],
    ) -> Speech | None:
        if end - start < 3:
            return None
        direct = any(q[0] <= start + 1 and end <= q[1] + 2 for q in quoted)
        span = (sentence.at(source.left_edge), self._source_end(sentence, source)) if source is not None else None
        if span is not None and span[0] < end and start < span[1]:
            span = None
        speaker = self.cast.of_phrase(source) if source is not None else None
        auxiliaries = [c for c in verb.lefts if c.dep_ in ("aux", "neg", "auxpass")]
        cue = (sentence.at(auxiliaries[0] if auxiliaries else verb), sentence.after(verb))
        return Speech(sentence, start, end, span, cue, speaker, direct, "verb", verb)

    def _source_end(self, sentence: Sentence, source: "Token") -> int:
        """The source without a relative clause or an apposition in commas behind it."""
        end = source.i
        for child in source.rights:
            if child.dep_ in ("relcl", "acl") or child.text in (",", "(", "—", "–"):
                break
            end = max(end, child.right_edge.i)
        return sentence.after(source.doc[end])

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _MARKS:
            start += 1
        while end > start and self.text[end - 1] in _MARKS:
            end -= 1
        return start, end

    @staticmethod
    def _inside(quoted: list[tuple[int, int]], offset: int) -> bool:
        return any(start <= offset < end for start, end in quoted)


def _is_complement(token: "Token", speaks: bool) -> bool:
    """Whether the clause tells what was said: a finite one, or "to …" behind a verb of speech."""
    return token.dep_ == "ccomp" or (speaks and token.dep_ == "xcomp" and token.tag_ == "VB")


def _subject(verb: "Token") -> "Token | None":
    """Who the verb says is speaking: its subject, its agent, or what it inherits from above."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.lower_ not in ("it", "there", "that", "which", "who"):
            return child
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if verb.dep_ == "relcl":
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    if verb.dep_ == "acl":
        return verb.head
    return None
