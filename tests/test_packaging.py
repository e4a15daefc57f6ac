"""What is installed: the wheel, the lock files, and the environment that `make` keeps."""

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
EVERY_LOCK = tuple(sorted(path.name for path in ROOT.glob("requirements*.lock")))
_PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def _pins(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for name, version in _PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        pins.setdefault(name, set()).add(version)
    return pins


def _named(requirements: list[object]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", one) for one in requirements if isinstance(one, str))
    return {found[0].lower().replace("_", "-") for found in names if found}


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return archive.namelist()


def test_every_template_is_aboard_the_wheel(wheel: list[str]) -> None:
    templates = ROOT / "templates"
    files = {path.relative_to(templates).as_posix() for path in templates.rglob("*") if path.is_file()}
    assert {f"briefing/_templates/{name}" for name in files} <= set(wheel)


def test_every_file_of_the_package_is_aboard_the_wheel(wheel: list[str]) -> None:
    files = (path for path in (ROOT / "briefing").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(ROOT).as_posix() for path in files} <= set(wheel)


def test_the_wheel_says_that_it_is_typed_and_under_which_licence(wheel: list[str]) -> None:
    assert "briefing/py.typed" in wheel
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)


def test_nothing_but_the_package_is_aboard_the_wheel(wheel: list[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {"briefing"}


def test_every_dependency_is_locked(project: dict[str, object]) -> None:
    assert _named(project["project"]["dependencies"]) <= set(_pins("requirements.lock"))  # type: ignore[index]


@pytest.mark.parametrize("group", ["build", "dev", "train", "verify", "bench"])
def test_every_tool_is_locked(project: dict[str, object], group: str) -> None:
    assert _named(project["dependency-groups"][group]) <= set(_pins(f"requirements-{group}.lock"))  # type: ignore[index]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_developers_have_the_versions_that_users_have(lock: str) -> None:
    dev = _pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in _pins(lock)} == _pins(lock)


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_every_pin_has_a_hash_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


# --- the environment that `make` keeps ---


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`tools/venv.py`, in a project of its own that installs nothing; `keeper.done` lists what it would do."""
    spec = importlib.util.spec_from_file_location("keeper", ROOT / "tools" / "venv.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in (*LOCKS, "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    done: list[str] = []
    monkeypatch.setattr(module, "done", done, raising=False)

    def create() -> None:
        done.append("create")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--clear", module.VENV], check=True)
        folder = next((module.VENV / "lib").glob("python*")) / "site-packages" / "pip"
        folder.mkdir()
        (folder / "__init__.py").touch()

    monkeypatch.setattr(module, "_create", create)
    monkeypatch.setattr(module, "_pip", lambda *arguments: done.append(arguments[-1]))
    return module


def test_a_first_run_makes_the_environment_and_installs_the_locks(keeper: ModuleType) -> None:
    assert keeper.main(["run"]) == 0
    assert keeper.done == ["create", "requirements-build.lock", "requirements.lock", "."]


def test_a_second_run_installs_nothing(keeper: ModuleType) -> None:
    keeper.main(["run"])
    keeper.done.clear()
    keeper.main(["run"])
    assert keeper.done == []


def test_tests_add_what_they_need_to_the_same_environment(keeper: ModuleType) -> None:
    keeper.main(["run"])
    keeper.done.clear()
    keeper.main(["dev"])
    assert keeper.done == ["requirements-dev.lock"]


def test_what_developers_have_is_enough_to_run(keeper: ModuleType) -> None:
    keeper.main(["dev"])
    keeper.done.clear()
    keeper.main(["run"])
    assert keeper.done == []


def test_a_changed_lock_is_installed(keeper: ModuleType) -> None:
    keeper.main(["run"])
    keeper.done.clear()
    (keeper.ROOT / "requirements.lock").write_text("newer", encoding="utf-8")
    keeper.main(["run"])
    assert keeper.done == ["requirements-build.lock", "requirements.lock"]


def test_a_broken_environment_is_made_anew(keeper: ModuleType) -> None:
    keeper.main(["run"])
    keeper.done.clear()
    (keeper.VENV / "bin" / "python").unlink()
    keeper.main(["run"])
    assert keeper.done[0] == "create"


def test_a_moved_environment_is_made_anew(keeper: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper.main(["run"])
    keeper.done.clear()
    moved = keeper.ROOT.rename(keeper.ROOT.with_name("moved"))
    monkeypatch.setattr(keeper, "ROOT", moved)
    monkeypatch.setattr(keeper, "VENV", moved / ".venv")
    monkeypatch.setattr(keeper, "STAMP", moved / ".venv" / "stamp.json")
    keeper.main(["run"])
    assert keeper.done[0] == "create"


def test_an_install_that_failed_is_tried_again(keeper: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(keeper, "_pip", lambda *_: sys.exit(1))
        with pytest.raises(SystemExit):
            keeper.main(["run"])
    keeper.done.clear()
    keeper.main(["run"])
    assert keeper.done == ["requirements-build.lock", "requirements.lock", "."]


def test_an_old_python_is_told_what_is_needed(
    keeper: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeper, "OLDEST", (99, 0))
    assert keeper.main(["run"]) == 1
    assert "needs Python 3.11 or later" in capsys.readouterr().err
