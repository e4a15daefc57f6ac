"""Where settings come from, which of them win, and how a bad one is told."""

from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.limits import Limits
from briefing.renderers import FORMATS
from briefing.settings import Settings, load_settings


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(folder=tmp_path) == Settings()


def test_every_format_is_written_by_default() -> None:
    assert Settings().formats == tuple(row.name for row in FORMATS)


def test_a_file_wins_over_a_default(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    assert load_settings(folder=tmp_path).page == "Letter"


def test_a_flag_wins_over_a_file(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    assert load_settings({"page": "A4"}, folder=tmp_path).page == "A4"


def test_a_flag_can_take_back_what_a_file_allows(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", "allow_network = true")
    assert not load_settings({"allow_network": False}, folder=tmp_path).allow_network


def test_header_fields_of_file_and_flags_are_joined(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", '[header]\nto = "The Minister"\nfrom = "Unit A"')
    header = load_settings({"header": {"from": "Unit B"}}, folder=tmp_path).header
    assert (header.to, header.from_) == ("The Minister", "Unit B")


def test_a_date_may_be_written_as_toml_writes_dates(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", "[header]\ndate = 2026-03-02")
    assert load_settings(folder=tmp_path).header.date == "2026-03-02"


def test_one_limit_can_be_set_and_the_others_stay(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", "[limits]\npages = 3")
    assert load_settings(folder=tmp_path).limits == Limits(pages=3)


def test_pyproject_is_read_where_it_has_a_table_for_us(tmp_path: Path) -> None:
    _put(tmp_path / "pyproject.toml", '[tool.briefing]\npage = "Letter"')
    assert load_settings(folder=tmp_path).page == "Letter"


def test_briefing_toml_wins_over_pyproject(tmp_path: Path) -> None:
    _put(tmp_path / "pyproject.toml", '[tool.briefing]\npage = "Letter"')
    _put(tmp_path / "briefing.toml", 'template = "memo"')
    assert load_settings(folder=tmp_path).page == "A4"


@pytest.mark.parametrize("content", ["", "[project]", "tool = 3", "[tool.other]"])
def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path, content: str) -> None:
    _put(tmp_path / "pyproject.toml", content)
    assert load_settings(folder=tmp_path) == Settings()


def test_inside_a_repository_a_folder_above_may_hold_the_file(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load_settings(folder=below).page == "Letter"


def test_nothing_is_looked_for_above_the_repository(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert load_settings(folder=tmp_path / "repository").page == "A4"


def test_outside_a_repository_only_the_current_folder_counts(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    (tmp_path / "below").mkdir()
    assert load_settings(folder=tmp_path / "below").page == "A4"


def test_the_nearest_file_is_the_only_one_read(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    _put(tmp_path / "below" / "briefing.toml", "force = true")
    settings = load_settings(folder=tmp_path / "below")
    assert (settings.page, settings.force) == ("A4", True)


def test_a_path_in_a_file_is_meant_from_where_the_file_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    _put(tmp_path / "briefing.toml", 'out = "memos"\ntemplate = "./house"')
    settings = load_settings(folder=tmp_path / "below")
    assert (settings.out, Path(settings.template)) == (tmp_path / "memos", tmp_path / "house")


def test_a_template_in_a_file_may_be_a_name(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'template = "memo"')
    assert load_settings(folder=tmp_path).template == "memo"


def test_formats_are_put_in_the_order_of_the_table_and_taken_once() -> None:
    assert Settings(formats=("md", "pdf", "MD")).formats == ("pdf", "md")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('colour = "red"', "there is no setting colour; choose from out, formats"),
        ("[limits]\npagse = 3", "there is no setting limits.pagse; choose from source_bytes"),
        ("[header]\nfor = 'x'", "there is no setting header.for; choose from to, from"),
        ('[limits]\npages = "3"', "limits.pages: Input should be a valid integer"),
        ("[limits]\npages = true", "limits.pages: Input should be a valid integer"),
        ("[limits]\npages = 0", "limits: pages must be greater than 0"),
        ("[limits]\nfetch_seconds = nan", "limits: fetch_seconds must be greater than 0"),
        ('formats = ["odt"]', "formats: unknown format “odt”; choose from pdf"),
        ("formats = []", "formats: "),
        ('formats = "pdf"', "formats: "),
        ('page = "A5"', "page: Input should be 'A4' or 'Letter'"),
        ("force = 1", "force: Input should be a valid boolean"),
        ("page =", "it is not valid TOML"),
        ("deep = " + 5000 * "[" + 5000 * "]", "it is not valid TOML"),
    ],
)
def test_a_bad_setting_is_told_with_file_and_key(tmp_path: Path, content: str, told: str) -> None:
    path = _put(tmp_path / "briefing.toml", content)
    with pytest.raises(SettingsError) as caught:
        load_settings(folder=tmp_path)
    assert str(caught.value).startswith(f"{path}: {told}")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_bytes('[header]\nto = "Ministère"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="it is not valid TOML"):
        load_settings(folder=tmp_path)


def test_our_table_of_pyproject_must_be_a_table(tmp_path: Path) -> None:
    _put(tmp_path / "pyproject.toml", "[tool]\nbriefing = 3")
    with pytest.raises(SettingsError, match=r"pyproject\.toml"):
        load_settings(folder=tmp_path)


def test_a_bad_flag_names_no_file(tmp_path: Path) -> None:
    _put(tmp_path / "briefing.toml", 'page = "Letter"')
    with pytest.raises(SettingsError) as caught:
        load_settings({"page": "A5"}, folder=tmp_path)
    assert caught.value.where is None
