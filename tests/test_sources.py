import os
import sys
from io import BytesIO
from pathlib import Path

import pytest

from briefing import sources
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.sources import Input


def find(
    *names: str | Path, allow_network: bool = False, limits: Limits | None = None, typed: bytes = b""
) -> list[Input]:
    return list(
        sources.find(map(str, names), allow_network=allow_network, limits=limits or Limits(), stdin=BytesIO(typed))
    )


def fails(found: Input) -> str:
    with pytest.raises(SourceError) as caught:
        found.load()
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds a bit of everything; the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "deep/er/c.HTML", "d.jpg", ".hidden.txt", ".git/e.txt", "f/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


def test_a_file_is_loaded_when_asked_for_and_its_folder_is_not_told(folder: Path) -> None:
    (found,) = find("deep/er/c.HTML")
    raw = found.load()
    assert (found.name, found.stem, raw.data, raw.location) == ("deep/er/c.HTML", "c", b"deep/er/c.HTML", "c.HTML")


def test_nothing_is_opened_before_its_turn(folder: Path) -> None:
    found = find("b.txt")
    (folder / "b.txt").write_bytes(b"later")
    assert found[0].load().data == b"later"


def test_a_folder_is_searched_for_what_readers_know_hidden_files_aside(folder: Path) -> None:
    assert [found.name for found in find(".")] == ["a.md", "b.txt", "deep/er/c.HTML", "f/b.txt"]


def test_a_glob_is_expanded_in_order(folder: Path) -> None:
    assert [found.name for found in find("*.*")] == ["a.md", "b.txt", "d.jpg"]
    assert [found.name for found in find("**/*.txt")] == ["b.txt", "f/b.txt"]
    assert [found.name for found in find(f"{folder}/f/*")] == [f"{folder}/f/b.txt"]


def test_a_folder_that_a_glob_finds_is_searched(folder: Path) -> None:
    assert [found.name for found in find("d*")] == ["d.jpg", "deep/er/c.HTML"]


def test_a_glob_finds_hidden_files_only_where_it_says_so(folder: Path) -> None:
    assert [found.name for found in find(".h*")] == [".hidden.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "[draft] b.txt").write_bytes(b"draft")
    assert [found.load().data for found in find("[draft] b.txt")] == [b"draft"]


def test_what_is_named_twice_comes_once(folder: Path) -> None:
    assert [found.name for found in find("f/b.txt", "f", "./f/b.txt", "f/*.txt")] == ["f/b.txt"]


def test_standard_input_is_read(folder: Path) -> None:
    (found,) = find("-", typed=b"typed")
    raw = found.load()
    assert (found.stem, raw.data, raw.location) == ("stdin", b"typed", "standard input")


def test_the_order_of_the_names_is_kept(folder: Path) -> None:
    assert [found.name for found in find("f", "-", "a.md")] == ["f/b.txt", "-", "a.md"]


# Stems


def stems(*names: str) -> dict[str, str]:
    return {found.name: found.stem for found in find(*names)}


def test_a_stem_that_nobody_shares_stays(folder: Path) -> None:
    assert stems("a.md", "b.txt") == {"a.md": "a", "b.txt": "b"}


def test_inputs_of_one_stem_are_told_apart_by_their_endings(folder: Path) -> None:
    assert stems("a.md", "a.pdf", "b.txt") == {"a.md": "a-md", "a.pdf": "a-pdf", "b.txt": "b"}


def test_inputs_of_one_name_are_told_apart_by_a_hash_of_their_paths(folder: Path) -> None:
    found = stems("b.txt", "f/b.txt")
    assert len(set(found.values())) == 2
    assert all(stem.startswith("b-txt-") and len(stem) == 12 for stem in found.values())


def test_stems_depend_neither_on_the_order_nor_on_what_does_not_clash(folder: Path) -> None:
    names = ("b.txt", "f/b.txt", "a.md", "a.pdf")
    assert stems(*names) == stems(*reversed(names)) == {k: v for k, v in stems(*names, "z.txt").items() if k != "z.txt"}


def test_stems_that_differ_in_case_alone_clash(folder: Path) -> None:
    assert set(stems("quay.txt", "Quay.md").values()) == {"quay-txt", "Quay-md"}


def test_a_stem_made_up_for_one_input_is_not_that_of_another(folder: Path) -> None:
    found = stems("a.md", "a.pdf", "a-md.txt")
    assert len({stem.casefold() for stem in found.values()}) == 3


def test_the_stem_of_a_url_is_safe_in_a_file_system(folder: Path) -> None:
    assert stems(
        "https://example.org/news/quay%2F..%2Fopens.html?x=1",
        "https://example.org/",
        "https://example.org/%C3%A9t%C3%A9 !.pdf",
    ) == {
        "https://example.org/news/quay%2F..%2Fopens.html?x=1": "opens",
        "https://example.org/": "example.org",
        "https://example.org/%C3%A9t%C3%A9 !.pdf": "été",
    }


# Failures: each is met when its turn comes, and names the input


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "none.txt: there is no such file"),
        ("none/*.txt", "none/*.txt: nothing matches this pattern"),
        # Python 3.13 takes such a pattern, and finds nothing
        ("a**b/c", "the pattern cannot be used" if sys.version_info < (3, 13) else "nothing matches this pattern"),
        ("", "the name is empty"),
        ("x" * 5000, "cannot be opened"),
        ("a\0b", "cannot be opened"),
        ("b.txt/c.txt", "cannot be opened"),
        ("https://example.org/a.html", "--allow-network"),
        ("ftp://example.org/a.html", "--allow-network"),
        ("s3://bucket/a.html", "--allow-network"),
        ("file:///none.txt", "there is no such file"),
        ("local:///none.txt", "there is no such file"),
        ("nonsense://a.txt", "--allow-network"),
        ("http://[bad/a", "it is no address"),
    ],
)
def test_a_name_that_leads_nowhere_fails_when_loaded(name: str, says: str, folder: Path) -> None:
    (found,) = find(name)
    assert says in fails(found)


