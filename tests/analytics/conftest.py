"""Workspaces that are analysed once: thirty articles of each language, and the same with eight of the next day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.analyse import analyse
from corpus import Workspace
from tests.analytics.daily import DAY, add, lines


@pytest.fixture(scope="module")
def same_code() -> Iterator[None]:
    """The code as it is when the tests begin, though a file may be written while they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analytics.provenance._digest_of_files", lambda files: "the same code throughout")
        yield


@pytest.fixture(scope="module")
def analysed(same_code: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles of each language, analysed."""
    workspace = Workspace.create(tmp_path_factory.mktemp("base") / "w")
    add(workspace, lines("ar", 0, 30) + lines("en", 0, 30))
    analyse(workspace, processes=1)
    return workspace.root


@pytest.fixture(scope="module")
def updated(same_code: None, analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with eight articles of the next day, brought up to date."""
    workspace = Workspace.open(shutil.copytree(analysed, tmp_path_factory.mktemp("updated") / "w"))
    add(workspace, DAY)
    analyse(workspace, update=True, processes=1)
    return workspace.root


@pytest.fixture
def base(same_code: None, analysed: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(analysed, tmp_path / "base" / "w"))


@pytest.fixture
def day(same_code: None, updated: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(updated, tmp_path / "day" / "w"))
