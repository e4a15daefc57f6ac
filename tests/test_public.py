"""What `import briefing` offers, and what it costs."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from briefing import pipeline

HEAVY = ("spacy", "weasyprint", "docx", "pydantic", "rich", "jinja2", "trafilatura", "numpy", "lxml")


def _imported_for_type_checkers() -> set[str]:
    """The names that the package imports, or declares, under `if TYPE_CHECKING`."""
    names: set[str] = set()
    for node in ast.parse(Path(briefing.__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If):
            for inner in node.body:
                if isinstance(inner, ast.ImportFrom):
                    names |= {alias.asname or alias.name for alias in inner.names}
                elif isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
                    names.add(inner.target.id)
    return names


def _modules_after(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in json.loads(ran.stdout.splitlines()[-1])}


def test_what_is_listed_is_what_type_checkers_see() -> None:
    assert set(briefing.__all__) == _imported_for_type_checkers()


def test_the_list_holds_each_name_once() -> None:
    assert len(briefing.__all__) == len(set(briefing.__all__))


@pytest.mark.parametrize("name", briefing.__all__)
def test_every_listed_name_is_there(name: str) -> None:
    assert getattr(briefing, name) is not None


@pytest.mark.parametrize("name", ["build", "load", "merge_all", "parse", "read", "read_all", "redraw", "render"])
def test_the_verbs_are_those_of_the_pipeline(name: str) -> None:
    assert getattr(briefing, name) is getattr(pipeline, name)


def test_public_names_are_listed_by_dir() -> None:
    assert set(briefing.__all__) <= set(dir(briefing))


def test_no_public_name_is_that_of_a_module() -> None:
    """A module would take the name's place once it is imported."""
    modules = {path.stem for path in Path(briefing.__file__).parent.iterdir()}
    assert not modules & set(briefing.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        briefing.nonsense  # noqa: B018 - the access is what is tested


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not _modules_after("import briefing") & set(HEAVY)


def test_an_error_can_be_caught_without_anything_heavy() -> None:
    assert not _modules_after("from briefing import BriefingError") & set(HEAVY)


def test_the_model_can_be_used_without_language_model_and_pdf_engine() -> None:
    assert not _modules_after("from briefing import Briefing, Settings") & {"spacy", "weasyprint", "docx", "numpy"}
