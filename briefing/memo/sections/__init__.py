"""The sections of a memo: one file each, and one row in `SECTIONS`.

A new section is one file that holds a `Part` and one row here; a look then names it in
`look.toml`.
"""

from briefing.memo.sections import (
    actors,
    bottom_line,
    commitments,
    gaps,
    key_points,
    open_questions,
    sourcing,
    statements,
    timeline,
)
from briefing.memo.sections.part import Part

SECTIONS: dict[str, Part] = {
    "bottom_line": bottom_line.PART,
    "key_points": key_points.PART,
    "actors": actors.PART,
    "commitments": commitments.PART,
    "open_questions": open_questions.PART,
    "gaps": gaps.PART,
    "statements": statements.PART,
    "timeline": timeline.PART,
    "sourcing": sourcing.PART,
}
