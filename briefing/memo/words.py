"""The wording of a look: every word that a memo says of its own, kept as data."""

import string
from collections.abc import Mapping
from typing import Any


class Words(dict[str, str]):
    """Wordings by name; names of grouped wordings are joined by a dot ("strength.firm")."""

    def fill(self, name: str, /, **values: object) -> str:
        """The wording called `name` with its gaps filled."""
        return self[name].format_map({key: str(value) for key, value in values.items()})


def fill(wording: str, /, **values: object) -> str:
    """A wording that a template has brought along with its gaps filled. Raises `ValueError` as `gaps_of` does."""
    gaps_of(wording)
    return wording.format_map({key: str(value) for key, value in values.items()})


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested tables as one: `{"a": {"b": 1}}` gives `{"a.b": 1}`."""
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def gaps_of(wording: str) -> set[str]:
    """The names in braces that a wording asks for. Raises `ValueError` for any other use of braces."""
    names: set[str] = set()
    for _, name, spec, conversion in string.Formatter().parse(wording):
        if name is None:
            continue
        # Attribute access, indexes and format specifications could reach into objects or
        # blow up a text; a wording needs none of them.
        if not name.isidentifier() or spec or conversion:
            raise ValueError("braces may hold a plain name only; a literal brace is written twice")
        names.add(name)
    return names
