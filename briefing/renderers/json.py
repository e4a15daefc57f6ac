"""The saved briefing itself: no memo, no loss."""

from briefing.memo import Look
from briefing.model import Briefing


def render(briefing: Briefing, look: Look) -> bytes:  # noqa: ARG001  every format is called alike
    """The briefing as UTF-8 JSON."""
    return briefing.to_json().encode()
