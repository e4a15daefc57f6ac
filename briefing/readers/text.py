"""Plain text."""

from briefing.limits import Limits
from briefing.readers._decoding import decode
from briefing.readers._plain import read_plain
from briefing.readers._reading import Raw, Reading


def read(raw: Raw, _limits: Limits) -> tuple[Reading, ...]:
    """The one document of a plain text, its blocks told by their layout alone."""
    return (read_plain(decode(raw.data, media_type=raw.media_type)),)
