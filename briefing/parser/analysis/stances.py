"""What somebody judges, wants or speaks about, told as a phrase and not as what was said.

"praised the decision", "their criticism of the plan", "is confident that the talks will go on": attributions
in the sense of the Penn Discourse relations (Pareti 2012), though no words of the source are reported. They
are kept apart from the others: who judges a thing does not speak its sentence.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis.attribution import Speech
from briefing.parser.analysis.cast import Cast
from briefing.parser.analysis.clauses import SUBJECTS, VERBAL, carrier, maker
from briefing.parser.analysis.papers import Papers
from briefing.parser.analysis.party import can_hold_a_view
from briefing.parser.analysis.reporting import Stretch, is_unsaid, subject
from briefing.parser.analysis.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_BE = frozenset({"be", "feel", "seem", "remain", "sound", "become", "appear"})
_MARKS = frozenset("“”\"‘’'«»,.;:—–-() ")


def find(
    sentences: tuple[Sentence, ...], speeches: Iterable[Speech], quoted: Callable[[int], bool], cast: Cast, text: str
) -> tuple[Speech, ...]:
    """The stances of the text in reading order; none where a speech has the same cue."""
    return tuple(_find(sentences, speeches, quoted, cast, text))


def _find(
    sentences: tuple[Sentence, ...], speeches: Iterable[Speech], quoted: Callable[[int], bool], cast: Cast, text: str
) -> Iterator[Speech]:
    spoken = {(id(one.cue_token.doc), one.cue_token.i) for one in speeches if one.cue_token is not None}
    papers = Papers(cast)
    for sentence in sentences:
        if not sentence.is_prose:
            continue
        reader = _Reader(sentence, cast, papers, text)
        for token in sentence.tokens:
            if (id(token.doc), token.i) not in spoken and not quoted(sentence.at(token)):
                yield from reader.of(token)
        papers.note(sentence)


class _Reader:
    """One sentence."""

    def __init__(self, sentence: Sentence, cast: Cast, papers: Papers, text: str) -> None:
        self.sentence = sentence
        self.cast = cast
        self.papers = papers
        self.text = text

    def of(self, token: "Token") -> Iterator[Speech]:
        """The stance whose cue the token is, if it is one."""
        lemma = token.lemma_.lower()
        if token.pos_ in VERBAL and token.dep_ not in ("amod", "compound"):
            yield from self._made(token, self._source_of_verb(token), self._by_verb(token, lemma))
        elif token.pos_ == "NOUN" and lemma in _table("nouns"):
            yield from self._made(token, _owner(token, lemma), self._complement(token, _table("nouns")[lemma]))
        elif lemma in _table("adjectives") or token.lower_ in _table("adjectives"):
            row = _table("adjectives").get(token.lower_) or _table("adjectives")[lemma]
            if token.head.lemma_.lower() in _BE and token.dep_ in ("acomp", "attr", "oprd"):
                yield from self._made(token, subject(token.head), self._complement(token, row))

    def _made(self, cue: "Token", source: "Token | None", content: "tuple[Token, Token] | None") -> Iterator[Speech]:
        if source is None or content is None or not can_hold_a_view(source, self.cast):
            return
        if is_unsaid(cue, source):
            return
        first, last = content
        start, end = self._trim(self.sentence.at(first), self.sentence.after(last))
        span = (self.sentence.at(source.left_edge), self.sentence.after(source))
        if end - start < 3 or (span[0] < end and start < span[1]):
            return
        # "Do not want" is no wish: the words that deny it belong to the cue.
        denied = next((one for one in cue.lefts if one.dep_ == "neg"), None)
        opening = next((one for one in cue.lefts if one.dep_ in ("aux", "neg")), cue) if denied is not None else cue
        words = (self.sentence.at(opening), self.sentence.after(cue))
        speaker = self.cast.of_phrase(source) or self.papers.author(source)
        yield Speech(self.sentence, start, end, span, words, speaker, False, "stance", cue)

    # --- verbs --------------------------------------------------------------------------------

    def _by_verb(self, verb: "Token", lemma: str) -> "tuple[Token, Token] | None":
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        if passive:
            if lemma not in cues.words("reporting", "judgements"):
                return None
            thing = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
            return (thing.left_edge, thing.right_edge) if thing is not None else None
        if lemma in cues.words("reporting", "wills"):
            for child in verb.rights:
                if child.dep_ == "xcomp" and child.tag_ == "VB":
                    return child.left_edge, child.right_edge
        if lemma in cues.words("reporting", "judgements") or lemma in cues.words("reporting", "topics"):
            for child in verb.rights:
                if child.dep_ == "dobj":
                    row = _table("nouns").get(child.lemma_.lower()) if not _denies(verb) else None
                    if row is not None and self._complement(child, row) is not None:
                        return None  # the noun says it: "voiced the hope that …"
                    return child.left_edge, self._grounds(verb, child)
        if lemma in cues.words("reporting", "namings"):
            said = [child for child in verb.rights if child.dep_ in ("dobj", "ccomp", "oprd", "prep", "acomp")]
            if said and said[0].dep_ in ("dobj", "ccomp") and (len(said) > 1 or said[0].dep_ == "ccomp"):
                return said[0].left_edge, said[min(1, len(said) - 1)].right_edge
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in _table("about").get(lemma, ()):
                inner = next((one for one in child.children if one.dep_ in ("pobj", "pcomp")), None)
                if inner is not None:
                    return inner.left_edge, inner.right_edge
        return None

    def _grounds(self, verb: "Token", thing: "Token") -> "Token":
        """The last word of what is judged, its grounds included: "mocked the rival for his speech"."""
        last = thing.right_edge
        for child in verb.rights:
            if (
                child.i > last.i
                and child.dep_ in ("prep", "xcomp")
                and child.lower_ in ("for", "as", "over", "about", "of")
            ):
                return child.right_edge
        return last

    def _source_of_verb(self, verb: "Token") -> "Token | None":
        if any(child.dep_ == "auxpass" for child in verb.children):
            agent = next((child for child in verb.children if child.dep_ == "agent"), None)
            return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        return subject(verb)

    # --- nouns and adjectives -----------------------------------------------------------------

    def _complement(self, head: "Token", row: list[str]) -> "tuple[Token, Token] | None":
        for child in head.rights:
            if child.dep_ in ("acl", "ccomp", "relcl") and "that" in row:
                that = next((c for c in child.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
                if that is not None and that.i + 1 <= child.right_edge.i:
                    return that.nbor(1), child.right_edge
                if child.dep_ == "ccomp":
                    return child.left_edge, child.right_edge
            if child.dep_ in ("acl", "xcomp") and "to" in row and child.tag_ == "VB":
                return child.left_edge, child.right_edge
            if child.dep_ == "prep" and child.lower_ in row:
                inner = next((one for one in child.children if one.dep_ in ("pobj", "pcomp")), None)
                if inner is not None:
                    return inner.left_edge, inner.right_edge
        if head.dep_ in SUBJECTS and head.head.lemma_ == "be" and "that" in row:
            return next(((c.left_edge, c.right_edge) for c in head.head.rights if c.dep_ == "ccomp"), None)
        return None

    # --- shared -------------------------------------------------------------------------------

    def _trim(self, start: int, end: int) -> Stretch:
        while start < end and self.text[start] in _MARKS:
            start += 1
        while end > start and self.text[end - 1] in _MARKS:
            end -= 1
        return start, end


def _owner(noun: "Token", lemma: str) -> "Token | None":
    """Whose it is: "their claim", "the claim by Berg", "voiced the hope"."""
    told = maker(noun, "of" not in _table("nouns")[lemma])
    if told is None and noun.dep_ in ("dobj", "pobj") and (verb := carrier(noun)) is not None:
        return subject(verb) if not _denies(verb) else None
    return told


def _denies(verb: "Token") -> bool:
    """Whether who does so makes no claim, but has heard one: "denied reports that"."""
    return verb.lemma_.lower() in cues.words("reporting", "denials")


def _table(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = cues.load("reporting")[name]
    return found
