"""What the user gets to read is one line, in plain letters, in straight columns."""

import pytest

from briefing.cli.messages import table, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Élan – “note”", "Élan – “note”"),
        ("a\nb", "a\\nb"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("left\u202eright", "left\\u202eright"),
        ("caf\udce9", "caf\\udce9"),
    ],
)
def test_what_could_steer_a_terminal_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_columns_are_aligned_and_numbers_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    table([("Memo", "Actors"), ("a", "7"), ("longer", "12")], numbers=1)
    assert capsys.readouterr().out.splitlines() == ["Memo    Actors", "a            7", "longer      12"]


def test_no_line_ends_in_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    table([("a", "long"), ("b", "")])
    assert capsys.readouterr().out.splitlines() == ["a  long", "b"]
