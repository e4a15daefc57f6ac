"""The memo as every format draws it: what it shows, in which order, in which words.

`load_look` reads a look; `build` makes a `Memo` of a briefing in that look. Nothing here knows
of any output format.
"""

from briefing.memo.build import build
from briefing.memo.look import Look, load_look, looks

__all__ = ["Look", "build", "load_look", "looks"]
