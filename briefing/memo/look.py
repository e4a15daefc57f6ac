"""A look: a folder that says how a memo is ordered, worded and drawn.

`load_look` reads the whole folder once, so that drawing touches no file: what is not in memory
by then cannot be reached by any template.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from briefing.errors import TemplateError
from briefing.memo import brand as brands
from briefing.memo.brand import UNBRANDED, Brand
from briefing.memo.schema import LookSpec
from briefing.memo.toml_lines import line_of
from briefing.memo.words import Words, flatten, gaps_of
from briefing.model import describe
from briefing.resources import templates

Page = Literal["A4", "Letter"]

_Made = TypeVar("_Made")

BUILT_IN = "memo"
"""The look that lends its files and wordings to those that leave some out."""

_SETTINGS = "look.toml"
_BRAND_FOLDER = "brand/"
REFERENCE = "reference.docx"
"""The file of a look that lends Word memos its styles, page, header and footer."""

_ENDINGS = (".toml", ".yml", ".j2", ".css", ".docx", ".svg", ".png", ".jpg", ".jpeg", ".ttf", ".otf")
_MOST_FILES = 200
_MOST_BYTES = 32 * 2**20


@dataclass(frozen=True, eq=False)
class Look:
    """A look in memory. `files` are its own, then those lent by the built-in memo, by name.

    A file's name is its path inside the folder, parted by "/". `own` means that the user made it,
    so that what goes wrong with it is for the user to mend. The brand's pictures and fonts are among
    the files.
    """

    name: str
    page: Page
    spec: LookSpec
    words: Words
    files: dict[str, tuple[Path, bytes]]
    own: bool = False
    brand: Brand = UNBRANDED
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, name: str, make: "Callable[[Look], _Made]") -> _Made:
        """What `make` makes of this look: made once, kept under `name`, shared with its copies."""
        if name not in self._made:
            self._made[name] = make(self)
        made: _Made = self._made[name]
        return made

    def read(self, name: str) -> bytes:
        """The file called `name`. Raises `TemplateError`, which lists those there are."""
        try:
            return self.files[name][1]
        except KeyError:
            raise TemplateError(
                f"the look has no file “{name}”", where=self.name, mend=f"it has {', '.join(sorted(self.files))}"
            ) from None

    def template(self, name: str) -> tuple[str, str]:
        """A file as text, and the path to name in errors."""
        data = self.read(name)
        path = str(self.files[name][0])
        try:
            return data.decode("utf-8-sig"), path
        except UnicodeDecodeError as error:
            raise TemplateError("it is not UTF-8 text", where=path, mend="save it as UTF-8") from error


def looks() -> tuple[str, ...]:
    """The names of the built-in looks, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in templates().glob(f"*/{_SETTINGS}")))


def load_look(
    name_or_folder: str | Path = BUILT_IN,
    *,
    page: Page = "A4",
    brand: Path | None = None,
    reference: Path | None = None,
) -> Look:
    """The look of that name, or in that folder, with the brand in that file instead of its own.

    `reference` is a Word document that lends its styles, page, header and footer to Word memos, or
    has fields to be filled. Raises `TemplateError`, with file and line.
    """
    look = _look(name_or_folder, page)
    if reference is not None:
        look = replace(look, files={**look.files, REFERENCE: (reference, _read_file(reference, reference))})
    return look if brand is None else _branded(look, brand)


def _look(name_or_folder: str | Path, page: Page) -> Look:
    if isinstance(name_or_folder, str) and name_or_folder in looks():
        return _built_in(name_or_folder, page)
    folder = Path(name_or_folder)
    try:
        found = folder.is_dir()
    except (OSError, ValueError):  # no name that a file could have
        found = False
    if not found:
        raise TemplateError(
            f"there is no look “{name_or_folder}”", mend=f"choose from {', '.join(looks())}, or name a folder"
        )
    return _load(folder, page, own=True)


@cache
def _built_in(name: str, page: Page) -> Look:
    return _load(templates() / name, page, own=False)


def _load(folder: Path, page: Page, *, own: bool) -> Look:
    memo = templates() / BUILT_IN
    lent = _read_folder(memo)
    mine = lent if folder == memo else _read_folder(folder)
    if not set(mine) & set(lent):
        raise TemplateError(
            "the folder is not a look",
            where=str(folder),
            mend=f"put a {_SETTINGS} or a template there, or copy one with `briefing templates copy`",
        )
    spec = _settings(mine, lent)
    brand = UNBRANDED
    if brands.FILE in mine:
        path, data = mine[brands.FILE]
        brand = brands.read(data, str(path), {name: held for name, (_, held) in mine.items()})
    return Look(folder.resolve().name, page, spec, Words(spec.words), {**lent, **mine}, own=own, brand=brand)


