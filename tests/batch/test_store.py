"""A store instead of folders: the same files, the same guarantees, and a line for what a store can do to us."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pyarrow
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.spec import AbstractBufferedFile
from pyarrow import parquet

from briefing.batch import build_many
from briefing.batch.journal import NAME, begin_replacing
from briefing.batch.results import Result
from briefing.errors import SettingsError, StoreError
from briefing.settings import Settings
from briefing.stores import Stored
from tests.batch.test_undisturbed import COMMAND
from tests.conftest import ROOT, TEXT, Command, visible


@pytest.fixture
def store(quick_parser: None) -> Iterator[MemoryFileSystem]:
    """An empty `memory://`, with three texts in `in`."""
    found = fsspec.filesystem("memory")
    for name in ("a", "b", "c"):
        found.pipe_file(f"/in/{name}.txt", f"{name}. {TEXT}".encode())
    yield found
    found.rm("/", recursive=True)


def _build(*names: str, **table: object) -> list[Result]:
    settings = Settings.from_table({"formats": ["html", "json"], "out": "memory://out", **table})
    return list(build_many(names or ("memory://in",), settings))


def _held(found: MemoryFileSystem, folder: str = "/out") -> dict[str, bytes]:
    return {path.rpartition("/")[2]: found.cat_file(path) for path in found.find(folder)}


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_store_comes_to_hold_what_a_folder_would(here: Path, store: MemoryFileSystem) -> None:
    store.get("/in", str(here / "in"), recursive=True)
    for out, names in (("memory://out", "memory://in"), ("there", "in")):
        _build(names, out=out, formats=["html", "md", "jsonl"])
    assert _held(store) == _files(here / "there")


def test_results_name_the_files_by_url(here: Path, store: MemoryFileSystem) -> None:
    first, *_ = _build()
    assert (first.source, [str(path) for path in first.written]) == (
        "memory://in/a.txt",
        ["memory://out/a.html", "memory://out/a.json"],
    )


def test_what_has_not_changed_is_left_and_what_has_is_made_anew(here: Path, store: MemoryFileSystem) -> None:
    _build()
    store.pipe_file("/in/b.txt", TEXT.encode())
    store.rm("/out/c.html")
    assert [result.unchanged for result in _build()] == [True, False, False]
    assert [result.unchanged for result in _build()] == [True, True, True]


def test_what_somebody_changed_in_a_store_is_left_alone(here: Path, store: MemoryFileSystem) -> None:
    _build()
    store.pipe_file("/out/a.html", b"mine")
    first, *_ = _build()
    assert ([str(path) for path in first.kept], store.cat_file("/out/a.html")) == (["memory://out/a.html"], b"mine")


def test_a_run_that_was_stopped_carries_on_in_a_store(here: Path, store: MemoryFileSystem) -> None:
    next(stopped := build_many(["memory://in"], Settings(out="memory://out", formats=("json",))))  # type: ignore[arg-type]
    stopped.close()  # type: ignore[attr-defined]
    assert [result.unchanged for result in _build(formats=["json"])] == [True, False, False]


def test_a_file_that_was_being_replaced_in_a_store_is_nobodys_work(here: Path, store: MemoryFileSystem) -> None:
    _build()
    store.pipe_file("/in/a.txt", b"Another text. It was written by a machine.")
    store.pipe_file("/out/a.html", b"made of another text, by a run that was killed before it could tell")
    begin_replacing(Stored("memory://out"), "a")
    assert [result.errors for result in _build()] == [(), (), ()]
    assert [name for name in _held(store) if name.startswith(".")] == [NAME]


@pytest.mark.parametrize("pause", [0.0, 10.0])
def test_the_mark_goes_when_the_journal_tells_of_what_was_replaced(
    here: Path, store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, pause: float
) -> None:
    monkeypatch.setattr("briefing.batch.journal._PAUSE", pause)
    monkeypatch.setattr("briefing.batch.journal._SHARE", 0)
    _build()
    _build(page="Letter")
    _build(page="Letter", out="memory://undisturbed")
    assert _held(store) == _held(store, "/undisturbed")


def test_what_lies_in_the_output_folder_of_a_store_is_no_source(here: Path, store: MemoryFileSystem) -> None:
    assert len(_build(out="memory://in/memos", formats=["html"])) == 3
    assert len(_build(out="memory://in/memos", formats=["html"])) == 3


def test_saved_briefings_in_a_store_are_rendered(here: Path, store: MemoryFileSystem, briefing: Command) -> None:
    _build()
    assert briefing("render", "memory://out", "--to", "md", "--out", "memos").code == 0
    assert visible(here / "memos") == [f"{name}.{ending}" for name in "abc" for ending in ("json", "md")]


def test_markdown_in_a_store_finds_the_briefing_beside_it(
    here: Path, store: MemoryFileSystem, briefing: Command
) -> None:
    _build(formats=["md"])
    assert briefing("render", "memory://out/a.md", "--to", "html", "--out", "memos").code == 0


class _Pieces(AbstractBufferedFile):
    """A file that is fetched piece by piece, as those of S3 are."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        return bytes(self.fs.cat_file(self.path, start=start, end=end))


