"""Words that report, with their source and what they report: verbs with a clause, "according to"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.clauses import SUBJECTS, VERBAL, is_finite, told_alone
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Stretch = tuple[int, int]
"""Code points of the document, half-open."""

_MARKS = frozenset("“”\"‘’'«»,.;:—–-() ")
_QUOTES = ("”", '"', "’", "'", "“", "‘", "''")
_RELATIVE = frozenset({"who", "which", "that"})
# A quotation this near behind its cue belongs to it, whatever the parser says; in code points.
_NEAR = 60
_SHORTEST = 3
_TITLE_WORDS = 5
_LONGEST_INSET = 9
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What others say of somebody: "is said to", "are believed to".
_SAID_OF = frozenset(
    {"allege", "assume", "believe", "expect", "know", "report", "say", "suppose", "think", "understand"}
)


@dataclass(frozen=True, eq=False)
class Report:
    """An attribution as the grammar shows it; `around` means that the cue stands inside the content."""

    content: Stretch
    source: Stretch | None
    source_token: "Token | None"
    cue: Stretch
    cue_token: "Token"
    form: str
    around: bool = False


def find(sentence: Sentence, quoted: list[Stretch], text: str) -> Iterator[Report]:
    """What a sentence reports, in order of the cues; what stands in quotation marks reports nothing."""
    reader = _Reader(sentence, quoted, text)
    for token in sentence.tokens:
        if any(start <= sentence.at(token) < end for start, end in quoted):
            continue
        if token.lower_ == "according":
            found = reader.according(token)
        elif token.pos_ in VERBAL and token.dep_ not in ("amod", "compound"):
            found = reader.verb(token)
        else:
            continue
        if found is not None and found.content[1] - found.content[0] >= _SHORTEST:
            yield found


def introduced(sentence: Sentence) -> Report | None:
    """Who speaks behind a colon: the subject of the sentence's last verb that reports; its content is still to come."""
    for token in reversed(sentence.tokens):
        if (
            token.pos_ in VERBAL
            and token.dep_ not in ("amod", "compound")
            and token.lemma_.lower() in cues.words("reporting", "verbs")
        ):
            reader = _Reader(sentence, [], "")
            source = subject(token)
            return Report((sentence.end, sentence.end), reader.source(source), source, reader.cue(token), token, "verb")
    return None


