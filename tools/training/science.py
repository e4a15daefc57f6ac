"""What only learning needs: scikit-learn and what comes with it, which have no types."""

from importlib import import_module
from typing import Any

from briefing.errors import MissingPartError


def science(module: str) -> Any:
    """The module. Raises `MissingPartError` where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingPartError("scikit-learn is not installed", mend="run `make train`, which installs it") from error
