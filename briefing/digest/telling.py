"""What a later text says became of an undertaking, a condition or a question; silence says nothing.

All is told from one sentence that speaks of the same thing: most of the weight of its words returns,
a verb of it has become a past form that nothing around it takes back ("would have been", "has yet to
be"), and whoever undertook it is named. What this overlooks is left unsaid rather than guessed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefing.digest.cues import phrases, single
from briefing.digest.likeness import rarity
from briefing.digest.sentences import Sentence
from briefing.digest.stems import past, stem, stems, stems_of
from briefing.model import Commitment, OpenQuestion, Polarity
from briefing.words import SMALL_WORDS, words

_MOST = 0.6
"""How much of the weight of an undertaking's words a sentence must take up."""
_UNNAMED = 0.75
"""The same where it does not name who undertook it, because the verb is passive."""
_ANSWERED = 0.7
_SCENE = 0.3
"""What a word counts that the whole story is about."""
_SINGULAR = 4.0
"""From which rarity on a word names a thing that can hardly be another one."""
_TELLING = 2.5
"""From which rarity on a word of a name says who is meant, and not what is done."""

_UNREAL, _SUPPOSING, _OPEN, _DECIDED, _TIMES = map(single, ("unreal", "supposing", "open", "decided", "times"))
_BEING = frozenset({"was", "were", "been", "being", "is", "are"})
_HAVING = _BEING | {"has", "have", "had"}
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "these", "those", "newly", "recently"})
_MAKING_KNOWN = frozenset(map(stem, single("making_known")))
_DEMANDING = single("demanding")
_OURS = frozenset({"we", "our"})
_WHEN = frozenset(map(stem, _TIMES))
"""When it was to be is not said again of what is done."""
_BEHIND = frozenset({"of", "for", "to", "in", "on", "that", "which", "behind", "with", "by", "at", "from"})
_NEAR = 4
"""How many words before or behind a verb of making known stands what it makes known."""
_WITHIN = 8
"""So many words at most stand between what is asked about and the word that settles it."""
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "jr", "sr"})
_AFTER = frozenset({"following", "after", "since"})
_EVENTS = ("tion", "sion", "ment", "ance", "al")
_NOTHING = frozenset({"nothing", "no", "none", "neither", "nobody"})

_PROMISES, _GIVEN_UP = phrases("promises"), phrases("dropped")
_KEPT = re.compile(rf"\b(?:{phrases('kept')}|kept \w+ {_PROMISES})\b")
_KEEPS_IT = re.compile(rf"\b{phrases('keeps')} (?:this|that|these|those) (?:\w+ )?{_PROMISES}\b")
_BROKE = re.compile(
    rf"\b{phrases('broke')} (?:\w+ ){{0,3}}{_PROMISES}\b|\breneged\b|\bmissed (?:\w+ ){{0,3}}deadline\b"
)
_FAILED = re.compile(rf"\b{phrases('failed')}((?: \w+){{1,4}})")
_DROPPED = re.compile(
    rf"\b{_GIVEN_UP} (?:\w+ ){{0,4}}{_PROMISES}\b|\b(?:backed|pulled) out of\b"
    rf"|\b{_PROMISES} (?:\w+ ){{0,4}}(?:was|were|been|is|are) (?:now )?(?:{_GIVEN_UP}|off)\b"
)
# "Can no longer" tells of what somebody is kept from, and not of what he means to do.
_NO_LONGER = re.compile(
    rf"\b{phrases('minded')} no longer((?: \w+){{1,6}})|\bno longer {phrases('minding')} to((?: \w+){{1,4}})"
)
_POSTPONED = re.compile(rf"\b{phrases('postponed')}\b", re.IGNORECASE)
_MONTH = rf"{phrases('months')}\b(?: \d{{1,2}}\b(?!\d))?,?(?: \d{{4}}\b)?"
_TO_A_TIME = re.compile(
    r"\b(?:to|until|till|by) ((?:the )?(?:end of |beginning of |early |late |mid-|next )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}|\d{{4}}\b(?! \w)|(?<=next )(?:week|month|year)\b))",
)
_SUBORDINATOR = re.compile(rf"^(?:{phrases('subordinators')}\s+)+", re.IGNORECASE)


_Says = Callable[[Sentence, frozenset[str], frozenset[str]], bool]
"""Whether a sentence says it, in these words, of these agents (of anybody, where there are none)."""