class _Reader:
    """One sentence."""

    def __init__(self, sentence: Sentence, quoted: list[Stretch], text: str) -> None:
        self.sentence = sentence
        self.quoted = quoted
        self.text = text

    def verb(self, verb: "Token") -> Report | None:
        lemma = verb.lemma_.lower()
        speaks = lemma in cues.words("reporting", "verbs")
        goes_on = lemma in cues.words("reporting", "goings_on")
        if not speaks and not goes_on and lemma not in cues.words("reporting", "thoughts"):
            return None
        if speaks and (inset := self._inset(verb)) is not None:
            return inset
        source = subject(verb)
        if is_unsaid(verb, source):
            return None
        content = self._quotation(verb) if goes_on else self._content(verb, source, speaks)
        if content is None:
            return None
        cue = self.cue(verb)
        around = content[0] < cue[0] and cue[1] < content[1]
        return Report(content, self.source(source, verb), source, cue, verb, "verb", around)

    def according(self, token: "Token") -> Report | None:
        """ "According to X, …"; "…, according to X"."""
        sentence = self.sentence
        if token.i + 1 >= sentence.span.end:
            return None
        to = token.nbor(1)
        below = [*to.children, *token.children, *(c for child in token.children for c in child.children)]
        head = next((c for c in below if c.dep_ == "pobj"), None)
        if head is None or (head.lemma_.lower() in cues.words("reporting", "measures") and not head.ent_type_):
            return None
        edge = head.right_edge
        if edge.i + 1 < sentence.span.end and edge.nbor(1).text == ")":
            edge = edge.nbor(1)
        phrase_end = sentence.after(edge)
        around = self._goes_on(token.i, edge.i + 1)
        if token.i == sentence.span.start:
            content = self._trim(phrase_end, sentence.end)
        else:
            content = self._trim(sentence.start, sentence.end if around else sentence.at(token))
        cue = (sentence.at(token), sentence.after(to))
        return Report(content, (sentence.at(head.left_edge), phrase_end), head, cue, token, "according to", around)

    def _inset(self, verb: "Token") -> Report | None:
        """ "The bridge, said Berg, will open": all of the sentence is what was said."""
        start, end = verb.i, next((one.i for one in verb.doc[verb.i : self.sentence.span.end] if one.text == ","), 0)
        named = [one for one in verb.doc[start + 1 : end] if one.pos_ in ("PROPN", "NOUN", "PRON")]
        if not 1 < end - start <= _LONGEST_INSET or not named or not self._goes_on(start, end):
            return None
        if any(one.pos_ in VERBAL or one.lower_ in ("that", "it", "there") for one in verb.doc[start + 1 : end]):
            return None
        source = (self.sentence.at(verb.nbor(1)), self.sentence.after(verb.doc[end - 1]))
        content = self._trim(self.sentence.start, self.sentence.end)
        return Report(content, source, named[-1], self.cue(verb), verb, "verb", around=True)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether words set between two commas stand within a clause, and are not its end or its beginning."""
        doc, span = self.sentence.span.doc, self.sentence.span
        if start <= span.start or end + 1 >= span.end or doc[start - 1].text != "," or doc[end].text != ",":
            return False
        before, behind = doc[span.start : start - 1], doc[end + 1 : span.end]
        return not any(one.tag_ in _FINITE for one in before) and any(one.tag_ in _FINITE for one in behind)

    # --- what is reported ---------------------------------------------------------------------

    def _content(self, verb: "Token", source: "Token | None", speaks: bool) -> Stretch | None:
        complement = next((c for c in verb.children if c.i > verb.i and _is_complement(c, speaks)), None)
        if complement is not None:
            first = complement.left_edge
            if first.lower_ == "that" and first.dep_ == "mark":
                first = first.nbor(1)
            if complement.dep_ == "xcomp" and (told := _told_to_act(verb, complement)) is not None:
                first = told.left_edge
            return self._trim(self.sentence.at(first), self._reach(verb, complement))
        before = self._before(verb, source)
        if before is not None and (speaks or verb.lemma_ in ("believe", "think")):
            return before
        if (observed := self._observed(verb)) is not None:
            return observed
        return self._quotation(verb) if speaks else None

    def _reach(self, verb: "Token", complement: "Token") -> int:
        """Where the content ends: with its last word, or the quotation it runs into, or before a further report."""
        last = complement.right_edge
        for token in complement.subtree:
            if token.i > complement.i and _reports_anew(token, verb, complement):
                last = token.left_edge.nbor(-1) if token.left_edge.i > complement.i else last
                while last.i > complement.i and (last.is_punct or last.dep_ == "cc"):
                    last = last.nbor(-1)
                break
        end = self.sentence.after(last)
        return next((q[1] for q in self.quoted if q[0] < end < q[1]), end)

    def _before(self, verb: "Token", source: "Token | None") -> Stretch | None:
        """Content set before the cue: "…, Zelenskyy said"; "…", said Johnson; where it goes on behind, both parts."""
        clause = min([verb.i, *([source.left_edge.i] if source is not None else [])])
        comma, doc, start = clause - 1, verb.doc, self.sentence.span.start
        while comma >= start and doc[comma].text in _QUOTES:
            comma -= 1
        if comma <= start or doc[comma].text not in (",", "?", "!", "—", "–"):
            return None
        fronted = any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.children)
        hangs = verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i
        if not fronted and not hangs and doc[clause - 1].text not in ("”", '"', "''"):
            return None
        if not any(t.pos_ in VERBAL for t in doc[start:comma]):
            return None
        return self._trim(self.sentence.start, self.sentence.at(doc[comma]))

    def _observed(self, verb: "Token") -> Stretch | None:
        """ "As Pollak observed, …": all but the clause is the content."""
        if verb.dep_ != "advcl" or not any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.lefts):
            return None
        if any(c.dep_ == "dobj" for c in verb.children):
            return None
        edge = verb.right_edge
        if verb.left_edge.i == self.sentence.span.start:
            return self._trim(self.sentence.after(edge), self.sentence.end)
        return self._trim(self.sentence.start, self.sentence.at(verb.left_edge))

    def _quotation(self, verb: "Token") -> Stretch | None:
        """A quotation near the cue, behind it before ahead of it."""
        at = self.sentence.at(verb)
        long = [q for q in self.quoted if len(self.text[slice(*q)].split()) > 2]
        for q in long:
            if q[0] > at and self._is_object(verb, q):
                return self._named(verb, q)
            if at < q[0] < at + _NEAR and not self._is_title(q):
                return q
        return next((q for q in long if q[1] <= at), None)

    def _is_object(self, verb: "Token", span: Stretch) -> bool:
        return any(span[0] <= self.sentence.at(t) < span[1] for c in verb.rights for t in c.subtree)

    def _named(self, verb: "Token", quotation: Stretch) -> Stretch:
        """The quotation with what it is said of: "called the plan “a great step”"."""
        if verb.lemma_.lower() not in cues.words("reporting", "namings"):
            return quotation
        starts = [self.sentence.at(c.left_edge) for c in verb.rights if c.dep_ in ("dobj", "ccomp", "oprd", "nsubj")]
        return self._trim(min([*starts, quotation[0]]), quotation[1])

    def _is_title(self, quotation: Stretch) -> bool:
        """Whether the marks stand around the name of a work: on CBS’s “Face the Nation”."""
        words = self.text[slice(*quotation)].split()
        return len(words) <= _TITLE_WORDS and sum(word[:1].isupper() for word in words) >= len(words) - 1

    # --- who reports, and by which words ------------------------------------------------------

    def cue(self, verb: "Token") -> Stretch:
        auxiliaries = [c for c in verb.lefts if c.dep_ in ("aux", "neg", "auxpass")]
        called = verb.lemma_ == "call" and verb.i + 1 < verb.sent.end and verb.nbor(1).lower_ in ("on", "upon")
        return self.sentence.at(auxiliaries[0] if auxiliaries else verb), self.sentence.after(
            verb.nbor(1) if called else verb
        )

    def source(self, head: "Token | None", verb: "Token | None" = None) -> Stretch | None:
        """The words of the source without a clause behind it, but with the verb's own "who"."""
        if head is None:
            return None
        end = head.i
        for child in head.rights:
            if child.dep_ in ("relcl", "acl") or child.text in ("(", "—", "–"):
                break
            if child.dep_ == "appos" or child.text != ",":
                end = max(end, child.right_edge.i)
        if verb is not None and (who := _relative(verb, head)) is not None:
            end = who.i
        return self.sentence.at(head.left_edge), self.sentence.after(head.doc[end])

    def _trim(self, start: int, end: int) -> Stretch:
        while start < end and self.text[start] in _MARKS:
            start += 1
        while end > start and self.text[end - 1] in _MARKS:
            end -= 1
        return start, end


