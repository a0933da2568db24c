from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.evaluation import load_card, measuring
from analytics.evaluation.card import read_card
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.schema import STEPS, Finding
from corpus import Workspace

RUNNER = CliRunner()
FOUND = Finding("duplicates", "copies_recall", "ar", "sample", 8, "pairs", 0.875, 0.5, 0.98, "wilson")
HIDDEN = "نص مقال لا يُطبع"


@pytest.fixture(autouse=True)
def one_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "TASKS", (Task("duplicates", "sample", lambda inputs: [FOUND]),))


def run(*arguments: object) -> tuple[int, str, str]:
    result = RUNNER.invoke(app, ["evaluate", *map(str, arguments)])
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout, result.stderr


def test_help_has_an_example() -> None:
    code, said, _ = run("--help")
    assert code == 0 and "python -m analytics evaluate" in " ".join(said.split())


def test_what_is_measured_and_what_is_published_are_told_apart() -> None:
    code, said, progress = run()
    assert code == 0
    lines = [line for line in said.splitlines() if "copies found" in line and "embedded sample (Arabic)" in line]
    assert len(lines) == 1 and "0.875 (0.500 to 0.980)" in lines[0] and lines[0].endswith("measured now")
    assert "published 20" in said
    assert "1 of 1: Copies: embedded sample" in progress


def test_only_the_steps_asked_for_are_printed() -> None:
    code, said, _ = run("--steps", "duplicates,dates", "--json")
    assert code == 0 and {row["step"] for row in json.loads(said)["rows"]} == {"duplicates", "dates"}
    code, said, _ = run("--steps", "dates")
    assert code == 0 and said.startswith("Dates\n") and "Tone" not in said


def test_the_card_in_arabic() -> None:
    code, said, _ = run("--lang", "ar")
    assert code == 0 and "النُّسخ المكررة" in said and "قيس الآن" in said


def test_a_file_gets_the_whole_card_and_the_next_run_goes_into_it(tmp_path: Path) -> None:
    out = tmp_path / "card.json"
    assert run("--out", out)[0] == 0
    rows = read_card(out).rows
    assert {one.step for one in rows} == set(STEPS)
    assert [one.measure for one in rows if one.basis == "measured"] == ["copies_recall"]
    assert run("--out", out, "--steps", "tone")[0] == 0  # measures nothing here, and takes nothing away
    assert [one.measure for one in read_card(out).rows if one.basis == "measured"] == ["copies_recall"]
    assert [path.name for path in tmp_path.iterdir()] == ["card.json"]


def test_a_workspace_keeps_what_was_measured_in_it(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "w")
    code, said, _ = run("--workspace", tmp_path / "w", "--json")
    assert code == 0
    assert {row["step"] for row in json.loads(said)["rows"]} == set(STEPS)
    assert [one.basis for one in read_card(tmp_path / "w" / "evaluation" / "card.json").rows] == ["measured"]
    mine = [one for one in load_card(tmp_path / "w").rows if one.basis == "measured"]
    assert [(one.measure, one.figure) for one in mine] == [("copies_recall", 0.875)]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--data", "{tmp}/none"], 1, "is no folder; give --data"),
        (["--data", "{tmp}"], 1, "holds none of gold"),
        (["--steps", "colours"], 1, "no step 'colours'"),
        (["--tone", "angry"], 1, "Tone engine 'angry' is not known"),
        (["--workspace", "{tmp}/none"], 1, "is no workspace"),
        (["--out", "{tmp}/none/card.json"], 1, "cannot be written"),
        (["--out", "{tmp}/damaged.json"], 1, "is no accuracy card"),
        (["--lang", "fr"], 2, "allowed: ar, en"),
        (["--colour"], 2, "No such option"),
    ],
)
def test_mistakes_end_in_one_line_and_a_status(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "damaged.json").write_text("{}", encoding="utf-8")
    got, _, said = run(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert got == code and message in said


def test_ctrl_c_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(inputs: Inputs) -> list[Finding]:
        raise KeyboardInterrupt

    monkeypatch.setattr(measuring, "TASKS", (Task("duplicates", "sample", interrupted),))
    code, _, said = run("--out", tmp_path / "card.json")
    assert code == 130 and "nothing half-made is kept" in said
    assert list(tmp_path.iterdir()) == []


def test_problems_are_a_line_each_and_do_not_print_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "dev.jsonl").write_text(json.dumps({"id": 1, "text": HIDDEN}), encoding="utf-8")
    from analytics.evaluation.steps import actors

    monkeypatch.setattr(measuring, "TASKS", (actors.TASKS[0], actors.TASKS[1]))
    code, _, said = run("--data", tmp_path)
    assert code == 1  # nothing could be measured
    problems = [line for line in said.splitlines() if line.startswith("problem: ")]
    assert len(problems) == 2 and "gold/dev.jsonl, row 1" in problems[0] and "re3d is not in" in problems[1]
    assert HIDDEN not in said
