"""Puts what an editor has changed into the current briefing: base, current and edited side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.model import SECTIONS, Actor, Briefing, Review, ReviewState
from briefing.ooxml import names
from briefing.ooxml.ledger import Choice, Piece
from briefing.ooxml.paragraphs import Editor
from briefing.pull.fields import Reading
from briefing.pull.findings import Finding, Status
from briefing.pull.placing import plain
from briefing.pull.values import CHOSEN, NoValueError, actor_kind, consequences, markdown, value_of

_HEADER = {"from": "from_"}


@dataclass
class Draft:
    """The current briefing while it is changed. `items` are by id, `order` gives the ids of each section.

    `own` says that the document is the user's, whose fields were filled: it shows Markdown as it is written.
    """

    base: Briefing
    current: Briefing
    choices: tuple[Choice, ...]
    own: bool = False
    items: dict[str, Any] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)
    top: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = {section: [item.id for item in getattr(self.current, section)] for section in SECTIONS}
        self.items = {item.id: item for _, item in self.current.items_with_paths()}
        self.known = {item.id: item for _, item in self.base.items_with_paths()}
        self.ids = {names.of_item(identity): identity for identity in (*self.items, *self.known)}
        self.rejected: set[str] = set()
        self.homes = {item.id: section for section in SECTIONS for item in getattr(self.base, section)}

    def close(self) -> Briefing:
        """The briefing as it is now; the current one itself where nothing was changed."""
        changed: dict[str, Any] = {
            section: tuple(self.items[identity] for identity in order) for section, order in self.order.items()
        }
        if self.header:
            self.top["header"] = self.current.header.model_copy(update=self.header)
        made = self.current.model_copy(update=changed | self.top)
        # A copy is not checked; what an editor wrote must hold as anything else must.
        return self.current if made == self.current else Briefing.model_validate(made.model_dump())


def change(
    draft: Draft, item: str, readings: Sequence[Reading], gone: Sequence[Piece], deleter: Editor | None, file: Editor
) -> None:
    """Changes one item. `gone` are fields whose line is no longer there; `deleter` took something of the item away."""
    identity = draft.ids.get(item, "")
    if item and identity not in draft.known:
        return
    texts = [one for one in readings if _is_text(one.field) and one.base]
    lost = [Reading(item, one.field, plain(one.text), "") for one in gone if _is_text(one.field)]
    if item and (texts or lost) and not any(one.edited or one.edited is None for one in texts):
        editor = deleter or next((one.editor for one in texts if one.editor), None) or file
        _reject(draft, identity, editor, [*lost, *texts])
        return
    for name in dict.fromkeys(one.field for one in gone):
        if name == "note":
            _apply(draft, identity, Reading(item, "note", "", "", deleter), file)
        elif not any(one.field == name for one in readings):
            draft.findings.append(Finding(Status.UNPLACED, identity, name, why="its words are nowhere in the file"))
    for name, told in _by_field(readings).items():
        _one_field(draft, identity, name, told, file)


def _is_text(name: str) -> bool:
    return name not in CHOSEN and name != "note"


def _by_field(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    told: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        told[reading.field].append(reading)
    return told


def _one_field(draft: Draft, identity: str, name: str, told: list[Reading], file: Editor) -> None:
    """One field, which a memo may show more than once."""
    changed = {one.edited: one for one in told if one.edited is not None and one.edited != one.base}
    if len(changed) > 1:
        texts = " and ".join(f"“{text}”" for text in changed)
        draft.findings.append(
            Finding(Status.CONFLICT, identity, name, told[0].base, told[0].base, texts, why="the memo says both")
        )
    elif changed:
        _apply(draft, identity, next(iter(changed.values())), file)
    elif any(one.edited is None for one in told):
        draft.findings.append(
            Finding(Status.UNPLACED, identity, name, told[0].base, why="its words cannot be told from those around")
        )
    else:
        draft.findings.append(Finding(Status.UNCHANGED, identity, name, told[0].base))


def _apply(draft: Draft, identity: str, reading: Reading, file: Editor) -> None:
    editor = reading.editor or file
    status = Status.EDITED if reading.edited else Status.DELETED
    found = Finding(status, identity, reading.field, reading.base or None, edited=reading.edited or None, editor=editor)
    base: Any = draft.known.get(identity) if identity else draft.base
    kind = actor_kind(reading.edited or "", draft.choices) if isinstance(base, Actor) and base.role is None else None
    if kind and reading.field == "role":
        # The memo shows it in the place of the role.
        reading, found = replace(reading, field="kind"), replace(found, field="kind")
    current: Any = draft.items.get(identity) if identity else draft.current
    if current is None:
        draft.findings.append(_but(found, Status.UNPLACED, "the item is no longer in the briefing"))
        return
    try:
        value = _value(draft, identity, reading)
    except NoValueError as error:
        draft.findings.append(_but(found, Status.UNPLACED, str(error)))
        return
    before, now = _get(base, identity, reading.field), _get(current, identity, reading.field)
    rejected = bool(identity) and current.review.state is ReviewState.REJECTED is not base.review.state
    if now == value and not rejected:
        draft.findings.append(_but(found, Status.UNCHANGED, "the briefing says so already"))
    elif now != before or rejected:
        why = "it has been rejected meanwhile" if rejected else "the briefing was left as it is"
        draft.findings.append(_but(found, Status.CONFLICT, why, str(now or "") or None))
    else:
        _set(draft, identity, reading.field, value, editor)
        draft.findings.append(found)


def _but(found: Finding, status: Status, why: str, current: str | None = None) -> Finding:
    return Finding(status, found.item, found.field, found.base, current, found.edited, found.editor, why)


def _value(draft: Draft, identity: str, reading: Reading) -> Any:
    if reading.field == "note" or (not identity and reading.field != "title"):
        return (reading.edited or None) if draft.own else markdown(reading.lines)
    if reading.field == "kind" and isinstance(draft.known.get(identity), Actor):
        return actor_kind(reading.edited or "", draft.choices)
    value = value_of(reading.field, reading.edited or "", draft.choices)
    if identity and reading.field not in type(draft.known[identity]).model_fields:
        raise NoValueError("the memo makes it up from other fields")
    return value


def _get(owner: Any, identity: str, name: str) -> Any:
    if not identity:
        return owner.title if name == "title" else getattr(owner.header, _HEADER.get(name, name), None)
    return owner.review.note if name == "note" else getattr(owner, name)


def _set(draft: Draft, identity: str, name: str, value: Any, editor: Editor) -> None:
    if not identity:
        if name == "title":
            draft.top["title"] = value
        else:
            draft.header[_HEADER.get(name, name)] = value
        return
    item = draft.items[identity]
    if name == "note":
        update: dict[str, Any] = {"review": item.review.model_copy(update={"note": value})}
    else:
        review = _review(ReviewState.EDITED, item, editor)
        update = {name: value, "review": review, **consequences(item, name, value, draft.current)}
    draft.items[identity] = item.model_copy(update=update)


def _reject(draft: Draft, identity: str, editor: Editor, texts: Sequence[Reading]) -> None:
    base, current = draft.known[identity], draft.items.get(identity)
    draft.rejected.add(identity)
    words = " · ".join(one.base for one in texts) or None
    found = Finding(Status.DELETED, identity, base=words, editor=editor)
    if current is None or current.review.state is ReviewState.REJECTED:
        draft.findings.append(_but(found, Status.UNCHANGED, "the briefing has rejected it already"))
    elif current.model_copy(update={"review": base.review}) != base:
        draft.findings.append(_but(found, Status.CONFLICT, "it has been edited meanwhile, and stays", "another text"))
    else:
        review = _review(ReviewState.REJECTED, current, editor)
        draft.items[identity] = current.model_copy(update={"review": review})
        draft.findings.append(found)


def _review(state: ReviewState, item: Any, editor: Editor) -> Review:
    """What was done with an item. One that rests on its editor's name alone keeps that where no other is known."""
    by = editor.by or (None if item.evidence else item.review.by)
    return Review(state=state, by=by, at=editor.at, note=item.review.note)
