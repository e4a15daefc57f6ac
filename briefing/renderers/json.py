"""The saved briefing itself: no memo, no loss."""

from briefing.memo import View


def render(view: View) -> bytes:
    """The briefing as UTF-8 JSON."""
    return view.saved.encode()
