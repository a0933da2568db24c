"""Servers over analysed workspaces, and contexts of addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.analyse import analyse
from analytics.study import Study
from corpus import Workspace, add_paths
from dashboard.app import Server
from dashboard.context import Context

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"


@pytest.fixture(scope="session")
def arabic_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Arabic half of the sample, analysed."""
    workspace = Workspace.create(tmp_path_factory.mktemp("arabic"))
    add_paths(workspace, [SAMPLE / "articles_ar.jsonl"])
    analyse(workspace)
    return workspace.root


@pytest.fixture(scope="session")
def servers(sample_workspace: Path, seed_workspace: Path, arabic_workspace: Path) -> dict[str, Server]:
    """By name: the whole sample, one pasted page, and the Arabic half of the sample."""
    roots = {"sample": sample_workspace, "seed": seed_workspace, "arabic": arabic_workspace}
    return {name: Server(Study(str(root))) for name, root in roots.items()}


@pytest.fixture(scope="session")
def server(servers: dict[str, Server]) -> Server:
    """The whole sample."""
    return servers["sample"]


@pytest.fixture(scope="session")
def at(server: Server) -> Callable[[str, str], Context]:
    """The context of an address in the whole sample: ``at("/topics", "ui=ar")``."""
    return lambda path, search="ui=en": server.context(path, search)


def parts(component: Any) -> Iterator[Any]:
    """A component and everything inside it, strings too."""
    if component is None:
        return
    if isinstance(component, list | tuple):
        for child in component:
            yield from parts(child)
        return
    yield component
    yield from parts(getattr(component, "children", None))


@pytest.fixture(scope="session")
def walk() -> Callable[[Any], Iterator[Any]]:
    """A function that gives a component and everything inside it."""
    return parts
