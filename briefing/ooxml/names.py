"""Names of places in a Word memo: bookmarks, and the tags of content controls.

Links inside a memo lead to them, and by them an item and its fields are found again in an edited
file. Word takes letters, digits and the underscore, at most 40 of them, and does not tell capitals
from small letters.
"""

import hashlib
import re

# Ids such as `stable_id` makes. Capitals before the hyphen and none after it: no two of them
# differ by case alone, nor once the hyphen is an underscore. With the longest name of a field
# behind it, one still fits.
_PLAIN = re.compile(r"[A-Z]{1,3}-[0-9a-z]{1,24}")
_HASH = 22
_OTHER = re.compile(r"[^A-Za-z0-9]")
_LONGEST = 40

ANNEX = "annex"
"""The bookmark of the annex's own heading."""


def of_item(anchor: str) -> str:
    """The bookmark of an item: its id where that can be read in a name, else a hash of it."""
    if _PLAIN.fullmatch(anchor):
        return anchor.replace("-", "_")
    return f"item_{_hash(anchor)}"


def of_field(anchor: str, field: str) -> str:
    """The bookmark and the tag of a field of an item; of the briefing itself where `anchor` is ""."""
    return f"{of_item(anchor) if anchor else 'briefing'}_{field}"


def of_tag(tag: str) -> str:
    """What a content control is called here after its tag, which may name a value within another ("header.to")."""
    return tag.replace(".", "_")


def of_exhibit(number: int) -> str:
    """The bookmark of a piece of evidence."""
    return f"evidence_{number}"


def of_source(source_id: str) -> str:
    """The bookmark of a source."""
    return f"source_{_hash(source_id)}"


def of_section(name: str, *, annex: bool) -> str:
    """The bookmark of a section's heading; a section may go on in the annex, and "blank-2" is a second one."""
    return f"{'annex' if annex else 'section'}_{_OTHER.sub('_', name)}"[:_LONGEST]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
