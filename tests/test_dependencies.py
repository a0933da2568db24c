"""pyproject.toml, the lock files and environment.yml say the same."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "analytics", "dashboard", "reports")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONAL = {"analytics/annotate/tone/training": "train"}  # code that only an extra brings the packages of
LOCKS = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["project"]["optional-dependencies"]["notebook"],
    ],
}


def locked(name: str) -> list[Requirement]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [Requirement(line.rstrip(" \\")) for line in text.splitlines() if re.match(r"[A-Za-z]", line)]


def versions(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for requirement in locked(name):
        (pin,) = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_declared_dependency_is_locked_within_its_bounds(name: str) -> None:
    pins = versions(name)
    for text in LOCKS[name]:
        wanted = Requirement(text)
        assert canonicalize_name(wanted.name) in pins, f"{text} is not in {name}; run make lock"
        for version in pins[canonicalize_name(wanted.name)]:
            assert wanted.specifier.contains(version), f"{name} pins {wanted.name} {version}; pyproject says {text}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash_and_no_file_names_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=[A-Za-z])", text)[1:]
    assert len(blocks) == len(locked(name)) > 50
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_development_lock_extends_the_other_without_changing_a_version() -> None:
    plain, development = versions("requirements.lock"), versions("requirements-dev.lock")
    assert {name: development.get(name) for name in plain} == plain


@pytest.mark.parametrize("name", LOCKS)
def test_nothing_heavy_is_pulled_in(name: str) -> None:
    heavy = {"torch", "sentence-transformers", "hdbscan", "tensorflow", "nvidia-cublas-cu12"}
    assert heavy & set(versions(name)) == set()


def test_the_conda_environment_gives_a_python_that_the_project_allows() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (python,) = [item for item in environment["dependencies"] if item.startswith("python")]
    allowed = SpecifierSet(PROJECT["project"]["requires-python"])
    conda = SpecifierSet(python.removeprefix("python"))
    offered = [f"3.{minor}" for minor in range(8, 20) if conda.contains(f"3.{minor}")]
    assert offered
    assert all(allowed.contains(version) for version in offered)
    assert "--require-hashes -r requirements.lock" in (ROOT / "environment.yml").read_text(encoding="utf-8")


def declared_for(path: Path) -> set[str]:
    folder = path.parent.relative_to(ROOT).as_posix()
    extra = PROJECT["project"]["optional-dependencies"][OPTIONAL[folder]] if folder in OPTIONAL else []
    return {canonicalize_name(Requirement(text).name) for text in [*PROJECT["project"]["dependencies"], *extra]}


def test_every_import_of_the_packages_is_a_declared_dependency() -> None:
    owners = packages_distributions()
    missing: set[str] = set()
    for path in (p for package in PACKAGES for p in (ROOT / package).rglob("*.py")):
        declared = declared_for(path)
        for name in imported(path) - set(sys.stdlib_module_names) - set(PACKAGES) - {"_typeshed"}:  # of type checkers
            distributions = {canonicalize_name(d) for d in owners.get(name, [name])}
            if not distributions & declared:
                missing.add(f"{path.relative_to(ROOT)} imports {name}")
    assert missing == set()


def test_every_file_of_the_packages_is_in_the_wheel() -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    left_out = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and not any(path.match(glob) for glob in data)
    }
    assert left_out == set()
    folders = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_paths_that_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:corpus|analytics|dashboard|reports|notebooks|benchmarks)/[\w./*]+)`", text))
    named |= set(re.findall(r"\]\((docs/[\w.-]+)\)", text))
    assert len(named) > 15
    assert {path for path in named if not list(ROOT.glob(path.rstrip("/")))} == set()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
