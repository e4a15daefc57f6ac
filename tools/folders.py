"""Whether two folders hold the same files, hidden ones included."""

from pathlib import Path


def same(one: Path, other: Path) -> bool:
    """Compares the files byte for byte, and says what it found."""
    left, right = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, other))
    wrong = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
    print(
        f"{len(left)} files; " + (f"these differ: {', '.join(wrong)}" if wrong else "all are the same, byte for byte")
    )
    return not wrong
