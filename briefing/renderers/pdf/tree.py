"""The structure of a tagged PDF, free of any library: elements, and what of the page belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Content:
    """A marked stretch of a page: `page` counts from 0, `mark` is unique on it."""

    page: int
    mark: int


@dataclass(frozen=True, eq=False)
class Annotation:
    """A link on a page; `target` is the library's own object, `label` says where it leads."""

    page: int
    target: Any
    label: str


@dataclass(eq=False)
class Element:
    """A structure element. `kind` is a standard structure type of PDF 1.7 ("LBody"), section 14.8.4 of ISO 32000-1.

    `entries` are texts for the element's dictionary; `attributes` are for its attribute objects, by their
    owner, as they are written: names with their slash, and numbers.
    """

    kind: str
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, kind: str) -> "Element":
        """A new last child."""
        made = Element(kind)
        self.kids.append(made)
        return made

    @property
    def elements(self) -> "list[Element]":
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.elements))
