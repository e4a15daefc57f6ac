"""A brand: colours, fonts and a logo that a look is drawn with, from a file after Quarto's brand.yml.

Of what such a file may say, this reads what a memo can use (https://posit-dev.github.io/brand-yml/):

    meta.name                        also the logo's text alternative, where it has none of its own
    logo                             a path; or small, medium, large and images
    color.palette                    names for colours, to be used below
    color.foreground                 text
    color.primary                    headings, rules and links (or typography.headings.color)
    color.secondary                  subordinate text
    color.tertiary                   what is behind the bottom line
    typography.base, headings        the families of text, and of headings and tables
    typography.fonts                 files of those families, of source "file"

Everything else is passed over. A memo is set on white, so colours that could not be read on it are
refused.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from briefing.errors import TemplateError
from briefing.model import describe

if TYPE_CHECKING:
    from yaml import Node

FILE = "brand.yml"

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_LONGEST = 100_000  # bytes
_LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text of the usual size
_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_RASTER = (".png", ".jpg", ".jpeg")
_FONTS = (".ttf", ".otf")
_WIDEST = 6_000  # pixels
_WHITE = "#ffffff"
_TYPED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]{0,60}$")]
_Text = Annotated[str, StringConstraints(max_length=1_000)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Image(_Data):
    path: _Text
    alt: _Text = ""


class _Logo(_Data):
    images: dict[str, _Image | _Text] = {}
    small: _Text = ""
    medium: _Text = ""
    large: _Text = ""


class _Name(_Data):
    full: _Text = ""
    short: _Text = ""


class _Meta(_Data):
    name: _Name | _Text = ""


class _Colours(_Data):
    palette: dict[str, _Text] = {}
    foreground: _Text = ""
    primary: _Text = ""
    secondary: _Text = ""
    tertiary: _Text = ""


class _File(_Data):
    path: _Text
    weight: int | Literal["normal", "bold"] = 400
    style: Literal["normal", "italic"] = "normal"


class _Font(_Data):
    family: _Family
    source: _Text = "file"
    files: tuple[_File | _Text, ...] = ()


class _Setting(_Data):
    family: _Family | Literal[""] = ""
    color: _Text = ""


class _Typography(_Data):
    fonts: tuple[_Font, ...] = ()
    base: _Setting | _Family = _Setting()
    headings: _Setting | _Family = _Setting()


class _Brand(_Data):
    meta: _Meta = _Meta()
    logo: _Logo | _Text = ""
    color: _Colours = _Colours()
    typography: _Typography = Field(default=_Typography())


@dataclass(frozen=True)
class Face:
    """A file of a font; `file` is its name among the look's files."""

    family: str
    file: str
    weight: int
    style: str


@dataclass(frozen=True)
class Brand:
    """Colours as "#rrggbb" and families of fonts, "" where the look's own stay.

    `logo` and `raster` are names among the look's files; the latter is for formats that take no
    SVG. `alt` is the logo's text alternative, never empty where there is a logo.
    """

    ink: str = ""
    accent: str = ""
    quiet: str = ""
    tint: str = ""
    text: str = ""
    headings: str = ""
    faces: tuple[Face, ...] = ()
    logo: str = ""
    raster: str = ""
    alt: str = ""


UNBRANDED = Brand()
"""Leaves all as the look has it."""


def read(data: bytes, where: str, files: Mapping[str, bytes], prefix: str = "") -> Brand:
    """The brand in `data`, which was read from `where`. Raises `TemplateError`, with the line.

    `files` are those that it may name, each by its path from the brand file on; in the look they
    are called so behind `prefix`.
    """
    return _Reader(data, where, files, prefix).brand()


def named_files(data: bytes, where: str) -> tuple[str, ...]:
    """The pictures and fonts that a brand file names, as it names them. Raises `TemplateError`."""
    stated = _Reader(data, where, {}, "").stated
    logo = stated.logo if isinstance(stated.logo, _Logo) else _Logo(medium=stated.logo)
    pictures = (*logo.images.values(), logo.small, logo.medium, logo.large)
    fonts = (file for font in stated.typography.fonts for file in font.files)
    paths = [one.path if isinstance(one, _Image | _File) else one for one in (*pictures, *fonts)]
    return tuple(path for path in paths if path and path not in logo.images)


