"""Which engine reads the tone of a run: chosen once, said in its manifest, kept by its updates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.analyse import analyse
from analytics.annotate.tone.engines import engine_name
from analytics.annotate.tone.lexicon import LexiconEngine
from analytics.errors import RunError
from analytics.run import current_run
from analytics.schema import EMBEDDINGS, MENTIONS, TONES
from corpus import Workspace
from tests.analytics.daily import DAY, add

RUNNER = CliRunner()
RECORDS = [
    {"id": 1, "text": "The heroic medics helped the grateful families."},
    {"id": 2, "text": "اتهمت اللجنة تنظيم داعش بارتكاب مجزرة مروعة.", "start": 19, "end": 23},
    {"id": 3, "text": "١٢٣"},
]


def test_a_run_is_made_with_the_engine_asked_for_and_its_update_goes_on_with_it(base: Workspace) -> None:
    before = current_run(base)
    run = analyse(base, tone="lexicon", processes=1)
    assert run.run_id != before.run_id
    assert run.manifest["settings"]["tone"] == "lexicon"
    assert run.manifest["tone_engine"] == engine_name("lexicon") == LexiconEngine.name
    assert run.manifest["annotation"]["from_run"] is None
    tables = [base.read(table, under=run.under) for table in (TONES, MENTIONS)]
    others = [base.read(table, under=before.under) for table in (TONES, MENTIONS)]
    assert [table.num_rows for table in tables] == [table.num_rows for table in others]
    assert all(not table["tone"].equals(other["tone"]) for table, other in zip(tables, others, strict=True))
    add(base, DAY)
    updated = analyse(base, update=True, tone="lexicon", processes=1)
    assert updated.manifest["settings"]["tone"] == "lexicon"
    assert updated.manifest["annotation"]["from_run"] == run.run_id
    assert base.read(EMBEDDINGS, under=updated.under).num_rows == 60 + len(DAY)


def test_an_update_with_another_engine_is_refused_with_the_way_out(base: Workspace) -> None:
    before = current_run(base)
    add(base, DAY[:1])
    with pytest.raises(RunError, match=r"read tone with 'model'.* 'lexicon' cannot be had .* leave out --update"):
        analyse(base, update=True, tone="lexicon", processes=1)
    assert current_run(base).run_id == before.run_id


def test_commands_take_the_engine(tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    files = ["--in", str(given), "--out", str(out), "--tone", "lexicon"]
    result = RUNNER.invoke(app, ["tone", *files])
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [record["label"] for record in found] == ["positive", "negative", None]
    assert [record.get("language") for record in found] == ["en", "ar", None]
    assert all(0.3 < record["accuracy"] < 1 for record in found[:2])
    assert "record 3: text has no letters" in result.output
    result = RUNNER.invoke(app, ["annotate", *files])
    assert result.exit_code == 0, result.output
    first, second, third = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    assert first["tone"]["label"] == "positive"
    assert [one["label"] for one in second["actor_tone"] if one["actor_id"] == "islamic-state"] == ["negative"]
    assert third["tone"] == {"label": None, "score": None, "reason": "no_letters"}


@pytest.mark.parametrize(
    ("tone", "said"),
    [
        ("vader", "Tone engine 'vader' is not known; allowed: model, lexicon, or hub:NAME"),
        ("", "Tone engine '' is not known"),
        ("hub:", "Tone engine 'hub:' is not known"),
        ("hub: ", "Tone engine 'hub: ' is not known"),
    ],
)
def test_an_engine_that_is_none_ends_in_one_line(tone: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(RECORDS[0]), encoding="utf-8")
    workspace = Workspace.create(tmp_path / "w").root
    stateless = ["--in", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")]
    for command in (["tone", *stateless], ["annotate", *stateless], ["run", "--workspace", str(workspace)]):
        result = RUNNER.invoke(app, [*command, "--tone", tone])
        assert (result.exit_code, "Traceback" in result.output) == (1, False)
        assert said in result.output
    assert not (tmp_path / "out.jsonl").exists()
