"""The view of a digest: its sections in order, as the neutral shapes that memos are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing.digest.desk import Desk
from briefing.digest.model import Asked, Change, ChangeKind, Digest, Player, Story, Undertaking, told_by
from briefing.digest.terms import Term, term_of
from briefing.memo.build import clean
from briefing.memo.shapes import (
    Body,
    Cell,
    Column,
    Exhibits,
    Group,
    Groups,
    Line,
    Lines,
    Row,
    Section,
    Table,
)
from briefing.memo.words import Words
from briefing.model import Commitment, Importance, Polarity, QuestionKind, stable_id
from briefing.words import words as words_of

_LONGEST_TITLE = 48
"""Code points of a story's title where it only names the story."""
_MOST_STORIES, _MOST_LINES, _MOST_ACTORS, _MOST_DATES, _MOST_LEFT = 100, 100, 40, 60, 40
"""How much of a section a page holds; the saved digest and the tables hold all of it."""


@dataclass(frozen=True)
class Reference:
    """A source as it is listed: `text`, and the address that it leads to ("" where there is none)."""

    text: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A whole digest as it is drawn. `lead` says in one line what is new; `wording` as in a memo."""

    title: str
    language: str
    lead: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    evidence: tuple[Section, ...]
    wording: dict[str, str]


def build(digest: Digest, words: Words, language: str, *, lasting: bool) -> Sheet:
    """The sheet of a digest in these words; how `lasting` numbers evidence is said at `Desk`."""
    desk = Desk(digest, words, lasting=lasting)
    sections = tuple(section for section in _sections(desk) if section)
    exhibits = desk.exhibits()
    heading = words["news.heading.evidence"]
    made = Sheet(
        title=words.fill("news.title", day=desk.day(digest.as_of)) if digest.as_of else words["news.kind"],
        language=language,
        lead=lead(desk),
        sections=sections,
        references=tuple(Reference(desk.source_line(one), harmless(one.link)) for one in digest.sources),
        evidence=(Section("evidence", heading, Exhibits(exhibits)),) if exhibits else (),
        wording=dict(words),
    )
    cleaned: Sheet = clean(made)
    return cleaned


def harmless(link: str | None) -> str:
    """The link, if it leads to a web page or to a file beside the digest; "" for anything else."""
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return ""
    web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return link or "" if web or not (parts.scheme or parts.netloc) else ""


def lead(desk: Desk) -> str:
    """What is new, in one line."""
    digest, words = desk.digest, desk.words
    counted = {
        "stories": _count(desk, len(digest.stories), "story", "stories"),
        "sources": _count(desk, len(digest.sources)),
    }
    if digest.previous is None:
        return words.fill("news.lead.first", **counted)
    if not digest.changes:
        return words.fill("news.lead.nothing", **counted)
    touched = len({change.story for change in digest.changes})
    changes = _count(desk, len(digest.changes), "change", "changes")
    return words.fill("news.lead.changes", changes=changes, touched=touched, **counted)


def _sections(desk: Desk) -> Iterator[Section | None]:
    digest = desk.digest
    yield _section(desk, "changes", _changes(desk))
    yield _left(desk)
    stories = tuple(_story(desk, story) for story in digest.stories[:_MOST_STORIES])
    yield _section(desk, "stories", Groups(stories), _cut(desk, len(stories), len(digest.stories)))
    lines = [(story, line) for story in digest.stories for line in story.commitments]
    for term in Term:
        chosen = sorted(
            (pair for pair in lines if term_of(pair[1], digest.as_of) is term), key=lambda pair: _by_date(*pair)
        )
        shown = chosen[:_MOST_LINES]
        note = _cut(desk, len(shown), len(chosen))
        yield _section(desk, f"commitments_{term.value}", _ledger(desk, shown), note)
    open_ones = [(story, asked) for story in digest.stories for asked in story.questions if not asked.answer]
    disputed = [one for one in open_ones if _two_sided(one[1])]
    others = [one for one in open_ones if not _two_sided(one[1])]
    answered = [(story, asked) for story in digest.stories for asked in story.questions if asked.answer]
    for name, draw, asked in (
        ("disputed", _disputed, disputed),
        ("questions", _questions, others),
        ("answered", _answered, answered),
    ):
        shown_ones = asked[:_MOST_LINES]
        yield _section(desk, name, draw(desk, shown_ones), _cut(desk, len(shown_ones), len(asked)))
    yield _actors(desk)
    yield _timeline(desk)


def _section(desk: Desk, name: str, body: Body, note: str = "") -> Section | None:
    """The section; none where it is empty."""
    match body:
        case Table():
            empty = not body.rows
        case Lines():
            empty = not body.lines
        case Groups():
            empty = not body.groups
        case _:
            empty = False
    return None if empty else Section(name, desk.words[f"news.heading.{name}"], body, note, cut=bool(note))


def _changes(desk: Desk) -> Groups:
    by_story: dict[str, list[Change]] = {}
    for change in desk.digest.changes:
        by_story.setdefault(change.story, []).append(change)
    groups = []
    for name, changes in by_story.items():
        lines = [_change(desk, change) for change in changes if change.kind is not ChangeKind.NEW_ACTOR]
        newcomers = [change for change in changes if change.kind is ChangeKind.NEW_ACTOR]
        if newcomers:
            lines.append(_newcomers(desk, newcomers))
        groups.append(Group(desk.titles[name], Lines(tuple(lines))))
    return Groups(tuple(groups))


def change_text(change: Change, words: Words) -> str:
    """A change without its label: about whom, and what."""
    if change.kind in (ChangeKind.NEW_STORY, ChangeKind.DEVELOPED, ChangeKind.ANSWERED, ChangeKind.OPENED):
        return change.what
    if change.what == change.about:
        return change.about
    # In words: what will not be done must never read as what will.
    return f"{change.about}: {words.fill('news.refrain', what=change.what) if change.refrain else change.what}"


def label_of(change: Change, words: Words) -> str:
    """What kind of change it is, in the look's words."""
    first = change.kind in _SETTING and change.before is None
    return words[f"news.change.{change.kind.name.lower()}{'_first' if first else ''}"]


