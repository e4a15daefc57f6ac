"""Comments, footnotes and notes that an editor has written into the memo, as review notes on the item they hang on."""

from briefing.ooxml.paragraphs import Comment, Editor
from briefing.pull.changing import Draft
from briefing.pull.findings import Finding, Status
from briefing.pull.values import markdown


def comment(draft: Draft, identity: str, told: Comment) -> None:
    """Puts a comment into the note on an item, signed, behind what the note says already."""
    if not identity:
        why = "it hangs on no item"
        draft.findings.append(Finding(Status.UNPLACED, edited=told.text, editor=told.editor, why=why))
        return
    note(draft, identity, told.text, told.editor, signed=True)


def footnote(draft: Draft, identity: str, text: str, editor: Editor) -> None:
    """Puts a footnote that an editor has added into the note on the item that cites it."""
    if identity:
        note(draft, identity, text, editor, signed=False)
    else:
        why = "this footnote hangs on no item"
        draft.findings.append(Finding(Status.UNPLACED, edited=text, editor=editor, why=why))


def note(draft: Draft, identity: str, text: str, editor: Editor, *, signed: bool) -> None:
    """Adds to the note on an item. What the note says already is not said twice."""
    item = draft.items.get(identity)
    if item is None:
        why = "the item is no longer in the briefing"
        draft.findings.append(Finding(Status.UNPLACED, identity, "note", edited=text, editor=editor, why=why))
        return
    who = ", ".join(str(part) for part in (editor.by, editor.at and editor.at.date()) if part) if signed else ""
    said = markdown(f"{who}: {text}" if who else text) or ""
    before = item.review.note
    status = Status.UNCHANGED if before and said in before else Status.NOTED
    draft.findings.append(Finding(status, identity, "note", before, before, text, editor))
    if status is Status.NOTED:
        review = item.review.model_copy(update={"note": f"{before}\n\n{said}" if before else said})
        draft.items[identity] = item.model_copy(update={"review": review})
