"""What a look's settings may say: the form of `look.toml`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from briefing.memo.marking import standards
from briefing.memo.sections import SECTIONS
from briefing.memo.words import flatten
from briefing.model import Header

SUBJECT = "subject"
"""The line of the head that is the memo's title; every briefing has one."""

HEADER_FIELDS = tuple(field.alias or name for name, field in Header.model_fields.items())

_Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Selection = dict[str, tuple[str, ...]]
"""The values wanted, by facet; an item must have one of them for each."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _known(name: str) -> str:
    if name not in SECTIONS:
        raise ValueError(f"there is no section “{name}”; choose from {', '.join(SECTIONS)}")
    return name


def _selectable(name: str, select: Selection) -> None:
    """Raises `ValueError` where a section's items cannot be told apart in this way."""
    facets = SECTIONS[name].facets
    for facet, values in select.items():
        if facet not in facets:
            choice = f"choose from {', '.join(facets)}" if facets else "it takes no selection"
            raise ValueError(f"“{name}” cannot be selected by “{facet}”; {choice}")
        for value in values:
            if value not in facets[facet].values:
                raise ValueError(f"no “{facet}” is “{value}”; choose from {', '.join(facets[facet].values)}")


class OfferSpec(_Strict):
    """What a blank is to offer: at most `most` of the items of a kind of section."""

    name: str
    select: Selection = {}
    most: int = Field(default=4, ge=1)

    @model_validator(mode="after")
    def _coherent(self) -> "OfferSpec":
        _selectable(_known(self.name), self.select)
        if not SECTIONS[self.name].cited:
            raise ValueError(f"nothing can lead to “{self.name}”")
        return self


class SectionSpec(_Strict):
    """A section: items of the briefing, a blank for a person to fill, or a heading for those below it.

    `name` is the kind of items, "" where there are none; `select` says which of them. `most` is
    how many the section holds, null for all; where the memo grows too long, it gives up some, but
    keeps `least`. Commitments have a picture where it shows more than their table, unless `map` is
    false. `none` is said where there is no item; else the section is left out. `fill` says what a
    person is to write here, and `offers` what the briefing has for it. A section that is `below`
    has a lesser heading and belongs to the one before it.
    """

    heading: str = Field(min_length=1)
    name: str = ""
    below: bool = False
    most: int | None = Field(default=None, ge=1)
    least: int = Field(default=1, ge=0)
    select: Selection = {}
    map: bool = True
    none: str = ""
    fill: str = ""
    offers: tuple[OfferSpec, ...] = ()

    @field_validator("name")
    @classmethod
    def _is_known(cls, name: str) -> str:
        return _known(name) if name else name

    @model_validator(mode="after")
    def _coherent(self) -> "SectionSpec":
        if self.name and self.fill:
            raise ValueError("a section has either a name or something to fill in")
        if not self.map and self.name != "commitments":
            raise ValueError("map is for commitments")
        if self.offers and not self.fill:
            raise ValueError("offers: nothing is to be filled in here")
        if self.name:
            _selectable(self.name, self.select)
        elif self.select or self.most or self.none:
            raise ValueError("select, most and none are for sections with a name")
        return self


class AnnexSpec(_Strict):
    """The headings of the annex and of its two sections; `sections` are set before these, whole.

    With `footnotes` Word memos set the evidence as footnotes, and not in the annex.
    """

    heading: str = Field(min_length=1)
    sources: str = Field(min_length=1)
    evidence: str = Field(min_length=1)
    footnotes: bool = False
    sections: tuple[SectionSpec, ...] = ()


class LengthSpec(_Strict):
    """How long the body may be, null where it may be of any length. Pages are those of the memo's paper."""

    pages: float | None = Field(default=None, gt=0)
    words: int | None = Field(default=None, gt=0)


class WordingRule(_Strict):
    """Wordings that a format does without, and what to say instead.

    A wording is taken as it stands, in capitals or not; one that ends in an asterisk stands for
    all words that begin so.
    """

    avoid: tuple[_Words, ...] = Field(min_length=1)
    mend: _Words


class ApartRule(_Strict):
    """Two sets of wordings that may not stand in one sentence."""

    one: tuple[_Words, ...] = Field(min_length=1)
    other: tuple[_Words, ...] = Field(min_length=1)
    mend: _Words


class RulesSpec(_Strict):
    """What a format asks of a memo beyond its form. `required` are fields of the header."""

    required: tuple[str, ...] = ()
    wording: tuple[WordingRule, ...] = ()
    apart: tuple[ApartRule, ...] = ()

    @field_validator("required")
    @classmethod
    def _are_fields(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in HEADER_FIELDS:
                raise ValueError(f"there is no header field “{name}”; choose from {', '.join(HEADER_FIELDS)}")
        return names


class LookSpec(_Strict):
    """What `look.toml` holds. `markings` are the standards accepted, empty where any text will do.

    `contents` is the heading of a table of contents in Word memos, "" where there is none.
    `markdown` is GitHub's, with tables, footnotes and front matter, or the plain one of CommonMark.
    """

    kind: str = Field(min_length=1)
    about: str = ""
    contents: str = ""
    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    head: dict[str, str]
    sections: tuple[SectionSpec, ...]
    annex: AnnexSpec
    length: LengthSpec = LengthSpec()
    markings: tuple[str, ...] = ()
    markdown: Literal["github", "plain"] = "github"
    rules: RulesSpec = RulesSpec()
    words: dict[str, str]

    @field_validator("head")
    @classmethod
    def _known_fields(cls, head: dict[str, str]) -> dict[str, str]:
        known = (SUBJECT, *HEADER_FIELDS)
        for name in head:
            if name not in known:
                raise ValueError(f"there is no header field “{name}”; choose from {', '.join(known)}")
        return head

    @field_validator("markings")
    @classmethod
    def _known_standards(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in standards():
                raise ValueError(f"there is no standard “{name}”; choose from {', '.join(standards())}")
        return names

    @field_validator("words", mode="before")
    @classmethod
    def _flat(cls, words: Any) -> Any:
        return flatten(words) if isinstance(words, dict) else words

    @field_validator("words")
    @classmethod
    def _twelve_months(cls, words: dict[str, str]) -> dict[str, str]:
        if len(words["months"].split()) != 12:
            raise ValueError("months: name all twelve, parted by spaces")
        return words

    @model_validator(mode="after")
    def _each_item_has_one_place(self) -> "LookSpec":
        """Two sections of one kind that select alike: the second would always be empty."""
        seen: list[tuple[str, Selection]] = []
        for section in (*self.sections, *self.annex.sections):
            if section.name and (section.name, section.select) in seen:
                raise ValueError(f"sections: the section “{section.name}” stands twice")
            seen.append((section.name, section.select))
        return self

    @model_validator(mode="after")
    def _offers_lead_somewhere(self) -> "LookSpec":
        shown = {section.name for section in (*self.sections, *self.annex.sections)}
        for offer in (offer for section in self.sections for offer in section.offers):
            if offer.name not in shown:
                raise ValueError(
                    f"sections: “{offer.name}” are offered, but shown nowhere; give them a section in the annex"
                )
        return self
