"""The neutral shapes a memo is made of; every output format draws these and nothing else.

Text in these shapes is plain text: each format escapes it in its own way. Where the user may
write Markdown (header fields, notes), the shape is `Prose`.
"""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Prose:
    """Markdown written by the user, never by a source. Formats sanitise it."""

    markdown: str


@dataclass(frozen=True)
class Held:
    """The words of the item's field named `field`, as they stand within a longer text."""

    field: str
    text: str


@dataclass(frozen=True)
class Cell:
    """Text in a table, of the item's field named `field` ("" where it is composed of several).

    `refs` are evidence numbers, in ascending order, shown as links to the annex. `mark` is a
    sign before the text that repeats in shape what the words say ("●"), never alone. `detail`
    is a second, subordinate text ("Gaps: when, how much"); "" where there is none. `held` are the
    fields whose words stand within a composed text or within the detail, in that order.
    """

    text: str
    field: str = ""
    refs: tuple[int, ...] = ()
    mark: str = ""
    detail: str = ""
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Row:
    """One item. `anchor` is the item's id, unique in the memo; `note` is the editor's.

    `number` is set before the first cell, where rows are numbered; else it is 0.
    """

    anchor: str
    cells: tuple[Cell, ...]
    note: Prose | None = None
    number: int = 0


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width; the widths of a table add up to 100."""

    heading: str
    width: int
    field: str = ""


@dataclass(frozen=True)
class MapEnd:
    """Where a line of a map leads: for whom something is done or, if a `condition`, on what it hangs."""

    text: str
    condition: bool = False


@dataclass(frozen=True)
class MapLine:
    """One commitment in a map. `who` and `ends` are places in the map's own; `number` is its row's in the table.

    `mark` repeats in shape what `strength` says.
    """

    number: int
    who: int
    text: str
    mark: str
    strength: str
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Map:
    """A picture of who undertakes what, for whom, and what it hangs on.

    Lines of one `who` stand together. `columns` are the headings above the three columns; `told`
    says in words what the picture shows, a sentence a line.
    """

    title: str
    columns: tuple[str, str, str]
    condition: str
    who: tuple[str, ...]
    lines: tuple[MapLine, ...]
    ends: tuple[MapEnd, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`caption` tells those who cannot see it what the table holds; `map` shows some rows as a picture."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    map: Map | None = None


@dataclass(frozen=True)
class Line:
    """One sentence with its evidence numbers; `label` is set before it ("Unknown"), for the field `label_field`."""

    anchor: str
    text: str
    field: str = ""
    label: str = ""
    label_field: str = ""
    detail: str = ""
    refs: tuple[int, ...] = ()
    note: Prose | None = None


@dataclass(frozen=True)
class Callout:
    """The one line set apart from all others: the bottom line."""

    line: Line


@dataclass(frozen=True)
class Lines:
    """A list; numbered where `ordered`. `first` is the number of its first line."""

    lines: tuple[Line, ...]
    ordered: bool = False
    first: int = 1


@dataclass(frozen=True)
class Group:
    """Lines under a run-in heading ("For the United States to answer")."""

    heading: str
    body: Lines


@dataclass(frozen=True)
class Groups:
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Quote:
    """What somebody said, between quotation marks where the source has it so, and "" where it has not.

    `cue` is the source's word for how it was said, "" where that is no word of the speaker's. `closing` alone ends
    a quotation that begins within the text.
    """

    anchor: str
    speaker: str
    role: str
    cue: str
    text: str
    opening: str = ""
    closing: str = ""
    refs: tuple[int, ...] = ()
    note: Prose | None = None


@dataclass(frozen=True)
class Quotes:
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Citation:
    """An item that rests on a piece of evidence: its anchor and what to call it ("Commitment 2")."""

    anchor: str
    label: str


@dataclass(frozen=True)
class Pointer:
    """A line about what stands elsewhere in the memo, to which its citations lead; there may be none.

    `label` is set before the text, either of which may be "".
    """

    text: str
    citations: tuple[Citation, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Pointers:
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True)
class Blank:
    """A place that only a person can fill. `prompt` says what belongs there.

    `offers` is what the briefing has for it, under the words of `lead`; "" where it has nothing.
    """

    prompt: str
    lead: str = ""
    offers: Pointers = Pointers(())


@dataclass(frozen=True)
class Exhibit:
    """One piece of evidence: `number` is what references name; `place` is "paragraph 4".

    `key` names it by what it says: it stays when other evidence comes or goes, and is unique in the memo.
    """

    number: int
    quote: str
    source: str
    place: str
    cited_by: tuple[Citation, ...]
    key: str = ""


@dataclass(frozen=True)
class Exhibits:
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class SourceLine:
    """How a source is cited: `id`, then title, author, publisher, date and location as one text."""

    id: str
    text: str


@dataclass(frozen=True)
class Sources:
    sources: tuple[SourceLine, ...]


Body = Callout | Lines | Groups | Table | Quotes | Pointers | Blank | Exhibits | Sources


@dataclass(frozen=True)
class Section:
    """A part of the memo under one heading. `note` says what was left out of it and where it is
    (it is then `cut`) or, where the body is empty, that there is nothing.

    `name` is unique among the sections of the body, and among those of the annex. One that is
    `below` belongs to the nearest one before it that is not. `shape` names the kind of body, for
    templates, which cannot ask for a type.
    """

    name: str
    heading: str
    body: Body
    note: str = ""
    cut: bool = False
    below: bool = False
    shape: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape", type(self.body).__name__.lower())


@dataclass(frozen=True)
class HeaderField:
    """A line of the memo's head ("To"); `name` is the field of the briefing's header.

    The field "subject" is the memo's title, which stands where this line is. One that is `missing`
    was not supplied, and its value says that it is to be filled in.
    """

    name: str
    label: str
    value: Prose
    missing: bool = False


@dataclass(frozen=True)
class Marking:
    """A classification, in the wording of its standard, for the header and footer of every page.

    `points` is the size of its letters. `ink` and `ground` are colours ("#ffc000"), "" where the
    standard prescribes none.
    """

    text: str
    align: Literal["center", "right"] = "center"
    points: int = 9
    ink: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Memo:
    """A whole memo. `body` comes first, `annex` starts on a page of its own.

    `digest` is a short hash of the saved briefing, for the footer. `marking` is null where there
    is none. `origin` says in one line what the memo was made from. `wording` is all that pages and
    links say, by name. Where the title is a line of the head, it is not set above it. `contents`
    and `footnotes` are for formats that know such things: a heading for the table of contents, ""
    where none is wanted, and whether evidence is set as footnotes.
    """

    kind: str
    title: str
    language: str
    marking: Marking | None
    head: tuple[HeaderField, ...]
    body: tuple[Section, ...]
    annex_heading: str
    annex: tuple[Section, ...]
    digest: str
    page: Literal["A4", "Letter"]
    wording: dict[str, str]
    origin: str = ""
    contents: str = ""
    footnotes: bool = False
    title_in_head: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "title_in_head", any(one.name == "subject" for one in self.head))
