"""Which features are learnt: what several documents show, and nothing by which one could be known again."""

import re
from collections import defaultdict
from collections.abc import Iterable

from training.examples import Example

# A feature of fewer documents than this would teach the documents, not the language.
_DOCUMENTS = 3
# A weights file is published: it holds grammar and words of the dictionary, never a stretch of text.
_WORDS = 5
_READABLE = re.compile(r"[a-z ]+(?:=(?:[A-Za-z$'’, -]+|\d)(?::[A-Za-z$'’ -]+)?|:[a-z ]+|, [a-z]+)?")


def vocabulary(examples: Iterable[Example]) -> frozenset[str]:
    """The names of the features that may bear a weight."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.features:
            seen[name].add(example.document)
    return frozenset(name for name, documents in seen.items() if len(documents) >= _DOCUMENTS and is_fit(name))


def is_fit(name: str) -> bool:
    """Whether a feature names grammar, or a word of the dictionary, and no more than that.

    Addresses, numbers, file names and whole phrases of a text are not.
    """
    return bool(_READABLE.fullmatch(name)) and len(name.partition("=")[2].split()) <= _WORDS
