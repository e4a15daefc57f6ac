"""Places where the text shows that something is open, and the question each of them asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from briefing.model import QuestionKind
from briefing.parser import cues
from briefing.parser.analysis import clauses
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.questions import demonstratives
from briefing.parser.questions.ways import WAYS, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

# The files of the cues, in the order in which they ask.
_ROWS = ("open_first", "open_further")
_NAMED = re.compile(r"\{([a-z]+)\}")
_BEGUN = re.compile(r"(?<!\w)\w\w?")
_FEWEST, _MOST = 3, 44
_HIGHEST = 4
_ANSWERING = frozenset({"answer", "insist", "reply", "respond", "say", "tell"})
_TALKING = frozenset({"consultation", "conversation", "debate", "discussion", "negotiation", "talk"})
_DOUBTS = frozenset({"debate", "doubt", "question", "rumor", "rumour", "speculation", "uncertainty"})
_QUASHING = frozenset(
    {"dispel", "dismiss", "end", "quash", "quell", "remove", "resolve", "scotch", "settle", "silence"}
)
# What somebody did to an inquiry that is over.
_HOLDING = frozenset({"chair", "complete", "conclude", "conduct", "head"})
_LAWS = frozenset({"charter", "code", "constitution", "law", "statute"})
# Whose "its investigation" is, the question alone does not tell.
_OWNED = re.compile(r"(^(?:What (?:are|is|will)|Will)|\b(?:by|from)) (?:his|her|its|their)\b")
# "What will come of their talks?" asks nothing without them, "Will the group win?" nothing at all.
_BARE = re.compile(
    r"What will come of (?:the|his|her|its|their) \w+\?"
    r"|(?:Where|Who) (?:is|are) (?:the )?(?:men|others|people|person|women)\?"
    r"|Will (?!the [A-Z])(?:the )?[a-z][\w’'-]+(?: [\w’'-]+){0,2} (?:act|afford|confirm|do|get|go|happen|succeed|win)\?"
    r"|Will .*\b(?:afford|confirm)\?|Will (?:many|others|some) .*|(?!Whose).*\bwhose \w+\?"
    r"|What is the timetable\?|Who is right about (?:its|his|her|their) \w+\?"
    r"|.*\bor more \w+ly\?|.*\bof what (?:he|it|she|they|we) .*"
)
# "Why did he leave?" asks nobody who has not read the text.
_NAMELESS = re.compile(
    r"(?:\w+ (?:\w+ )?(?:are|can|could|did|do|does|had|has|have|is|should|was|were|will|would) (?:he|she|they|it)"
    r"|(?:Are|Can|Could|Did|Do|Does|Had|Has|Have|Is|Should|Was|Were|Will|Would) (?:he|she|they))\b"
)
# A question opens with a question word or an auxiliary, and no question word follows the auxiliary; what is
# shortened badly ends on a word that leads to another.
_SOUND = re.compile(
    r"(?!.*\bthe an?\b)(?!\w+ (?:\w+ )?(?:whether|where|when|which|whose)\b)"
    r"(?:(?:[A-Z][a-z]+ )?(?:How|What|When|Where|Which|Who|Whose|Why)\b.*"
    r"|(?:Are|Can|Could|Did|Do|Does|Had|Has|Have|Is|May|Should|Was|Were|Will|Would)"
    r" (?!what\b|which\b|who\b|how\b|to\b).*)"
    r"(?<!the time)(?<!the time being)(?<! will too)(?<! would too)(?<! did too)"
    r"(?<! and)(?<! or)(?<! but)(?<! the)(?<! a)(?<! of)(?<! to)\?",
    re.DOTALL,
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """`cue` is the first word of the cue that asks, `words` all of them, `name` its row; `way` is how the
    question was made. `plain` says that the cue tells in so many words what is open. `others` names the
    other rows of which the sentence has a cue, in their order.
    """

    sentence: Sentence
    kind: QuestionKind
    name: str
    cue: "Token"
    words: str
    way: str
    question: str
    about: Entity | None
    plain: bool
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Cue:
    name: str
    kind: QuestionKind
    ways: tuple[str, ...]
    plain: bool


@dataclass(frozen=True)
class _Wording:
    """One of the words of a cue: the place of its row and its own in the table, and what finds it at a place."""

    row: int
    number: int
    cue: _Cue
    pattern: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class _Signal:
    """A cue where it stands in a sentence, from its first to its last word."""

    cue: _Cue
    first: "Token"
    last: "Token"
    words: str


@cache
def _table() -> dict[str, list[_Wording]]:
    """The wordings by the two letters with which they begin; under "" those for which these cannot be told."""
    data = cues.load("questions")
    found: dict[str, list[_Wording]] = {}
    rows = (cue for name in _ROWS for cue in cues.load(name)["cue"])
    spelt = ((row, cue, _spelt(words, data["patterns"])) for row, cue in enumerate(rows) for words in cue["words"])
    for number, (row, told, words) in enumerate(spelt):
        cue = _Cue(told["name"], QuestionKind(told["kind"]), tuple(told["on"]), told.get("plain", False))
        for letters in _openings(words) or {""}:
            found.setdefault(letters, []).append(_Wording(row, number, cue, _pattern(words)))
    return found


@cache
def _any_of() -> dict[str, re.Pattern[str]]:
    """By the letters of the table an expression that finds what any of its wordings finds: most words begin none."""
    return {letters: re.compile("|".join(one.pattern.pattern for one in some)) for letters, some in _table().items()}


def _pattern(spelt: str) -> re.Pattern[str]:
    """The words as whole ones; what ends in a space wants another word behind it."""
    return re.compile(rf"(?:{spelt})(?:(?<=\s)|(?!\w))")


def _openings(spelt: str) -> set[str]:
    """The two letters with which whatever the expression finds begins; empty where there may be others."""
    if plain := re.match(r"[a-z]{2}(?![?*{])", spelt):
        return {plain.group()}
    group = re.match(r"\(\?:((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)(?![?*{])", spelt)
    if group is None:
        return set()
    each = [_openings(one) for one in re.findall(r"(?:[^|()]|\((?:[^()]|\([^()]*\))*\))+", group[1])]
    return set().union(*each) if all(each) else set()


def _spelt(words: str, parts: dict[str, str]) -> str:
    while _NAMED.search(words):
        words = _NAMED.sub(lambda match: parts[match[1]], words)
    return words


def find_all(analysis: Analysis) -> Iterator[Candidate]:
    """The candidates of a document, one a sentence at most; what is itself set as a question leaves nothing to ask."""
    for sentence in analysis.told:
        if not sentence.text.rstrip("”\"’' ").endswith("?"):
            found = find(sentence, analysis)
            if found is not None:
                yield found


def find(sentence: Sentence, analysis: Analysis) -> Candidate | None:
    """What the sentence leaves open, by the first of its cues that yields a question; `None` where none does."""
    signals = [
        one
        for one in _signals(sentence)
        if not (
            _speaks_of_oneself(one.first, sentence, analysis)
            or _tells_when(one.first)
            or _states_a_rule(one.first)
            or _is_answered(one.first, sentence)
            or _is_quashed(one.first)
            or _is_over(one.first)
            or _never_was(one.first)
            or _tells_the_reader(one.first, sentence, analysis)
        )
    ]
    for signal in signals:
        for way in signal.cue.ways:
            made = WAYS[way](Place(analysis, sentence, signal.first, signal.last, signal.cue.kind))
            if made is None or not _is_sound(made[0]):
                continue
            asked = _OWNED.sub(r"\1 the", made[0])
            if _BARE.fullmatch(asked):
                continue
            question, about = demonstratives.named(asked, sentence, analysis)
            return Candidate(
                sentence,
                signal.cue.kind,
                signal.cue.name,
                signal.first,
                signal.words,
                way,
                question,
                made[1] or about,
                signal.cue.plain,
                tuple(dict.fromkeys(one.cue.name for one in signals if one is not signal)),
            )
    return None


def _is_sound(question: str) -> bool:
    sound = _SOUND.fullmatch(question) is not None and _NAMELESS.match(question) is None and "://" not in question
    return sound and _FEWEST <= len(question.split()) <= _MOST


def _signals(sentence: Sentence) -> Iterator[_Signal]:
    """The cues of a sentence, row by row and from left to right; of two of one row that overlap the first counts."""
    lowered = sentence.text.lower().replace("’", "'")
    table, any_of = _table(), _any_of()
    found = sorted(
        ((one.row, match.start(), one.number), one.cue, match)
        for word in _BEGUN.finditer(lowered)
        for letters in (word.group(), "")
        if letters in any_of and any_of[letters].match(lowered, word.start()) is not None
        for one in table[letters]
        if (match := one.pattern.match(lowered, word.start())) is not None
    )
    row, taken = -1, 0
    for place, cue, match in found:
        if place[0] == row and match.start() < taken:
            continue
        row, taken = place[0], match.end()
        first = _token_at(sentence, match.start())
        if first is not None:
            end = match.start() + len(match.group().rstrip())
            yield _Signal(cue, first, _token_at(sentence, end - 1) or first, match.group())


def _speaks_of_oneself(cue: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """ "I don't know him": what a speaker says of his own mind in quotation marks leaves nothing open in the text."""
    verb = cue if cue.pos_ in clauses.VERBAL and cue.dep_ not in ("aux", "auxpass") else cue.head
    if verb.lemma_.lower() in ("ask", "call", "hope", "invite", "urge"):
        return False  # speaks of another
    subject = clauses.subject(verb) if verb.pos_ in clauses.VERBAL else None
    return subject is not None and subject.lower_ in ("i", "you") and analysis.quoted(sentence.at(cue))


def _tells_the_reader(cue: "Token", sentence: Sentence, analysis: Analysis) -> bool:
    """ "If you wish to apply, we will consider your application": how to go about it."""
    told = any(token.lower_ == "you" and token.head.dep_ == "advcl" for token in sentence.tokens)
    return told and not analysis.quoted(sentence.at(cue))


def _states_a_rule(cue: "Token") -> bool:
    """ "The constitution requires consent of both houses", "without the required consent": how it always is,
    and nothing that waits for it."""
    if cue.dep_ == "amod" and cue.lower_ == "required":
        return True
    head, steps = cue, 0
    while head.lemma_.lower() != "require" and head.head != head and steps < _HIGHEST:
        head, steps = head.head, steps + 1
    subject = clauses.subject(head) if head.lemma_.lower() == "require" and head.pos_ in clauses.VERBAL else None
    return subject is not None and subject.lemma_.lower() in _LAWS


def _tells_when(cue: "Token") -> bool:
    """ "It began after he proposed a law": what is only told to say when something else was is over."""
    head = cue
    while head.dep_ != "advcl" and head.head != head:
        head = head.head
    if head.tag_ == "VBD" and any(child.lower_ in ("after", "when") and child.i < cue.i for child in head.lefts):
        return True
    return cue.dep_ == "pobj" and cue.lemma_.lower() in _TALKING and cue.head.lower_ in ("after", "following")


def _is_over(cue: "Token") -> bool:
    """ "Lord Berg, who chaired the inquiry", "was asked all kinds of questions about it": told of the past."""
    verb = cue
    while verb.dep_ in ("dobj", "pobj", "prep") and verb.pos_ not in clauses.VERBAL:
        verb = verb.head
    put = verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() == "ask" and cue.lemma_.lower() == "question"
    return put or (verb.tag_ == "VBD" and verb.lemma_.lower() in _HOLDING)


def _is_quashed(cue: "Token") -> bool:
    """ "Her choice ended speculation that she would leave"."""
    return cue.dep_ == "dobj" and cue.head.lemma_.lower() in _QUASHING and cue.lemma_.lower() in _DOUBTS


def _never_was(cue: "Token") -> bool:
    """ "It would have been longer had he denied the charge"."""
    verb = cue if cue.pos_ in clauses.VERBAL else cue.head
    had = next((child for child in verb.lefts if child.lower_ == "had" and child.dep_ == "aux"), None)
    subject = next((child for child in verb.lefts if child.dep_ in clauses.SUBJECTS), None)
    return had is not None and subject is not None and had.i < subject.i


def _is_answered(cue: "Token", sentence: Sentence) -> bool:
    """ "Asked whether he would resign, the minister said …"."""
    root = sentence.span.root
    asked = any(
        verb.lemma_.lower() == "ask" and verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.head == root
        for verb in (cue, *islice(cue.ancestors, _HIGHEST))
    )
    return asked and root.lemma_.lower() in _ANSWERING


def _token_at(sentence: Sentence, offset: int) -> "Token | None":
    at = sentence.span.start_char + offset
    return next((token for token in sentence.tokens if token.idx <= at < token.idx + len(token.text)), None)
