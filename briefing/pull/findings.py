"""What became of each field of an edited memo, for people and for programs."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from briefing.ooxml.paragraphs import Editor


class Status(StrEnum):
    UNCHANGED = "unchanged"
    EDITED = "edited"
    DELETED = "deleted"
    MOVED = "moved"
    ADDED = "added"
    NOTED = "noted"
    CONFLICT = "conflict"
    UNPLACED = "unplaced"


SETTLED = frozenset({Status.UNCHANGED, Status.EDITED, Status.DELETED, Status.MOVED, Status.ADDED, Status.NOTED})
"""What is in the briefing as the editor wants it; the rest is for somebody to look at."""


_NOBODY = Editor()


@dataclass(frozen=True)
class Finding:
    """`item` is an id, "" for the briefing itself or for none; `field` is "" where the whole item is meant.

    `base`, `current` and `edited` are texts, null where there is none. `why` is a remark for people.
    """

    status: Status
    item: str = ""
    field: str = ""
    base: str | None = None
    current: str | None = None
    edited: str | None = None
    editor: Editor = _NOBODY
    why: str = ""

    @property
    def settled(self) -> bool:
        return self.status in SETTLED

    def line(self) -> str:
        """The finding in one line."""
        where = ".".join(part for part in (self.item, self.field) if part)
        texts = {
            Status.EDITED: (self.base, self.edited),
            Status.DELETED: (self.base,),
            Status.ADDED: (self.edited,),
            Status.NOTED: (self.edited,),
            Status.MOVED: (self.base,),
            Status.UNPLACED: (self.base, self.edited),
        }.get(self.status, ())
        if self.status is Status.CONFLICT:
            said = f"was {_quoted(self.base)}, is now {_quoted(self.current)}, in the memo {_quoted(self.edited)}"
        else:
            said = " → ".join(_quoted(text) for text in texts if text is not None)
        who = ", ".join(str(part) for part in (self.editor.by, self.editor.at and self.editor.at.date()) if part)
        line = f"{self.status.value:9} {where}{': ' if where and said else ''}{said}"
        return f"{line}{f' ({who})' if who else ''}{f'; {self.why}' if self.why else ''}"


def _quoted(text: str | None) -> str:
    return "nothing" if not text else f"“{text}”"


def to_json(findings: tuple[Finding, ...]) -> str:
    """All findings as JSON, one object each, in the order of the memo."""
    rows = []
    for one in findings:
        row = asdict(one)
        editor = row.pop("editor")
        row |= {"by": editor["by"], "at": editor["at"] and editor["at"].isoformat()}
        rows.append(row)
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
