"""Imports go one way: corpus <- analytics <- {dashboard, reports}; BERTopic stands behind one module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "analytics": {"analytics", "corpus"},
    "dashboard": {"dashboard", "analytics", "corpus"},
    "reports": {"reports", "analytics", "corpus"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "common"}
LONGEST_FILE = 300
LONGEST_BODY = 40
"""Lines of a function below its docstring."""


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: write absolute imports"
            found.add(node.module)
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    paths = modules(package)
    assert paths
    wrong = {
        f"{path.relative_to(ROOT)} -> {name}"
        for path in paths
        for name in imports(path)
        if name.split(".")[0] in set(MAY_IMPORT) - MAY_IMPORT[package]
    }
    assert wrong == set()


def test_only_one_module_imports_bertopic() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for package in MAY_IMPORT
        for path in modules(package)
        if any(name.split(".")[0] == "bertopic" for name in imports(path))
    }
    assert users == {"analytics/topics/model.py"}


def test_modules_are_named_for_what_they_hold_and_can_be_read_in_one_sitting() -> None:
    for package in MAY_IMPORT:
        for path in modules(package):
            assert path.stem not in FORBIDDEN_NAMES, path
            assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE, path


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_function_fits_on_a_screen(package: str) -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.name}": _lines(node)
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_BODY} == {}


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1 if body else 0


def test_no_file_format_that_runs_code_when_it_is_read() -> None:
    for package in MAY_IMPORT:
        for path in modules(package):
            assert not {"pickle", "joblib", "dill", "shelve", "marshal"} & imports(path), path
            assert "allow_pickle=True" not in path.read_text(encoding="utf-8"), path
