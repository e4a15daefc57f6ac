"""Labels and their texts on the disk: the only part of scoring that touches files."""

from pathlib import Path

from briefing.errors import SourceError
from briefing.score.labels import Label


def load_labels(folder: Path) -> dict[str, Label]:
    """The labels (`ID.json`) in a folder by their ids, in the order of these.

    Raises `SourceError` where there is none, or where one does not hold what it should.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError as error:
        raise SourceError(
            f"cannot be listed ({error.strerror})", where=str(folder), mend="name a folder of label files"
        ) from error
    if not files:
        raise SourceError("there are no label files", where=str(folder), mend="name a folder that holds ID.json files")
    return {label.id: label for label in map(_load, files)}


def _load(path: Path) -> Label:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror})", where=str(path), mend="check its permissions"
        ) from error
    label = Label.from_json(data, str(path))
    if label.id != path.stem:
        raise SourceError(f"its id is “{label.id}”", where=str(path), mend=f"call the file {label.id}.json")
    return label


def find_text(label: Label, folder: Path) -> Path:
    """The document that was labelled: the one file in `folder` named after the label's id.

    Raises `SourceError` where there is none, or more than one.
    """
    found = sorted(path for path in folder.glob("*") if path.stem == label.id and path.suffix != ".json")
    match found:
        case [path]:
            return path
        case []:
            raise SourceError(f"there is no text for “{label.id}”", where=str(folder), mend=f"add {label.id}.txt")
        case _:
            names = ", ".join(path.name for path in found)
            raise SourceError(f"several files are named “{label.id}”", where=str(folder), mend=f"keep one of {names}")
