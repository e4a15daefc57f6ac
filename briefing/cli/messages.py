"""What the user gets to read: results on standard output, everything else on standard error."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from briefing.errors import BriefingError, OutputError

_GAP = "  "


def visible(text: str) -> str:
    """One line that shows what a text holds: whatever could steer a terminal is spelt out."""
    return "".join(letter if letter.isprintable() else _spelt(letter) for letter in text)


def _spelt(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


def say(line: str) -> None:
    """A line of the result."""
    typer.echo(visible(line))


def tell(line: str) -> None:
    """A line beside the result, for whoever watches."""
    typer.echo(visible(line), err=True)


def complain(error: BriefingError) -> None:
    tell(f"error: {error}")


def table(rows: Iterable[Sequence[str]], *, numbers: int = 0) -> None:
    """Rows in aligned columns, of which the last `numbers` are set to the right."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        first = len(row) - numbers
        cells = [
            cell.ljust(width) if n < first else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        typer.echo(_GAP.join(cells).rstrip())


def put(data: str, out: str | Path | None, *, allow_network: bool = False) -> None:
    """Data where the user wants it: in the file `out`, also of a store, or byte for byte on standard output."""
    if out is not None:
        from briefing.stores import check_open, place_of
        from briefing.writing import write

        place = place_of(str(out))
        check_open(place, allow_network)
        write(place, data.encode())
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode())
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever reads has had enough; that is no failure of ours
    except OSError as error:
        raise OutputError(f"standard output cannot be written ({error.strerror})") from error