@pytest.mark.parametrize("in_pieces", [False, True])
def test_lines_in_a_store_are_documents(
    here: Path, store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, in_pieces: bool
) -> None:
    whole = MemoryFileSystem._open

    def opened(self: MemoryFileSystem, path: str, mode: str = "rb", **more: object) -> object:
        return _Pieces(self, path, mode) if in_pieces and mode == "rb" else whole(self, path, mode, **more)

    monkeypatch.setattr(MemoryFileSystem, "_open", opened)
    lines = [json.dumps({"id": n, "text": f"{n}. {TEXT}"}) for n in range(3)]
    store.pipe_file("/lines/news.jsonl", "\n".join([*lines, "{"]).encode())
    *good, bad = _build("memory://lines")
    assert [result.stem for result in good] == ["news-0", "news-1", "news-2"]
    assert str(bad.errors[0]).startswith("memory://lines/news.jsonl#4: line 4 is no JSON")


def test_a_table_of_documents_in_a_store_becomes_a_table_of_briefings(here: Path, store: MemoryFileSystem) -> None:
    with store.open("/rows/news.parquet", "wb") as file:
        parquet.write_table(pyarrow.Table.from_pylist([{"id": n, "text": f"{n}. {TEXT}"} for n in range(3)]), file)
    assert [result.stem for result in _build("memory://rows", formats=["parquet"])] == ["news-0", "news-1", "news-2"]
    with store.open("/out/briefings.parquet", "rb") as file:
        assert parquet.read_table(file).column("source").to_pylist() == [f"news.parquet#{n}" for n in (1, 2, 3)]


def test_the_report_goes_to_a_store(here: Path, store: MemoryFileSystem, briefing: Command) -> None:
    assert briefing("build", "memory://in", "--to", "json", "--report", "memory://out/report.json").code == 0
    assert json.loads(store.cat_file("/out/report.json"))["totals"]["made"] == 3


def test_a_briefing_is_printed_into_a_store(here: Path, store: MemoryFileSystem, briefing: Command) -> None:
    assert briefing("parse", "memory://in/a.txt", "--out", "memory://out/a.json").code == 0
    assert json.loads(store.cat_file("/out/a.json"))["sources"][0]["location"] == "a.txt"


def test_what_is_in_memory_alone_is_worked_on_where_that_is(here: Path, store: MemoryFileSystem) -> None:
    assert [result.errors for result in _build(batch={"jobs": 3})] == [(), (), ()]
    with pytest.raises(SettingsError, match="no other process can see what is in memory://"):
        _build(batch={"engine": "ray"})


# --- what can go wrong ---


class _Refusing(MemoryFileSystem):
    """A store that can be read, but not written to."""

    protocol = "refusing"
    store: ClassVar[dict[str, Any]] = {}

    def pipe_file(self, *_: object, **__: object) -> None:
        raise PermissionError("Access Denied")


@pytest.fixture
def refusing() -> None:
    fsspec.register_implementation("refusing", _Refusing, clobber=True)


def test_a_store_that_refuses_ends_the_run_in_one_line(store: MemoryFileSystem, here: Path, refusing: None) -> None:
    with pytest.raises(StoreError) as caught:
        _build(out="refusing://out", allow_network=True)
    assert str(caught.value) == (
        "refusing://out/a.html: it cannot be written (Access Denied);"
        " check the address and that you may write there, and start again"
    )


