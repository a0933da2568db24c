from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app

RUNNER = CliRunner()
COMMANDS = ("run", "annotate", "tone", "export")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = RUNNER.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"python -m analytics {command}" in " ".join(result.output.split())


def test_annotate_writes_one_result_a_line_with_exact_offsets(tmp_path: Path) -> None:
    title, text = "بيان من الرقة", "قالت قوات سوريا الديمقراطية (قسد) إن خمسة من عناصر داعش اعتقلوا، بحسب رويترز."
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": "أ", "title": title, "text": text}) + '\nnot json\n[1]\n{"id": 4, "text": ""}\n',
        encoding="utf-8",
    )
    result = RUNNER.invoke(app, ["annotate", "--in", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")])
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in found] == ["أ", None, None, 4]
    assert "record 2: the line is not JSON" in result.output
    assert "record 3: the line is a JSON list" in result.output
    assert "not JSON" in found[1]["reason"] and "empty" in found[3]["reason"]
    first = found[0]
    whole = f"{title}\n\n{text}"
    assert first["lang"] == "ar"
    assert {m["actor_id"] for m in first["mentions"]} >= {"syrian-democratic-forces", "islamic-state"}
    assert all(whole[m["start"] : m["end"]] == m["surface"] for m in first["mentions"])
    said = first["citations"][0]
    assert whole[said["cue"]["start"] : said["cue"]["end"]] == "قالت"
    assert said["source"]["actor_id"] == "syrian-democratic-forces"
    assert whole[said["content"]["start"] :].startswith("إن خمسة")
    assert [p["place_id"] for p in first["places"]][:1] == ["raqqa"]
    assert first["tone"]["label"] in ("negative", "neutral", "positive")
    assert {t["actor_id"] for t in first["actor_tone"]} == {m["actor_id"] for m in first["mentions"]}


def test_half_a_character_loses_neither_its_line_nor_the_others(tmp_path: Path) -> None:
    lines = [
        r'{"id": "\ud800", "text": "Reuters said ISIS \ud800 fled Raqqa."}',
        '{"id": 2, "text": "ISIS fled Raqqa."}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = RUNNER.invoke(app, ["annotate", "--in", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")])
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert [(m["actor_id"], m["start"]) for m in first["mentions"]] == [("reuters", 2), ("islamic-state", 15)]
    assert second["id"] == 2


def test_tone_keeps_ids_and_says_why_a_record_is_not_scored(tmp_path: Path) -> None:
    records = [
        {"id": 1, "text": "The army committed a massacre of civilians."},
        {"id": 2, "text": "x", "start": 5, "end": 9},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    result = RUNNER.invoke(app, ["tone", "--in", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")])
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], first["label"]) == (1, "negative")
    assert -1 <= first["low"] <= first["score"] <= first["high"] <= 1
    assert (second["id"], second["label"]) == (2, None)
    assert second["reason"]


def test_export_writes_the_current_run(sample_workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "topics.csv"
    result = RUNNER.invoke(
        app, ["export", "--workspace", str(sample_workspace), "--table", "topics", "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["topic_id"]) for row in rows] == list(range(len(rows)))
    assert len(rows) >= 8


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "--workspace", "{tmp}/none"], 1, "is no workspace"),
        (["run", "--workspace", "{sample}", "--engine", "dask"], 1, "allowed: local"),
        (["export", "--workspace", "{sample}", "--table", "colours", "--out", "x.csv"], 1, "no table 'colours'"),
        (["annotate", "--in", "{tmp}/none.jsonl", "--out", "{tmp}/o"], 1, "cannot be read"),
        (["export", "--workspace", "{sample}"], 2, "Missing option"),
        (["colour"], 2, "No such command"),
    ],
)
def test_mistakes_end_in_one_line_and_a_status(
    arguments: list[str], code: int, message: str, tmp_path: Path, sample_workspace: Path
) -> None:
    result = RUNNER.invoke(app, [a.format(tmp=tmp_path, sample=sample_workspace) for a in arguments])
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["tone", "annotate"])
@pytest.mark.parametrize("way", ["same", "roundabout", "link", "hard link", "not there"])
def test_results_are_not_written_over_what_they_are_made_from(tmp_path: Path, command: str, way: str) -> None:
    given = tmp_path / "in.jsonl"
    (tmp_path / "folder").mkdir()
    out = given if way in ("same", "not there") else tmp_path / "out.jsonl"
    if way == "roundabout":
        out = tmp_path / "folder" / ".." / "in.jsonl"
    if way != "not there":
        given.write_text('{"id": 1, "text": "اجتمعت اللجنة."}\n', encoding="utf-8")
    if way == "link":
        out.symlink_to(given)
    if way == "hard link":
        out.hardlink_to(given)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    result = RUNNER.invoke(app, [command, "--in", str(given), "--out", str(out)])
    assert result.exit_code == 1
    assert result.output == f"error: --in and --out are the same file, {str(out)!r}; give --out another name.\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