def test_an_addresses_scheme_is_checked_with_the_network_allowed_too(folder: Path) -> None:
    (found,) = find("nonsense://a.txt", allow_network=True)
    assert "Protocol not known: nonsense" in fails(found)


def test_a_file_url_is_the_file_itself(folder: Path) -> None:
    (folder / "a b.txt").write_bytes(b"a b.txt")
    (found,) = find(f"{folder.as_uri()}/a%20b.txt")
    assert (found.name, found.load().data) == (str(folder / "a b.txt"), b"a b.txt")


def test_a_folder_that_holds_nothing_readable_fails_and_names_what_is(folder: Path) -> None:
    (folder / "empty").mkdir()
    (found,) = find("empty")
    assert "nothing readable; files ending in .atom, .docm" in fails(found)


def test_a_failure_does_not_stop_the_others(folder: Path) -> None:
    first, second = find("none.txt", "b.txt")
    fails(first)
    assert second.load().data == b"b.txt"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_fails(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (found,) = find("b.txt")
    assert "may not be read" in fails(found)


def test_a_file_that_may_not_be_read_is_told_as_such(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = find("b.txt")
    assert fails(found) == "b.txt: it may not be read; check its permissions"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (found,) = find("pipe.txt")
    assert "not a regular file" in fails(found)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_without_end_is_refused(folder: Path) -> None:
    (found,) = find("/dev/zero")
    assert "not a regular file" in fails(found)


def test_a_file_larger_than_the_limit_is_refused_unread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    (found,) = find("b.txt", limits=Limits(source_bytes=4))
    assert fails(found) == "b.txt: it is larger than 4 bytes; split it, or raise limits.source_bytes"


def test_standard_input_larger_than_the_limit_is_refused(folder: Path) -> None:
    (found,) = find("-", typed=b"12345", limits=Limits(source_bytes=4))
    assert "standard input: it is larger than 4 bytes" in fails(found)


# Links


@pytest.fixture
def linked(folder: Path) -> Path:
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    (folder / "f" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "f" / "away").symlink_to(outside, target_is_directory=True)
    (folder / "f" / "secret.txt").symlink_to(outside / "secret.txt")
    (folder / "f" / "same.txt").symlink_to(folder / "f" / "b.txt")
    (folder / "f" / "picture.txt").symlink_to(folder / "f" / "words.jpg")
    (folder / "f" / "words.jpg").write_bytes(b"words")
    (folder / "f" / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "f" / "itself.txt").symlink_to(folder / "f" / "itself.txt")
    return folder


def test_a_folder_is_searched_without_loops_and_without_leaving_it(linked: Path) -> None:
    assert [found.name for found in find("f")] == ["f/b.txt", "f/picture.txt"]


def test_a_glob_does_not_loop(linked: Path) -> None:
    assert "f/b.txt" in [found.name for found in find("**/*.txt")]


def test_a_link_that_is_named_is_followed(linked: Path) -> None:
    assert [found.load().data for found in find("f/secret.txt")] == [b"secret"]