@dataclass(frozen=True)
class Setting:
    """Whose undertaking it is, by all names, and the stems that the whole story is about.

    A sentence need not say again where all of it happens.
    """

    names: frozenset[str]
    scene: frozenset[str] = frozenset()

    @cached_property
    def called(self) -> frozenset[str]:
        """The stems by which he is called: the last word of each name, which is the surname of a person."""
        found = ([word for word in words(name) if word not in SMALL_WORDS | _NUMERALS] for name in self.names)
        return frozenset(stem(name[-1]) for name in found if name)

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems of his names that say who is meant, and not what is done."""
        every = (stem(word) for name in self.names for word in words(name))
        return frozenset(one for one in every if rarity(one) >= _TELLING)


@dataclass(frozen=True)
class Told:
    """The sentence that says it, and how much of the thing's weight it takes up, 0 to 1."""

    sentence: Sentence
    share: float


def fulfilled(commitment: Commitment, setting: Setting, told: Sequence[Sentence]) -> Told | None:
    """Who says that it has been done."""
    if commitment.polarity is Polarity.REFRAIN:
        return None

    verbs = _verbs(commitment.action)

    def says(sentence: Sentence, wanted: frozenset[str], agents: frozenset[str]) -> bool:
        return _happened(sentence, wanted & verbs, agents) or _KEPT.search(" ".join(sentence.words)) is not None

    return _best(commitment, setting, told, says)


def kept_at_once(commitment: Commitment, told: Sequence[Sentence]) -> Sentence | None:
    """The sentence right behind the one that tells it, where that says it is kept: "… delivers on this promise"."""
    for before, sentence in pairwise(told):
        one_text = before.evidence.source == sentence.evidence.source
        if one_text and any(map(before.holds, commitment.evidence)) and _KEEPS_IT.search(" ".join(sentence.words)):
            return sentence
    return None


def undertaken_before(commitment: Commitment, setting: Setting, told: Sequence[Sentence]) -> bool:
    """Whether a sentence undertakes it already, in other words: who undertakes it is named, and nothing demanded."""
    wanted = frozenset(stems(commitment.action)) - setting.own

    def says(sentence: Sentence) -> bool:
        speaks = not setting.called.isdisjoint(sentence.stemmed) or not _OURS.isdisjoint(sentence.words)
        return speaks and _DEMANDING.isdisjoint(sentence.words)

    return bool(wanted) and _strongest(wanted, told, _MOST, says, setting.scene) is not None


def broken(commitment: Commitment, setting: Setting, told: Sequence[Sentence]) -> Told | None:
    """Who says that it has not been done though it should, or has been done though it should not."""

    def says(sentence: Sentence, wanted: frozenset[str], agents: frozenset[str]) -> bool:
        if commitment.polarity is Polarity.REFRAIN:
            return _happened(sentence, wanted & _verbs(commitment.action), agents)
        line = " ".join(sentence.words)
        return _BROKE.search(line) is not None or any(
            wanted & set(map(stem, found[1].split())) for found in _FAILED.finditer(line)
        )

    return _best(commitment, setting, told, says)


def withdrawn(commitment: Commitment, setting: Setting, told: Sequence[Sentence]) -> Told | None:
    """Who says that it is no longer undertaken."""

    verbs = _verbs(commitment.action)

    def says(sentence: Sentence, wanted: frozenset[str], _agents: frozenset[str]) -> bool:
        line = " ".join(sentence.words)
        if (found := _DROPPED.search(line)) and not wanted & {stem(found[0].split()[0])}:
            return True
        told = (found[1] or found[2] for found in _NO_LONGER.finditer(line))
        return any(wanted & verbs & set(map(stem, verb.split())) for verb in told)

    return _best(commitment, setting, told, says)


def postponed(commitment: Commitment, setting: Setting, told: Sequence[Sentence]) -> tuple[Told, str] | None:
    """Who says that it has been put off or brought forward, and the words for the new time.

    Where no new time is told, nothing is: "delayed again" is no date.
    """

    def says(sentence: Sentence, _wanted: frozenset[str], _agents: frozenset[str]) -> bool:
        return _new_time(sentence) is not None

    found = _best(commitment, setting, told, says)
    when = _new_time(found.sentence) if found else None
    return (found, when) if found and when else None


def _new_time(sentence: Sentence) -> str | None:
    """The words for the time to which something has been moved; null where the sentence moves nothing."""
    if not _HYPOTHETICAL.isdisjoint(sentence.words):
        return None
    for found in _POSTPONED.finditer(sentence.evidence.quote):
        before = words(sentence.evidence.quote[: found.start()])[-3:]
        if _UNREAL.isdisjoint(before) and (time := _TO_A_TIME.search(sentence.evidence.quote, found.end())):
            return time[1]
    return None


