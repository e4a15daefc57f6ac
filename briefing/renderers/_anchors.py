"""The names of places in a memo, for formats that link by name."""

import hashlib
import re

_SAFE = re.compile(r"(?!memo-)[A-Za-z][A-Za-z0-9_-]{0,63}")


def anchor(item: str) -> str:
    """An item's id as the name of a place: the id itself, unless it is odd.

    Names that begin with "memo-" are the memo's own.
    """
    return item if _SAFE.fullmatch(item) else f"x-{hashlib.sha256(item.encode()).hexdigest()[:16]}"
