"""What a run's digest covers: all modules and packages imported by the code it is made by, but for those named here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from analytics.provenance import PACKAGES, method_files

ROOT = Path(__file__).resolve().parents[2]
DECIDE_NOTHING = {
    "analytics.edit_log": "how decisions are kept; a workspace's own actors have a digest of their own",
    "analytics.errors": "what an error says",
    "analytics.run": "where a run is kept; the format is in the manifest",
    "analytics.topics.edits": "tables as they are read; what edits decide of a fit is in its id",
    "analytics.run_plan": "whether a run is made and from which run before",
    "corpus.errors": "what an error says",
    "corpus.intake": "the corpus, which has a digest of its own",
    "corpus.processes": "how work is shared out",
    "corpus.publishers": "the corpus again: by-lines are read from articles when they are added",
    "corpus.schema": "the shape of tables",
    "corpus.workspace": "where tables are kept",
}
PACKAGES_THAT_DECIDE_NOTHING = {
    "hijridate": "the dates of articles, which are in the corpus",
    "threadpoolctl": "how many threads there are",
}


def imports(path: Path) -> Iterator[str]:
    """Modules and packages, whole names, wherever in a file they are imported."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            modules = [name for name in inner if file_of(name)]
            yield from modules or [node.module]
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def file_of(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def code() -> list[Path]:
    return [path for path in method_files() if path.suffix == ".py"]


def test_every_module_that_decides_a_run_is_in_its_digest() -> None:
    covered = set(code())
    assert covered
    found = {
        name
        for path in covered
        for name in imports(path)
        if name.split(".")[0] in ("analytics", "corpus") and file_of(name) not in covered
    }
    assert "analytics.errors" in found
    assert {name for name in found if not any(f"{name}.".startswith(f"{own}.") for own in DECIDE_NOTHING)} == set()


def test_every_package_that_decides_a_run_is_in_its_manifest() -> None:
    distributions = packages_distributions()
    own = {"analytics", "corpus", "_typeshed", *sys.stdlib_module_names}
    third = {name.split(".")[0] for path in code() for name in imports(path)} - own
    found = {distribution.replace("_", "-") for name in third for distribution in distributions[name]}
    assert {"bertopic", "scipy"} <= found
    assert found - set(PACKAGES) == set(PACKAGES_THAT_DECIDE_NOTHING)
