"""Candidates with their features, and which of them a careful reader took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from briefing.model import Actor, Briefing, Importance
from briefing.parser import actors as acting
from briefing.parser import commitments as undertaking
from briefing.parser import questions as asking
from briefing.parser import statements as saying
from briefing.parser import summary as telling
from briefing.parser.analysis import wording
from briefing.parser.analysis.entity import Entity
from briefing.parser.analysis.sentences import Sentence, evidence
from briefing.parser.commitments import Undertaking, slots
from briefing.parser.questions import Asked
from briefing.parser.statements import Said
from briefing.score import Label
from briefing.score.agreement import same_actor
from briefing.score.labels import LabelledActor, LabelledCommitment, LabelledPoint, LabelledQuestion
from briefing.score.places import Places, meet
from briefing.words import token_f1
from training.documents import Labelled

Features = dict[str, float]
_Item = TypeVar("_Item", LabelledCommitment, LabelledQuestion)


@dataclass(frozen=True)
class Example:
    """One candidate. Those of one `place` (a sentence, an actor) are judged against each other.

    `label` is the number of the label in its document that the candidate meets, null where it
    meets none. One that meets an optional label is neither learnt from nor counted.
    """

    document: str
    place: int
    features: Features
    label: int | None = None
    optional: bool = False

    @property
    def wanted(self) -> bool:
        return self.label is not None and not self.optional


@dataclass(frozen=True)
class Judgement:
    """Something that is judged: `examples` are null where a document's labels leave it out.

    `asked` counts what a reader wants found. `further` says that a place may hold several, `plain`
    names the feature of what is stated in so many words; each then has a threshold of its own.
    `most` is how many are taken of a document, the best first, where no threshold decides; `bar` is a
    threshold that is set and not chosen. `careful` says that a wrong item is worse than none.
    """

    name: str
    examples: Callable[[Labelled], list[Example] | None]
    asked: Callable[[Label], int]
    further: bool = False
    plain: str | None = None
    most: int | None = None
    bar: float | None = None
    careful: bool = False


@dataclass(frozen=True)
class Lesson:
    """What one document teaches of one judgement; `asked` counts what a reader wants found in it.

    Nothing of the document itself is held: some hundred analyses do not fit in memory.
    """

    document: str
    asked: int
    examples: tuple[Example, ...]
    aside: bool
    beside: bool


def lesson(judgement: Judgement, one: Labelled) -> Lesson | None:
    """What a document teaches; null where its labels leave that out."""
    examples = judgement.examples(one)
    if examples is None:
        return None
    return Lesson(one.id, judgement.asked(one.label), tuple(examples), one.aside, one.beside)


def _commitments(one: Labelled) -> list[Example] | None:
    if one.label.commitments is None:
        return None
    offered: list[tuple[Sentence, Features]] = []
    gists: list[str] = []
    for described in undertaking.features.of_document(one.analysis):
        candidate = described.candidate
        # What nobody can be named for is never offered, so it must not teach either.
        if slots.fill(candidate, one.analysis) is not None:
            offered.append((candidate.sentence, described.features))
            gists.append(wording.infinitive(candidate.action, ()))

    def affinity(label: LabelledCommitment, place: int) -> float:
        return max(token_f1(reading.action, gists[place]) for reading in label.readings())

    return _labelled(one, offered, one.label.commitments, affinity)


def _questions(one: Labelled) -> list[Example] | None:
    if one.label.open_questions is None:
        return None
    found = list(asking.candidates.find_all(one.analysis))
    offered = [(candidate.sentence, asking.features.of(candidate, one.analysis)) for candidate in found]

    def affinity(label: LabelledQuestion, place: int) -> float:
        kinds = {reading.kind for reading in label.readings()}
        return 2 * (found[place].kind in kinds) + token_f1(label.question, found[place].question)

    return _labelled(one, offered, one.label.open_questions, affinity)


def _labelled(
    one: Labelled,
    offered: Sequence[tuple[Sentence, Features]],
    labels: Sequence[_Item],
    affinity: Callable[[_Item, int], float],
) -> list[Example]:
    """Gives each label, in every sentence that it quotes, the candidate that says most nearly the same."""
    document = one.analysis.document
    places = _places(one)
    sentences = {sentence.index: sentence for sentence, _ in offered}
    at = {index: places.find([evidence(document, sentence).quote]) for index, sentence in sentences.items()}
    pairs: list[tuple[bool, float, int, int]] = []
    for number, label in enumerate(labels):
        quoted = places.find(label.evidence)
        pairs += [
            (label.optional, -affinity(label, place), number, place)
            for place, (sentence, _) in enumerate(offered)
            if meet(quoted, at[sentence.index])
        ]
    met: dict[int, int] = {}
    done: set[tuple[int, int]] = set()
    for _, _, number, place in sorted(pairs):
        once = (number, offered[place][0].index)
        if place not in met and once not in done:
            met[place] = number
            done.add(once)
    return [
        _example(one, sentence.index, features, met.get(place), labels)
        for place, (sentence, features) in enumerate(offered)
    ]


def _actors(one: Labelled) -> list[Example] | None:
    return _cast(one, one.label.actors)


def _key_actors(one: Labelled) -> list[Example] | None:
    return _cast(one, [label for label in one.label.actors or () if label.optional or _is_key(label, any)])


def _cast(one: Labelled, counted: Sequence[LabelledActor] | None) -> list[Example] | None:
    labels, analysis = one.label.actors, one.analysis
    if labels is None or counted is None:
        return None
    entities = [entity for entity in analysis.cast.entities if acting._presentable(entity)]
    found = acting.features(analysis, entities, *_read(one))
    free = sorted(range(len(entities)), key=lambda place: -len(entities[place].mentions))
    met: dict[int, int] = {}
    order = [(label.optional, label.importance is not Importance.KEY, number) for number, label in enumerate(labels)]
    for _, _, number in sorted(order):
        place = next((it for it in free if same_actor(labels[number], _as_actor(entities[it]))), None)
        if place is not None:
            free.remove(place)
            if labels[number] in counted:
                met[place] = number
    return [_example(one, place, features, met.get(place), labels) for place, features in enumerate(found)]


@lru_cache(maxsize=1)
def _read(one: Labelled) -> tuple[tuple[Undertaking, ...], tuple[Asked, ...], tuple[Said, ...]]:
    """What the parser makes of a document by the weights it has: who matters rests on what is undertaken."""
    return undertaking.find(one.analysis), asking.find(one.analysis), saying.find(one.analysis)


def _as_actor(entity: Entity) -> Actor:
    """As much of an actor as names are compared by; it has no evidence yet, so nothing is checked."""
    return Actor.model_construct(name=entity.name, kind=entity.kind, aliases=tuple(entity.forms))


def _is_key(label: LabelledActor, readers: Callable[[list[bool]], bool]) -> bool:
    return readers([reading.importance is Importance.KEY for reading in label.readings()])


def _summary(one: Labelled) -> list[Example] | None:
    points, analysis = one.label.summary, one.analysis
    if not points:
        return None
    places = _places(one)
    sought = [places.find(point.evidence) for point in points]
    order = sorted(range(len(points)), key=lambda number: points[number].optional)
    undertaken, asked, said = _read(one)
    found = telling.features(analysis, undertaken, asked, acting.find(analysis, undertaken, asked, said))
    examples = []
    for sentence, features in found:
        at = places.find([evidence(analysis.document, sentence).quote])
        met = next((number for number in order if meet(sought[number], at)), None)
        examples.append(_example(one, sentence.index, features, met, points))
    return examples


def _places(one: Labelled) -> Places:
    return Places(Briefing(id=one.id, title=one.id, sources=(one.analysis.document.source,)))


def _example(
    one: Labelled,
    place: int,
    features: Features,
    number: int | None,
    labels: Sequence[LabelledActor | LabelledCommitment | LabelledQuestion | LabelledPoint],
) -> Example:
    return Example(one.id, place, features, number, number is not None and labels[number].optional)


JUDGEMENTS: tuple[Judgement, ...] = (
    Judgement(
        "commitments",
        _commitments,
        lambda label: sum(not it.optional for it in label.commitments or ()),
        further=True,
        plain=undertaking.features.PLAIN,
        careful=True,
    ),
    Judgement(
        "questions",
        _questions,
        lambda label: sum(not it.optional for it in label.open_questions or ()),
        plain=asking.features.PLAIN,
    ),
    Judgement("actors", _actors, lambda label: sum(not it.optional for it in label.actors or ())),
    Judgement(
        "key_actors",
        _key_actors,
        lambda label: sum(not it.optional and _is_key(it, all) for it in label.actors or ()),
        # Who is called key is so more likely than not. The F1 of this judgement alone would call more so: to list
        # somebody without calling him key is half a miss at most.
        bar=0.5,
    ),
    Judgement("summary", _summary, lambda label: sum(not it.optional for it in label.summary or ()), most=5),
)
"""All that is learnt, in the order in which it has to be: the features of the later ones rest on what the parser
takes by the weights of the earlier ones."""
