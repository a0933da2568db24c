"""Workspaces that many tests share: made once a session, read only."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.analyse import analyse
from corpus import Workspace, add_paths, add_sample

PAGE = """“المرصد”: مقتل خمسة من عناصر تنظيم “الدولة” في البادية السورية

قال المرصد السوري لحقوق الإنسان، الأحد 12 من أيار، إن خمسة عناصر من تنظيم “الدولة” قتلوا في بادية حمص.

وأضاف المرصد أن القتلى سقطوا في اشتباكات مع قوات سوريا الديمقراطية (قسد) منذ بداية العام 2024.

شارك هذا المقال
"""


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded sample, analysed."""
    workspace = Workspace.create(tmp_path_factory.mktemp("sample"))
    add_sample(workspace)
    analyse(workspace)
    return workspace.root


@pytest.fixture(scope="session")
def seed_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one pasted page, analysed."""
    page = tmp_path_factory.mktemp("page") / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    workspace = Workspace.create(tmp_path_factory.mktemp("seed"))
    add_paths(workspace, [page])
    analyse(workspace)
    return workspace.root
