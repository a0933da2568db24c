"""Every text of the interface and of the reports is used: what nothing says is not translated either."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dashboard.i18n import load_texts
from reports.wording import wording

ROOT = Path(__file__).resolve().parents[2]


def written(package: str) -> set[str]:
    """The strings in the modules of a package, each value within one as ``*``."""
    found: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values))
    return found


def unused(keys: set[str], said: set[str]) -> list[str]:
    """The keys that no string is and no string with braces can be."""
    patterns = [
        re.compile(re.escape(text).replace(r"\*", ".+")) for text in said if "*" in text and re.match(r"\w+\.", text)
    ]
    return sorted(key for key in keys if key not in said and not any(p.fullmatch(key) for p in patterns))


def test_every_text_of_the_interface_is_shown_somewhere() -> None:
    said = written("dashboard")
    plural = re.compile(r"^count\.(\w+)\.\w+$")
    names = {key.removeprefix("stories.") for key in load_texts("en").entries}
    nouns = {found[1] for key in names if (found := plural.match(key))}
    keys = {key for key in names if not plural.match(key)}
    assert sorted(nouns - said) == []
    assert unused(keys, said) == []


@pytest.mark.parametrize(
    ("key", "is_unused"), [("actors.gone", True), ("type.state", False), ("sources.kinds", False), ("gone", True)]
)
def test_a_text_that_nothing_shows_is_found(key: str, is_unused: bool) -> None:
    assert unused({key}, {"type.*", "sources.kinds", "*", "*.*"}) == ([key] if is_unused else [])


def test_every_text_of_the_reports_is_printed_somewhere() -> None:
    def keys(tree: object, prefix: str = "") -> set[str]:
        if not isinstance(tree, dict):
            return {prefix.removesuffix(".")}
        return {key for name, value in tree.items() for key in keys(value, f"{prefix}{name}.")}

    names = {key.removeprefix("stories.") for key in keys(wording("en").texts)}
    said = written("reports")
    built = {f"{section}.{word}" for section in ("table", "sections") for word in said}  # by Column and table_of
    left = unused({key for key in names if not key.startswith("nouns.")}, said | built)
    assert left == []
