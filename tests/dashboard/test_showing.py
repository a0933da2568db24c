"""A newer run, or an edit of topics, is shown without a restart."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import RunError
from analytics.study import Study
from analytics.topics import edits
from corpus import Workspace
from dashboard.app import Server
from dashboard.shell import shell
from dashboard.showing import Showing


@pytest.fixture
def workspace(sample_workspace: Path, tmp_path: Path) -> Path:
    """A copy of the analysed sample that can be changed."""
    return Path(shutil.copytree(sample_workspace, tmp_path / "w"))


def test_nothing_new_is_opened_once(workspace: Path) -> None:
    opened: list[int] = []
    showing = Showing(Study(str(workspace)), lambda: opened.append(1) or Study(str(workspace)))  # type: ignore[func-returns-value]
    assert showing.now() is showing.now()
    assert opened == []


def test_an_edit_is_shown_by_the_next_request(workspace: Path) -> None:
    server = Server(Study(str(workspace)))
    assert server.context("/topics", "ui=ar").problem == ""
    edits.rename(Workspace.open(workspace), 0, label_ar="اسم جديد", label_en="A new name", who="tester")
    for ui, name in (("ar", "اسم جديد"), ("en", "A new name")):
        assert server.context("/topics", f"ui={ui}").name("topic", 0) == name
    assert "-edits-" in server.study.result_id


def test_a_hidden_topic_leaves_the_list_and_keeps_a_name(workspace: Path) -> None:
    server = Server(Study(str(workspace)))
    before = server.context("/topics", "ui=en").name("topic", 1)
    edits.hide(Workspace.open(workspace), 1, who="tester")
    context = server.context("/topics", "ui=en")
    assert 1 not in context.catalogue.names["topic"]["en"]
    assert context.name("topic", 1) == context.texts("topics.hidden_name", name=before)


def test_what_cannot_be_opened_leaves_what_was_there_and_says_so(
    workspace: Path, walk: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(Study(str(workspace)))
    old = server.study
    pointer = workspace / "runs" / "current"
    good = pointer.read_text(encoding="utf-8")
    pointer.write_text("run-000000000000\n", encoding="utf-8")
    context = server.context("/", "ui=en")
    assert context.study is old
    assert "There is no run 'run-000000000000'" in context.problem
    notice = [part for part in walk(shell(context)) if getattr(part, "id", None) == "shell-broken"]
    assert len(notice) == 1

    tried: list[int] = []
    monkeypatch.setattr(server.showing, "_opens", lambda: tried.append(1))
    server.context("/", "ui=en")
    assert tried == []  # a state that failed is not tried again
    monkeypatch.undo()

    pointer.write_text(good, encoding="utf-8")
    assert server.context("/", "ui=en").problem == ""


def test_one_request_opens_it_and_the_others_are_served_meanwhile(workspace: Path) -> None:
    first = Study(str(workspace))
    begun, go_on, opened = threading.Event(), threading.Event(), []

    def opens() -> Study:
        opened.append(1)
        begun.set()
        assert go_on.wait(60)
        return Study(str(workspace))

    showing = Showing(first, opens)
    edits.rename(Workspace.open(workspace), 0, label_en="Later", who="tester")
    slow = threading.Thread(target=showing.now)
    slow.start()
    assert begun.wait(60)
    assert showing.now().study is first  # not held up, and not opened twice
    go_on.set()
    slow.join()
    assert showing.now().catalogue.name("topic", 0, "en") == "Later"
    assert opened == [1]


def test_a_workspace_that_is_gone_is_no_traceback(workspace: Path) -> None:
    server = Server(Study(str(workspace)))
    shutil.rmtree(workspace / "runs")
    assert "has not been analysed yet" in server.context("/", "ui=en").problem
    with pytest.raises(RunError):
        Study(str(workspace))
