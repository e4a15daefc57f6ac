"""Structured briefing notes from news and statements: every line carries its source.

    import briefing

    document = briefing.read("seeds/coalition-of-the-willing.txt")
    note = briefing.parse(document)
    pdf = briefing.render(note, "pdf")

Nothing is imported before it is used: the language model and the PDF engine are slow to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.batch import build_many
    from briefing.batch.results import Result
    from briefing.document import Block, BlockKind, Document
    from briefing.errors import (
        BriefingError,
        FormatError,
        FullDiskError,
        MissingPartError,
        OutputError,
        SavedBriefingError,
        SetAsideError,
        SettingsError,
        SourceError,
        StoreError,
        TemplateError,
    )
    from briefing.limits import Limits
    from briefing.model import (
        Actor,
        ActorKind,
        Briefing,
        Commitment,
        DateSpan,
        Evidence,
        Gap,
        Header,
        Importance,
        KeyPoint,
        OpenQuestion,
        Polarity,
        Precision,
        QuestionKind,
        Review,
        ReviewState,
        Source,
        Statement,
        Strength,
        TimelineEntry,
        schema,
    )
    from briefing.pipeline import (
        Outcome,
        build,
        find,
        find_saved,
        load,
        merge_all,
        parse,
        pull_back,
        read,
        read_all,
        redraw,
        render,
    )
    from briefing.pull import Finding, Pulled
    from briefing.renderers import FORMATS
    from briefing.settings import Batch, Settings, load_settings
    from briefing.sources import Input

    __version__: str

__all__ = [
    "FORMATS",
    "Actor",
    "ActorKind",
    "Batch",
    "Block",
    "BlockKind",
    "Briefing",
    "BriefingError",
    "Commitment",
    "DateSpan",
    "Document",
    "Evidence",
    "Finding",
    "FormatError",
    "FullDiskError",
    "Gap",
    "Header",
    "Importance",
    "Input",
    "KeyPoint",
    "Limits",
    "MissingPartError",
    "OpenQuestion",
    "Outcome",
    "OutputError",
    "Polarity",
    "Precision",
    "Pulled",
    "QuestionKind",
    "Result",
    "Review",
    "ReviewState",
    "SavedBriefingError",
    "SetAsideError",
    "Settings",
    "SettingsError",
    "Source",
    "SourceError",
    "Statement",
    "StoreError",
    "Strength",
    "TemplateError",
    "TimelineEntry",
    "__version__",
    "build",
    "build_many",
    "find",
    "find_saved",
    "load",
    "load_settings",
    "merge_all",
    "parse",
    "pull_back",
    "read",
    "read_all",
    "redraw",
    "render",
    "schema",
]

# lightest first, so that a name costs no more than its own home
_HOMES = ("errors", "limits", "model", "document", "settings", "pipeline", "batch", "pull")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("briefing")
    if name in __all__:
        for home in _HOMES:
            found = vars(import_module(f"briefing.{home}")).get(name)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