def came_about(condition: str, told: Sequence[Sentence]) -> Told | None:
    """Who says that a condition has been met."""
    wanted = frozenset(stems(_SUBORDINATOR.sub("", condition)))
    if len(wanted) < 2:
        return None

    def says(sentence: Sentence) -> bool:
        return _happened(sentence, wanted) and _SUPPOSING.isdisjoint(sentence.words)

    return _strongest(wanted, told, _UNNAMED, says)


def answered(question: OpenQuestion, told: Sequence[Sentence]) -> Told | None:
    """Which sentence answers a question: it takes it up, leaves nothing open, and adds what was asked for."""
    asked = words(question.question)
    if (thing := _thing(asked)) and (found := _presented(*thing, told)):
        return found
    wanted = frozenset(stems(question.question)) - _INTERROGATIVE - _DECIDING
    if len(wanted) < 2:
        return None
    least = _ANSWERED if len(wanted) > 2 else 1.0
    adds = next((test for opening, test in _ADDS if " ".join(asked).startswith(opening)), _decides)
    core = _core(question.question)

    def says(sentence: Sentence) -> bool:
        asks = sentence.evidence.quote.rstrip("”\"'’").endswith("?")
        takes_up = core is None or _settles(core, sentence)
        return not asks and takes_up and _OPEN.isdisjoint(sentence.words) and adds(sentence, wanted)

    return _strongest(wanted, told, least, says)


def _core(question: str) -> str | None:
    """The stem of what an answer cannot do without: who or what may act, or the act; the matter of which something
    will come. The first word of the question that is neither a name nor small.
    """
    opening = next((one for one in _CORES if question.startswith(one)), None)
    if opening is None:
        return None
    told = (word for word in question.removeprefix(opening).rstrip("?").split() if word.islower())
    return next((stem(word) for word in told if word not in SMALL_WORDS and word not in _DETERMINERS), None)


def _settles(core: str, sentence: Sentence) -> bool:
    """Whether what is asked about stands in the sentence, and near it whatever settles something in it."""
    at = [n for n, stemmed in enumerate(sentence.stemmed) if stemmed == core]
    decided = [n for n, word in enumerate(sentence.words) if word in _DECIDED]
    return bool(at) and (not decided or min(abs(n - m) for n in at for m in decided) <= _WITHIN)


def _best(commitment: Commitment, setting: Setting, told: Sequence[Sentence], says: _Says) -> Told | None:
    wanted = frozenset(stems(commitment.action)) - setting.own - _WHEN
    if not wanted:
        return None

    def named(sentence: Sentence) -> bool:
        return not setting.called.isdisjoint(sentence.stemmed) and says(sentence, wanted, setting.called)

    def passive(sentence: Sentence) -> bool:
        # Elections are held by many; only what few texts speak of is the same without a name.
        matter = any(rarity(one) >= _SINGULAR for one in wanted & sentence.stems)
        return matter and not _BEING.isdisjoint(sentence.words) and says(sentence, wanted, frozenset())

    scene = setting.scene
    return _strongest(wanted, told, _MOST, named, scene) or _strongest(wanted, told, _UNNAMED, passive, scene)


def _verbs(action: str) -> frozenset[str]:
    """The stems of what is to be done: the first word of the action, and those that "to" or "and" lead on to."""
    said = words(action)
    return frozenset(stem(word) for before, word in pairwise(("to", *said)) if before in ("to", "and"))


def _strongest(
    wanted: frozenset[str],
    told: Iterable[Sentence],
    least: float,
    says: Callable[[Sentence], bool],
    scene: frozenset[str] = frozenset(),
) -> Told | None:
    """The first of the sentences that say it and take up most of what is wanted, `least` at any rate."""
    found: Told | None = None
    whole = _weight(wanted, scene)
    for sentence in told:
        common = wanted & sentence.stems
        if len(common) < min(2, len(wanted)):
            continue
        share = _weight(common, scene) / whole
        if share >= least and (found is None or share > found.share) and says(sentence):
            found = Told(sentence, share)
    return found


def _weight(stemmed: Iterable[str], scene: frozenset[str]) -> float:
    return sum(max(rarity(one), 0.3) * (_SCENE if one in scene else 1) for one in sorted(stemmed))