class _Reader:
    def __init__(self, data: bytes, where: str, files: Mapping[str, bytes], prefix: str) -> None:
        self._where = where
        self._files = files
        self._prefix = prefix
        self._root = _tree(data, where)
        self.stated = self._validated()

    def brand(self) -> Brand:
        stated = self.stated
        base, headings = (
            one if isinstance(one, _Setting) else _Setting(family=one)
            for one in (stated.typography.base, stated.typography.headings)
        )
        tint = self._colour("tertiary", stated.color.tertiary)
        colours = {
            "ink": self._colour("foreground", stated.color.foreground),
            "accent": self._colour("headings", headings.color) or self._colour("primary", stated.color.primary),
            "quiet": self._colour("secondary", stated.color.secondary),
        }
        for name, colour in colours.items():
            for ground in (_WHITE, tint or _WHITE):
                if colour and (found := contrast(colour, ground)) < _LEAST_CONTRAST:
                    raise self._fault(
                        ("color",),
                        f"{colour} cannot be read on {ground} (contrast {found:.1f}, {_LEAST_CONTRAST} is needed)",
                        f"choose a darker colour for {_STATED[name]}",
                    )
        logo, alt = self._logo()
        return Brand(
            **colours,
            tint=tint,
            text=base.family,
            headings=headings.family or base.family,
            faces=tuple(self._faces()),
            logo=logo,
            raster=logo if logo.lower().endswith(_RASTER) else self._raster(),
            alt=alt,
        )

    def _validated(self) -> _Brand:
        import yaml

        try:
            # Plain values only: a mapping, lists, texts and numbers.
            stated = yaml.SafeLoader("").construct_document(self._root) if self._root else {}
            return _Brand.model_validate(stated or {})
        except ValidationError as error:
            location = tuple(step for step in error.errors()[0]["loc"] if not _is_choice(step))
            raise self._fault(location, describe(error)) from error
        except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
            raise TemplateError(f"it is no brand file: {error}", where=self._where) from error

    def _colour(self, key: str, name: str, depth: int = 0) -> str:
        """A colour as "#rrggbb", whether stated so, or by a name of the palette or of another colour."""
        if not name:
            return ""
        if _HEX.fullmatch(name):
            digits = name[1:].lower()
            return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"
        colours = self.stated.color
        known = {**colours.model_dump(exclude={"palette"}), **colours.palette}
        if name not in known or depth > 10:
            raise self._fault(("color", key), f"“{name[:40]}” is no colour", "say #rrggbb, or a name of color.palette")
        return self._colour(key, known[name], depth + 1)

    def _logo(self) -> tuple[str, str]:
        logo = self.stated.logo if isinstance(self.stated.logo, _Logo) else _Logo(medium=self.stated.logo)
        chosen = logo.medium or logo.small or logo.large
        if not chosen:
            return "", ""
        image = logo.images.get(chosen, chosen)
        path, alt = (image.path, image.alt) if isinstance(image, _Image) else (image, "")
        name = self.stated.meta.name
        alt = alt or (name if isinstance(name, str) else name.short or name.full)
        if not alt.strip():
            raise self._fault(("logo",), "nothing says what the logo shows", "add meta.name, or an alt to the image")
        return self._picture(path), " ".join(alt.split())

    def _raster(self) -> str:
        """The first of the logos that is no drawing; none where there is none."""
        if not isinstance(self.stated.logo, _Logo):
            return ""
        logo = self.stated.logo
        for chosen in (logo.medium, logo.small, logo.large):
            image = logo.images.get(chosen, chosen)
            path = image.path if isinstance(image, _Image) else image
            if path.lower().endswith(_RASTER):
                return self._picture(path)
        return ""

    def _picture(self, path: str) -> str:
        name, data = self._file(("logo",), path, _PICTURES)
        if path.lower().endswith(".svg"):
            if b"<svg" not in data or _TYPED.search(data):
                raise self._fault(("logo",), f"{path} is no plain SVG", "save it without a document type")
            return name
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
                size = picture.size
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise self._fault(("logo",), f"{path} is no picture", "save it as PNG, JPEG or SVG") from error
        if max(size) > _WIDEST:
            raise self._fault(("logo",), f"{path} has {size[0]} × {size[1]} pixels", f"make it {_WIDEST} at most")
        return name

    def _faces(self) -> "list[Face]":
        faces: list[Face] = []
        for number, font in enumerate(self.stated.typography.fonts):
            place = ("typography", "fonts", number)
            if font.source != "file":
                if font.files:
                    raise self._fault(place, f"fonts are not fetched from {font.source[:40]}", "name files beside it")
                continue  # a font that the reader's machine may have; a memo fetches nothing
            for one in font.files:
                file = one if isinstance(one, _File) else _File(path=one)
                name, _ = self._file(place, file.path, _FONTS)
                weight = {"normal": 400, "bold": 700}.get(str(file.weight)) or int(file.weight)
                if not 1 <= weight <= 1000:
                    raise self._fault(place, f"no font has the weight {weight}")
                faces.append(Face(font.family, name, weight, file.style))
        return faces

    def _file(self, place: tuple[str | int, ...], path: str, endings: tuple[str, ...]) -> tuple[str, bytes]:
        """The name in the look of a file that the brand names, and what it holds."""
        clean = PurePosixPath(path).as_posix()
        if "://" in path or path.startswith(("/", "\\", "data:")) or ".." in PurePosixPath(path).parts:
            raise self._fault(place, f"“{path[:80]}” is not beside the brand file", "name a file beside it, or below")
        if not path.lower().endswith(endings):
            raise self._fault(place, f"“{path[:80]}” cannot be used here", f"use {', '.join(endings)}")
        if clean not in self._files:
            raise self._fault(place, f"there is no file “{path[:80]}” beside the brand file")
        return f"{self._prefix}{clean}", self._files[clean]

    def _fault(self, place: tuple[str | int, ...], what: str, mend: str | None = None) -> TemplateError:
        line = _line(self._root, place)
        return TemplateError(what, where=f"{self._where}, line {line}" if line else self._where, mend=mend)


_STATED = {"ink": "color.foreground", "accent": "color.primary", "quiet": "color.secondary"}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tree(data: bytes, where: str) -> "Node | None":
    import yaml

    if len(data) > _LONGEST:
        raise TemplateError(f"it holds more than {_LONGEST:,} bytes", where=where)
    try:
        text = data.decode("utf-8-sig")
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):  # a few lines of them can stand for billions of values
                at = f"{where}, line {event.start_mark.line + 1}" if event.start_mark else where
                raise TemplateError("it refers back to itself", where=at, mend="write it out")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TemplateError(f"it is not YAML: {error.problem}", where=f"{where}, line {line}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise TemplateError(f"it is not YAML: {error}", where=where) from error


def _line(node: "Node | None", place: tuple[str | int, ...]) -> int:
    """The line on which a field stands, from 1, or the nearest one around it; 0 where there is none."""
    import yaml

    line = 0
    for step in place:
        found: Any = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _is_choice(step: str | int) -> bool:
    """Whether a step of a validation's path names one of several forms, and no field."""
    return isinstance(step, str) and (step.startswith("_") or step in ("str", "constrained-str") or "[" in step)
