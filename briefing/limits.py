"""How much of what comes in is too much: generous for people, final for bombs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The largest input that is still read; anything beyond it is refused, never cut.

    The defaults leave room for a thousand-page report. Each can be set under `[limits]`
    in `briefing.toml`.
    """

    source_bytes: int = 64 * 2**20
    """Size of one input file, in bytes."""
    unpacked_bytes: int = 256 * 2**20
    """Size of what a compressed input (DOCX) unpacks to, in bytes."""
    characters: int = 20_000_000
    """Length of the normalised text, in code points."""
    nesting: int = 500
    """Depth to which elements of an HTML or XML input may be nested."""
    pages: int = 5_000
    """Pages of a PDF."""
    entries: int = 2_000
    """Entries of a feed file."""
    fetch_seconds: float = 30.0
    """How long fetching one URL may take."""
    cache_bytes: int = 2**30
    """Size to which the folder of parsed sources is cut back, in bytes."""