def _happened(sentence: Sentence, verbs: frozenset[str], agents: frozenset[str] = frozenset()) -> bool:
    """Whether one of the verbs stands in the sentence in a past form that nothing takes back, or as a past event.

    Where `agents` are given, one of them stands before the verb or, behind "by", after it.
    """
    if not _HYPOTHETICAL.isdisjoint(sentence.words):
        return False
    for at, (word, stemmed) in enumerate(zip(sentence.words, sentence.stemmed, strict=True)):
        if stemmed not in verbs:
            continue
        if word.endswith(_EVENTS) and not _AFTER.isdisjoint(sentence.words[max(0, at - 5) : at]):
            return True  # "following the resignation of …"
        if not past(word):
            continue
        before = sentence.words[max(0, at - 3) : at]
        if word == stemmed and _HAVING.isdisjoint(before):
            continue  # "cut", "set": a present, unless something says otherwise
        if before[-1:] and before[-1] in _DETERMINERS:
            continue  # "the lent ferries"
        if agents and agents.isdisjoint(sentence.stemmed[:at]) and agents.isdisjoint(_behind_by(sentence, at)):
            continue
        if _UNREAL.isdisjoint(before) and _NOTHING.isdisjoint(sentence.words[at + 1 : at + 3]):
            return True
    return False


def _behind_by(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The stems shortly behind the first "by" after a place: whoever did it."""
    by = next((n for n in range(at, len(sentence.words)) if sentence.words[n] == "by"), len(sentence.words))
    return sentence.stemmed[by + 1 : by + 6]


def _thing(asked: Sequence[str]) -> tuple[str, frozenset[str]] | None:
    """The stem of the noun that "What is the … plan for …?" asks for, and those of the words that say which."""
    if asked[:1] != ["what"] or len(asked) < 3:
        return None
    opening, phrase = asked[1], list(asked[2:])
    if opening == "will" and phrase[-1:] == ["be"]:
        phrase.pop()
    elif opening not in ("is", "are"):
        return None
    head = next((n for n, word in enumerate(phrase) if word in _BEHIND), len(phrase))
    if not head or rarity(stem(phrase[head - 1])) < _TELLING:
        return None
    return stem(phrase[head - 1]), frozenset(stems_of(phrase[head:]))


def _presented(thing: str, which: frozenset[str], told: Iterable[Sentence]) -> Told | None:
    """The first sentence that makes the thing itself known: "today we announce our plan", "the plan was published"."""
    for sentence in told:
        for n, stemmed in enumerate(sentence.stemmed):
            near = sentence.stemmed[max(0, n - _NEAR) : n + _NEAR + 1]
            if stemmed in _MAKING_KNOWN and thing in near and which <= sentence.stems:
                before = sentence.words[max(0, n - 3) : n]
                if _UNREAL.isdisjoint(before) and _OPEN.isdisjoint(sentence.words):
                    return Told(sentence, 1.0)
    return None


_CORES = ("What will come of ", "Will ", "Did ", "Has ", "Have ")
_INTERROGATIVE = frozenset(map(stem, words("who what when where which why how whether would could should much many")))
# Who approved it has decided it.
_DECIDING = frozenset(map(stem, words("decide decision")))


def _decides(sentence: Sentence, wanted: frozenset[str]) -> bool:
    at = [n for n, word in enumerate(sentence.words) if word in _DECIDED]
    return any(_UNREAL.isdisjoint(sentence.words[max(0, n - 3) : n]) for n in at) or _happened(sentence, wanted)


def _names_somebody(sentence: Sentence, wanted: frozenset[str]) -> bool:
    names = re.findall(r"(?<!^)\b[A-Z][\w’-]+", sentence.evidence.quote) or sentence.evidence.quote.split()[:1]
    return any(stem(word) not in wanted for name in names for word in words(name))


def _names_a_number(sentence: Sentence, wanted: frozenset[str]) -> bool:
    return any(word[0].isdigit() and word not in wanted for word in sentence.words)


def _names_a_time(sentence: Sentence, wanted: frozenset[str]) -> bool:
    return any((word[0].isdigit() or word in _TIMES) and stem(word) not in wanted for word in sentence.words)


_Adds = Callable[[Sentence, frozenset[str]], bool]
_ADDS: Sequence[tuple[str, _Adds]] = (
    ("who ", _names_somebody),
    ("how much ", _names_a_number),
    ("how many ", _names_a_number),
    ("what would", _names_a_number),
    ("when ", _names_a_time),
    ("by when ", _names_a_time),
)
"""By how a question begins, what its answer has to add."""
