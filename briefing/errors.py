"""What can go wrong in a way the user can mend.

    BriefingError
    ├── SourceError        an input that cannot be read as a document
    ├── FormatError        an input or output format nobody here knows
    ├── MissingPartError   a library, font or language model that is not installed
    ├── TemplateError      a look that is missing, broken or tries what it may not
    ├── SavedBriefingError a saved briefing that does not hold what it should
    ├── SavedDigestError   a saved digest that does not hold what it should
    ├── SettingsError      a setting or option that cannot be taken
    ├── OutputError        a result that cannot be written where it should go
    │   ├── FullDiskError  no result can be written any more
    │   └── StoreError     a store that takes no files
    └── SetAsideError      a document that crashed, hung or took too much memory

Everything else that is raised is a bug and keeps its traceback.
"""


class BriefingError(Exception):
    """A failure told in one line: what happened, where, and what to do about it.

    `where` is the file, field or template the failure is about; `mend` is an instruction
    ("install …", "choose one of …"). Both may be absent.
    """

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}; {self.mend}" if self.mend else line
        return " ".join(line.split())

    def at(self, where: str) -> "BriefingError":
        """The same failure, told of `where`, unless it already names a place."""
        return self if self.where else type(self)(self.what, where=where, mend=self.mend)


class SourceError(BriefingError):
    """An input that cannot be read as a document."""


class FormatError(BriefingError):
    """An input or output format nobody here knows."""


class MissingPartError(BriefingError):
    """A library, font or language model that is not installed."""


class TemplateError(BriefingError):
    """A look that is missing, broken or tries what it may not."""


class SavedBriefingError(BriefingError):
    """A saved briefing that does not hold what it should."""


class SavedDigestError(BriefingError):
    """A saved digest that does not hold what it should."""


class SettingsError(BriefingError):
    """A setting or option that cannot be taken."""


class OutputError(BriefingError):
    """A result that cannot be written where it should go."""


class FullDiskError(OutputError):
    """No result can be written any more: it ends a batch, where another failure is passed over."""


class StoreError(OutputError):
    """A store that takes no files, or cannot be reached: like a full disk, it ends a batch."""


class SetAsideError(BriefingError):
    """A document that crashed, hung or took too much memory, and was given up so that the rest goes on."""
