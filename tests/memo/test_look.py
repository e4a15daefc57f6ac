"""Looks: found, read, completed by the built-in memo, and checked."""

from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.memo import load_look, looks
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    return made


def written(folder: Path, settings: str) -> Path:
    (folder / "look.toml").write_text(settings, encoding="utf-8")
    return folder


def test_the_memo_is_among_the_looks_and_is_the_default() -> None:
    assert "memo" in looks()
    assert load_look().name == "memo"
    assert not load_look().own


def test_a_look_of_ones_own_is_named_by_its_folder(folder: Path) -> None:
    look = load_look(written(folder, 'kind = "Note verbale"'))
    assert (look.name, look.own, look.spec.kind) == ("mine", True, "Note verbale")


def test_what_a_look_leaves_out_comes_from_the_memo(folder: Path) -> None:
    look, memo = load_look(str(written(folder, 'words.page = "Seite"'))), load_look()
    assert look.words["page"] == "Seite"
    assert look.words["of"] == memo.words["of"]
    assert look.spec.sections == memo.spec.sections
    assert look.read("memo.css") == memo.read("memo.css")


def test_a_file_of_ones_own_takes_the_place_of_the_memos(folder: Path) -> None:
    (folder / "memo.css").write_text("p { color: red }", encoding="utf-8")
    assert load_look(folder).read("memo.css") == b"p { color: red }"


def test_sections_can_be_reordered_renamed_and_limited(folder: Path) -> None:
    spec = '[[sections]]\nname = "timeline"\nheading = "When"\nmost = 2\n[[sections]]\nname = "actors"\nheading = "Who"'
    assert [(one.name, one.heading, one.most) for one in load_look(written(folder, spec)).spec.sections] == [
        ("timeline", "When", 2),
        ("actors", "Who", None),
    ]


def test_what_was_made_of_a_look_is_made_once() -> None:
    look = load_look()
    assert look.once("test", lambda _: object()) is look.once("test", lambda _: object())


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("kind =", "look.toml: it is not TOML: "),
        ("kind = 3", "look.toml, line 1: kind: "),
        ("colour = 3", "look.toml, line 1: colour: "),
        ('language = "../"', "look.toml, line 1: language: "),
        ('head.too = "To"', "look.toml, line 1: head: there is no header field “too”; choose from subject, to, "),
        ('[[sections]]\nname = "advice"\nheading = "A"', "sections[0].name: there is no section “advice”; choose from"),
        ('[[sections]]\nname = "actors"', "look.toml, line 1: sections[0].heading: "),
        ('[[sections]]\nname = "actors"\nheading = "A"\nmost = 0', "look.toml, line 4: sections[0].most: "),
        (2 * '[[sections]]\nname = "actors"\nheading = "A"\n', "sections: the section “actors” stands twice"),
        ('words.pgae = "x"', "look.toml, line 1: words.pgae: there is no such wording"),
        ("words.page = 3", "look.toml, line 1: words.page: "),
        ('words = "x"', "look.toml, line 1: words: "),
        ('words.rest = "{total}"', "words.rest: nothing fills {total}; it may use {count}, {shown}"),
        ('words.page = "{page}"', "words.page: nothing fills {page}; it may use none"),
        ('words.rest = "{count.__class__}"', "words.rest: braces may hold a plain name only"),
        ('words.rest = "{count:>999999999}"', "words.rest: braces may hold a plain name only"),
        ('words.rest = "{count"', "words.rest: "),
        ('words.months = "Jan Feb"', "words: months: name all twelve"),
        ('annex.sources = ""', "look.toml, line 1: annex.sources: "),
    ],
)
def test_a_fault_in_the_settings_names_file_and_key(folder: Path, settings: str, told: str) -> None:
    with pytest.raises(TemplateError) as failed:
        load_look(written(folder, settings))
    assert told in str(failed.value)
    assert str(folder / "look.toml") in str(failed.value)


def test_the_line_is_that_of_the_key(folder: Path) -> None:
    spec = 'kind = "Note"\n\n[[sections]]\nname = "actors"\nheading = "A"\n\n[[sections]]\nheading = "B"\nname = "x"\n'
    with pytest.raises(TemplateError, match=r"look\.toml, line 9: sections\[1\]\.name: there is no section"):
        load_look(written(folder, spec))


def test_settings_that_are_not_utf8_are_told(folder: Path) -> None:
    (folder / "look.toml").write_bytes(b'kind = "\xff"')
    with pytest.raises(TemplateError, match="it is not TOML"):
        load_look(folder)


def test_a_template_that_is_not_utf8_is_told(folder: Path) -> None:
    (folder / "memo.css").write_bytes(b"\xff")
    with pytest.raises(TemplateError, match=r"memo\.css: it is not UTF-8 text"):
        load_look(folder).template("memo.css")


def test_an_unknown_look_lists_those_there_are() -> None:
    with pytest.raises(TemplateError, match=r"there is no look “letter”; choose from .*memo"):
        load_look("letter")


def test_a_folder_without_anything_of_a_look_is_refused(folder: Path) -> None:
    (folder / "holiday.txt").write_text("x", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"is not a look; put a look\.toml or a template there"):
        load_look(folder)


def test_a_missing_file_lists_those_there_are() -> None:
    with pytest.raises(TemplateError, match=r"memo: the look has no file “x\.j2”; it has .*memo\.css"):
        load_look().read("x.j2")


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("secret", encoding="utf-8")
    (folder / "memo.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(TemplateError, match=r"memo\.css: it is a link that leads out of the look's folder"):
        load_look(folder)


def test_a_linked_folder_is_not_entered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.css").write_text("secret", encoding="utf-8")
    (folder / "inside").symlink_to(tmp_path / "elsewhere")
    assert "inside/secret.css" not in load_look(written(folder, "")).files


def test_hidden_files_and_files_of_other_kinds_are_left_alone(folder: Path) -> None:
    for name in (".env", ".hidden.css", "key.pem", "notes.txt"):
        (folder / name).write_text("secret", encoding="utf-8")
    assert set(load_look(written(folder, "")).files) == set(load_look().files)


def test_a_folder_that_is_no_look_but_a_store_is_refused(folder: Path) -> None:
    for n in range(201):
        (folder / f"{n}.css").touch()
    with pytest.raises(TemplateError, match="the folder holds more than 200 files"):
        load_look(folder)


def test_too_much_data_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.memo.look._MOST_BYTES", 400_000)
    (folder / "font.ttf").write_bytes(bytes(500_000))
    with pytest.raises(TemplateError, match="the folder holds more than"):
        load_look(written(folder, ""))


def test_the_memo_has_no_wording_that_nothing_says() -> None:
    drawn = {path for path, _ in load_look().files.values() if path.suffix == ".j2"}
    code = {path for part in ("memo", "renderers") for path in (ROOT / "briefing" / part).rglob("*.py")}
    said = "".join(path.read_text(encoding="utf-8") for path in drawn | code)
    names = {name.split(".")[-1] for name in load_look().words if "." not in name or name.startswith("column.")}
    assert {name for name in names if name not in said and name not in {"day", "month", "quarter", "year"}} == set()