def _change(desk: Desk, change: Change) -> Line:
    anchor = stable_id("N", change.story, change.kind.value, change.item)
    return Line(
        anchor=anchor,
        text=change_text(change, desk.words),
        label=label_of(change, desk.words),
        detail=change_detail(desk, change),
        refs=desk.cite((*change.evidence, *change.previously), anchor, "changes", label_of(change, desk.words)),
    )


def change_detail(desk: Desk, change: Change) -> str:
    """How it was and is; where a sentence tells of the change, that sentence."""
    words = desk.words
    if change.kind in _TOLD:
        return desk.quoted(change.evidence[0])
    if change.before is None or change.after is None:
        return change.after or ""
    sides = {"before": change.before, "after": change.after}
    if change.kind in _FIRMNESS:
        sides = {side: words[f"strength.{strength}"] for side, strength in sides.items()}
    return words.fill("news.moved", **sides)


_SETTING = frozenset({ChangeKind.DUE_MOVED, ChangeKind.AMOUNT_MOVED, ChangeKind.CONDITION_ADDED})
"""What can be told for the first time, as well as otherwise."""
_FIRMNESS = frozenset({ChangeKind.FIRMED_UP, ChangeKind.WEAKENED})
_TOLD = frozenset(
    {
        ChangeKind.FULFILLED,
        ChangeKind.BROKEN,
        ChangeKind.WITHDRAWN,
        ChangeKind.CONDITION_MET,
        ChangeKind.ANSWERED,
        ChangeKind.CORROBORATED,
    }
)


def _newcomers(desk: Desk, changes: Sequence[Change]) -> Line:
    anchor = stable_id("N", changes[0].story, ChangeKind.NEW_ACTOR.value)
    label = label_of(changes[0], desk.words)
    named = (f"{one.about} ({one.after})" if one.after else one.about for one in changes)
    evidence = [piece for one in changes for piece in one.evidence]
    return Line(
        anchor, desk.words["news.list"].join(named), label=label, refs=desk.cite(evidence, anchor, "changes", label)
    )


def _left(desk: Desk) -> Section | None:
    left = desk.digest.still_open
    lines = []
    for one in left[:_MOST_LEFT]:
        anchor = stable_id("N", one.story, "still open", one.question.id)
        since = desk.words.fill("news.since", day=desk.day(one.since)) if one.since else ""
        refs = desk.cite(one.question.evidence[:1], anchor, "questions", one.question.question)
        lines.append(Line(anchor, one.question.question, detail=since, refs=refs))
    return _section(desk, "still_open", Lines(tuple(lines)), _cut(desk, len(lines), len(left)))


