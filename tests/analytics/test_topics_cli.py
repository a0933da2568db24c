"""``python -m analytics topics``: what it prints, in both languages, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.topics import edits
from corpus import Workspace
from tests.analytics.topics.edits.made_run import made_workspace

COMMANDS = ("list", "show", "rename", "merge", "split", "hide", "unhide", "move", "seed", "proposals", "accept",
            "dismiss", "log", "undo")  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made_workspace(tmp_path / "w", unfit=["a03", "a07"], proposed=["a03", "a07"])


def topics(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["topics", *map(str, arguments)])


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    assert f"python -m analytics topics {command}" in topics(command, "--help").output


def test_topics_are_listed_largest_first_in_both_languages(workspace: Workspace) -> None:
    root = workspace.root
    assert said(topics("hide", 0, "-w", root, "--who", "lina", "--note", "رياضة")) == "edit 1: topic 0 is hidden"
    assert said(topics("list", "-w", root)).splitlines() == [
        "2       4 المخيم | camp",
        "   0       3 الموصل | Mosul [hidden]",
        "   1       3 النفط | oil",
    ]
    rows = json.loads(said(topics("list", "-w", root, "--json")))
    assert [(row["topic_id"], row["is_hidden"]) for row in rows] == [(2, False), (0, True), (1, False)]


def test_a_topic_is_shown_with_its_edits_and_articles(workspace: Workspace) -> None:
    root = workspace.root
    said(topics("rename", 1, "-w", root, "--ar", "أسعار النفط", "--en", "Oil prices", "--who", "lina"))
    lines = said(topics("show", 1, "-w", root)).splitlines()
    assert lines[0] == "topic 1: أسعار النفط | Oil prices"
    assert lines[3] == "3 articles, 50% Arabic (50% expected), mixed"
    assert lines[4] == "coherence 0.50, stability 0.90, fitted; edits 1"
    assert lines[5] == "theme 0: محور 0 | theme 0"
    assert lines[6] == "  0.80 a04 Title a04 الرقة"
    row = json.loads(said(topics("show", 1, "-w", root, "--json")))
    assert row["edits"] == [1] and [one["article_id"] for one in row["articles"]] == ["a04", "a05", "a06"]


def test_edits_are_said_in_words_and_logged(workspace: Workspace) -> None:
    root = workspace.root
    who = ("-w", root, "--who", "ليلى")
    told = [
        said(topics("merge", 1, "--into", 0, *who)),
        said(topics("split", 2, "--parts", 2, *who)),
        said(topics("move", "a00", "--to", "none", *who)),
        said(topics("seed", "--example", "a01", "--ar", "بذرة", *who)),
        said(topics("accept", "p0000000a", "--en", "New", *who)),
        said(topics("undo", *who)),
        said(topics("dismiss", "p0000000a", *who)),
        said(topics("hide", 0, *who)),
        said(topics("unhide", 0, *who)),
    ]
    assert told == [
        "edit 1: topic 1 merged into topic 0",
        "edit 2: topic 2 split into topics 3, 4",
        "edit 3: 1 article (a00) moved to no topic",
        "edit 4: topic 5 'بذرة' made of 1 example (a01)",
        "edit 5: topic 6 'New' made of proposal p0000000a",
        "edit 6: edit 5 is taken back",
        "edit 7: proposal p0000000a is dismissed",
        "edit 8: topic 0 is hidden",
        "edit 9: topic 0 is listed again",
    ]
    log = said(topics("log", "-w", root)).splitlines()
    assert [line.partition("ليلى: ")[2] for line in log][4:6] == [
        "topic 6 'New' made of proposal p0000000a [taken back]", "edit 5 is taken back"]  # fmt: skip
    rows = json.loads(said(topics("log", "-w", root, "--json")))
    assert [row["number"] for row in rows["edits"]] == list(range(1, 10)) and rows["notes"] == []
    assert [row["taken_back"] for row in rows["edits"]] == [number == 5 for number in range(1, 10)]
    assert "vectors" not in rows["edits"][3]


def test_proposals_are_listed_until_they_are_decided(workspace: Workspace) -> None:
    root = workspace.root
    line = "p0000000a 2 articles جديد | New, nearest topic 0 (0.50)"
    assert said(topics("proposals", "-w", root)) == line
    said(topics("dismiss", "p0000000a", "-w", root))
    assert said(topics("proposals", "-w", root)) == ""
    assert said(topics("proposals", "-w", root, "--all")) == f"{line} [dismissed]"
    assert json.loads(said(topics("proposals", "-w", root, "--all", "--json")))[0]["decided"] == "dismiss"


def test_an_edit_of_a_topic_that_is_gone_is_a_note_not_an_error(workspace: Workspace) -> None:
    edits.rename(workspace, 0, label_ar="الموصل القديمة", who="lina")
    log = workspace.root / "edits/topics.jsonl"
    log.write_text(log.read_text("utf-8").replace('"topic": 0', '"topic": 77'), "utf-8")
    told = "note: edit 1 (rename, lina) is set aside: there is no topic 77 in this run."
    for command in ("list", "log"):
        result = topics(command, "-w", workspace.root)
        assert (result.exit_code, result.stderr.strip()) == (0, told)
    assert json.loads(said(topics("log", "-w", workspace.root, "--json")))["notes"][0]["reason"] == "not-in-run"


def test_names_cannot_disturb_a_terminal(workspace: Workspace) -> None:
    escape = "\x1b[31mأحمر\u202e"
    result = topics("rename", 0, "-w", workspace.root, "--ar", escape, "--note", escape, "--who", escape)
    shown = result.output + topics("log", "-w", workspace.root).output + topics("list", "-w", workspace.root).output
    assert "\x1b" not in shown and "\u202e" not in shown and "أحمر" in shown


def mistakes() -> list[tuple[tuple[Any, ...], int, str]]:
    return [
        (("show", 99), 1, "error: There is no topic 99 in this run"),
        (("rename", 0), 1, "error: Topic 0 needs a name"),
        (("merge", 0, "--into", 0), 1, "error: Only topic 0 is named"),
        (("merge", 0), 2, "--into"),
        (("split", 0, "--parts", 1), 1, "error: A topic can be split into 2 to 20 parts, got 1."),
        (("hide", -1), 2, "-1"),
        (("move", "a00", "--to", "x"), 2, "'x' is no topic; allowed: a number, or none."),
        (("seed",), 1, "error: A topic needs words (--word) or example articles (--example)"),
        (("accept", "p9"), 1, "does not propose 'p9'"),
        (("undo",), 1, "error: There is no edit to take back."),
    ]


@pytest.mark.parametrize(("arguments", "code", "message"), mistakes())
def test_mistakes_end_in_one_line_and_a_status(
    workspace: Workspace, arguments: tuple[Any, ...], code: int, message: str
) -> None:
    result = topics(*arguments, "-w", workspace.root)
    assert (result.exit_code, "Traceback" in result.output) == (code, False)
    assert message in " ".join(result.output.replace("│", " ").split())
    assert not (workspace.root / "edits/topics.jsonl").exists()


def test_a_folder_that_is_no_workspace_and_one_never_analysed_are_told(tmp_path: Path) -> None:
    empty = Workspace.create(tmp_path / "empty")
    for folder, message in ((tmp_path / "none", "is no workspace"), (empty.root, "has not been analysed yet")):
        result = topics("list", "-w", folder)
        assert result.exit_code == 1 and message in result.output and "Traceback" not in result.output
    assert said(topics("log", "-w", empty.root)) == ""


def test_export_gives_the_runs_own_table_or_the_edited_one(workspace: Workspace, tmp_path: Path) -> None:
    edits.merge(workspace, [1], 0, who="lina")

    def exported(table: str, *more: str) -> Any:
        out = tmp_path / f"{table}{len(more)}.jsonl"
        result = CliRunner().invoke(
            app, ["export", "-w", str(workspace.root), "--table", table, "--out", str(out), *more]
        )
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else result.output

    assert [row["topic_id"] for row in exported("topics")] == [0, 1, 2]
    assert [row["topic_id"] for row in exported("topics", "--edited")] == [0, 2]
    assert {row["topic_id"] for row in exported("assignments", "--edited")} == {0, 2}
    assert "No edit changes table 'tones'; allowed with --edited: topics, themes, assignments." in exported(
        "tones", "--edited"
    )
