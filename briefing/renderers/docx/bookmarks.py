"""Names of bookmarks: where links inside a memo lead, and how an item is found again in an edited file.

Word takes letters, digits and the underscore, at most 40 of them, and does not tell capitals
from small letters.
"""

import hashlib
import re

# Ids such as `stable_id` makes. Capitals before the hyphen and none after it: no two of them
# differ by case alone, nor once the hyphen is an underscore.
_PLAIN = re.compile(r"[A-Z]{1,3}-[0-9a-z]{1,24}")


def of_item(anchor: str) -> str:
    """The bookmark of an item: its id where that can be read in a name, else a hash of it."""
    if _PLAIN.fullmatch(anchor):
        return anchor.replace("-", "_")
    return f"item_{hashlib.sha256(anchor.encode()).hexdigest()[:32]}"


def of_exhibit(number: int) -> str:
    """The bookmark of a piece of evidence."""
    return f"evidence_{number}"


def of_source(source_id: str) -> str:
    """The bookmark of a source."""
    return f"source_{hashlib.sha256(source_id.encode()).hexdigest()[:32]}"