def _is_complement(token: "Token", speaks: bool) -> bool:
    """Whether the clause tells what was said: a finite one, or "to …" behind a verb of speech.

    What one sees done is no thought: "fans want to see the stadium built".
    """
    if token.head.lemma_.lower() == "add" and token.left_edge.lower_ == "what":
        return False  # "has added what it calls smart folders"
    if token.dep_ == "ccomp":
        return speaks or token.head.lemma_.lower() != "see" or is_finite(token)
    return speaks and token.dep_ == "xcomp" and token.tag_ == "VB"


def _told_to_act(verb: "Token", act: "Token") -> "Token | None":
    """Whom somebody tells or asks to act: "urged | the council | to pay", "called on | the council | to pay"."""
    for child in verb.rights:
        if child.i < act.i and child.dep_ == "dobj":
            return child
        if child.i < act.i and child.dep_ == "prep" and child.lower_ in ("on", "upon"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def is_unsaid(verb: "Token", source: "Token | None") -> bool:
    """Whether the words say that nobody spoke, or who was spoken of: "neither firm would comment", "is said to be ill",
    "are believed to want", "asked about it", "Green Thursday, as it is called".
    """
    if source is not None and any(child.lower_ in ("neither", "no") for child in source.lefts):
        return True
    if _is_spoken_to(verb) and verb.lemma_.lower() in cues.words("reporting", "addressings"):
        return not any(child.dep_ == "agent" for child in verb.rights)
    above = verb.head if verb.dep_ == "xcomp" else verb
    of_it = any(child.dep_ == "auxpass" for child in above.lefts) and any(
        one.dep_ == "nsubjpass" for one in above.lefts
    )
    if of_it and above.lemma_ in _SAID_OF and not any(child.dep_ == "agent" for child in above.rights):
        return any(child.dep_ == "xcomp" for child in above.rights)
    aside = any(child.lower_ == "as" and child.dep_ in ("mark", "advmod") for child in verb.lefts)
    return of_it and aside and verb.lemma_ in cues.words("reporting", "namings")


def _is_spoken_to(verb: "Token") -> bool:
    """Whether its subject is who was spoken to: "was asked", "Asked about it, he left"."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    bare = verb.tag_ == "VBN" and not auxiliaries and verb.dep_ in ("advcl", "acl")
    return bare or any(child.dep_ == "auxpass" for child in auxiliaries)


def _reports_anew(token: "Token", verb: "Token", complement: "Token") -> bool:
    """Whether a verb inside the content is another report, of the same source or, behind a comma, of another: "said …,
    adding …"; "said …, and the union claimed that …".
    """
    if token.pos_ not in VERBAL or token.lemma_.lower() not in cues.words("reporting", "verbs"):
        return False
    if (who := next((c for c in token.lefts if c.dep_ in SUBJECTS), None)) is not None:
        aside = token.left_edge.i - 2 > complement.i and token.doc[token.left_edge.i - 2].text == ","
        joined = token.dep_ == "conj" and token.head == complement and token.tag_ == verb.tag_
        clause = any(c.dep_ == "ccomp" for c in token.rights)
        named = who.pos_ == "PROPN" and any(c.dep_ == "dobj" for c in token.rights)
        return joined and ((aside and who.pos_ != "PRON" and clause) or named)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.nbor(-1).text == ",":
        return token.head == complement
    return token.dep_ == "conj" and token.head == complement and token.tag_ == verb.tag_ and verb.tag_ in ("VBD", "VBZ")


def _relative(verb: "Token", head: "Token") -> "Token | None":
    """The "who" of "voters who said", where it is the verb's subject."""
    while verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl" or verb.head != head:
        return None
    return next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.lower_ in _RELATIVE), None)


def subject(verb: "Token") -> "Token | None":
    """Who the verb says is speaking: its subject, its agent, or what it inherits from above."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.lower_ not in ("there", *_RELATIVE):
            if child.dep_ == "nsubjpass" and verb.lemma_.lower() in cues.words("reporting", "addressings"):
                break  # "were told by the union"
            return None if child.dep_ == "nsubjpass" and child.lower_ == "it" else told_alone(child, verb)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if verb.dep_ == "relcl":
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ") and verb.head.tag_ == "VB" and verb.head.dep_ == "ccomp":
        return subject(verb.head.head)  # "said that it would fail and said that …": no part of what was said first
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in VERBAL:
        return subject(verb.head)
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in VERBAL:
        return subject(verb.head.head)  # "hit back by saying"
    if verb.dep_ == "acl":
        return verb.head
    return None
