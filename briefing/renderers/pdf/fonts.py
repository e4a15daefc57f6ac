"""The fonts that memos are set in, and who may fetch what."""

import atexit
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import MissingPartError
from briefing.resources import font

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_STYLES = (("Regular", "normal", 400), ("It", "italic", 400), ("Semibold", "normal", 600))
_FAMILIES = {"Briefing Serif": "SourceSerifPro", "Briefing Sans": "SourceSansPro"}
# What lends the two the letters that they lack; Chinese and Japanese are an extra of their own, for it is large.
_LENDERS = {"Briefing Hebrew": "Heebo", "Briefing Arabic": "NotoSansArabic", "Briefing CJK": "NotoSansCJKjp"}
_EXTRA = ("NotoSansCJKjp",)
_NAMED = re.compile(r"""(["'])(Briefing (?:Serif|Sans))\1""")


@dataclass(frozen=True)
class Face:
    """A font file under the name that style sheets know it by."""

    family: str
    file: Path
    slant: str = "normal"
    weight: int = 400

    def rule(self) -> str:
        """The face as a rule of a style sheet."""
        return (
            f'@font-face {{ font-family: "{self.family}"; src: url("{self.file.as_uri()}");'
            f" font-style: {self.slant}; font-weight: {self.weight} }}"
        )


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """Every face that a memo may be set in."""
    own = [
        Face(name, font(family, style), slant, weight)
        for name, family in _FAMILIES.items()
        for style, slant, weight in _STYLES
    ]
    return (*own, *_lending())


@lru_cache(maxsize=1)
def _lending() -> tuple[Face, ...]:
    found = []
    for name, family in _LENDERS.items():
        try:
            found.append(Face(name, font(family)))
        except MissingPartError:
            if family not in _EXTRA:
                raise
    return tuple(found)


def with_lenders(css: str) -> str:
    """A style sheet in which each of our families is followed by those that lend it letters.

    WeasyPrint confuses the glyphs of two files under one name, so that `unicode-range` will not do.
    """
    names = [*_FAMILIES, *(face.family for face in _lending())]

    def followed(found: re.Match[str]) -> str:
        return ", ".join([found[0], *(f"{found[1]}{name}{found[1]}" for name in names if name != found[2])])

    return _NAMED.sub(followed, css)


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """The code points that a memo can show, whichever of our families it is set in."""
    return frozenset().union(*(coverage_of(face.file.read_bytes()) for face in faces() if face.slant == "normal"))


def coverage_of(data: bytes) -> frozenset[int]:
    """The code points that a font has; none where it is no font that can be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as face:
            return frozenset(face.getBestCmap() or ())
    except (TTLibError, KeyError, AssertionError, OSError, ValueError):
        return frozenset()


@lru_cache(maxsize=1)
def fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves what a memo holds itself and the fonts that ship with the program; nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in _font_urls() or url[:5].lower() == "data:":
                return super().fetch(url, headers)
            raise ValueError(f"a memo may not fetch {url[:80]}")

    return Fetcher(allowed_protocols=("data", "file"), allow_redirects=False)


@lru_cache(maxsize=1)
def _font_urls() -> frozenset[str]:
    return frozenset(face.file.as_uri() for face in faces())


@lru_cache(maxsize=1)
def fonts() -> "tuple[FontConfiguration, CSS]":
    """The fonts, registered once a process: reading and registering them costs as much as a page."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    rules = "\n".join(face.rule() for face in faces())
    # Its temporary folder is removed by its own finaliser, which needs an interpreter that still runs.
    atexit.register(fonts.cache_clear)
    return config, CSS(string=rules, font_config=config, url_fetcher=fetcher())
