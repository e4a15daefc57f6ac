import pytest

from briefing.errors import SourceError
from briefing.readers._decoding import decode

TEXT = "The minister said “we won’t pay” – José Müller and Ines agreed… it’s 5 € for the café."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_lone_accent_in_a_long_text_is_read_as_western_european() -> None:
    text = "The council said that it would pay for the quay. " * 50 + "It meets in the Café Müller."
    assert decode(text.encode("latin-1")) == text


def test_what_makes_no_sense_in_western_european_is_left_to_charset_normalizer() -> None:
    text = "Министр заявил, что совет оплатит ремонт причала и откроет переправу весной. " * 5
    assert decode(text.encode("cp1251")) == text


def test_the_declared_encoding_goes_before_a_guess() -> None:
    assert decode("Łódź".encode("cp1250"), media_type="text/plain; charset=windows-1250") == "Łódź"


def test_utf_8_goes_before_a_wrong_declaration() -> None:
    assert decode(TEXT.encode(), media_type='text/plain; charset="latin-1"') == TEXT


@pytest.mark.parametrize("name", ["no-such-encoding", "rot13", "hex", "undefined"])
def test_a_declared_encoding_that_is_none_is_passed_over(name: str) -> None:
    assert decode(b"caf\xe9 and more", media_type=f"text/plain; charset={name}") == "café and more"


def test_a_flaw_in_utf_8_shows_and_spoils_nothing_else() -> None:
    assert decode(TEXT.encode() + b" \xe2\x80 end") == TEXT + " \ufffd end"


def test_half_a_surrogate_pair_shows_as_a_replacement() -> None:
    assert set(decode("a \ud800 b".encode("utf-8", "surrogatepass"))) == {"a", "b", " ", "\ufffd"}


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"\x01\x02\x03\x04\x05\x06text", b"\x00" * 100],
    ids=["every byte", "zeros", "controls", "nothing but zeros"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"binary|encoding"):
        decode(data)


def test_a_stray_control_character_is_not_binary() -> None:
    assert decode(b"The council\x00 said that \x0c it would pay, and \x1b it did." * 3).startswith("The council")
