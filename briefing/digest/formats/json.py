"""The saved digest itself: what the next one is compared with."""

from briefing.digest.model import Digest
from briefing.memo import Look


def render(digest: Digest, look: Look) -> dict[str, bytes]:  # noqa: ARG001  every format is called alike
    """The digest as UTF-8 JSON."""
    return {".json": digest.to_json().encode()}