def _cut(desk: Desk, shown: int, count: int) -> str:
    return desk.words.fill("news.cut", shown=shown, count=count) if shown < count else ""


def _story(desk: Desk, story: Story) -> Group:
    lines = []
    for n, point in enumerate(story.points):
        anchor = _anchor(story, point.id)
        refs = desk.cite(point.evidence, anchor, "points", story.title)
        lines.append(Line(anchor, point.point, detail=_told_in(desk, story) if n == 0 else "", refs=refs))
    return Group(story.title, Lines(tuple(lines)))


def _anchor(story: Story, item: str) -> str:
    return f"{story.id}-{item}"


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _told_in(desk: Desk, story: Story) -> str:
    """How many sources tell a story, and of which days."""
    days = sorted(day for name in story.sources if (day := desk.sources[name].published))
    told = _count(desk, len(story.sources))
    if not days:
        return told
    first, last = desk.day(days[0]), desk.day(days[-1])
    return f"{told} · {last if first == last else desk.words.fill('range', first=first, last=last)}"


def _count(desk: Desk, count: int, one: str = "source", many: str = "sources") -> str:
    return desk.words[f"news.count.{one}"] if count == 1 else desk.words.fill(f"news.count.{many}", count=count)


def _by_date(story: Story, line: Undertaking) -> tuple[object, ...]:
    one = line.commitment
    due = one.due.end.isoformat() if one.due else "9999"
    return due, one.committer.casefold(), one.action.casefold(), story.id, one.id


def _ledger(desk: Desk, lines: Sequence[tuple[Story, Undertaking]]) -> Table:
    words = desk.words
    columns = (
        Column(words["news.column.due"], 15, "deadline"),
        Column(words["column.committer"], 18, "committer"),
        Column(words["column.action"], 31, "action"),
        Column(words["news.column.condition"], 14, "condition"),
        Column(words["column.strength"], 10, "strength"),
        Column(words["news.column.told"], 12, "told"),
    )
    return Table(words["news.caption.commitments"], columns, tuple(_pledge(desk, *pair) for pair in lines))


def _pledge(desk: Desk, story: Story, line: Undertaking) -> Row:
    words, one = desk.words, line.commitment
    anchor = _anchor(story, one.id)
    evidence = [*one.evidence, *(line.outcome.evidence if line.outcome else ()), *line.met]
    due = desk.when(one.due) if one.due else one.deadline or ""
    before = [version for version in line.earlier if version.action != one.action or version.deadline != one.deadline]
    earlier = [words.fill("news.earlier", text=_version(version)) for version in before]
    became = words[f"news.outcome.{line.outcome.kind.value}"] if line.outcome else ""
    return Row(
        anchor=anchor,
        cells=(
            Cell(due, detail=one.deadline if one.deadline and one.due and one.deadline != due else ""),
            Cell(one.committer, detail=_short(story.title) if len(desk.digest.stories) > 1 else ""),
            Cell(
                one.action,
                mark=words["refrain"] if one.polarity is Polarity.REFRAIN else "",
                detail=" · ".join(filter(None, (_amount(one), *earlier))),
            ),
            Cell(one.condition or "", detail=words["news.met"] if line.met else ""),
            Cell(words[f"strength.{one.strength.value}"], mark=words[f"mark.{one.strength.value}"], detail=became),
            Cell(_count(desk, len(told_by(one))), refs=desk.cite(evidence, anchor, "commitments", one.action)),
        ),
    )


def _amount(commitment: Commitment) -> str:
    """How much, unless the action already says it."""
    amount = commitment.amount or ""
    return "" if set(words_of(amount)) <= set(words_of(commitment.action)) else amount


def _version(commitment: Commitment) -> str:
    return ", ".join(filter(None, (commitment.action, commitment.deadline, commitment.amount)))


_Questions = Sequence[tuple[Story, Asked]]


def _two_sided(asked: Asked) -> bool:
    return asked.question.kind is QuestionKind.DISPUTED and len(asked.question.evidence) == 2


