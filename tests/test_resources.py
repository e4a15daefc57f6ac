"""What ships with the program is found, or what is missing is named."""

import pytest

from briefing import resources
from briefing.errors import MissingPartError


def test_the_looks_are_found() -> None:
    assert (resources.templates() / "memo" / "look.toml").is_file()


@pytest.mark.parametrize(("family", "style"), [("SourceSerifPro", "Regular"), ("SourceSansPro", "Semibold")])
def test_a_font_is_a_ttf_file(family: str, style: str) -> None:
    assert resources.font(family, style).read_bytes()[:4] == b"\x00\x01\x00\x00"


def test_a_missing_style_names_the_package_to_install() -> None:
    with pytest.raises(MissingPartError, match="the font package font-source-sans-pro is not installed; pip install"):
        resources.font("SourceSansPro", "Wide")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(resources._FONTS, "SourceSansPro", ("font-of-nobody", "{style}.ttf"))
    with pytest.raises(MissingPartError, match="the font package font-of-nobody is not installed"):
        resources.font("SourceSansPro", "Regular")
