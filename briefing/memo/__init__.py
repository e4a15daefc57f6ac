"""The memo as every format draws it: what it shows, in which order, in which words.

`load_look` reads a look; a `View` is a briefing in that look, and `build` makes the `Memo` of it.
Nothing here knows of any output format.
"""

from briefing.memo.build import build
from briefing.memo.look import Look, load_look, looks
from briefing.memo.view import View

__all__ = ["Look", "View", "build", "load_look", "looks"]
