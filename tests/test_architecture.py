"""The walls of the house: pure modules import neither Prefect nor flows, SQL paths stay in staging."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "tasks").rglob("*.py"))
DASHBOARD = sorted((ROOT / "dashboard").rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "flows").rglob("*.py")), *DASHBOARD]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def tops(path: Path) -> set[str]:
    return {module.split(".")[0] for module in imports(path)}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_stages_imports_prefect_and_nothing_imports_flows(path):
    allowed = {"prefect"} if name(path) == "tasks/stages.py" else set()
    assert not tops(path) & {"prefect", "prefect_dask", "flows"} - allowed


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_dashboard_imports_streamlit_and_only_its_command_imports_it(path):
    if path not in DASHBOARD:
        assert not tops(path) & {"streamlit"}
        assert name(path) == "flows/cli_dashboard.py" or "dashboard" not in tops(path)


@pytest.mark.parametrize("path", DASHBOARD, ids=name)
def test_the_dashboard_asks_through_the_warehouse(path):
    assert not tops(path) & {"duckdb", "pyarrow", "pandas"}


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name == "text"], ids=name)
def test_text_functions_know_no_frames(path):
    assert not tops(path) & {"pandas", "pyarrow", "duckdb"}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_is_unpickled(path):
    assert not tops(path) & {"pickle", "joblib", "cloudpickle", "dill", "marshal", "shelve"}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_stay_readable(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_stay_readable(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = ast.get_docstring(node, clean=False)
            length = node.end_lineno - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
            assert length <= 40, f"{node.name} has {length} lines"


@pytest.mark.parametrize(
    "path", [p for p in (ROOT / "sql").rglob("*.sql") if p.parent.name != "staging"], ids=name
)
def test_only_staging_names_parquet(path):
    assert "read_parquet" not in path.read_text(encoding="utf-8")