def test_a_store_that_will_not_be_read_is_named(here: Path, refusing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def info(self: object, path: str, **more: object) -> None:
        raise RuntimeError("no token\n is known")

    monkeypatch.setattr(_Refusing, "info", info)
    [result] = _build("refusing://in", out="dist", allow_network=True)
    assert str(result.errors[0]) == (
        "refusing://in: it cannot be opened (no token is known); check the address and your access to it"
    )


def test_the_network_is_not_used_unless_allowed(note: Path, briefing: Command) -> None:
    ran = briefing("build", "note.txt", "--out", "s3://bucket/out")
    assert (ran.code, ran.err) == (
        1,
        "error: s3://bucket/out: the network is not used unless allowed; say --allow-network\n",
    )
    ran = briefing("build", "s3://bucket/in", "--to", "json")
    assert (ran.code, ran.err) == (
        1,
        "error: s3://bucket/in: the network is not used unless allowed; say --allow-network\n",
    )


def test_a_web_page_takes_no_files(note: Path, briefing: Command) -> None:
    ran = briefing("build", "note.txt", "--allow-network", "--out", "https://example.org/out")
    assert "a web page takes no files; give a folder, or a store such as s3://" in ran.err


@pytest.mark.parametrize("name", ["memory://none", "memory://none/a.txt", "memory://none/*.txt"])
def test_what_is_not_there_is_named(here: Path, store: MemoryFileSystem, name: str) -> None:
    [result] = _build(name)
    assert result.errors[0].where == name
    assert result.errors[0].what in ("there is no such file", "nothing matches this pattern")


def test_without_fsspec_one_line_says_what_to_install(
    note: Path, briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    ran = briefing("build", "memory://in")
    assert (ran.code, ran.err) == (
        1,
        "error: memory:// needs fsspec, which is not installed; pip install 'briefing[store]'\n",
    )


def test_without_the_package_of_a_store_one_line_names_it(
    note: Path, briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    ran = briefing("build", "gs://bucket/in", "--allow-network")
    assert ran.code == 1
    assert ran.err.endswith("pip install gcsfs\n")
    assert ran.err.count("\n") == 1


def test_a_source_in_a_store_is_no_larger_than_it_may_be(here: Path, store: MemoryFileSystem) -> None:
    first, *_ = _build(limits={"source_bytes": 50})
    assert first.errors[0].what == "it is larger than 50 bytes"


def test_a_name_in_a_store_does_not_lead_to_another_store(here: Path, store: MemoryFileSystem) -> None:
    store.pipe_file("/in/secret.txt", b"Nobody's business. It is known to nobody.")
    trap = here / "trap" / "x::memory:" / "in" / "secret.txt"  # to fsspec: what is in memory, seen through a file
    trap.parent.mkdir(parents=True)
    trap.write_text(TEXT, encoding="utf-8")
    [result] = _build(f"local://{here}/trap")
    assert not result.errors
    assert b"Nobody's business." not in store.cat_file("/out/secret.json")


# --- killed ---


def test_a_run_into_a_store_that_is_killed_ends_as_an_undisturbed_one(here: Path) -> None:
    for number in range(12):
        (here / f"note{number}.txt").write_text(f"note{number}. {TEXT}\n\nwait 0.2.\n", encoding="utf-8")
    env = {"PATH": "", "PYTHONPATH": str(ROOT)}

    def command(out: str) -> list[str]:
        # `local://` is a store to us, and all processes see it
        return [*COMMAND, "build", f"local://{here}", "--to", "html,json", "--out", f"local://{here.parent / out}"]

    subprocess.run(command("undisturbed"), cwd=here, env=env, check=True, capture_output=True, timeout=120)
    draw = random.Random(7)
    for _ in range(3):
        with subprocess.Popen(command("disturbed"), cwd=here, env=env, stdout=-3, stderr=-3) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=draw.uniform(1.2, 2.2))
            process.kill()
    subprocess.run(command("disturbed"), cwd=here, env=env, check=True, capture_output=True, timeout=120)
    assert _files(here.parent / "disturbed") == _files(here.parent / "undisturbed")
    shutil.rmtree(here.parent / "undisturbed")