def _disputed(desk: Desk, disputed: _Questions) -> Table:
    """Where sources differ, both quotations beside each other."""
    words = desk.words
    columns = (
        Column(words["news.column.question"], 30, "question"),
        Column(words["news.column.one"], 35),
        Column(words["news.column.other"], 35),
    )
    rows = []
    for story, asked in disputed:
        question = asked.question
        anchor = _anchor(story, question.id)
        sides = [
            Cell(desk.quoted(one), refs=desk.cite((one,), anchor, "questions", question.question))
            for one in question.evidence
        ]
        rows.append(Row(anchor, (Cell(question.question, "question"), *sides)))
    return Table(words["news.caption.disputed"], columns, tuple(rows))


def _questions(desk: Desk, questions: _Questions) -> Groups:
    """By who could answer, in the order of their first question; nobody's come last."""
    words = desk.words
    by_name: dict[str, list[tuple[Story, Asked]]] = {}
    for story, asked in questions:
        question = asked.question
        name = desk.names.get(question.about_id or "") or question.about or ""
        by_name.setdefault(name, []).append((story, asked))
    nobody = by_name.pop("", None)
    if nobody:
        by_name[""] = nobody
    return Groups(
        tuple(
            Group(
                words.fill("for_whom", name=name) if name else words["for_nobody"],
                Lines(tuple(_question(desk, *one) for one in own)),
            )
            for name, own in by_name.items()
        )
    )


def _question(desk: Desk, story: Story, asked: Asked) -> Line:
    words, question = desk.words, asked.question
    anchor = _anchor(story, question.id)
    since = words.fill("news.since", day=desk.day(asked.since)) if asked.since else ""
    return Line(
        anchor,
        question.question,
        "question",
        label=words[f"question.{question.kind.value}"],
        detail=since,
        refs=desk.cite(question.evidence, anchor, "questions", question.question),
    )


def _answered(desk: Desk, questions: _Questions) -> Lines:
    lines = []
    for story, asked in questions:
        anchor = _anchor(story, asked.question.id)
        evidence = (*asked.answer, *asked.question.evidence[:1])
        refs = desk.cite(evidence, anchor, "questions", asked.question.question)
        lines.append(Line(anchor, asked.question.question, detail=desk.quoted(asked.answer[0]), refs=refs))
    return Lines(tuple(lines))


def _actors(desk: Desk) -> Section | None:
    words = desk.words
    columns = (
        Column(words["column.actor"], 26, "name"),
        Column(words["column.role"], 26, "role"),
        Column(words["news.column.stories"], 36),
        Column(words["column.evidence"], 12),
    )
    listed = [one for one in desk.digest.actors if len(one.stories) > 1 or one.actor.importance is Importance.KEY]
    rows = tuple(_player(desk, one) for one in listed[:_MOST_ACTORS])
    note = _cut(desk, len(rows), len(desk.digest.actors))
    return _section(desk, "actors", Table(words["news.caption.actors"], columns, rows), note)


def _player(desk: Desk, player: Player) -> Row:
    actor = player.actor
    return Row(
        actor.id,
        (
            Cell(actor.name, "name", detail=desk.words[f"kind.{actor.kind.value}"]),
            Cell(actor.role or actor.affiliation or "", detail=actor.affiliation or "" if actor.role else ""),
            Cell(desk.words["news.list"].join(_short(desk.titles[story]) for story in player.stories)),
            Cell("", refs=desk.cite(actor.evidence[:2], actor.id, "actors", actor.name)),
        ),
    )


def _timeline(desk: Desk) -> Section | None:
    """The dated events of all stories; where there are too many, the last ones."""
    words = desk.words
    columns = (
        Column(words["column.when"], 20, "when"),
        Column(words["column.event"], 56, "event"),
        Column(words["news.column.story"], 24),
    )
    dated = [(entry.date, story, entry) for story in desk.digest.stories for entry in story.timeline if entry.date]
    dated.sort(key=lambda one: (one[0].end, one[0].start or one[0].end, one[1].id, one[2].id))
    rows = []
    for date, story, entry in dated[-_MOST_DATES:]:
        anchor = _anchor(story, entry.id)
        refs = desk.cite(entry.evidence, anchor, "timeline", entry.when)
        rows.append(
            Row(anchor, (Cell(desk.when(date)), Cell(entry.event, "event", refs=refs), Cell(_short(story.title))))
        )
    note = _cut(desk, len(rows), sum(len(story.timeline) for story in desk.digest.stories))
    return _section(desk, "timeline", Table(words["news.caption.timeline"], columns, tuple(rows)), note)
