"""Topics in a space that is centred by publisher, through all that follows a first fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics.analyse import Settings, analyse
from analytics.run import current_run
from analytics.topic_schema import ASSIGNMENTS, TOPIC_MODEL
from analytics.topics.edits import edited_topics, seed, split
from analytics.topics.settings import TopicSettings
from corpus import Workspace, add_paths

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"


def add(workspace: Workspace, first: int, last: int) -> None:
    """Articles of both languages, each by one of two publishers."""
    file = workspace.root.parent / f"{first}.jsonl"
    rows = []
    for language in ("ar", "en"):
        lines = (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()[first:last]
        rows += [json.loads(line) | {"source": ("reuters", "أريج")[at % 2]} for at, line in enumerate(lines)]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    add_paths(workspace, [file])


def test_what_follows_a_fit_centred_by_publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.topics.align._LEAST", 10)  # articles a publisher needs for a shift of its own
    monkeypatch.setattr("analytics.provenance._digest_of_files", lambda files: "the same code throughout")
    workspace, settings = Workspace.create(tmp_path / "w"), Settings(topics=TopicSettings(centring="publisher"))
    add(workspace, 0, 25)
    first = analyse(workspace, settings=settings, processes=1)
    keys = workspace.read(TOPIC_MODEL, under=first.under)["key"].to_pylist()
    assert len([key for key in keys if key.startswith("publisher:")]) == 2
    example = workspace.read(ASSIGNMENTS, under=first.under)["article_id"][0].as_py()
    made = seed(workspace, examples=[example], label_ar="مثال", label_en="Example", who="lina")
    add(workspace, 25, 29)
    second = analyse(workspace, update=True, processes=1)
    split(workspace, 0, 2, who="lina")
    third = analyse(workspace, settings=settings, processes=1)
    assert (second.manifest["base_run"], third.manifest["base_run"]) == (first.run_id, second.run_id)
    topics = edited_topics(workspace, current_run(workspace)).tables.topics.to_pylist()
    assert {row["topic_id"]: row["label_ar"] for row in topics}[made.made[0]] == "مثال"