def _branded(look: Look, path: Path) -> Look:
    """The look with the brand in a file of the user's, of which nothing is read but what stands beside it."""
    data = _read_file(path, path)
    beside: dict[str, tuple[Path, bytes]] = {}
    root = path.resolve().parent
    for name in brands.named_files(data, str(path)):
        file = path.parent / name
        # What leads out of the folder is not there for us; the brand's own check says so.
        if file.resolve().is_relative_to(root) and file.is_file():
            if file.stat().st_size > _MOST_BYTES // 4:
                raise TemplateError(f"it is larger than {_MOST_BYTES // 2**22} MB", where=str(file))
            beside[PurePosixPath(name).as_posix()] = (file, _read_file(file, file))
    brand = brands.read(data, str(path), {name: held for name, (_, held) in beside.items()}, _BRAND_FOLDER)
    held = {brands.FILE: (path, data), **beside}
    files = {**look.files, **{f"{_BRAND_FOLDER}{name}": one for name, one in held.items()}}
    return replace(look, files=files, brand=brand, own=True, _made={})


def _read_file(path: Path, shown: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TemplateError(f"it cannot be read ({reason})", where=str(shown)) from error


def _read_folder(folder: Path) -> dict[str, tuple[Path, bytes]]:
    """The files of a look, by name; those of other kinds are left alone."""
    files: dict[str, tuple[Path, bytes]] = {}
    root, size = folder.resolve(), 0
    for count, path in enumerate(sorted(_walk(root)), 1):
        if count > _MOST_FILES or size > _MOST_BYTES:
            raise TemplateError(
                f"the folder holds more than {_MOST_FILES} files or {_MOST_BYTES // 2**20} MB",
                where=str(folder),
                mend="name the folder of the look itself",
            )
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root):
            raise TemplateError("it is a link that leads out of the look's folder", where=str(folder / name))
        data = _read_file(path, folder / name)
        size += len(data)
        files[name] = (folder / name, data)
    return files


def _walk(folder: Path, depth: int = 2) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            found += _walk(path, depth - 1) if depth else []
        elif path.suffix.lower() in _ENDINGS:
            found.append(path)
        if len(found) > _MOST_FILES:
            break
    return found


def _settings(own: dict[str, tuple[Path, bytes]], lent: dict[str, tuple[Path, bytes]]) -> LookSpec:
    base = _toml(lent)
    if own is lent or _SETTINGS not in own:
        return _checked(base, lent)
    mine = _toml(own)
    merged = {**base, **mine}
    for name in ("annex", "words"):
        # Where it is no table, the check below says so.
        if isinstance(table := mine.get(name, {}), dict):
            merged[name] = flatten(base[name]) | flatten(table)
    if isinstance(merged["words"], dict) and (unknown := sorted(set(merged["words"]) - set(flatten(base["words"])))):
        raise TemplateError(
            f"words.{unknown[0]}: there is no such wording",
            where=_place(own, ("words", unknown[0])),
            mend="see the built-in memo",
        )
    spec = _checked(merged, own)
    for name, wording in flatten(base["words"]).items():
        _check_gaps(name, spec.words[name], gaps_of(wording), own)
    return spec


def _toml(files: dict[str, tuple[Path, bytes]]) -> dict[str, Any]:
    path, data = files[_SETTINGS]
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TemplateError(f"it is not TOML: {error}", where=str(path)) from error


def _checked(settings: dict[str, Any], files: dict[str, tuple[Path, bytes]]) -> LookSpec:
    try:
        return LookSpec.model_validate(settings)
    except ValidationError as error:
        raise TemplateError(describe(error), where=_place(files, error.errors()[0]["loc"])) from error


def _place(files: dict[str, tuple[Path, bytes]], key: tuple[str | int, ...]) -> str:
    """The settings' file, and the line on which the key stands in it."""
    path, data = files[_SETTINGS]
    line = line_of(data.decode("utf-8-sig"), key)
    return f"{path}, line {line}" if line else str(path)


def _check_gaps(name: str, wording: str, allowed: set[str], files: dict[str, tuple[Path, bytes]]) -> None:
    where = _place(files, ("words", name))
    try:
        unknown = sorted(gaps_of(wording) - allowed)
    except ValueError as error:
        raise TemplateError(f"words.{name}: {error}", where=where) from error
    if unknown:
        choice = ", ".join(f"{{{gap}}}" for gap in sorted(allowed)) or "none"
        raise TemplateError(f"words.{name}: nothing fills {{{unknown[0]}}}", where=where, mend=f"it may use {choice}")
